#pragma once
// A paragraph or a cell of plain text as lines: wrapped, coloured, hanging below its mark. Knows no table.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "render/text_page.hpp"

namespace csreport {

/// Columns that a marked text takes.
std::size_t width_of(std::string_view text);
/// Columns of its widest word; of words without blanks between them, of the widest piece that no line ends in, but not
/// less than four ideographs, so that no column becomes a pillar of them.
std::size_t widest_word(std::string_view text, const std::vector<std::string>& units);
/// Lines of at most `width` columns, broken at blanks and where line_break.hpp allows it; a piece that is wider is cut.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, const TextPageOptions& options);

}  // namespace csreport

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
/// Columns of its longest word.
std::size_t longest_word(std::string_view text);
/// Lines of at most `width` columns, broken at blanks and between ideographs; a word that is wider is cut.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, const TextPageOptions& options);

}  // namespace csreport

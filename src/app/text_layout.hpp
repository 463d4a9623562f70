#pragma once
// Lines for a terminal: a head, and its text in a column of its own.

#include <cstddef>
#include <string>
#include <string_view>

namespace csreport {

/// "  head      text", the text from `column` on and wrapped there at blanks; a head that is too
/// long gets a line of its own. Ends with a line break.
std::string hanging_lines(std::string_view head, std::string_view text, std::size_t column);

/// Code points: close enough to columns for lining up.
std::size_t text_width(std::string_view text);

}  // namespace csreport

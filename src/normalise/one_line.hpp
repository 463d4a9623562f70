#pragma once
// What a customer wrote, as one line that can be quoted.

#include <cstddef>
#include <string>
#include <string_view>

namespace csreport {

/// The text without spaces at its ends; line breaks, tabs and runs of spaces are one space each, control characters
/// are left out. Of more than `longest` characters the first ones and an ellipsis, together `longest`. REQUIRES: valid
/// UTF-8, longest > 0.
std::string one_line(std::string_view text, std::size_t longest);

}  // namespace csreport

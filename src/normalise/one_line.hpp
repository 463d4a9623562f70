#pragma once
// What a customer wrote, as one line that can be quoted.

#include <cstddef>
#include <string>
#include <string_view>

namespace csreport {

/// The text without spaces at its ends; line breaks, tabs and runs of spaces are one space each. Control characters and
/// overrides of the writing direction become U+FFFD, as in names. Left out is what nobody sees: soft hyphens, marks of
/// the writing direction, spaces without a width and tags; the joiners U+200C and U+200D stay behind a character that
/// is not ASCII, where scripts and emojis need them. Of more than `longest` characters the first ones and an ellipsis,
/// together `longest`. REQUIRES: valid UTF-8, longest > 0.
std::string one_line(std::string_view text, std::size_t longest);

}  // namespace csreport

#pragma once
// How many columns of a terminal a text takes. Independent of the machine's locale, unlike wcwidth().

#include <cstddef>
#include <string_view>

namespace csreport {

/// 0 for what is drawn over its neighbour, 2 for ideographs and emoji, else 1.
std::size_t display_width(char32_t character);
std::size_t display_width(std::string_view text);

}  // namespace csreport

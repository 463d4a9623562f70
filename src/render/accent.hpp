#pragma once
// The user's colour on the page: shades of it that can be read on both grounds (WCAG 2.2, 1.4.3).

#include <cstdint>
#include <string>
#include <string_view>

namespace csreport {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// REQUIRES: "#rrggbb".
Colour colour_of(std::string_view hex);
std::string hex_of(Colour colour);

/// 1 to 21, by relative luminance.
double contrast(Colour a, Colour b);

/// The colour itself, or the nearest shade of it (mixed with black or white) that has at least this contrast.
Colour readable_on(Colour ground, Colour colour, double least = 4.5);

}  // namespace csreport

#include "render/accent.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace csreport {
namespace {

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/// `part` in 0..1 of the other colour.
Colour mixed(Colour colour, Colour other, double part) {
  const auto mix = [part](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * part));
  };
  return {mix(colour.red, other.red), mix(colour.green, other.green), mix(colour.blue, other.blue)};
}

}  // namespace

Colour colour_of(std::string_view hex) {
  const auto channel = [&](std::size_t at) {
    unsigned value = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
    return static_cast<std::uint8_t>(value);
  };
  return {channel(1), channel(3), channel(5)};
}

std::string hex_of(Colour colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue); }

double contrast(Colour a, Colour b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

Colour readable_on(Colour ground, Colour colour, double least) {
  constexpr int kSteps = 100;
  const Colour away = luminance(ground) > 0.18 ? Colour{0, 0, 0} : Colour{255, 255, 255};
  Colour shade = colour;
  for (int step = 1; step <= kSteps && contrast(ground, shade) < least; ++step) {
    shade = mixed(colour, away, static_cast<double>(step) / kSteps);
  }
  return shade;
}

}  // namespace csreport

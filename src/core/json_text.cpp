#include "csreport/core/json_text.hpp"

#include <fmt/format.h>

namespace csreport {
namespace {

/// Of a character of two or three bytes.
bool obeyed(unsigned c) {
  const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool separator = c == 0x2028 || c == 0x2029 || c == 0xFEFF;
  return c <= 0x9F || bidi || separator || c >= 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/// The bytes of the character that begins with this one, and its value where it has two or three.
struct Character {
  std::size_t bytes;
  unsigned value;
};
Character character_at(std::string_view json, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(json[at + i]); };
  if (byte(0) < 0xE0) return {2, (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU)};
  if (byte(0) < 0xF0) return {3, (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU)};
  return {4, 0x10000};
}

}  // namespace

std::string json_with_visible_controls(std::string_view json) {
  constexpr char kDelete = 0x7F;
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] == kDelete) {
      out += "\\u007f";
      ++at;
    } else if (static_cast<unsigned char>(json[at]) < 0x80) {
      out += json[at++];
    } else {
      const auto [bytes, value] = character_at(json, at);
      if (value < 0x10000 && obeyed(value)) {
        out += fmt::format("\\u{:04x}", value);
      } else {
        out += json.substr(at, bytes);
      }
      at += bytes;
    }
  }
  return out;
}

}  // namespace csreport

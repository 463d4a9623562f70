#include "render/held_words.hpp"

#include <algorithm>
#include <array>

#include "render/display_width.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

constexpr std::string_view kWordJoiner = "\u2060";
constexpr std::string_view kNoBreak = "\u00A0";
constexpr std::array<std::string_view, 5> kUnits = {"number.second", "number.minute", "number.hour", "number.day",
                                                    "number.points"};

/// Ideographs, not the wide marks.
bool is_chinese(char32_t c) { return c >= 0x3041 && c < 0xFF00 && display_width(c) == 2; }

bool begins_chinese(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && is_chinese(next_character(text, at));
}

std::string held_unit(std::string_view text) {
  std::string out;
  bool after_blank = false;
  while (!text.empty()) {
    std::size_t bytes = 0;
    const char32_t c = next_character(text, bytes);
    if (is_chinese(c) && !after_blank) out += kWordJoiner;
    after_blank = c == U'\u00A0';
    out += text.substr(0, bytes);
    text.remove_prefix(bytes);
  }
  return out;
}

}  // namespace

std::string held_words(std::string_view path, std::string_view text) {
  if (std::find(kUnits.begin(), kUnits.end(), path) != kUnits.end()) return held_unit(text);
  if (path == "number.between_units" && text.empty()) return std::string(kWordJoiner);
  std::string out;
  bool after_number = false;
  while (!text.empty()) {
    std::size_t bytes = 0;
    const char32_t c = next_character(text, bytes);
    std::string_view character = text.substr(0, bytes);
    text.remove_prefix(bytes);
    if (after_number && is_chinese(c)) out += kWordJoiner;
    if (after_number && c == U' ' && begins_chinese(text)) character = kNoBreak;
    out += character;
    if (c == U'第' && text.starts_with('{')) out += kWordJoiner;
    after_number = c == U'}' || (c >= U'0' && c <= U'9');
  }
  return out;
}

}  // namespace csreport

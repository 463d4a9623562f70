#include "normalise/one_line.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace csreport {
namespace {

/// One character: its code point and its bytes.
struct Character {
  std::uint32_t code = 0;
  std::string_view bytes;
};

/// REQUIRES: `text` is valid UTF-8 and not empty.
Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < std::min(length, text.size()); ++i) code = (code << 6U) | (byte(i) & 0x3FU);
  return {code, text.substr(0, length)};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, std::uint32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](const Range& range) { return range.first <= code && code <= range.last; });
}

/// Blanks and breaks of lines and paragraphs.
bool is_space(std::uint32_t code) {
  constexpr std::array<Range, 4> kSpaces = {{{0x09, 0x0D}, {0x20, 0x20}, {0x85, 0x85}, {0x2028, 0x2029}}};
  return is_in(kSpaces, code);
}

/// What steers a terminal or turns the text round: controls, embeddings, overrides and isolates of the writing
/// direction, byte order marks, noncharacters. In names the writers of the formats replace the same.
bool is_control(std::uint32_t code) {
  constexpr std::array<Range, 6> kControls = {
      {{0x00, 0x1F}, {0x7F, 0x9F}, {0x202A, 0x202E}, {0x2066, 0x2069}, {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF}}};
  return is_in(kControls, code) || (code & 0xFFFEU) == 0xFFFE;
}

/// What has no shape of its own, and so could hide in a quotation: soft hyphens, marks of the writing direction, spaces
/// and joiners without a width, tags.
bool is_invisible(std::uint32_t code) {
  constexpr std::array<Range, 9> kInvisible = {{{0xAD, 0xAD},
                                                {0x061C, 0x061C},
                                                {0x180E, 0x180E},
                                                {0x200B, 0x200B},
                                                {0x200E, 0x200F},
                                                {0x2060, 0x2065},
                                                {0x206A, 0x206F},
                                                {0xFFF9, 0xFFFB},
                                                {0xE0000, 0xE007F}}};
  return is_in(kInvisible, code);
}

/// The two joiners shape words of some scripts and join emojis.
bool is_joiner(std::uint32_t code) { return code == 0x200C || code == 0x200D; }
bool can_be_joined(std::uint32_t code) { return code >= 0x80 && !is_joiner(code); }

}  // namespace

std::string one_line(std::string_view text, std::size_t longest) {
  constexpr std::string_view kEllipsis = "\u2026";
  constexpr std::string_view kMark = "\uFFFD";
  std::string line;
  std::size_t characters = 0;
  std::size_t cut = 0;  // where the ellipsis goes when one character more comes
  const auto begin_character = [&] {
    if (++characters == longest) cut = line.size();
  };
  bool gap = false;
  std::uint32_t before = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    text.remove_prefix(character.bytes.size());
    if (is_space(character.code)) {
      gap = !line.empty();
      continue;
    }
    if (is_invisible(character.code)) continue;
    if (is_joiner(character.code) && (gap || !can_be_joined(before))) continue;
    if (gap) {
      begin_character();
      line += ' ';
      gap = false;
    }
    begin_character();
    if (characters > longest) {
      line.resize(cut);
      while (!line.empty() && line.back() == ' ') line.pop_back();
      return line.append(kEllipsis);
    }
    line += is_control(character.code) ? kMark : character.bytes;
    before = character.code;
  }
  return line;
}

}  // namespace csreport

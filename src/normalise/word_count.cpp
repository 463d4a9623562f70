#include "normalise/word_count.hpp"

#include <cstdint>

namespace csreport {
namespace {

enum class CharacterClass { other, letter, joint, ideograph };

struct Range {
  std::uint32_t first, last;
};
/// Characters above ASCII that are neither letters nor digits.
constexpr Range kSigns[] = {
    {0x80, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBF},       {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x2BFF}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0xFE00, 0xFE6F},   {0xFF01, 0xFF0F},
    {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};
constexpr Range kIdeographs[] = {{0x3005, 0x3007}, {0x3021, 0x30FF}, {0x31F0, 0x31FF},
                                 {0x3400, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};

template <std::size_t N>
bool holds(const Range (&ranges)[N], std::uint32_t code) {
  for (const Range& range : ranges) {
    if (code >= range.first && code <= range.last) return true;
  }
  return false;
}

CharacterClass class_of(std::uint32_t code) {
  if (code < 0x80) {
    const bool letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
    if (letter) return CharacterClass::letter;
    return code == '\'' || code == '-' || code == '_' || code == '.' || code == '@' ? CharacterClass::joint
                                                                                    : CharacterClass::other;
  }
  if (code == 0x2019) return CharacterClass::joint;  // the apostrophe of typesetters
  if (holds(kIdeographs, code)) return CharacterClass::ideograph;
  return holds(kSigns, code) ? CharacterClass::other : CharacterClass::letter;
}

struct Character {
  std::uint32_t code;
  std::size_t bytes;
};

Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {' ', 1};
  std::uint32_t code = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {' ', 1};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  return {code, bytes};
}

}  // namespace

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  std::size_t ideographs = 0;  // of the run
  bool in_word = false;
  while (!text.empty()) {
    const Character character = first_of(text);
    text.remove_prefix(character.bytes);
    const CharacterClass kind = class_of(character.code);
    if (kind == CharacterClass::ideograph) {
      words += ideographs % 2 == 0 ? 1 : 0;
      ++ideographs;
      in_word = false;
      continue;
    }
    ideographs = 0;
    if (kind == CharacterClass::joint) continue;  // joins when a letter follows, and is nothing by itself
    if (kind == CharacterClass::letter && !in_word) ++words;
    in_word = kind == CharacterClass::letter;
  }
  return words;
}

}  // namespace csreport

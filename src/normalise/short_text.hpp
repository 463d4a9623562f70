#pragma once
// The bytes of a cell as one number, the first byte lowest: what the fast paths for numbers, times and repeated words
// compare and convert instead of single characters. Whole words are loaded and what is too much is cut off, because a
// branch for each length would be a guess for each cell; so the bytes around the text must be readable (kCellSlack).

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "csreport/read/record_reader.hpp"

namespace csreport {

inline std::uint64_t load_8(const char* from) {
  std::uint64_t word = 0;
  if constexpr (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
    std::memcpy(&word, from, 8);
  } else {
    for (unsigned i = 0; i < 8; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  }
  return word;
}

/// The first bytes of the text, at most eight. REQUIRES: kCellSlack bytes behind it.
inline std::uint64_t load_first(std::string_view text) {
  const std::uint64_t word = load_8(text.data());
  return text.size() >= 8 ? word : word & ((std::uint64_t{1} << (8 * text.size())) - 1);
}
/// The last eight bytes of a text of more than eight; 0 for a shorter one. REQUIRES: kCellSlack bytes in front of it.
inline std::uint64_t load_last(std::string_view text) {
  const std::uint64_t word = load_8(text.data() + text.size() - 8);
  return text.size() > 8 ? word : 0;
}

/// True when trim() would leave the text as it is: both ends are printable ASCII. False says nothing.
inline bool has_clean_ends(std::string_view text) {
  const auto printable = [](char c) { return c > ' ' && c < '\x7F'; };
  return !text.empty() && printable(text.front()) && printable(text.back());
}

/// All eight bytes are decimal digits.
inline bool all_digits(std::uint64_t word) {
  constexpr std::uint64_t kHigh = 0xF0F0F0F0F0F0F0F0U;
  constexpr std::uint64_t kSix = 0x0606060606060606U;
  return (word & kHigh) == 0x3030303030303030U && ((word + kSix) & kHigh) == 0x3030303030303030U;
}

/// The number that eight digits stand for, the first one highest: pairs, then fours, then all are added up.
/// REQUIRES: all_digits(word).
inline std::uint32_t eight_digits(std::uint64_t word) {
  word = (word & 0x0F0F0F0F0F0F0F0FU) * 2561 >> 8;
  word = (word & 0x00FF00FF00FF00FFU) * 6553601 >> 16;
  return static_cast<std::uint32_t>((word & 0x0000FFFF0000FFFFU) * 42949672960001U >> 32);
}

/// "0" to "99999999": digits and nothing else, at most eight. Nothing for every other text, number or not.
struct PlainNumber {
  std::uint32_t value = 0;
  bool valid = false;
};
inline PlainNumber read_plain_number(std::string_view text) {  // REQUIRES: kCellSlack bytes behind it
  const std::size_t size = text.size();
  if (size == 0 || size > 8) return {};
  // Shifted to the end, with zeros in front.
  const auto shift = static_cast<unsigned>(8 * (8 - size));
  const std::uint64_t word = load_8(text.data()) << shift | ((0x3030303030303030U >> 8) >> (56 - shift));
  if (!all_digits(word)) return {};
  return {eight_digits(word), true};
}

/// No byte beyond ASCII and no capital letter. REQUIRES: kCellSlack bytes behind it.
inline bool is_lower_ascii(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < text.size(); i += 8) {
    const std::uint64_t word = load_first(text.substr(i));
    const std::uint64_t low = word & ~kHigh;
    const std::uint64_t from_a = low + (0x80 - 'A') * kOnes;  // bit 7: 'A' or more
    const std::uint64_t past_z = low + (0x7F - 'Z') * kOnes;  // bit 7: more than 'Z'
    found |= word | (from_a & ~past_z);
  }
  return (found & kHigh) == 0;
}

}  // namespace csreport

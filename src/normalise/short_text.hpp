#pragma once
// The bytes of a short text as one number, the first byte lowest, without reading beyond its end: what the fast paths
// for numbers, times and repeated words compare and convert instead of single characters.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

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

inline std::uint64_t load_4(const char* from) {
  std::uint64_t word = 0;
  for (unsigned i = 0; i < 4; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  return word;
}

/// REQUIRES: at most 8 bytes. Two reads that overlap say the same of the bytes that both see.
inline std::uint64_t load_short(const char* from, std::size_t size) {
  if (size == 8) return load_8(from);
  if (size >= 4) return load_4(from) | load_4(from + size - 4) << (8 * (size - 4));
  if (size == 0) return 0;
  const auto byte = [from](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i); };
  return byte(0) | byte(size / 2) | byte(size - 1);
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
inline PlainNumber read_plain_number(std::string_view text) {
  const std::size_t size = text.size();
  if (size == 0 || size > 8) return {};
  // Shifted to the end, with zeros in front.
  std::uint64_t word = load_short(text.data(), size);
  if (size < 8) word = word << (8 * (8 - size)) | 0x3030303030303030U >> (8 * size);
  if (!all_digits(word)) return {};
  return {eight_digits(word), true};
}

}  // namespace csreport

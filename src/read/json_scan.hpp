#pragma once
// The scans inside a JSON value that are worth more than one byte at a time: to the end of a string's plain
// part, over digits, and whether a known name stands here. 32 or 16 bytes by SSE2, which every x86-64
// has; the same by single bytes elsewhere. In a header because each takes only a few cycles.
//
// How: a compare gives 0xFF in each byte that matches, movemask makes one bit of each, and the number of
// zeros below the first bit is its place. Nothing branches on the single bytes, so that strings and
// numbers of changing lengths are no guesses.

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "core/vector_instructions.hpp"

namespace csreport {

/// Bytes behind a scan's beginning that it may read, whatever it returns.
inline constexpr std::size_t kJsonScanBytes = 32;

/// The same scans, byte by byte: what other machines use, and what the tests compare with.
namespace json_scan_portable {

/// Bytes before the first quote, backslash or control character; 32 when the next 32 are none.
inline std::size_t plain_bytes(const char* at) {
  std::size_t count = 0;
  while (count < 32 && at[count] != '"' && at[count] != '\\' && static_cast<unsigned char>(at[count]) >= 0x20) ++count;
  return count;
}

/// Digits before the first other byte; 16 when the next 16 are all digits.
inline std::size_t digits(const char* at) {
  std::size_t count = 0;
  while (count < 16 && at[count] >= '0' && at[count] <= '9') ++count;
  return count;
}

/// Whether the 32 bytes at both places are equal where `mask` has bits.
inline bool equal(const char* at, const char* text, std::uint32_t mask) {
  for (std::size_t i = 0; i < 32; ++i) {
    if ((mask >> i & 1U) != 0 && at[i] != text[i]) return false;
  }
  return true;
}

}  // namespace json_scan_portable

#if defined(CSREPORT_HAS_SSE2)

namespace json_scan_sse2 {

inline __m128i load(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }
inline std::uint32_t mask(__m128i bytes) { return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)); }

/// One bit for each quote, backslash and control character.
inline std::uint32_t special(__m128i bytes) {
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return mask(_mm_or_si128(_mm_or_si128(quote, backslash), control));
}

inline std::size_t plain_bytes(const char* at) {
  const std::uint64_t bits = special(load(at)) | std::uint64_t{special(load(at + 16))} << 16;
  return static_cast<std::size_t>(__builtin_ctzll(bits | std::uint64_t{1} << 32));
}

inline std::size_t digits(const char* at) {
  const __m128i values = _mm_sub_epi8(load(at), _mm_set1_epi8('0'));
  const std::uint32_t bits = mask(_mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values));
  return static_cast<std::size_t>(__builtin_ctz(~bits));
}

inline bool equal(const char* at, const char* text, std::uint32_t wanted) {
  const auto same = [&](std::size_t i) { return mask(_mm_cmpeq_epi8(load(at + i), load(text + i))); };
  return ((same(0) | same(16) << 16) & wanted) == wanted;
}

}  // namespace json_scan_sse2

namespace json_scan = json_scan_sse2;
#else
namespace json_scan = json_scan_portable;
#endif

}  // namespace csreport

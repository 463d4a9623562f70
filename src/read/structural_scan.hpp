#pragma once
// What stands where in delimited text, 64 bytes at a time: how record_cutter.cpp looks at bytes.
//
// 64 bytes become four bit masks: where the quotes, delimiters, LFs and CRs are. A byte is inside quotes
// when the number of quotes up to it is odd; the prefix-XOR of the quote mask gives that for all 64 at once
// (a carry-less multiplication by all ones, or six shifts). A doubled quote closes and opens again, so it
// needs no care. What is a delimiter or LF and not inside ends a cell.
//
// Parity is right only while every quote stands where clean text has one. So each opening quote must follow
// a delimiter, a line end or a quote, each closing one must precede a delimiter, a line end or a quote, and
// each CR must precede an LF. The first byte that breaks this is irregular, and everything in front of it
// is what a state machine would find.
//
// Instruction sets differ only in how masks and prefix-XOR are made; what is done with them is one always-inlined
// function of the sink, compiled for each of them.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "core/vector_instructions.hpp"

namespace csreport {

/// The instruction sets that the scan is written for. All give identical results.
enum class IndexKernel : std::uint8_t { portable, sse2, avx2 };

/// Those that this machine can run, slowest first.
std::vector<IndexKernel> index_kernels();

namespace structural {

inline constexpr std::size_t kBlock = 64;
inline constexpr std::uint64_t kOnes = ~std::uint64_t{0};

struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t delimiters = 0;
  std::uint64_t lfs = 0;
  std::uint64_t crs = 0;
};

/// What one block leaves to the next. It begins in front of a record.
struct Carry {
  std::uint64_t inside = 0;    ///< all ones inside quotes
  std::uint64_t boundary = 1;  ///< the byte before was a delimiter, a line end or a quote
  std::uint64_t closing = 0;   ///< ... was a closing quote
  std::uint64_t cr = 0;        ///< ... was a carriage return
};

/// A block after its quotes are understood; only what lies in front of an irregular byte is set.
struct Block {
  std::uint64_t marks = 0;        ///< delimiters and LFs outside quotes
  std::uint64_t record_ends = 0;  ///< LFs outside quotes
  std::uint64_t inner_lines = 0;  ///< LFs inside quotes
  unsigned bytes = 0;             ///< in front of the irregular byte, or all
  bool irregular = false;
};

[[gnu::always_inline]] inline unsigned lowest(std::uint64_t bits) {
  return static_cast<unsigned>(__builtin_ctzll(bits | (std::uint64_t{1} << 63)));  // defined for 0 too
}

/// A block of `size` bytes (1 to 64). `parity` is the prefix-XOR of the quotes.
[[gnu::always_inline]] inline Block understand(Carry& carry, const Masks& m, std::uint64_t parity, unsigned size) {
  const auto shifted = [](std::uint64_t bits, std::uint64_t carried) { return (bits << 1) | carried; };
  const std::uint64_t inside = parity ^ carry.inside;
  const std::uint64_t boundaries = m.delimiters | m.lfs | m.quotes;
  const std::uint64_t closing = m.quotes & ~inside;
  const std::uint64_t bad_opening = m.quotes & inside & ~shifted(boundaries, carry.boundary);
  const std::uint64_t bad_closing = shifted(closing, carry.closing) & ~(boundaries | m.crs);
  const std::uint64_t lone_cr = shifted(m.crs, carry.cr) & ~m.lfs;
  std::uint64_t valid = kOnes >> (kBlock - size);
  const std::uint64_t bad = (bad_opening | bad_closing | lone_cr) & valid;
  Block block{.bytes = size};
  if (bad != 0) [[unlikely]] {
    valid = (bad & (~bad + 1)) - 1;
    block.irregular = true;
    block.bytes = lowest(bad);
  }
  block.record_ends = m.lfs & ~inside & valid;
  block.marks = block.record_ends | (m.delimiters & ~inside & valid);
  block.inner_lines = m.lfs & inside & valid;
  const unsigned last = size - 1;
  carry.inside = std::uint64_t{0} - ((inside >> last) & 1U);
  carry.boundary = (boundaries >> last) & 1U;
  carry.closing = (closing >> last) & 1U;
  carry.cr = (m.crs >> last) & 1U;
  return block;
}

[[gnu::always_inline]] inline std::uint64_t prefix_xor_by_shifts(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// Padding must not look like text: a delimiter may be NUL.
[[gnu::always_inline]] inline Masks cut(Masks m, unsigned size) {
  const std::uint64_t valid = kOnes >> (kBlock - size);
  return {m.quotes & valid, m.delimiters & valid, m.lfs & valid, m.crs & valid};
}

// --- portable: eight bytes of a word at a time ---------------------------------------------------

inline std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  for (unsigned i = 0; i < 8; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  return word;
}

/// One bit for each byte of `word` that equals `byte`.
inline std::uint64_t equal_bytes(std::uint64_t word, char byte) {
  constexpr std::uint64_t kLow7 = 0x7F7F7F7F7F7F7F7FU;
  const std::uint64_t differences = word ^ (0x0101010101010101U * static_cast<unsigned char>(byte));
  const std::uint64_t equal = ~(((differences & kLow7) + kLow7) | differences | kLow7);  // 0x80 where 0
  return ((equal >> 7) * 0x0102040810204080U) >> 56;
}

struct Portable {
  static Masks masks(const char* from, char delimiter) {
    Masks m;
    for (unsigned i = 0; i < kBlock; i += 8) {
      const std::uint64_t word = load_word(from + i);
      m.quotes |= equal_bytes(word, '"') << i;
      m.delimiters |= equal_bytes(word, delimiter) << i;
      m.lfs |= equal_bytes(word, '\n') << i;
      m.crs |= equal_bytes(word, '\r') << i;
    }
    return m;
  }
  static std::uint64_t prefix_xor(std::uint64_t bits) { return prefix_xor_by_shifts(bits); }
};

#if defined(CSREPORT_HAS_SSE2)

// --- SSE2: part of every x86-64 -------------------------------------------------------------------

struct Sse2 {
  [[gnu::always_inline]] static std::uint64_t equal(const __m128i (&bytes)[4], char byte) {
    const __m128i wanted = _mm_set1_epi8(byte);
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const int part = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], wanted));
      bits |= std::uint64_t{static_cast<unsigned>(part)} << (16 * i);
    }
    return bits;
  }
  [[gnu::always_inline]] static Masks masks(const char* from, char delimiter) {
    __m128i bytes[4];
    for (unsigned i = 0; i < 4; ++i) bytes[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16 * i));
    return {equal(bytes, '"'), equal(bytes, delimiter), equal(bytes, '\n'), equal(bytes, '\r')};
  }
  static std::uint64_t prefix_xor(std::uint64_t bits) { return prefix_xor_by_shifts(bits); }
};

// --- AVX2 with carry-less multiplication: chosen at run time ----------------------------------------
// (AVX-512 halves the instructions, but the clock that it costs on many machines slows all the rest.)

#define CSREPORT_AVX2 __attribute__((target("avx2,pclmul,bmi,popcnt")))

CSREPORT_AVX2 [[gnu::always_inline]] inline std::uint64_t prefix_xor_clmul(std::uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8('\xFF'), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

CSREPORT_AVX2 [[gnu::always_inline]] inline std::uint64_t equal_avx2(__m256i low, __m256i high, __m256i wanted) {
  const auto bits = [](int part) { return std::uint64_t{static_cast<unsigned>(part)}; };
  const std::uint64_t upper = bits(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
  return bits(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted))) | upper << 32;
}

CSREPORT_AVX2 [[gnu::always_inline]] inline Masks masks_avx2(const char* from, char delimiter) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32));
  return {equal_avx2(low, high, _mm256_set1_epi8('"')), equal_avx2(low, high, _mm256_set1_epi8(delimiter)),
          equal_avx2(low, high, _mm256_set1_epi8('\n')), equal_avx2(low, high, _mm256_set1_epi8('\r'))};
}

#endif

// The loops over whole blocks; false when the sink wants no more. A function with a target of its own is not inlined
// into a template without it, so each set has its loop. The sink is copied because only what nobody else can see may
// live in registers.

template <typename Set, typename Sink>
bool take_blocks(const char*& from, const char* end, char delimiter, Sink& result) {
  Sink sink = result;
  bool goes_on = true;
  for (; goes_on && static_cast<std::size_t>(end - from) >= kBlock; from += kBlock) {
    const Masks m = Set::masks(from, delimiter);
    goes_on = sink.take(m, Set::prefix_xor(m.quotes), kBlock);
  }
  result = sink;
  return goes_on;
}

#if defined(CSREPORT_HAS_SSE2)

template <typename Sink>
CSREPORT_AVX2 bool take_blocks_avx2(const char*& from, const char* end, char delimiter, Sink& result) {
  Sink sink = result;
  bool goes_on = true;
  for (; goes_on && static_cast<std::size_t>(end - from) >= kBlock; from += kBlock) {
    const Masks m = masks_avx2(from, delimiter);
    goes_on = sink.take(m, prefix_xor_clmul(m.quotes), kBlock);
  }
  result = sink;
  return goes_on;
}

#undef CSREPORT_AVX2

#endif

template <typename Sink>
bool take_whole_blocks(IndexKernel kernel, const char*& from, const char* end, char delimiter, Sink& sink) {
  switch (kernel) {
#if defined(CSREPORT_HAS_SSE2)
    case IndexKernel::avx2: return take_blocks_avx2(from, end, delimiter, sink);
    case IndexKernel::sse2: return take_blocks<Sse2>(from, end, delimiter, sink);
#else
    case IndexKernel::avx2:
    case IndexKernel::sse2:
#endif
    case IndexKernel::portable: return take_blocks<Portable>(from, end, delimiter, sink);
  }
  return false;
}

/// Gives the sink every block of the text, the last one in a padded copy. `sink.take(masks, parity, bytes)` must be
/// always inlined; false ends the scan. REQUIRES: `delimiter` is no quote and no line end; the machine has `kernel`.
template <typename Sink>
void scan(IndexKernel kernel, std::string_view text, char delimiter, Sink& sink) {
  const char* from = text.data();
  const char* const end = from + text.size();
  if (take_whole_blocks(kernel, from, end, delimiter, sink) && from != end) {
    char padded[kBlock] = {};
    const auto bytes = static_cast<unsigned>(end - from);
    std::memcpy(padded, from, bytes);
    const Masks m = cut(Portable::masks(padded, delimiter), bytes);
    sink.take(m, Portable::prefix_xor(m.quotes), bytes);
  }
}

}  // namespace structural
}  // namespace csreport

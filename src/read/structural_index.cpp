// The scan behind StructuralIndex.
//
// 64 bytes become four bit masks: where the quotes, delimiters, LFs and CRs are. A byte is inside quotes
// when the number of quotes up to it is odd; the prefix-XOR of the quote mask gives that for all 64 at once
// (a carry-less multiplication by all ones, or six shifts). A doubled quote closes and opens again, so it
// needs no care. What is a delimiter or LF and not inside is a mark; its position is written down.
//
// Parity is right only while every quote stands where clean text has one. So each opening quote must follow
// a delimiter, a line end or a quote, each closing one must precede a delimiter, a line end or a quote, and
// each CR must precede an LF. The first byte that breaks this ends the index, and everything in front of it
// is what a state machine would find.
//
// Instruction sets differ only in how masks and prefix-XOR are made; the rest is one always-inlined function
// that is compiled for each of them.

#include "read/structural_index.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace csreport {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::uint64_t kOnes = ~std::uint64_t{0};
/// Positions are written eight at a time, so lists need room behind their end.
constexpr std::size_t kSlack = kBlock + 8;

struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t delimiters = 0;
  std::uint64_t lfs = 0;
  std::uint64_t crs = 0;
};

/// The scan's moving parts, copied to registers while it runs.
struct Scan {
  StructuralCarry carry;
  std::uint32_t* marks = nullptr;
  std::uint32_t* record_ends = nullptr;
  std::uint32_t* inner_lines = nullptr;
  std::uint32_t at = 0;    ///< position of the block
  bool irregular = false;  ///< the byte at `at` is
};

[[gnu::always_inline]] inline unsigned lowest(std::uint64_t bits) {
  return static_cast<unsigned>(__builtin_ctzll(bits | (std::uint64_t{1} << 63)));  // defined for 0 too
}

/// Writes the positions of the set bits. `Ahead` are written whether they are there or not: a branch
/// for each would be a guess for each.
template <int Ahead>
[[gnu::always_inline]] inline void write_positions(std::uint32_t*& to, std::uint64_t bits, std::uint32_t at) {
  const int count = std::popcount(bits);
  for (int i = 0; i < Ahead; ++i) {
    to[i] = at + lowest(bits);
    bits &= bits - 1;
  }
  for (int i = Ahead; i < count; ++i) {
    to[i] = at + lowest(bits);
    bits &= bits - 1;
  }
  to += count;
}

/// The common part: one block of `size` bytes (1 to 64). `parity` is the prefix-XOR of the quotes.
[[gnu::always_inline]] inline void take_block(Scan& scan, const Masks& m, std::uint64_t parity, unsigned size) {
  const auto shifted = [](std::uint64_t bits, std::uint64_t carry) { return (bits << 1) | carry; };
  StructuralCarry& carry = scan.carry;
  const std::uint64_t inside = parity ^ carry.inside;
  const std::uint64_t boundaries = m.delimiters | m.lfs | m.quotes;
  const std::uint64_t closing = m.quotes & ~inside;
  const std::uint64_t bad_opening = m.quotes & inside & ~shifted(boundaries, carry.boundary);
  const std::uint64_t bad_closing = shifted(closing, carry.closing) & ~(boundaries | m.crs);
  const std::uint64_t lone_cr = shifted(m.crs, carry.cr) & ~m.lfs;
  std::uint64_t valid = kOnes >> (kBlock - size);
  const std::uint64_t bad = (bad_opening | bad_closing | lone_cr) & valid;
  if (bad != 0) [[unlikely]] {
    valid = (bad & (~bad + 1)) - 1;
    scan.irregular = true;
  }
  const std::uint64_t inner = m.lfs & inside & valid;
  if (inner != 0) [[unlikely]]
    write_positions<0>(scan.inner_lines, inner, scan.at);
  write_positions<8>(scan.marks, (m.delimiters | m.lfs) & ~inside & valid, scan.at);
  write_positions<2>(scan.record_ends, m.lfs & ~inside & valid, scan.at);
  if (bad != 0) [[unlikely]] {
    scan.at += lowest(bad);
    return;
  }
  const unsigned last = size - 1;
  carry.inside = std::uint64_t{0} - ((inside >> last) & 1U);
  carry.boundary = (boundaries >> last) & 1U;
  carry.closing = (closing >> last) & 1U;
  carry.cr = (m.crs >> last) & 1U;
  scan.at += size;
}

[[gnu::always_inline]] inline std::uint64_t prefix_xor_by_shifts(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// Runs over whole blocks, then over the rest in a padded copy.
template <typename TakeBlock>
[[gnu::always_inline]] inline void for_each_block(std::string_view text, const Scan& scan, const TakeBlock& take) {
  const char* from = text.data();
  const char* const end = from + text.size();
  for (; static_cast<std::size_t>(end - from) >= kBlock; from += kBlock) {
    take(from, static_cast<unsigned>(kBlock));
    if (scan.irregular) return;
  }
  if (from == end) return;
  char padded[kBlock] = {};
  std::memcpy(padded, from, static_cast<std::size_t>(end - from));
  take(padded, static_cast<unsigned>(end - from));
}

// Padding must not look like text: a delimiter may be NUL.
[[gnu::always_inline]] inline Masks cut(Masks m, unsigned size) {
  const std::uint64_t valid = kOnes >> (kBlock - size);
  return {m.quotes & valid, m.delimiters & valid, m.lfs & valid, m.crs & valid};
}

// --- portable: eight bytes of a word at a time ---------------------------------------------------

std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  for (unsigned i = 0; i < 8; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  return word;
}

/// One bit for each byte of `word` that equals `byte`.
std::uint64_t equal_bytes(std::uint64_t word, char byte) {
  constexpr std::uint64_t kLow7 = 0x7F7F7F7F7F7F7F7FU;
  const std::uint64_t differences = word ^ (0x0101010101010101U * static_cast<unsigned char>(byte));
  const std::uint64_t equal = ~(((differences & kLow7) + kLow7) | differences | kLow7);  // 0x80 where 0
  return ((equal >> 7) * 0x0102040810204080U) >> 56;
}

Masks masks_portable(const char* from, char delimiter) {
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

void scan_portable(Scan& result, std::string_view text, char delimiter) {
  Scan scan = result;
  for_each_block(text, scan, [&](const char* from, unsigned size) {
    const Masks m = cut(masks_portable(from, delimiter), size);
    take_block(scan, m, prefix_xor_by_shifts(m.quotes), size);
  });
  result = scan;
}

#if defined(__x86_64__)

// --- SSE2: part of every x86-64 -------------------------------------------------------------------

std::uint64_t equal_sse2(const __m128i (&bytes)[4], char byte) {
  const __m128i wanted = _mm_set1_epi8(byte);
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const int part = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], wanted));
    bits |= std::uint64_t{static_cast<unsigned>(part)} << (16 * i);
  }
  return bits;
}

void scan_sse2(Scan& result, std::string_view text, char delimiter) {
  Scan scan = result;
  for_each_block(text, scan, [&](const char* from, unsigned size) {
    __m128i bytes[4];
    for (unsigned i = 0; i < 4; ++i) bytes[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16 * i));
    const Masks m = cut(
        {equal_sse2(bytes, '"'), equal_sse2(bytes, delimiter), equal_sse2(bytes, '\n'), equal_sse2(bytes, '\r')}, size);
    take_block(scan, m, prefix_xor_by_shifts(m.quotes), size);
  });
  result = scan;
}

// --- AVX2 with carry-less multiplication: chosen at run time ---------------------------------------

#define CSREPORT_AVX2 __attribute__((target("avx2,pclmul,bmi,popcnt")))

CSREPORT_AVX2 inline std::uint64_t equal_avx2(__m256i low, __m256i high, __m256i wanted) {
  const auto bits = [](int part) { return std::uint64_t{static_cast<unsigned>(part)}; };
  const std::uint64_t upper = bits(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
  return bits(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted))) | upper << 32;
}

CSREPORT_AVX2 inline std::uint64_t prefix_xor_clmul(std::uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), _mm_set1_epi8('\xFF'), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

CSREPORT_AVX2 inline Masks masks_avx2(const char* from, char delimiter) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32));
  return {equal_avx2(low, high, _mm256_set1_epi8('"')), equal_avx2(low, high, _mm256_set1_epi8(delimiter)),
          equal_avx2(low, high, _mm256_set1_epi8('\n')), equal_avx2(low, high, _mm256_set1_epi8('\r'))};
}

// Not by for_each_block: a lambda does not inherit the target of the function around it.
CSREPORT_AVX2 void scan_avx2(Scan& result, std::string_view text, char delimiter) {
  Scan scan = result;
  const char* from = text.data();
  const char* const end = from + text.size();
  for (; static_cast<std::size_t>(end - from) >= kBlock && !scan.irregular; from += kBlock) {
    const Masks m = masks_avx2(from, delimiter);
    take_block(scan, m, prefix_xor_clmul(m.quotes), kBlock);
  }
  if (from != end && !scan.irregular) {
    char padded[kBlock] = {};
    const auto size = static_cast<unsigned>(end - from);
    std::memcpy(padded, from, size);
    const Masks m = cut(masks_avx2(padded, delimiter), size);
    take_block(scan, m, prefix_xor_clmul(m.quotes), size);
  }
  result = scan;
}

#undef CSREPORT_AVX2

#endif

void run(IndexKernel kernel, Scan& scan, std::string_view text, char delimiter) {
  switch (kernel) {
#if defined(__x86_64__)
    case IndexKernel::avx2: return scan_avx2(scan, text, delimiter);
    case IndexKernel::sse2: return scan_sse2(scan, text, delimiter);
#else
    case IndexKernel::avx2:
    case IndexKernel::sse2:
#endif
    case IndexKernel::portable: return scan_portable(scan, text, delimiter);
  }
}

void make_room(std::vector<std::uint32_t>& list, std::size_t used, std::size_t more) {
  if (list.size() < used + more + kSlack) list.resize(std::max(list.size() * 2, used + more + kSlack));
}

}  // namespace

std::vector<IndexKernel> index_kernels() {
  std::vector<IndexKernel> kernels = {IndexKernel::portable};
#if defined(__x86_64__)
  kernels.push_back(IndexKernel::sse2);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("popcnt")) {
    kernels.push_back(IndexKernel::avx2);
  }
#endif
  return kernels;
}

StructuralIndex::StructuralIndex(char delimiter, IndexKernel kernel) : delimiter_(delimiter), kernel_(kernel) {
  restart();
}

void StructuralIndex::restart() {
  carry_ = {};
  make_room(marks_, 0, 1);
  marks_[0] = static_cast<std::uint32_t>(-1);
  mark_count_ = 1;
  record_count_ = inner_count_ = covered_ = 0;
  irregular_ = false;
}

void StructuralIndex::extend(std::string_view bytes) {
  make_room(marks_, mark_count_, bytes.size());
  make_room(record_ends_, record_count_, bytes.size());
  make_room(inner_lines_, inner_count_, bytes.size());
  Scan scan{.carry = carry_,
            .marks = marks_.data() + mark_count_,
            .record_ends = record_ends_.data() + record_count_,
            .inner_lines = inner_lines_.data() + inner_count_,
            .at = static_cast<std::uint32_t>(covered_)};
  run(kernel_, scan, bytes, delimiter_);
  carry_ = scan.carry;
  mark_count_ = static_cast<std::size_t>(scan.marks - marks_.data());
  record_count_ = static_cast<std::size_t>(scan.record_ends - record_ends_.data());
  inner_count_ = static_cast<std::size_t>(scan.inner_lines - inner_lines_.data());
  covered_ = scan.at;
  irregular_ = scan.irregular;
}

void StructuralIndex::drop_before(std::size_t mark, std::size_t records, std::size_t inner_lines) {
  const std::uint32_t bytes = marks_[mark] + 1;
  const auto drop = [bytes](std::vector<std::uint32_t>& list, std::size_t& count, std::size_t gone) {
    for (std::size_t i = gone; i < count; ++i) list[i - gone] = list[i] - bytes;
    count -= gone;
  };
  drop(marks_, mark_count_, mark);
  drop(record_ends_, record_count_, records);
  drop(inner_lines_, inner_count_, inner_lines);
  covered_ -= bytes;
}

}  // namespace csreport

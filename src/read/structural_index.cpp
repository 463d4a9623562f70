#include "read/structural_index.hpp"

#include <algorithm>

namespace csreport {
namespace {

using structural::kBlock;

/// Positions are written eight at a time, so lists need room behind their end.
constexpr std::size_t kSlack = kBlock + 8;

/// Writes the positions of the set bits. `Ahead` are written whether they are there or not: a branch
/// for each would be a guess for each.
template <int Ahead>
[[gnu::always_inline]] inline void write_positions(std::uint32_t*& to, std::uint64_t bits, std::uint32_t at) {
  const int count = std::popcount(bits);
  for (int i = 0; i < Ahead; ++i) {
    to[i] = at + structural::lowest(bits);
    bits &= bits - 1;
  }
  for (int i = Ahead; i < count; ++i) {
    to[i] = at + structural::lowest(bits);
    bits &= bits - 1;
  }
  to += count;
}

struct Positions {
  std::uint32_t* marks = nullptr;
  std::uint32_t* record_ends = nullptr;
  std::uint32_t* inner_lines = nullptr;
};

[[gnu::always_inline]] inline Positions write_blocks(std::span<const BlockMarks> blocks, std::uint32_t at,
                                                     Positions to) {
  for (const BlockMarks& block : blocks) {
    if (block.inner_lines() != 0) [[unlikely]]
      write_positions<0>(to.inner_lines, block.inner_lines(), at);
    write_positions<8>(to.marks, block.marks, at);
    write_positions<2>(to.record_ends, block.record_ends(), at);
    at += kBlock;
  }
  return to;
}

// The same code twice: with the bit instructions of newer machines, and without.

Positions write_portably(std::span<const BlockMarks> blocks, std::uint32_t at, Positions to) {
  return write_blocks(blocks, at, to);
}
#if defined(CSREPORT_HAS_SSE2)
__attribute__((target("bmi,popcnt"))) Positions write_with_bmi(std::span<const BlockMarks> blocks, std::uint32_t at,
                                                               Positions to) {
  return write_blocks(blocks, at, to);
}
#endif

Positions write(IndexKernel kernel, std::span<const BlockMarks> blocks, std::uint32_t at, Positions to) {
#if defined(CSREPORT_HAS_SSE2)
  if (kernel == IndexKernel::avx2) return write_with_bmi(blocks, at, to);
#endif
  (void)kernel;
  return write_portably(blocks, at, to);
}

void make_room(RawVector<std::uint32_t>& list, std::size_t used, std::size_t more) {
  if (list.size() < used + more + kSlack) list.resize(std::max(list.size() * 2, used + more + kSlack));
}

}  // namespace

StructuralIndex::StructuralIndex(IndexKernel kernel) : kernel_(kernel) { restart(); }

void StructuralIndex::restart() {
  make_room(marks_, 0, 1);
  marks_[0] = static_cast<std::uint32_t>(-1);
  mark_count_ = 1;
  record_count_ = inner_count_ = 0;
  next_ = 0;
}

void StructuralIndex::extend(std::span<const BlockMarks> blocks) {
  const std::size_t bytes = blocks.size() * kBlock;
  make_room(marks_, mark_count_, bytes);
  make_room(record_ends_, record_count_, bytes);
  make_room(inner_lines_, inner_count_, bytes);
  const Positions end = write(kernel_, blocks, next_,
                              {.marks = marks_.data() + mark_count_,
                               .record_ends = record_ends_.data() + record_count_,
                               .inner_lines = inner_lines_.data() + inner_count_});
  mark_count_ = static_cast<std::size_t>(end.marks - marks_.data());
  record_count_ = static_cast<std::size_t>(end.record_ends - record_ends_.data());
  inner_count_ = static_cast<std::size_t>(end.inner_lines - inner_lines_.data());
  next_ += static_cast<std::uint32_t>(bytes);
}

void StructuralIndex::drop_before(std::size_t mark, std::size_t records, std::size_t inner_lines) {
  const std::uint32_t bytes = marks_[mark] + 1;
  const auto drop = [bytes](RawVector<std::uint32_t>& list, std::size_t& count, std::size_t gone) {
    for (std::size_t i = gone; i < count; ++i) list[i - gone] = list[i] - bytes;
    count -= gone;
  };
  drop(marks_, mark_count_, mark);
  drop(record_ends_, record_count_, records);
  drop(inner_lines_, inner_count_, inner_lines);
  next_ -= bytes;
}

}  // namespace csreport

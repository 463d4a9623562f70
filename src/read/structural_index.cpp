// The positions that structural_scan.hpp finds, written down.

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

/// The scan's moving parts.
struct PositionWriter {
  structural::Carry carry;
  std::uint32_t* marks = nullptr;
  std::uint32_t* record_ends = nullptr;
  std::uint32_t* inner_lines = nullptr;
  std::uint32_t at = 0;    ///< position of the block
  bool irregular = false;  ///< the byte at `at` is

  [[gnu::always_inline]] bool take(const structural::Masks& masks, std::uint64_t parity, unsigned size) {
    const structural::Block block = structural::understand(carry, masks, parity, size);
    if (block.inner_lines != 0) [[unlikely]]
      write_positions<0>(inner_lines, block.inner_lines, at);
    write_positions<8>(marks, block.marks, at);
    write_positions<2>(record_ends, block.record_ends, at);
    at += block.bytes;
    irregular = block.irregular;
    return !irregular;
  }
};

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
  PositionWriter writer{.carry = carry_,
                        .marks = marks_.data() + mark_count_,
                        .record_ends = record_ends_.data() + record_count_,
                        .inner_lines = inner_lines_.data() + inner_count_,
                        .at = static_cast<std::uint32_t>(covered_)};
  structural::scan(kernel_, bytes, delimiter_, writer);
  carry_ = writer.carry;
  mark_count_ = static_cast<std::size_t>(writer.marks - marks_.data());
  record_count_ = static_cast<std::size_t>(writer.record_ends - record_ends_.data());
  inner_count_ = static_cast<std::size_t>(writer.inner_lines - inner_lines_.data());
  covered_ = writer.at;
  irregular_ = writer.irregular;
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

#include "read/record_cutter.hpp"

namespace csreport {
namespace {

/// Writes the marks down, keeps the last record end and counts the lines in front of it.
struct Cutter {
  BlockMarks* to = nullptr;
  structural::Carry carry;
  std::uint64_t at = 0;     ///< position of the block
  std::uint64_t bytes = 0;  ///< behind the last record end
  std::uint64_t lines = 0;  ///< up to there
  std::uint64_t open = 0;   ///< line ends behind it, all inside quotes
  bool irregular = false;

  [[gnu::always_inline]] bool take(const structural::Masks& masks, std::uint64_t parity, unsigned size) {
    const structural::Block block = structural::understand(carry, masks, parity, size);
    *to++ = {.marks = block.marks, .lines = block.record_ends | block.inner_lines};
    if (block.inner_lines == 0) [[likely]] {
      if (block.record_ends != 0) end_at(block, std::popcount(block.record_ends), 0);
    } else {
      const std::uint64_t upto = block.record_ends == 0 ? 0 : structural::kOnes >> std::countl_zero(block.record_ends);
      const std::uint64_t inside = block.inner_lines;
      if (block.record_ends != 0) {
        end_at(block, std::popcount(block.record_ends) + std::popcount(inside & upto), std::popcount(inside & ~upto));
      } else {
        open += static_cast<std::uint64_t>(std::popcount(inside));
      }
    }
    at += block.bytes;
    irregular = block.irregular;
    return !irregular;
  }

 private:
  [[gnu::always_inline]] void end_at(const structural::Block& block, int lines_before, int lines_behind) {
    bytes = at + structural::kBlock - static_cast<unsigned>(std::countl_zero(block.record_ends));
    lines += open + static_cast<std::uint64_t>(lines_before);
    open = static_cast<std::uint64_t>(lines_behind);
  }
};

}  // namespace

std::vector<IndexKernel> index_kernels() {
  std::vector<IndexKernel> kernels = {IndexKernel::portable};
#if defined(CSREPORT_HAS_SSE2)
  kernels.push_back(IndexKernel::sse2);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("popcnt")) {
    kernels.push_back(IndexKernel::avx2);
  }
#endif
  return kernels;
}

CleanCut find_clean_cut(std::string_view text, char delimiter, IndexKernel kernel, std::vector<BlockMarks>& blocks,
                        std::size_t at) {
  constexpr std::size_t kBlock = structural::kBlock;
  const std::size_t most = at + text.size() / kBlock + 1;
  if (blocks.size() < most) blocks.resize(most);
  Cutter cutter{.to = blocks.data() + at};
  structural::scan(kernel, text, delimiter, cutter);
  const std::size_t count = (cutter.bytes + kBlock - 1) / kBlock;
  if (const std::size_t in_last = cutter.bytes % kBlock; in_last != 0) {
    const std::uint64_t kept = structural::kOnes >> (kBlock - in_last);
    BlockMarks& last = blocks[at + count - 1];
    last = {.marks = last.marks & kept, .lines = last.lines & kept};
  }
  return {.bytes = cutter.bytes, .lines = cutter.lines, .irregular = cutter.irregular, .blocks = count};
}

}  // namespace csreport

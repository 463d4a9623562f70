#include "read/record_cutter.hpp"

namespace csreport {
namespace {

/// Keeps the last record end and counts the lines in front of it.
struct LastEnd {
  structural::Carry carry;
  std::uint64_t at = 0;     ///< position of the block
  std::uint64_t bytes = 0;  ///< behind the last record end
  std::uint64_t lines = 0;  ///< up to there
  std::uint64_t open = 0;   ///< line ends behind it, all inside quotes
  bool irregular = false;

  [[gnu::always_inline]] bool take(const structural::Masks& masks, std::uint64_t parity, unsigned size) {
    const structural::Block block = structural::understand(carry, masks, parity, size);
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

CleanCut find_clean_cut(std::string_view text, char delimiter, IndexKernel kernel) {
  LastEnd last;
  structural::scan(kernel, text, delimiter, last);
  return {.bytes = last.bytes, .lines = last.lines, .irregular = last.irregular};
}

}  // namespace csreport

// The positions of random marks against a look at one bit after the other.

#include "read/structural_index.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

namespace {

struct Plain {
  std::vector<std::uint32_t> marks{static_cast<std::uint32_t>(-1)};
  std::vector<std::uint32_t> record_ends;
  std::vector<std::uint32_t> inner_lines;

  bool operator==(const Plain&) const = default;
};

/// Those of the bits from `begin` on, counted from there.
Plain plain_index(const std::vector<BlockMarks>& blocks, std::uint32_t begin = 0) {
  Plain plain;
  for (std::uint32_t bit = begin; bit < blocks.size() * 64; ++bit) {
    const BlockMarks& block = blocks[bit / 64];
    const bool mark = (block.marks >> (bit % 64) & 1U) != 0;
    const bool line = (block.lines >> (bit % 64) & 1U) != 0;
    if (mark) plain.marks.push_back(bit - begin);
    if (mark && line) plain.record_ends.push_back(bit - begin);
    if (!mark && line) plain.inner_lines.push_back(bit - begin);
  }
  return plain;
}

template <typename List>
std::vector<std::uint32_t> copy(const List& list) {
  return {list.begin(), list.end()};
}
Plain contents(StructuralIndex& index) {
  return {
      .marks = copy(index.marks()), .record_ends = copy(index.record_ends()), .inner_lines = copy(index.inner_lines())};
}

/// From no mark at all to every byte one.
std::vector<BlockMarks> random_blocks(Dice& dice) {
  const auto word = [&dice] {
    std::uint64_t bits = 0;
    for (int part = 0; part < 4; ++part) bits = bits << 16 | dice.below(1U << 16);
    return bits;
  };
  const auto bits = [&] {
    std::uint64_t some = word();
    for (std::size_t fewer = dice.below(5); fewer > 0; --fewer) some &= word();
    return dice.below(6) == 0 ? ~std::uint64_t{0} : some;
  };
  std::vector<BlockMarks> blocks(1 + dice.below(40));
  for (BlockMarks& block : blocks) block = {.marks = bits(), .lines = dice.below(3) == 0 ? bits() : 0};
  return blocks;
}

}  // namespace

TEST_CASE("the index holds the position of every mark, however the blocks come", "[read][index]") {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Dice dice(seed);
    const auto blocks = random_blocks(dice);
    const Plain expected = plain_index(blocks);
    for (const IndexKernel kernel : index_kernels()) {
      CAPTURE(seed, static_cast<int>(kernel));
      StructuralIndex index(kernel);
      for (std::size_t done = 0; done < blocks.size();) {
        const std::size_t next = std::min<std::size_t>(1 + dice.below(9), blocks.size() - done);
        index.extend(std::span(blocks).subspan(done, next));
        done += next;
      }
      CHECK((contents(index) == expected));
      index.restart();
      CHECK((contents(index) == Plain{}));
    }
  }
}

TEST_CASE("an index that has dropped its beginning goes on like one that began there", "[read][index]") {
  for (const IndexKernel kernel : index_kernels()) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      CAPTURE(static_cast<int>(kernel), seed);
      Dice dice(seed);
      const auto blocks = random_blocks(dice);
      const std::size_t half = dice.below(blocks.size());
      StructuralIndex index(kernel);
      index.extend(std::span(blocks).first(half));
      const auto ends = copy(index.record_ends());
      if (ends.empty()) continue;
      const std::size_t record = dice.below(ends.size());
      const auto marks = copy(index.marks());
      const auto inner = copy(index.inner_lines());
      const auto mark = static_cast<std::size_t>(std::find(marks.begin(), marks.end(), ends[record]) - marks.begin());
      const auto inner_before =
          static_cast<std::size_t>(std::lower_bound(inner.begin(), inner.end(), ends[record]) - inner.begin());
      index.drop_before(mark, record + 1, inner_before);
      index.extend(std::span(blocks).subspan(half));
      CHECK((contents(index) == plain_index(blocks, ends[record] + 1)));
    }
  }
}

// The kernels that sort, select and sort by cell against the plain way of saying the same.
#include <algorithm>
#include <array>
#include <numeric>
#include <random>

#include "compute/binned_values.hpp"
#include "compute/cell_lists.hpp"
#include "compute/radix_order.hpp"
#include "compute/ticket_tally.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

/// Few distinct values, narrow, wide and heavy-tailed ones: what durations and instants look like.
std::vector<std::uint32_t> sample(std::mt19937_64& random, std::size_t n, int shape) {
  std::vector<std::uint32_t> values(n);
  for (std::uint32_t& value : values) {
    const std::uint64_t bits = random();
    switch (shape) {
      case 0: value = static_cast<std::uint32_t>(bits % 3); break;
      case 1: value = static_cast<std::uint32_t>(bits % 4000); break;
      case 2: value = static_cast<std::uint32_t>(bits); break;
      default: value = static_cast<std::uint32_t>(bits & 0xFFFFFFFF) >> (bits >> 59); break;
    }
  }
  return values;
}

constexpr std::size_t kSizes[] = {1, 2, 3, 255, 256, 257, 1023, 1024, 1025, 5000, 20001};

double plain_quantile(std::vector<std::uint32_t> values, double p) {
  std::sort(values.begin(), values.end());
  const double h = static_cast<double>(values.size() - 1) * p;
  const auto low = static_cast<std::size_t>(h);
  const double next = values[std::min(low + 1, values.size() - 1)];
  return values[low] + (h - static_cast<double>(low)) * (next - values[low]);
}

}  // namespace

TEST_CASE("the order by digits is the stable order by comparison") {
  constexpr unsigned kSeed = 20260717;
  std::mt19937_64 random(kSeed);
  for (const std::size_t n : kSizes) {
    for (int shape = 0; shape < 4; ++shape) {
      INFO("seed " << kSeed << ", n = " << n << ", shape " << shape);
      const auto keys = sample(random, n, shape);
      std::vector<std::uint32_t> expected(n);
      std::iota(expected.begin(), expected.end(), std::uint32_t{0});
      std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
      CHECK(radix_order(keys) == expected);
    }
  }
  CHECK(radix_order({}).empty());
}

TEST_CASE("quantiles by bins are those by sorting, for every group of cells") {
  constexpr unsigned kSeed = 20260718;
  std::mt19937_64 random(kSeed);
  const std::vector<std::vector<std::uint32_t>> groups = {{0}, {1}, {2}, {0, 2}, {0, 1, 2, 3}, {3, 1}};  // 3 is empty
  for (const std::size_t n : kSizes) {
    for (int shape = 0; shape < 4; ++shape) {
      const std::vector<std::vector<std::uint32_t>> cells = {
          sample(random, n, shape), sample(random, 1 + random() % 600, shape), sample(random, 40, shape), {}};
      std::vector<ValueParts> parts;
      for (const auto& cell : cells) {
        const std::span<const std::uint32_t> all(cell);
        const std::size_t cut = random() % (cell.size() + 1);
        parts.push_back({all.subspan(cut), all.first(cut)});
      }
      BinnedValues binned(parts);
      for (const auto& group : groups) {
        std::vector<std::uint32_t> together;
        for (const std::uint32_t cell : group) together.insert(together.end(), cells[cell].begin(), cells[cell].end());
        CHECK(binned.size(group) == together.size());
        for (const double p : {0.0, 0.25, 0.5, 0.9, 0.99, 1.0}) {
          INFO("seed " << kSeed << ", n = " << n << ", shape " << shape << ", cells from " << group[0]
                       << ", p = " << p);
          CHECK(binned.quantile(group, p) == plain_quantile(together, p));
        }
      }
    }
  }
}

TEST_CASE("the median of equal and of extreme values is exact") {
  std::vector<std::uint32_t> ends(2000, 0);
  std::fill(ends.begin() + 1000, ends.end(), 0xFFFFFFFF);
  const std::vector<std::uint32_t> same(3000, 7);
  const std::vector<ValueParts> parts = {{same}, {ends}};
  BinnedValues binned(parts);
  constexpr std::array<std::uint32_t, 2> kCells = {0, 1};
  CHECK(binned.quantile(std::span(kCells).first(1), 0.5) == 7);
  CHECK(binned.quantile(std::span(kCells).last(1), 0.5) == 4294967295.0 / 2);
  CHECK(binned.size({}) == 0);
}

TEST_CASE("values come back by cell in their order, and what does not count is nowhere") {
  constexpr unsigned kSeed = 20261127;
  std::mt19937_64 random(kSeed);
  constexpr std::size_t kCells = 7;
  std::vector<std::vector<std::uint32_t>> expected(kCells);
  CellLists lists(kCells, 4000);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const std::size_t cell = random() % 4 == 0 ? random() % (kCells - 1) : 0;  // the last cell stays empty
    const bool counts = random() % 3 != 0;
    lists.add_if(counts, cell, i);
    if (counts) expected[cell].push_back(i);
  }
  for (std::uint32_t i = 0; expected[5].size() < 512; ++i) {  // whole chunks and nothing behind them
    lists.add(5, i);
    expected[5].push_back(i);
  }
  for (std::size_t cell = 0; cell < kCells; ++cell) {
    INFO("seed " << kSeed << ", cell " << cell);
    std::vector<std::uint32_t> found;
    for (const auto& part : lists.of(cell)) found.insert(found.end(), part.begin(), part.end());
    CHECK(found == expected[cell]);
  }
}

TEST_CASE("counts and sums that were added together come apart again") {
  CHECK(tally_count(0) == 0);
  CHECK(tally_sum(0) == 0);
  constexpr std::int64_t kLargest = 3 * std::int64_t{0x7FFFFFFE};
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, kLargest, -kLargest}) {
    TallyEntry all = 0;
    for (std::uint32_t i = 1; i <= kTallyRows; ++i) {
      all += tally_entry(value);
      if (i != 1 && i != kTallyRows) continue;
      INFO(i << " times " << value);
      CHECK(tally_count(all) == i);
      CHECK(tally_sum(all) == i * value);
    }
  }
}

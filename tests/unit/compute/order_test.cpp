// The kernels that sort, select and sort by cell against the plain way of saying the same.
#include <algorithm>
#include <numeric>
#include <random>

#include "compute/cell_values.hpp"
#include "compute/quantile.hpp"
#include "compute/radix_order.hpp"
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

TEST_CASE("quantiles by bins are those by sorting, in one piece or in several") {
  constexpr unsigned kSeed = 20260718;
  std::mt19937_64 random(kSeed);
  QuantileSelector selector;
  for (const std::size_t n : kSizes) {
    for (int shape = 0; shape < 4; ++shape) {
      const auto values = sample(random, n, shape);
      const std::span<const std::uint32_t> all(values);
      const std::size_t cut = random() % (n + 1);
      for (const auto& parts : {QuantileSelector::Parts{all}, {all.subspan(cut), all.first(cut)}}) {
        selector.look_at(parts);
        for (const double p : {0.0, 0.25, 0.5, 0.9, 0.99, 1.0}) {
          INFO("seed " << kSeed << ", n = " << n << ", shape " << shape << ", p = " << p);
          CHECK(selector.at(p) == plain_quantile(values, p));
        }
      }
    }
  }
}

TEST_CASE("the median of equal and of extreme values is exact") {
  QuantileSelector selector;
  const std::vector<std::uint32_t> same(3000, 7);
  CHECK(selector.median_of({same}) == 7);
  std::vector<std::uint32_t> ends(2000, 0);
  std::fill(ends.begin() + 1000, ends.end(), 0xFFFFFFFF);
  CHECK(selector.median_of({ends}) == 4294967295.0 / 2);
  CHECK(selector.median_of({}) == 0);
}

TEST_CASE("values come back by cell, and what does not count is nowhere") {
  constexpr unsigned kSeed = 20261127;
  std::mt19937_64 random(kSeed);
  constexpr std::size_t kCells = 7;
  struct Item {
    std::size_t cell;
    std::uint32_t value;
    bool counts;
  };
  std::vector<Item> items;
  std::vector<std::size_t> counts(kCells, 0);
  std::vector<std::vector<std::uint32_t>> expected(kCells);
  for (std::uint32_t i = 0; i < 500; ++i) {
    items.push_back({random() % (kCells - 1), i, random() % 3 != 0});  // the last cell stays empty
    if (!items.back().counts) continue;
    ++counts[items.back().cell];
    expected[items.back().cell].push_back(i);
  }
  CellValues values(counts);
  for (const Item& item : items) values.add_if(item.counts, item.cell, item.value);
  for (std::size_t cell = 0; cell < kCells; ++cell) {
    INFO("seed " << kSeed << ", cell " << cell);
    const auto found = values.of(cell);
    CHECK(std::vector<std::uint32_t>(found.begin(), found.end()) == expected[cell]);
  }
  CHECK(values.of(0, kCells).size() == std::accumulate(counts.begin(), counts.end(), std::size_t{0}));
}

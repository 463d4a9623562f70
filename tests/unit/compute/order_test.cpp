// The two sorting kernels against the plain way of saying the same.
#include <algorithm>
#include <numeric>
#include <random>

#include "compute/median.hpp"
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

double plain_median(std::vector<std::uint32_t> values) {
  std::sort(values.begin(), values.end());
  const double low = values[(values.size() - 1) / 2];
  return low + 0.5 * (static_cast<double>(values[values.size() / 2]) - low);
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

TEST_CASE("the median by bins is the median by sorting") {
  constexpr unsigned kSeed = 20260718;
  std::mt19937_64 random(kSeed);
  for (const std::size_t n : kSizes) {
    for (int shape = 0; shape < 4; ++shape) {
      INFO("seed " << kSeed << ", n = " << n << ", shape " << shape);
      auto values = sample(random, n, shape);
      const double expected = plain_median(values);
      CHECK(median_of(values) == expected);
    }
  }
}

TEST_CASE("the median of equal and of extreme values is exact") {
  std::vector<std::uint32_t> same(3000, 7);
  CHECK(median_of(same) == 7);
  std::vector<std::uint32_t> ends(2000, 0);
  std::fill(ends.begin() + 1000, ends.end(), 0xFFFFFFFF);
  CHECK(median_of(ends) == 4294967295.0 / 2);
}

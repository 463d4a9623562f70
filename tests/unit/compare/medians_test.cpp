#include "compare/medians.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "compute/ranks.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

RankTest test_of(std::vector<double> now, std::vector<double> before) {
  std::sort(now.begin(), now.end());
  std::sort(before.begin(), before.end());
  return mann_whitney(compare_ranks(now, before), static_cast<std::int64_t>(now.size()),
                      static_cast<std::int64_t>(before.size()));
}

}  // namespace

TEST_CASE("Mann and Whitney's test: U is the number of pairs, z has the continuity correction") {  // K17
  const RankTest test = test_of({10, 20, 30, 40, 50}, {15, 25, 60, 70, 80});
  CHECK(test.probability_lower == Approx(0.72));
  CHECK(test.z == Approx(1.0444659).margin(1e-6));
  CHECK(test.p == Approx(0.2963).margin(0.0001));
}

TEST_CASE("with ties the test gives what R's wilcox.test gives for the sleep data") {
  const RankTest test = test_of({0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0},
                                {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4});
  CHECK(test.probability_lower == Approx((100 - 25.5) / 100));  // R counts the pairs the other way round: W = 25.5
  CHECK(test.p == Approx(0.06933).margin(0.00001));
}

TEST_CASE("equal periods are no evidence") {
  CHECK(test_of({1, 2, 3, 4}, {1, 2, 3, 4}).p == 1);
  const RankTest constant = test_of({5, 5, 5}, {5, 5});
  CHECK(constant.p == 1);
  CHECK(constant.probability_lower == 0.5);
}

TEST_CASE("a difference of medians combines the distances of the two intervals by square and add") {
  const Statistics now{.median = 30, .median_interval = OrderInterval{20, 42, 0.96}};
  const Statistics before{.median = 60, .median_interval = OrderInterval{55, 64, 0.97}};
  const auto difference = median_difference(now, before);
  REQUIRE(difference);
  CHECK(difference->low == Approx(-30 - std::hypot(10, 4)));
  CHECK(difference->high == Approx(-30 + std::hypot(12, 5)));
  CHECK_FALSE(median_difference(now, {.median = 60}));
  CHECK_FALSE(median_difference({.median = 30}, before));
}

TEST_CASE("a median has the interval of its order statistics, with their own level") {
  const auto interval = median_interval({.median = 30, .median_interval = OrderInterval{20, 42, 0.978}});
  REQUIRE(interval);
  CHECK(interval->low == 20);
  CHECK(interval->high == 42);
  CHECK(interval->level == 0.978);
  CHECK(interval->method == "order_statistics");
  CHECK_FALSE(median_interval({.median = 30}));
}

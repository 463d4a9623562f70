#include "csreport/core/survival.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

namespace {

SurvivalMedian median_of(std::vector<double> ended, std::vector<double> outstanding) {
  std::sort(ended.begin(), ended.end());
  std::sort(outstanding.begin(), outstanding.end());
  return kaplan_meier_median(ended, outstanding);
}

}  // namespace

TEST_CASE("what is still outstanding moves the median up", "[survival]") {  // METRICS 4.6
  const SurvivalMedian result = median_of({10, 20, 40}, {30, 50});
  CHECK(result.median == 40);
  CHECK(result.ended == 3);
  CHECK(result.outstanding == 2);
}

TEST_CASE("the remissions of Freireich et al. 1963 have the published medians and intervals", "[survival]") {
  // 42 children with leukaemia; intervals as SAS LIFETEST (CONFTYPE=LOGLOG) and Stata's stci give them.
  const SurvivalMedian treated =
      median_of({6, 6, 6, 7, 10, 13, 16, 22, 23}, {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
  CHECK(treated.median == 23);
  CHECK(treated.low == 13);
  CHECK_FALSE(treated.high.has_value());
  const SurvivalMedian placebo = median_of({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}, {});
  CHECK(placebo.median == 8);
  CHECK(placebo.low == 4);
  CHECK(placebo.high == 11);
}

TEST_CASE("a median that was not reached is none", "[survival]") {
  const SurvivalMedian result = median_of({5}, {10, 20, 30});
  CHECK_FALSE(result.median.has_value());
  CHECK_FALSE(result.high.has_value());
  CHECK_FALSE(median_of({}, {1, 2}).median.has_value());
  CHECK(median_of({}, {}) == SurvivalMedian{});
}

TEST_CASE("of equal durations those that go on are still at risk", "[survival]") {
  CHECK_FALSE(median_of({10}, {10, 10}).median.has_value());  // S = 2/3
  CHECK(median_of({10, 20}, {5, 5, 5}).median == 10);         // S = 1/2: three had gone before
}

TEST_CASE("with nothing outstanding it is the middle value, and the lower one of two", "[survival]") {
  CHECK(median_of({1, 2, 3}, {}).median == 2);
  CHECK(median_of({1, 2, 3, 4}, {}).median == 2);
  CHECK(median_of({7}, {}).median == 7);
  CHECK(median_of({7}, {}).low == 7);
}

TEST_CASE("its interval holds the true median of censored waits about as often as it says", "[survival]") {
  std::mt19937_64 random(20261126);
  const auto uniform = [&random] { return (static_cast<double>(random() >> 11) + 0.5) * 0x1.0p-53; };
  constexpr int kRounds = 2000;
  int held = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> ended, outstanding;
    for (int i = 0; i < 60; ++i) {
      const double wait = -std::log(uniform());  // exponential, median log 2
      const double seen = 3 * uniform();         // tickets came in evenly before the horizon
      (wait <= seen ? ended : outstanding).push_back(std::min(wait, seen));
    }
    const SurvivalMedian result = median_of(ended, outstanding);
    const double truth = std::log(2.0);
    held += result.low.value_or(0) <= truth && truth <= result.high.value_or(HUGE_VAL) ? 1 : 0;
  }
  CHECK(held > 0.93 * kRounds);
  CHECK(held < 0.97 * kRounds);
}

TEST_CASE("the share that goes on counts who is watched still", "[survival]") {  // METRICS 3.4
  const std::vector<double> ended = {1, 2}, watched = {1, 5};
  const auto share = kaplan_meier_share(ended, watched, 1);
  REQUIRE(share);
  CHECK(share->share == Approx(4.0 / 5 * 2 / 3).epsilon(1e-12));
  CHECK(share->ended == 2);
  CHECK(share->outlasted == 1);
  CHECK(share->outstanding == 2);
}

TEST_CASE("the remissions of Freireich et al. 1963 go on with the published shares", "[survival]") {
  // The 21 treated children: S(10) = 0.7529 with the interval from 0.5032 to 0.8894 (log-log), as SAS LIFETEST gives
  // it. Who went on beyond the 10 weeks has outlasted them.
  const std::vector<double> ended = {6, 6, 6, 7, 10}, watched = {6, 9, 10};
  const auto share = kaplan_meier_share(ended, watched, 13);
  REQUIRE(share);
  CHECK(share->share == Approx(0.7529).margin(5e-5));
  CHECK(*share->low == Approx(0.5032).margin(1e-4));
  CHECK(*share->high == Approx(0.8894).margin(1e-4));
}

TEST_CASE("a share is none where nobody was watched to the end", "[survival]") {
  const std::vector<double> one = {1}, two = {2}, none;
  CHECK_FALSE(kaplan_meier_share(one, two, 0).has_value());
  CHECK_FALSE(kaplan_meier_share(none, none, 0).has_value());
  CHECK(kaplan_meier_share(one, none, 0)->share == 0);
  CHECK(kaplan_meier_share(none, two, 1)->share == 1);
  CHECK_FALSE(kaplan_meier_share(none, two, 1)->low.has_value());
}

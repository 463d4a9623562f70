#include "compare/intervals.hpp"

#include "support/catch.hpp"

using namespace csreport;

namespace {
Approx near(double value) { return Approx(value).margin(0.0005); }
}  // namespace

TEST_CASE("Wilson intervals match the published values") {
  struct Case {
    double hits, n, low, high;
  };
  // METRICS 4.1
  for (const Case& c : {Case{8, 10, 0.490, 0.943}, {5, 5, 0.566, 1.0}, {0, 5, 0.0, 0.434}, {80, 100, 0.711, 0.867}}) {
    const Interval interval = wilson(c.hits, c.n);
    CHECK(interval.low == near(c.low));
    CHECK(interval.high == near(c.high));
  }
}

TEST_CASE("Newcombe's interval of a difference matches the published values") {
  struct Case {
    double hits, n, hits_before, n_before, low, high;
  };
  // The first is Newcombe's own example; the others are the edge cases K5, K6 and K7.
  for (const Case& c : {Case{56, 70, 48, 80, 0.0524, 0.3339},
                        {80, 100, 90, 100, -0.1995, -0.0001},
                        {8, 10, 9, 10, -0.421, 0.236},
                        {840, 1000, 800, 1000, 0.0063, 0.0736}}) {
    const Interval interval = newcombe(c.hits, c.n, c.hits_before, c.n_before);
    CHECK(interval.low == near(c.low));
    CHECK(interval.high == near(c.high));
  }
}

TEST_CASE("the interval of a net promoter score follows its variance") {
  const Interval hundred = net_score_interval({.high = 50, .middle = 30, .low = 20});  // G2
  CHECK(hundred.low == Approx(30 - 15.3).margin(0.05));
  CHECK(hundred.high == Approx(30 + 15.3).margin(0.05));
  CHECK(hundred.method == "nps_wald");

  const Interval large = net_score_interval({.high = 162, .middle = 108, .low = 54});  // G7
  CHECK((large.high - large.low) / 2 == Approx(8.1).margin(0.05));
}

TEST_CASE("five promoters alone get the adjusted interval, cut at 100") {  // G5
  const Interval five = net_score_interval({.high = 5});
  CHECK(five.low == Approx(17.5).margin(0.05));
  CHECK(five.high == 100);
  CHECK(five.method == "nps_adjusted_wald");
}

TEST_CASE("ten points of net promoter score on a hundred answers each are not significant") {  // G6
  const Interval difference =
      net_score_difference({.high = 50, .middle = 30, .low = 20}, {.high = 45, .middle = 30, .low = 25});
  CHECK(difference.low == Approx(-12.1).margin(0.05));
  CHECK(difference.high == Approx(32.1).margin(0.05));
}

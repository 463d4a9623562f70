#include "compare/net_scores.hpp"

#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("the interval of a net promoter score follows its variance") {
  const Interval hundred = net_score_interval({.high = 50, .middle = 30, .low = 20});  // G2
  CHECK(hundred.low == Approx(0.30 - 0.153).margin(0.0005));
  CHECK(hundred.high == Approx(0.30 + 0.153).margin(0.0005));
  CHECK(hundred.method == "nps_wald");

  const Interval large = net_score_interval({.high = 162, .middle = 108, .low = 54});  // G7
  CHECK((large.high - large.low) / 2 == Approx(0.081).margin(0.0005));
}

TEST_CASE("five promoters alone get the adjusted interval, cut at 1") {  // G5
  const Interval five = net_score_interval({.high = 5});
  CHECK(five.low == Approx(0.175).margin(0.0005));
  CHECK(five.high == 1);
  CHECK(five.method == "nps_adjusted_wald");
}

TEST_CASE("ten points of net promoter score on a hundred answers each are not significant") {  // G6
  const Difference difference =
      net_score_difference({.high = 50, .middle = 30, .low = 20}, {.high = 45, .middle = 30, .low = 25});
  CHECK(difference.low == Approx(-0.121).margin(0.0005));
  CHECK(difference.high == Approx(0.321).margin(0.0005));
  CHECK(difference.p == Approx(0.3749).margin(0.0005));  // z = 10 / 11.27
}

TEST_CASE("a score lies inside its own interval, also that of one answer") {
  for (const ClassCounts& answers : {ClassCounts{.high = 1}, ClassCounts{.middle = 1}, ClassCounts{.low = 1},
                                     ClassCounts{.high = 2}, ClassCounts{.high = 1, .low = 1}, ClassCounts{.low = 3}}) {
    const Interval interval = net_score_interval(answers);
    const auto n = static_cast<double>(answers.high + answers.middle + answers.low);
    const double score = static_cast<double>(answers.high - answers.low) / n;
    CHECK(interval.low <= score);
    CHECK(score <= interval.high);
  }
  CHECK(net_score_interval({.high = 1}).high == 1);
}

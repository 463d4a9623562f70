#include "compare/uncertainty.hpp"

#include <array>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

namespace {

MetricRow row_of(Fold fold, Headline headline, Unit unit = Unit::seconds) {
  return {.id = "x", .unit = unit, .headline = headline, .fold = fold};
}

}  // namespace

TEST_CASE("each kind of headline has its own interval, and counts have none") {
  MetricValue value{.value = 0.8, .n = 10, .numerator = 8, .denominator = 10};
  CHECK(interval_of(row_of(Fold::ratio, Headline::ratio, Unit::ratio), value)->method == "wilson");
  value.classes = ClassCounts{.high = 50, .middle = 30, .low = 20};
  CHECK(interval_of(row_of(Fold::net_score, Headline::score), value)->low == Approx(14.7).margin(0.05));
  CHECK(interval_of(row_of(Fold::net_ratio, Headline::ratio), value)->low == Approx(0.147).margin(0.0005));
  value.stats =
      Statistics{.mean = 5, .median = 4, .standard_deviation = 2, .median_interval = OrderInterval{3, 6, 0.96}};
  CHECK(interval_of(row_of(Fold::mean, Headline::mean), value)->method == "student_t");
  CHECK(interval_of(row_of(Fold::distribution, Headline::mean), value)->method == "student_t");
  CHECK(interval_of(row_of(Fold::distribution, Headline::median), value)->method == "order_statistics");
  CHECK_FALSE(interval_of(row_of(Fold::distribution, Headline::maximum), value));
  CHECK_FALSE(interval_of(row_of(Fold::count, Headline::count), value));
  CHECK_FALSE(interval_of(row_of(Fold::quotient, Headline::ratio), value));
}

TEST_CASE("an interval of a mean stays within its unit") {
  MetricValue value{.value = 0.85, .n = 2, .stats = Statistics{.mean = 0.85, .standard_deviation = 0.1}};
  const auto share = interval_of(row_of(Fold::mean, Headline::mean, Unit::ratio), value);
  CHECK(share->low == 0);
  CHECK(share->high == 1);
  CHECK(interval_of(row_of(Fold::mean, Headline::mean, Unit::seconds), value)->low == 0);
  CHECK(interval_of(row_of(Fold::mean, Headline::mean, Unit::score), value)->low < 0);
}

TEST_CASE("no change is larger than from the smallest to the largest value") {
  MetricValue now{.value = 1, .n = 1, .classes = ClassCounts{.high = 1}};
  MetricValue before{.value = -1, .n = 1, .classes = ClassCounts{.low = 1}};
  const MetricRow score = row_of(Fold::net_score, Headline::score, Unit::score);
  CHECK(*evidence_of(score, now, before, std::nullopt).high == 200);
  CHECK(*evidence_of(score, before, now, std::nullopt).low == -200);
  CHECK(*evidence_of(row_of(Fold::net_ratio, Headline::ratio, Unit::ratio), now, before, std::nullopt).high == 2);
  now.n = before.n = 2;
  now.stats = Statistics{.mean = 0.9, .standard_deviation = 0.1};
  before.stats = Statistics{.mean = 0.1, .standard_deviation = 0.1};
  CHECK(*evidence_of(row_of(Fold::mean, Headline::mean, Unit::ratio), now, before, std::nullopt).high == 1);
}

TEST_CASE("no observations have no interval and no evidence") {
  const MetricRow row = row_of(Fold::ratio, Headline::ratio, Unit::ratio);
  const MetricValue none{.numerator = 0, .denominator = 0};
  const MetricValue some{.value = 0.5, .n = 2, .numerator = 1, .denominator = 2};
  CHECK_FALSE(interval_of(row, none));
  CHECK_FALSE(evidence_of(row, none, some, std::nullopt).p);
  CHECK_FALSE(evidence_of(row, some, none, std::nullopt).low);
}

TEST_CASE("a difference of medians takes its interval from the medians and its p-value from the ranks") {
  const MetricRow row = row_of(Fold::distribution, Headline::median);
  const MetricValue now{.value = 30, .n = 5, .stats = Statistics{.median = 30}};
  const MetricValue before{.value = 60, .n = 5, .stats = Statistics{.median = 60}};
  const ChangeEvidence evidence = evidence_of(row, now, before, RankComparison{.lower_pairs = 18});
  CHECK_FALSE(evidence.low);  // five values have no interval of their median
  CHECK(*evidence.p == Approx(0.2963).margin(0.0001));
  CHECK(*evidence.probability_lower == 0.72);
}

TEST_CASE("the p-values of Benjamini and Hochberg's own example keep their four discoveries") {
  const std::array raw = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                          0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0};
  std::vector<Change> changes;
  for (const double p : raw) changes.push_back({.p = p});
  std::vector<Change*> family;
  for (Change& change : changes) family.insert(family.begin(), &change);
  adjust(family);
  CHECK(*changes[0].p_adjusted == Approx(0.0001 * 15));
  CHECK(*changes[3].p_adjusted == Approx(0.0095 * 15 / 4));
  CHECK(*changes[3].p_adjusted <= 0.05);
  CHECK(*changes[4].p_adjusted == Approx(0.0201 * 15 / 5));
  CHECK(*changes[5].p_adjusted == Approx(0.0298 * 15 / 7));  // its own 0.0695 is more than that of the next one
  CHECK(*changes[14].p_adjusted == 1);
}

TEST_CASE("the smallest changes worth mentioning are 2 points, 3 of a net score and 5 % of anything else") {
  const MetricRow share = row_of(Fold::ratio, Headline::ratio, Unit::ratio);
  CHECK(is_worth_mentioning(share, 0.75, 0.5));
  CHECK_FALSE(is_worth_mentioning(share, 0.815, 0.80));
  const MetricRow score = row_of(Fold::net_score, Headline::score, Unit::score);
  CHECK(is_worth_mentioning(score, 33, 30));
  CHECK_FALSE(is_worth_mentioning(score, 32, 30));
  const MetricRow time = row_of(Fold::distribution, Headline::median);
  CHECK(is_worth_mentioning(time, 105, 100));
  CHECK_FALSE(is_worth_mentioning(time, 104, 100));
  CHECK(is_worth_mentioning(time, 1, 0));
  CHECK_FALSE(is_worth_mentioning(time, 0, 0));
}

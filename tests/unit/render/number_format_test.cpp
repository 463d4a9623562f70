#include "render/number_format.hpp"

#include <cmath>
#include <string>

#include "support/catch.hpp"

using namespace csreport;

namespace {

NumberFormat english() { return NumberFormat(Language::load("en")); }

MetricRow row_of(Unit unit, Headline headline) {
  MetricRow row{};
  row.unit = unit;
  row.headline = headline;
  return row;
}
const MetricRow kShare = row_of(Unit::ratio, Headline::ratio);
const MetricRow kCount = row_of(Unit::count, Headline::count);
const MetricRow kCountMean = row_of(Unit::count, Headline::mean);
const MetricRow kTime = row_of(Unit::seconds, Headline::median);
const MetricRow kNps = row_of(Unit::score, Headline::score);
const MetricRow kCes = row_of(Unit::score, Headline::mean);

MetricValue sized(double value, std::int64_t n, std::optional<double> numerator = {},
                  std::optional<double> denominator = {}) {
  MetricValue result;
  result.value = value;
  result.n = n;
  result.numerator = numerator;
  result.denominator = denominator;
  return result;
}

Change compared(double absolute, std::optional<double> relative = {}) {
  Change change;
  change.state = ChangeState::compared;
  change.absolute = absolute;
  change.relative = relative;
  return change;
}

}  // namespace

TEST_CASE("few cases are told as a part of a whole, but not where the whole is no number of cases") {
  const NumberFormat numbers = english();
  const MetricValue value{.value = 0.75, .n = 4, .numerator = 3, .denominator = 4};
  CHECK(numbers.value(kShare, value, 4) == "3\u00a0of\u00a04");
  CHECK(numbers.value(row_of(Unit::ratio, Headline::mean), value, 4) == "75%");
  CHECK(numbers.value(*find_metric("occupancy"), value, 4) == "75%");
  CHECK(numbers.value(*find_metric("iqs"), value, 4) == "75%");
  // The customers lost are some of those at the start; the agent who solved most is no part of the middle one.
  CHECK(numbers.value(*find_metric("churn_rate"), value, 4) == "3\u00a0of\u00a04");
  const MetricValue spread{.value = 39.0 / 22, .n = 4, .numerator = 39, .denominator = 22};
  CHECK(numbers.value(*find_metric("workload_spread"), spread, 4) == "177%");
  CHECK(numbers.value(*find_metric("clearance_rate"), spread, 4) == "177%");
}

TEST_CASE("a change from 0 is its size, and from an unknown value it is none") {
  const Change from_zero{.state = ChangeState::is_new, .absolute = 3};
  CHECK(english().change(kCount, from_zero, 3, 0) == "+3");
  CHECK(english().difference(kCount, from_zero, 3, 0) == "3");
  CHECK(english().direction(kCount, from_zero, 3, 0) == 1);
  const Change from_unknown{.state = ChangeState::is_new};
  CHECK(english().change(kCount, from_unknown, 4, {}) == "–");
  CHECK(english().direction(kCount, from_unknown, 4, {}) == 0);
}

TEST_CASE("a change that rounds to nothing has no direction") {
  const Change small{.state = ChangeState::compared, .absolute = -0.004};
  CHECK(english().difference(kShare, small, 64, 0.67) == "0\u00a0pts");
  CHECK(english().direction(kShare, small, 64, 0.67) == 0);
  CHECK(english().direction(kShare, small, 1000, 0.67) == -1);
}

TEST_CASE("durations are written with the two units that matter", "[render]") {
  const struct {
    double seconds;
    const char* text;
  } cases[] = {{0, "0s"},
               {41, "41s"},
               {59.4, "59s"},
               {59.5, "1m"},
               {60, "1m"},
               {92, "1m 32s"},
               {120, "2m"},
               {599, "9m 59s"},
               {599.5, "10m"},
               {600, "10m"},
               {38 * 60, "38m"},
               {38 * 60 + 30, "39m"},
               {3569, "59m"},
               {3570, "1h"},
               {8040, "2h 14m"},
               {4 * 3600, "4h"},
               {47 * 3600, "47h"},
               {172'769, "47h 59m"},
               {172'770, "2d"},
               {77 * 3600 + 720, "3d 5h"},
               {86400.0 * 400, "400d"},
               {-180, "−3m"},
               {-0.2, "0s"},
               {86400.0 * 1234, "1,234d"}};
  for (const auto& c : cases) {
    INFO(c.seconds);
    CHECK(english().duration(c.seconds) == c.text);
  }
}

TEST_CASE("shares are percentages that never round to nothing or all", "[render]") {
  const struct {
    double ratio;
    int decimals;
    const char* text;
  } cases[] = {{0.8131, 1, "81.3%"}, {0.63, 0, "63%"},       {0.285, 0, "29%"},     {0.8125, 1, "81.3%"},
               {0, 1, "0%"},         {1, 1, "100%"},         {0.0004, 1, "< 0.1%"}, {0.004, 0, "< 1%"},
               {0.0005, 1, "0.1%"},  {0.9996, 1, "> 99.9%"}, {0.996, 0, "> 99%"},   {0.9994, 1, "99.9%"},
               {0.5, 1, "50.0%"},    {1.25, 1, "125.0%"}};
  for (const auto& c : cases) {
    INFO(c.ratio);
    CHECK(english().share(c.ratio, c.decimals) == c.text);
  }
}

TEST_CASE("numbers are grouped and rounded half away from zero", "[render]") {
  const struct {
    double value;
    int decimals;
    const char* text;
  } cases[] = {{1284, 0, "1,284"}, {999, 0, "999"},         {1'234'567, 0, "1,234,567"}, {0.5, 0, "1"},
               {-0.5, 0, "−1"},    {-0.4, 0, "0"},          {-0.04, 1, "0.0"},           {2.345, 2, "2.35"},
               {-4.25, 1, "−4.3"}, {12840.5, 1, "12,840.5"}};
  for (const auto& c : cases) {
    INFO(c.value);
    CHECK(english().number(c.value, c.decimals) == c.text);
  }
}

TEST_CASE("a metric's value is written in its unit and says small samples", "[render]") {
  const struct {
    const MetricRow& row;
    MetricValue value;
    std::int64_t column_n;
    const char* text;
  } cases[] = {{kShare, sized(0.8131, 412), 412, "81.3%"},
               {kShare, sized(0.63, 63), 63, "63%"},
               {kShare, sized(0.63, 63), 412, "63.0%"},
               {kShare, sized(5.0 / 7, 7, 5, 7), 412, "5 of 7"},
               {kShare, sized(5.0 / 7, 7), 412, "5 of 7"},
               {kShare, sized(0.95, 20), 20, "95%"},
               {kShare, MetricValue{}, 412, "–"},
               {kTime, sized(2280, 3), 3, "38m"},
               {kCount, sized(1284, 1284), 1284, "1,284"},
               {kCount, sized(0, 0), 0, "0"},
               {kCountMean, sized(1.845, 900), 900, "1.85"},
               {kCountMean, sized(12.31, 900), 900, "12.3"},
               {kNps, sized(-8.4, 58), 58, "−8"},
               {kNps, sized(34.48, 58), 58, "34"},
               {kCes, sized(5.44, 131), 131, "5.4"}};
  for (const auto& c : cases) {
    INFO(c.text);
    CHECK(english().value(c.row, c.value, c.column_n) == c.text);
  }
}

TEST_CASE("a change is signed, in points for shares and with a percentage for counts", "[render]") {
  Change is_new;
  is_new.state = ChangeState::is_new;
  const struct {
    const MetricRow& row;
    Change change;
    std::int64_t column_n;
    std::optional<double> base;
    const char* text;
  } cases[] = {{kShare, compared(-0.0424), 412, 0.855, "−4.2 pts"},
               {kShare, compared(0.01), 50, 0.5, "+1 pt"},
               {kShare, compared(-0.0001), 412, 0.855, "0.0 pts"},
               {kCount, compared(63, 0.375), 231, 168.0, "+63 (+38%)"},
               {kCount, compared(48, 0.0388), 1284, 1236.0, "+48 (+3.9%)"},
               {kCount, compared(1, 1.0), 2, 1.0, "+1"},
               {kCount, compared(0, 0.0), 60, 60.0, "0 (0.0%)"},
               {kTime, compared(-180, -0.07), 643, 2460.0, "−3m"},
               {kTime, compared(22, 0.3), 391, 70.0, "+22s"},
               {kTime, compared(-216, -0.07), 643, 2976.0, "−4m"},
               {kTime, compared(-216, -0.4), 643, 540.0, "−3m 36s"},
               {kTime, compared(25, 0.04), 643, 655.0, "+25s"},
               {kTime, compared(5000, 0.02), 643, 280000.0, "+1h"},
               {kNps, compared(-6), 58, 40.0, "−6"},
               {kCes, compared(-0.1), 131, 5.5, "−0.1"},
               {kCount, is_new, 12, std::nullopt, "–"},
               {kCount, Change{}, 12, std::nullopt, "–"}};
  for (const auto& c : cases) {
    INFO(c.text);
    CHECK(english().change(c.row, c.change, c.column_n, c.base) == c.text);
  }
  CHECK(english().difference(kCount, compared(-63, -0.375), 231, 168.0) == "63 (38%)");
  CHECK(english().difference(kShare, compared(-0.0424), 412, 0.855) == "4.2 pts");
}

TEST_CASE("a limit has as many decimals as somebody gave it", "[render]") {
  CHECK(english().limit(kShare, 0.85) == "85%");
  CHECK(english().limit(kShare, 0.995) == "99.5%");
  CHECK(english().limit(kShare, 0.9995) == "99.95%");
  CHECK(english().limit(kTime, 3600) == "1h");
  CHECK(english().limit(kTime, 90) == "1m\u00a030s");
  CHECK(english().limit(kCount, 1250) == "1,250");
  CHECK(english().limit(kCes, 5.3) == "5.3");
  CHECK(english().limit(kNps, -5) == "−5");
}

TEST_CASE("a range whose ends are written alike is one number", "[render]") {
  CHECK(english().range(kNps, 59.8, 60.3, 58) == "60");
  CHECK(english().range(kShare, 0.9302, 0.9304, 412) == "93.0%");
}

TEST_CASE("a value beyond a range never looks as if it lay inside", "[render]") {
  const MetricRow& response = *find_metric("frt");
  const double hours = 3 * 3600 + 37 * 60;
  CHECK(english().range(response, hours + 20, 6 * 3600, 100) == "3h\u00a037m–\u20606h");
  CHECK(english().range(response, hours + 20, 6 * 3600, 100, hours - 10) == "3h\u00a038m–\u20606h");
  CHECK(english().range(response, hours + 20, 6 * 3600, 100, hours + 600) == "3h\u00a037m–\u20606h");
  CHECK(english().range(kShare, 0.269, 0.49664, 412, 0.4968) == "26.9–\u206049.6%");
  const MetricRow& bad = *find_metric("ratings_bad");
  CHECK(english().range(bad, 1.2, 6.9, 412, 7) == "1–\u20606");
  const MetricRow& per_day = *find_metric("contacts_per_day");
  const double same = 120.0 / 7;  // every week: what adding up leaves is no range that runs backwards
  CHECK(english().range(per_day, same, same, 412, std::nextafter(same, 0.0)) == "17.1");
}

TEST_CASE("a range has its unit once", "[render]") {
  CHECK(english().range(kShare, 0.817, 0.924, 412) == "81.7–\u206092.4%");
  CHECK(english().range(kNps, 15, 53, 58) == "15–\u206053");
  CHECK(english().range(kShare, 0, 0.101, 412) == "0–\u206010.1%");  // as either limit by itself
  CHECK(english().range(kShare, 0.0002, 1, 412) == "<\u00a00.1–\u2060100%");
  CHECK(english().range(kNps, -51, 85, 3) == "−51 to 85");
  const NumberFormat chinese(Language::load("zh-Hant"));  // a narrow cell may break it behind the dash
  CHECK(chinese.range(*find_metric("frt"), 88740, 288000, 100) ==
        "24\u00a0小時\u00a039\u00a0分鐘–3\u00a0天\u00a08\u00a0小時");
}

TEST_CASE("a value beside a limit does not look like it when it is another number", "[render]") {
  const NumberFormat numbers = english();
  CHECK(numbers.value_beside(kTime, sized(2352, 500), 2340) == "39m\u00a012s");
  CHECK(numbers.value_beside(kTime, sized(2340, 500), 2340) == "39m");
  CHECK(numbers.value_beside(kTime, sized(2280, 500), 2340) == "38m");
  CHECK(numbers.value_beside(kTime, sized(3601, 500), 3600) == "1h\u00a01s");
  CHECK(numbers.value_beside(kTime, sized(59.7, 500), 60) == numbers.limit(kTime, 60));  // there is no finer unit
  CHECK(numbers.value_beside(kShare, sized(0.8496, 500), 0.85) == "84.96%");
  CHECK(numbers.value_beside(kShare, sized(0.8496, 40), 0.85) == "84.96%");
  CHECK(numbers.value_beside(kNps, sized(49.6, 500), 50) == "49.6");
}

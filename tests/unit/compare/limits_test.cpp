#include "compare/limits.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

namespace {

const MetricRow& census_row() {
  static const MetricRow row{.id = "frt",
                             .unit = Unit::seconds,
                             .kind = MetricKind::census,
                             .headline = Headline::median,
                             .fold = Fold::distribution,
                             .min_n = 10};
  return row;
}
const MetricRow& survey_row() {
  static const MetricRow row{.id = "csat",
                             .unit = Unit::ratio,
                             .kind = MetricKind::survey,
                             .headline = Headline::ratio,
                             .fold = Fold::ratio,
                             .min_n = 10};
  return row;
}

std::vector<SeriesPoint> series_of(const std::vector<double>& values, std::int64_t n = 100) {
  std::vector<SeriesPoint> series;
  for (const double value : values) series.push_back({"week", value, n});
  return series;
}

SeriesJudgement judge(const std::vector<double>& values, Better better = Better::higher, CurrentPoint current = {}) {
  return judge_series({&census_row(), better}, series_of(values), current);
}

std::vector<double> repeat(std::initializer_list<double> values, int times) {
  std::vector<double> all;
  for (int i = 0; i < times; ++i) all.insert(all.end(), values);
  return all;
}

}  // namespace

TEST_CASE("eight weeks make limits of 2.66 mean moving ranges; 75 is routine, 72 a signal") {  // K18
  std::vector<double> weeks = {78, 80, 79, 82, 81, 77, 80, 79, 75};
  SeriesJudgement routine = judge(weeks);
  REQUIRE(routine.normal);
  CHECK(routine.normal->mean == 79.5);
  CHECK(routine.normal->low == Approx(73.8));
  CHECK(routine.normal->high == Approx(85.2));
  CHECK(routine.normal->points == 8);
  CHECK(routine.normal->provisional);
  CHECK(routine.signal.state == SignalState::normal);
  CHECK(routine.signal.rule.empty());

  weeks.back() = 72;
  const SeriesJudgement low = judge(weeks);
  CHECK(low.signal.state == SignalState::worse);
  CHECK(low.signal.rule == "outside_limits");
  CHECK(judge(weeks, Better::lower).signal.state == SignalState::better);
  CHECK(judge(weeks, Better::none).signal.state == SignalState::changed);
}

TEST_CASE("a signal says how rarely chance alone comes so far, by limits that are themselves estimates") {
  // Mean 79.5 of 8 weeks, mean moving range 15 / 7: one value has a deviation of 1.9, a forecast of it sqrt(1 + 1/8) as
  // much; t = 3.722 with 0.605 * 7 degrees of freedom.
  const SeriesJudgement low = judge({78, 80, 79, 82, 81, 77, 80, 79, 72});
  REQUIRE(low.signal.p);
  CHECK(*low.signal.p == Approx(0.018464).margin(1e-6));
  CHECK_FALSE(judge({78, 80, 79, 82, 81, 77, 80, 79, 75}).signal.p);
  // Eight weeks of 110 after eight that go up and down by 10 around 100: the mean of the eight is 10 away.
  std::vector<double> run = repeat({95, 105}, 4);
  run.insert(run.end(), 8, 110);
  const SeriesJudgement lasting = judge(run);
  CHECK(lasting.signal.rule == "run_of_8");
  CHECK(*lasting.signal.p == Approx(0.083389).margin(1e-6));  // t = 10 / (8.867 sqrt(1/8 + 1/8)) = 2.256, 4.235 degrees
}

TEST_CASE("points that are judged as if all periods were as long are taken as such") {
  std::vector<SeriesPoint> months = series_of({280, 310, 300, 310, 300, 310, 310, 300, 310});
  const double days[] = {28, 31, 30, 31, 30, 31, 31, 30, 31};
  for (std::size_t i = 0; i < months.size(); ++i) months[i].alike = *months[i].value / days[i] * 31;
  const SeriesJudgement judged = judge_series({&census_row(), Better::none}, months, {});
  CHECK(judged.normal->mean == Approx(310));
  CHECK(judged.normal->high == Approx(310));
  CHECK(judged.signal.state == SignalState::normal);
}

TEST_CASE("the current week does not widen the limits that judge it") {
  std::vector<double> weeks = {78, 80, 79, 82, 81, 77, 80, 79, 40};
  CHECK(judge(weeks).normal->low == Approx(73.8));
}

TEST_CASE("seven earlier weeks are no range yet") {
  const SeriesJudgement judged = judge({78, 80, 79, 82, 81, 77, 80, 20});
  CHECK_FALSE(judged.normal);
  CHECK(judged.signal.state == SignalState::none);
  CHECK(judged.levels.empty());
}

TEST_CASE("fifteen weeks make firm limits, and only the newest 25 count") {
  CHECK_FALSE(judge(repeat({78, 80, 79}, 6)).normal->provisional);
  auto weeks = repeat({70, 90}, 1);  // of the 32 weeks before the last one only 25 are looked at
  const auto newest = repeat({78, 80, 79, 81, 82}, 6);
  weeks.insert(weeks.end(), newest.begin(), newest.end());
  weeks.push_back(80);
  const SeriesJudgement judged = judge(weeks);
  CHECK(judged.normal->points == 25);
  CHECK(judged.normal->mean == 80);
}

TEST_CASE("eight weeks on one side are a signal in the eighth and then a level of their own") {
  std::vector<double> weeks = {50, 52, 49, 51, 48, 50, 51, 49, 52, 50};  // mean 50.2
  for (int week = 0; week < 7; ++week) weeks.push_back(53);
  CHECK(judge(weeks).signal.state == SignalState::normal);  // the seventh
  weeks.push_back(53);
  const SeriesJudgement eighth = judge(weeks);
  CHECK(eighth.signal.state == SignalState::better);
  CHECK(eighth.signal.rule == "run_of_8");
  CHECK(eighth.normal->mean == Approx(50.2));  // the range before the run

  weeks.push_back(53);
  const SeriesJudgement ninth = judge(weeks);
  CHECK(ninth.signal.state == SignalState::normal);
  CHECK(ninth.normal->mean == Approx(53));
  CHECK(ninth.normal->points == 8);
  CHECK(ninth.normal->provisional);
  REQUIRE(ninth.levels.size() == 2);
  CHECK(ninth.levels[0].first == 0);
  CHECK(ninth.levels[0].last == 9);
  CHECK(ninth.levels[1].first == 10);
  CHECK(ninth.levels[1].last == 18);
  // Nine weeks of 53 against ten of mean 50.2 and deviation 1.970: t = 3.0928 with 5.445 degrees of freedom.
  CHECK_FALSE(ninth.levels[0].shift);
  REQUIRE(ninth.levels[1].shift);
  CHECK(ninth.levels[1].shift->p == Approx(0.024190).epsilon(0.0001));
  CHECK(ninth.levels[1].shift->since == 10);
  CHECK(ninth.levels[1].shift->mean == Approx(53));
}

TEST_CASE("a level is told from the week on in which it changed, not from the first one a hair below") {
  std::vector<double> weeks = {86, 88, 85, 87, 86, 88, 85, 87, 86.5, 86.4};  // mean 86.49
  for (const double a_hair_below : {86.1, 86.3, 86.0}) weeks.push_back(a_hair_below);
  for (const double fallen : {71, 72, 70, 71, 73, 69, 71}) weeks.push_back(fallen);
  const SeriesJudgement judged = judge(weeks);
  REQUIRE(judged.levels.size() == 2);
  CHECK(judged.levels[1].first == 9);  // the run of eight
  CHECK(judged.levels[1].shift->since == 13);
  CHECK(judged.levels[1].shift->mean == Approx(71));
}

TEST_CASE("a constant series is within its range, whatever adding up leaves") {
  const SeriesJudgement judged = judge(std::vector<double>(30, 0.7));
  CHECK(judged.signal.state == SignalState::normal);
  CHECK(std::count(judged.points.begin(), judged.points.end(), SignalState::worse) == 0);
}

TEST_CASE("a week apart is no part of later ranges, and no run is seen because of it") {
  auto weeks = repeat({50, 52, 49, 51, 48}, 3);
  weeks.push_back(0);  // the export was not made
  const auto later = repeat({50, 52, 49, 51, 48}, 2);
  weeks.insert(weeks.end(), later.begin(), later.end());
  const SeriesJudgement judged = judge(weeks);
  CHECK(judged.points[15] == SignalState::worse);
  CHECK(judged.normal->mean == Approx(50).margin(0.5));
  CHECK(std::count(judged.points.begin() + 16, judged.points.end(), SignalState::normal) == 10);
}

TEST_CASE("the first open ticket of a quiet desk is part of later ranges") {
  MetricRow row = census_row();
  row.fold = Fold::count_open;
  row.headline = Headline::count;
  row.unit = Unit::count;
  row.min_n = 0;
  const std::vector<double> weeks = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1};
  const SeriesJudgement judged = judge_series({&row, Better::lower}, series_of(weeks, 1), {});
  REQUIRE(judged.normal);
  CHECK(judged.normal->points == 25);
  CHECK(judged.normal->high > 1);
  CHECK(judged.signal.state == SignalState::normal);
}

TEST_CASE("where many weeks stand apart, they are how the series is") {
  // Every other week is another world.
  const std::vector<double> weeks = {50, 50, 50, 50, 50, 50, 50, 50, 90, 50, 90, 50, 90, 50, 90};
  const SeriesJudgement judged = judge(weeks, Better::lower);
  REQUIRE(judged.normal);
  CHECK(judged.normal->high > 90);
  CHECK(judged.signal.state == SignalState::normal);
}

TEST_CASE("eight weeks on one side by a hair are no new level") {
  std::vector<double> weeks = {50, 52, 49, 51, 48, 50, 51, 49, 52, 50};  // mean 50.2
  for (int week = 0; week < 8; ++week) weeks.push_back(50.5);
  CHECK(judge(weeks).signal.state == SignalState::normal);
}

TEST_CASE("earlier weeks are judged by what came before them") {
  const SeriesJudgement judged = judge({78, 80, 79, 82, 81, 77, 80, 79, 60, 80});
  CHECK(judged.points[8] == SignalState::worse);
  CHECK(judged.points[7] == SignalState::none);  // only seven before it
  CHECK(judged.points[9] == SignalState::normal);
}

TEST_CASE("a gap breaks the moving range: its ends are no neighbours") {
  auto series = series_of({10, 12, 10, 12, 0, 110, 112, 110, 112, 111});
  series[4].value.reset();
  const SeriesJudgement judged = judge_series({&census_row(), Better::lower}, series, {});
  REQUIRE(judged.normal);
  CHECK(judged.normal->high == Approx(judged.normal->mean + 2.66 * 2));
}

TEST_CASE("weeks with too few cases judge nobody and are not judged") {
  auto series = series_of({78, 80, 79, 82, 81, 77, 80, 79, 75});
  series[0].n = 9;
  CHECK_FALSE(judge_series({&census_row(), Better::higher}, series, {}).normal);
  series[0].n = 10;
  series.back().n = 9;
  const SeriesJudgement few = judge_series({&census_row(), Better::higher}, series, {});
  CHECK(few.signal.state == SignalState::few);
  CHECK(few.points.back() == SignalState::few);
}

TEST_CASE("an unfinished week is not judged, and a series that ends earlier says nothing of it") {
  const std::vector<double> weeks = {78, 80, 79, 82, 81, 77, 80, 79, 20};
  const SeriesJudgement unfinished = judge(weeks, Better::higher, {.complete = false});
  CHECK(unfinished.signal.state == SignalState::none);
  CHECK(unfinished.signal.rule == "unfinished_period");
  CHECK_FALSE(unfinished.normal);
  CHECK(judge(weeks, Better::higher, {.in_series = false}).signal.state == SignalState::none);
}

TEST_CASE("limits stop where the unit ends") {
  CHECK(judge({1, 9, 1, 9, 1, 9, 1, 9, 5}).normal->low == 0);
  const auto shares = series_of({0.9, 0.99, 0.9, 0.99, 0.9, 0.99, 0.9, 0.99, 0.95});
  CHECK(judge_series({&survey_row(), Better::higher}, shares, {}).normal->high == 1);
}

TEST_CASE("outside the limits by a hair is nothing to speak of") {
  // Nine weeks of 600 s and one of 601: outside limits of no width, and 0.2 % away.
  CHECK(judge({600, 600, 600, 600, 600, 600, 600, 600, 600, 601}).signal.state == SignalState::normal);
  CHECK(judge({600, 600, 600, 600, 600, 600, 600, 600, 600, 660}).signal.state == SignalState::better);
}

TEST_CASE("how many answers there were is a count and has no interval") {
  static const MetricRow row{.id = "ratings_bad",
                             .unit = Unit::count,
                             .kind = MetricKind::survey,
                             .headline = Headline::count,
                             .fold = Fold::count};
  const auto judged = judge_series({&row, Better::lower}, series_of({20, 22, 21, 23, 20, 22, 21, 23, 20, 40}), {});
  CHECK(judged.signal.state == SignalState::worse);
}

TEST_CASE("a survey signals only when its interval leaves the mean out, too") {
  const auto shares = series_of({0.80, 0.81, 0.80, 0.81, 0.80, 0.81, 0.80, 0.81, 0.70});
  const SeriesKind kind{&survey_row(), Better::higher};
  const CurrentPoint sure{.interval = Interval{0.6, 0.78, 0.95, "wilson"}};
  const CurrentPoint unsure{.interval = Interval{0.6, 0.81, 0.95, "wilson"}};
  CHECK(judge_series(kind, shares, sure).signal.state == SignalState::worse);
  CHECK(judge_series(kind, shares, unsure).signal.state == SignalState::normal);
}

namespace {

/// Eight weeks of `before` and one of `now`, with so many cases in each; the range itself is as narrow as it can be.
double chance(const MetricRow& row, double before, double now, std::int64_t n, const CurrentPoint& current = {}) {
  std::vector<SeriesPoint> series;
  for (int i = 0; i < 8; ++i) series.push_back({"week", before + (i % 2 == 0 ? 1e-3 : -1e-3) * before, n});
  series.push_back({"week", now, n});
  const SeriesJudgement judged = judge_series({&row, Better::none}, series, current);
  REQUIRE(judged.signal.p);
  return *judged.signal.p;
}

}  // namespace

TEST_CASE("however narrow the range, a signal is no rarer than its few cases make it") {
  const MetricRow count{.id = "tickets_created", .unit = Unit::count, .headline = Headline::count, .fold = Fold::count};
  // 72 of 472 tickets fell into one of nine weeks: twice the upper tail of the binomial distribution.
  CHECK(chance(count, 50, 72, 50) == Approx(0.00735477).margin(1e-8));
  const MetricRow share{.id = "reopen_rate", .unit = Unit::ratio, .headline = Headline::ratio, .fold = Fold::ratio};
  // 4 of 40 after 8 of 320: Fisher's exact test, twice the upper tail.
  CHECK(chance(share, 0.025, 0.1, 40) == Approx(0.06720428).margin(1e-8));
  const MetricRow worst{
      .id = "longest_wait", .unit = Unit::seconds, .headline = Headline::maximum, .fold = Fold::distribution};
  CHECK(chance(worst, 600, 6000, 100) == Approx(2.0 / 9));
  const MetricRow quotient{
      .id = "clearance_rate", .unit = Unit::ratio, .headline = Headline::ratio, .fold = Fold::quotient};
  // log(1.5) over sqrt(2 / 100 + 2 / 800): 2.703 standard deviations.
  CHECK(chance(quotient, 1, 1.5, 100) == Approx(0.00686959).margin(1e-8));
  // 8 over 200, where 0.01 were usual: 2 in each of eight weeks, so 8 of 24 in one of nine, by the binomial
  // distribution.
  CHECK(chance(quotient, 0.01, 0.04, 200, {.dividend = 8}) == Approx(0.00659997).margin(1e-8));
  CHECK(chance(quotient, 0.01, 0.04, 200) < 1e-6);
}

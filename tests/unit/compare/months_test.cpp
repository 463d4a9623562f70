// Months are of unequal length: what they count is judged, drawn and told per equal length.
#include <chrono>
#include <cmath>

#include "csreport/compare/comparison.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

/// The months from March 2025 to February 2026, with forty tickets a day in each, and the median answer of 600 s.
Snapshot steady_year() {
  using namespace std::chrono;
  Snapshot snapshot;
  MetricSnapshot created{.row = find_metric("tickets_created")};
  MetricSnapshot answer{.row = find_metric("frt"), .better = Better::lower};
  for (int i = 0; i < 12; ++i) {
    const year_month month = 2025y / March + months{i};
    const sys_days first = month / 1;
    const sys_days after = (month + months{1}) / 1;
    Period period{.start = first, .end = after, .grain = Grain::month, .label = "month " + std::to_string(i)};
    const auto tickets = 40 * (after - first).count();
    created.series.push_back({period.label, static_cast<double>(tickets), tickets});
    answer.series.push_back({period.label, 600, tickets});
    snapshot.trend.push_back(std::move(period));
  }
  snapshot.current = snapshot.trend.back();
  snapshot.previous = snapshot.trend[10];
  created.current = {.value = 1120, .n = 1120};
  created.previous = MetricValue{.value = 1240, .n = 1240};
  answer.current = {.value = 600, .n = 1120};
  snapshot.metrics = {created, answer};
  return snapshot;
}

}  // namespace

TEST_CASE("counts of months are judged as if each had the days of the newest, and the range says so") {
  const Comparison comparison = compare(steady_year());
  const MetricComparison& created = *comparison.metric("tickets_created");
  REQUIRE(created.judgement.normal);
  CHECK(created.judgement.normal->per_days == 28);
  CHECK(created.judgement.normal->mean == Approx(1120));
  CHECK(created.judgement.normal->high == Approx(1120));
  CHECK(created.judgement.signal.state == SignalState::normal);
  CHECK(created.judgement.levels.back().range.per_days == 28);
  CHECK(created.series[0].value == 1240);  // 31 days
  CHECK(*created.series[0].alike == Approx(1120));
  CHECK(*created.series[11].alike == Approx(1120));
}

TEST_CASE("times of months are as they are") {
  const Comparison comparison = compare(steady_year());
  const MetricComparison& answer = *comparison.metric("frt");
  REQUIRE(answer.judgement.normal);
  CHECK_FALSE(answer.judgement.normal->per_days);
  CHECK_FALSE(answer.series[0].alike);
}

TEST_CASE("a month that still runs leaves the others as long as the newest whole one") {
  Snapshot snapshot = steady_year();
  snapshot.current.to_date = snapshot.trend.back().to_date = true;
  const Comparison comparison = compare(std::move(snapshot));
  const MetricComparison& created = *comparison.metric("tickets_created");
  CHECK_FALSE(created.judgement.normal);
  REQUIRE_FALSE(created.judgement.levels.empty());
  CHECK(created.judgement.levels.back().range.per_days == 31);  // January
  CHECK(created.judgement.per_days == 31);
  CHECK(*created.series[1].alike == Approx(1240));  // April, 30 days
}

TEST_CASE("a month that still runs is brought to the length of the others by its days so far, from a week on") {
  using namespace std::chrono;
  const auto february = [](int days_known) {
    Snapshot snapshot = steady_year();
    snapshot.current.to_date = snapshot.trend.back().to_date = true;
    snapshot.current.end = snapshot.trend.back().end = snapshot.current.start + days{days_known};
    snapshot.metrics[0].series.back().value = 40 * days_known;
    return *compare(std::move(snapshot)).metric("tickets_created");
  };
  CHECK(*february(14).series.back().alike == Approx(1240));  // 40 a day, of 31 days as January has
  CHECK(*february(14).series.back().value == 560);
  CHECK(february(14).judgement.signal.rule == "unfinished_period");
  CHECK(*february(7).series.back().alike == Approx(1240));
  CHECK_FALSE(february(6).series.back().alike);
}

TEST_CASE("weeks are all as long as each other") {
  Snapshot snapshot = steady_year();
  snapshot.current.grain = Grain::week;
  for (Period& period : snapshot.trend) period.grain = Grain::week;
  CHECK_FALSE(compare(std::move(snapshot)).metric("tickets_created")->series[0].alike);
}

#include "csreport/compare/comparison.hpp"

#include "support/catch.hpp"

using namespace csreport;

namespace {

/// 60 of 100 tickets solved so far, 95 of 100 of the period before, in total and in one group.
Snapshot solved_so_far() {
  const MetricValue now{.value = 0.6, .n = 100, .numerator = 60, .denominator = 100};
  const MetricValue before{.value = 0.95, .n = 100, .numerator = 95, .denominator = 100};
  MetricSnapshot solved{.row = find_metric("resolution_rate"), .better = Better::higher};
  solved.current = now;
  solved.previous = before;
  solved.by = {{.dimension = "channel", .groups = {{.group = "Email", .current = now, .previous = before}}}};
  Snapshot snapshot;
  snapshot.previous = Period{};
  snapshot.metrics = {solved};
  return snapshot;
}

}  // namespace

TEST_CASE("what still rises has no change from a period whose tickets had longer", "[compare]") {
  Snapshot snapshot = solved_so_far();
  snapshot.current.to_date = true;
  const Comparison comparison = compare(std::move(snapshot));
  const MetricComparison& solved = *comparison.metric("resolution_rate");
  CHECK(solved.change.state == ChangeState::no_comparison);
  CHECK_FALSE(solved.change.absolute);
  CHECK(solved.by[0].groups[0].change.state == ChangeState::no_comparison);
  CHECK(solved.previous->value == 0.95);  // it stays to be read
}

TEST_CASE("between whole periods its change is shown and not judged", "[compare]") {
  const Comparison comparison = compare(solved_so_far());
  const Change& change = comparison.metric("resolution_rate")->change;
  REQUIRE(change.state == ChangeState::compared);
  CHECK(*change.absolute == Approx(-0.35));
  CHECK_FALSE(change.p);
}

TEST_CASE("what a period with missing days counted is not compared, and not judged", "[compare]") {
  MetricSnapshot created{.row = find_metric("tickets_created")};
  created.current = {.value = 40, .n = 40};
  created.previous = MetricValue{.value = 100, .n = 100};
  Snapshot snapshot;
  snapshot.current = {.start = {}, .end = Instant{std::chrono::days{7}}, .grain = Grain::week, .label = "now"};
  snapshot.previous = Period{};
  for (int i = 0; i < 20; ++i) {
    created.series.push_back({"earlier", 100.0 + i % 3, 100});
    snapshot.trend.push_back({.start = Instant{std::chrono::days{7 * (i - 20)}},
                              .end = Instant{std::chrono::days{7 * (i - 19)}},
                              .grain = Grain::week,
                              .label = "earlier"});
  }
  created.series.push_back({"now", 40, 40});
  snapshot.trend.push_back(snapshot.current);
  snapshot.metrics = {created};
  CHECK(compare(snapshot).metrics[0].change.absolute == -60);
  CHECK(compare(snapshot).metrics[0].judgement.signal.state == SignalState::changed);
  snapshot.gaps.days_missing = true;
  CHECK(compare(snapshot).metrics[0].change.state == ChangeState::no_comparison);
  CHECK(compare(snapshot).metrics[0].judgement.signal.rule == "missing_days");
  snapshot.gaps = {.barely_begun = true};
  CHECK(compare(snapshot).metrics[0].change.state == ChangeState::no_comparison);
  snapshot.gaps = {.previous_days_missing = true};
  CHECK(compare(snapshot).metrics[0].change.state == ChangeState::no_comparison);
  CHECK(compare(snapshot).metrics[0].judgement.signal.state == SignalState::changed);  // by its own range
}

TEST_CASE("channel classes are judged among the headlines, and groups of all metrics among themselves", "[compare]") {
  const auto half = [](double part, double of) {
    return MetricValue{.value = part / of, .n = static_cast<std::int64_t>(of), .numerator = part, .denominator = of};
  };
  MetricSnapshot csat{.row = find_metric("csat"), .better = Better::higher};
  csat.current = half(60, 100);
  csat.previous = half(80, 100);
  csat.by = {{.dimension = "channel",
              .groups = {{.group = "a", .current = half(30, 50), .previous = half(40, 50)},
                         {.group = "b", .current = half(39, 50), .previous = half(40, 50)}}}};
  MetricSnapshot fcr{.row = find_metric("fcr"), .better = Better::higher};
  fcr.current = half(70, 100);
  fcr.previous = fcr.current;
  fcr.by = {{.dimension = "channel", .groups = {{.group = "a", .current = half(35, 50), .previous = half(36, 50)}}}};
  Snapshot snapshot;
  snapshot.previous = Period{};
  snapshot.metrics = {csat, fcr};
  const Comparison comparison = compare(std::move(snapshot));
  const Change& chat = comparison.metrics[0].by[0].groups[0].change;
  REQUIRE(chat.p);
  CHECK(*chat.p_adjusted == Approx(3 * *chat.p));  // of three groups the clearest
  CHECK(*comparison.metrics[0].change.p_adjusted == Approx(2 * *comparison.metrics[0].change.p));
}

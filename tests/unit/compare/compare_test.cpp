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

// Who is apart from the team: an interval alone says too much when many are compared.
#include "report/against_team.hpp"

#include <cmath>

#include "csreport/compute/catalogue.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

/// An agent whose share has a plain 95 % interval of +-`margin`.
GroupComparison agent(std::string name, double value, double margin, std::int64_t n = 100) {
  GroupComparison one;
  one.values = {.group = std::move(name), .current = {.value = value, .n = n}};
  one.interval = Interval{.low = value - margin, .high = value + margin, .method = "wilson"};
  return one;
}

/// A team at 80 %: one agent with this value and margin, and as many others as the team itself.
MetricComparison team_with(double value, double margin, int others) {
  MetricComparison metric;
  metric.row = find_metric("csat");
  metric.better = Better::higher;
  metric.current = {.value = 0.8, .n = 5000};
  DimensionComparison by{"agent", {agent("One", value, margin)}};
  for (int i = 0; i < others; ++i) by.groups.push_back(agent("Other " + std::to_string(i), 0.8, 0.1));
  metric.by = {by};
  return metric;
}

SignalState state_of_one(const MetricComparison& metric) {
  return AgainstTeam(metric).of(&metric.by.front().groups.front()).state;
}

}  // namespace

TEST_CASE("apart is who stays apart when all comparisons are counted", "[against_team]") {
  CHECK(state_of_one(team_with(0.68, 0.1, 3)) == SignalState::worse);    // p about 0.02, times 4
  CHECK(state_of_one(team_with(0.68, 0.1, 40)) == SignalState::normal);  // the same, times 41
  CHECK(state_of_one(team_with(0.5, 0.1, 40)) == SignalState::worse);
  CHECK(state_of_one(team_with(0.95, 0.05, 40)) == SignalState::better);
  CHECK(state_of_one(team_with(0.72, 0.1, 0)) == SignalState::normal);  // its interval holds the team's value
}

TEST_CASE("too few cases and no value are no judgement", "[against_team]") {
  const MetricComparison metric = team_with(0.5, 0.1, 3);
  const AgainstTeam against(metric);
  CHECK(against.of(nullptr).state == SignalState::none);
  const GroupComparison few = agent("Few", 0.2, 0.1, 19);
  CHECK(against.of(&few).state == SignalState::few);
  GroupComparison without;
  without.values.group = "Without";
  CHECK(against.of(&without).state == SignalState::none);
}

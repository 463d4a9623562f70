#include "compute/untold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compute/coverage.hpp"

namespace csreport {
namespace {

/// Of rows that stand beside tickets, which may go further.
bool is_beside_tickets(const MetricRow& row) {
  return row.population == Population::reviews || row.population == Population::sessions ||
         row.population == Population::indicator_values;
}

}  // namespace

void forget_values(Snapshot& snapshot) {
  for (MetricSnapshot& metric : snapshot.metrics) {
    if (is_beside_tickets(*metric.row)) continue;
    metric.current = {};
    metric.by.clear();
    metric.other_clock.reset();
    metric.outcomes.reset();
    metric.with_recent.reset();
    for (SeriesPoint& point : metric.series) {
      if (point.period == snapshot.current.label) point = {point.period, std::nullopt, 0};
    }
    if (metric.quality.state == QualityState::ok) metric.quality.state = QualityState::few;
  }
}

void add_gaps(Snapshot& snapshot) {
  constexpr std::int64_t kFewestUsual = 20;
  const auto created = std::find_if(snapshot.metrics.begin(), snapshot.metrics.end(),
                                    [](const MetricSnapshot& metric) { return metric.row->id == "tickets_created"; });
  const bool days = snapshot.trend.empty() || snapshot.trend.back().grain == Grain::day ||
                    snapshot.trend.back().grain == Grain::hour;  // desks close at weekends and at night
  if (created == snapshot.metrics.end() || days) return;
  std::vector<std::int64_t> counts;
  for (const SeriesPoint& point : created->series) counts.push_back(point.n);
  std::vector<std::int64_t> sorted = counts;
  std::sort(sorted.begin(), sorted.end());
  if (sorted.empty() || sorted[sorted.size() / 2] < kFewestUsual) return;
  std::vector<std::string> empty;
  for (std::size_t i = 1; i + 1 < counts.size(); ++i) {
    if (counts[i] == 0) empty.push_back(created->series[i].period);
  }
  if (empty.empty()) return;
  snapshot.warnings.push_back(warning_of("gap_in_data", {{"periods", fmt::format("{}", fmt::join(empty, ", "))}}));
}

void leave_out_missing_periods(const Dataset& data, const ComputeOptions& options, Snapshot& snapshot) {
  const auto leave_out = [](std::vector<SeriesPoint>& series, std::size_t i) {
    if (i < series.size()) series[i] = {series[i].period, std::nullopt, 0};
  };
  for (const std::size_t i : missing_periods(data, options)) {
    for (MetricSnapshot& metric : snapshot.metrics) {
      if (!needs_all_days(*metric.row)) continue;
      leave_out(metric.series, i);
      for (DimensionSnapshot& dimension : metric.by) {
        for (GroupSnapshot& group : dimension.groups) leave_out(group.series, i);
      }
    }
  }
}

Period days_told(const Dataset& data, const ComputeOptions& options) {
  Period period = options.current;
  if (!period.is_all() || !data.first_event || !data.horizon) return period;
  const auto start_of_day = [&](Instant at, std::chrono::days later) {
    return options.zone.to_instant(std::chrono::floor<std::chrono::days>(options.zone.to_local(at)) + later).instant;
  };
  period.start = std::max(period.start, start_of_day(*data.first_event, std::chrono::days{0}));
  period.end = std::min(period.end, start_of_day(std::max(*data.first_event, *data.horizon), std::chrono::days{1}));
  return period;
}

}  // namespace csreport

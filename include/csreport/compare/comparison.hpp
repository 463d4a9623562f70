#pragma once
// Current against previous: change, direction of good, and the uncertainty of both. Arithmetic on
// snapshots only.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "csreport/compute/snapshot.hpp"

namespace csreport {

struct Interval {
  double low = 0;
  double high = 0;
  double level = 0.95;
  std::string method;  ///< "wilson", "nps_wald", "nps_adjusted_wald"
};

/// Whether there is a number to show; "new" also stands beside an absolute change from 0.
enum class ChangeState {
  compared,
  no_comparison,  ///< --compare none
  is_new,         ///< nothing before, something now; no percentage
  no_data         ///< nothing now, or nothing in both
};

struct Change {
  ChangeState state = ChangeState::no_data;
  std::optional<double> absolute;   ///< in the metric's unit; shares in 0..1 (0.042 = 4.2 points)
  std::optional<double> relative;   ///< of the previous value; only seconds, counts and currency
  std::optional<double> low, high;  ///< 95 % interval of `absolute`, for shares and net scores
  std::optional<double> p;          ///< two-sided
  std::optional<bool> improved;     ///< by the row's direction; absent without direction or change
};

struct GroupComparison {
  GroupSnapshot values;
  std::optional<Interval> interval;
  Change change;
};

struct DimensionComparison {
  std::string dimension;
  std::vector<GroupComparison> groups;  ///< in the snapshot's order
};

struct MetricComparison {
  const MetricRow* row = nullptr;
  bool shown = true;  ///< see MetricSnapshot
  std::string variant;
  Better better = Better::none;  ///< use this, not row->better: a scale may turn it round
  MetricValue current;
  std::optional<MetricValue> previous;
  std::optional<Interval> interval;
  Change change;
  std::vector<SeriesPoint> series;
  std::vector<DimensionComparison> by;
  std::optional<OtherClock> other_clock;
  Quality quality;
};

struct Comparison {
  Period current;
  std::optional<Period> previous;
  std::vector<Period> trend;
  std::vector<MetricComparison> metrics;
  CoverageGaps gaps;
  std::vector<Warning> warnings;
  std::shared_ptr<const IndicatorMetrics> indicators;  ///< owns their rows

  [[nodiscard]] const MetricComparison* metric(std::string_view id) const;
};

Comparison compare(Snapshot snapshot);

}  // namespace csreport

#pragma once
// What later stages ask of the statistics behind a comparison.

#include <optional>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// How sure the value is, by the kind of its headline; nothing for counts, maxima and quotients, which are no samples.
std::optional<Interval> interval_of(const MetricRow& row, const MetricValue& value);

/// How far a percentile moved.
struct PercentileChange {
  double absolute = 0;
  double low = 0;  ///< of the change, at the level of the intervals
  double high = 0;
};
/// From the order-statistic intervals of both periods by square-and-add (METRICS 4.3): the distances to the limits that
/// pull in the same direction, as if independent. Nothing without both intervals.
std::optional<PercentileChange> percentile_change(double now, const std::optional<OrderInterval>& now_interval,
                                                  double before, const std::optional<OrderInterval>& before_interval);

/// Whether the difference is as large as the smallest one worth speaking of: 2 points of a share, 3 of a net promoter
/// score, 5 % of everything else (METRICS 4.4).
bool is_worth_mentioning(const MetricRow& row, double now, double before);

}  // namespace csreport

#pragma once
// Splits a metric's observations by the groups of one dimension. Observations without a name go to
// the group "(none)", so that the groups add up to the total.

#include "compute/fold.hpp"
#include "compute/observe.hpp"

namespace csreport {

inline constexpr std::string_view kNoneGroup = "(none)";

/// Folds each group of `dimension` for the current and the previous period, and for every trend
/// period when `series` is set (then the observations must hold all subjects).
DimensionSnapshot fold_groups(const MetricRow& row, const Dataset& data, const Dimension& dimension,
                              Observations& observations, bool series);

/// Counts exclusions by reason, in order of the reasons' names.
std::vector<ExcludedCount> count_exclusions(const std::vector<Exclusion>& excluded);

}  // namespace csreport

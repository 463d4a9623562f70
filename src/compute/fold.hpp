#pragma once
// From the measured values of one period (and group) to one MetricValue.

#include <span>

#include "csreport/compute/snapshot.hpp"

namespace csreport {

/// Folds `values` by the row's rule; reorders them. No values give an absent value and n = 0, except
/// for counts, where nothing is a true 0.
MetricValue fold_values(const MetricRow& row, std::span<double> values);

/// Mean, extremes and percentiles by linear interpolation between order statistics: type 7 of Hyndman
/// and Fan, as numpy, SQL's percentile_cont and spreadsheets do. Reorders `values`.
/// REQUIRES: not empty.
Statistics distribution(std::span<double> values);

}  // namespace csreport

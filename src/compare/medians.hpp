#pragma once
// Medians, with nothing assumed about how the values are distributed.

#include <cstdint>
#include <optional>

#include "compare/difference.hpp"
#include "csreport/compare/comparison.hpp"

namespace csreport {

/// Between two order statistics (METRICS 4.3); nothing below 6 values.
std::optional<Interval> median_interval(const Statistics& stats);

/// The distances to the limits that pull in the same direction, as if both periods were independent (Newcombe's square
/// and add). Nothing without both intervals.
std::optional<PercentileChange> percentile_change(double now, const std::optional<OrderInterval>& now_interval,
                                                  double before, const std::optional<OrderInterval>& before_interval);

/// The ends of the difference of two medians, now minus before: the distances of their own intervals by square and add
/// (Newcombe's idea, "MOVER"). Nothing where either has none. `p` is left at 1.
std::optional<Difference> median_difference(const Statistics& now, const Statistics& before);

/// The test of Mann and Whitney with corrections for ties and for continuity.
struct RankTest {
  double probability_lower = 0.5;  ///< that an observation of now is lower than one of before; ties count by half
  double z = 0;
  double p = 1;  ///< two-sided
};
/// REQUIRES: both numbers above 0.
RankTest mann_whitney(const RankComparison& ranks, std::int64_t n_now, std::int64_t n_before);

}  // namespace csreport

#pragma once
// Where a change comes from: each group's part in the change of the total, split into its own change (rate) and its
// changed weight (mix). Arithmetic only: it says where, never why.

#include <string>
#include <vector>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// Fills in the contributions of all groups of all dimensions of the metric. Nothing where the total has not changed,
/// and for headlines that are no sum of parts (medians, maxima, quotients).
///
/// Of shares, means and net scores, with w the weight of a group and r its value (METRICS 4.7):
///   rate = (w0 + w1) / 2 * (r1 - r0)        mix = (w1 - w0) * ((r0 + r1) / 2 - (R0 + R1) / 2)
/// whose sum over all groups is R1 - R0, without a rest. A group that one period does not have is pure mix. Of counts
/// the rate is n1 - n0 and there is no mix.
void find_contributions(MetricComparison& metric);

/// The dimension whose groups differ most from each other in what they contribute, see Driver, or one in which the
/// groups moved the other way and only their weights made the change. REQUIRES:
/// find_contributions() was called.
std::optional<Driver> find_driver(const MetricComparison& metric);

}  // namespace csreport

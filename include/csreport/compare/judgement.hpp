#pragma once
// What later stages ask of the statistics behind a comparison.

#include <optional>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// How sure the value is, by the kind of its headline; nothing for counts, maxima and quotients, which are no samples.
std::optional<Interval> interval_of(const MetricRow& row, const MetricValue& value);

/// Whether the difference is as large as the smallest one worth speaking of: 2 points of a share, 3 of a net promoter
/// score, 5 % of everything else (METRICS 4.4).
bool is_worth_mentioning(const MetricRow& row, double now, double before);

/// A group of fewer cases than the metric's smallest number is not spoken of: of both periods, or of the one that has
/// it.
bool is_too_small(const MetricRow& row, const GroupSnapshot& group);

/// What there is more of in a longer period: counts and sums of the period's cases.
bool grows_with_time(const MetricRow& row);

}  // namespace csreport

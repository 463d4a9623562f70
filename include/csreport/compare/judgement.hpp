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

}  // namespace csreport

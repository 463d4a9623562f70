#pragma once
// Which statistics belong to which headline: a share, a net score, a mean or a median. Counts, maxima and quotients of
// supplied numbers have none: they are no samples.

#include <optional>

#include "compare/difference.hpp"
#include "csreport/compare/judgement.hpp"

namespace csreport {

/// How sure the difference is, and `probability_lower` where ranks are known.
struct ChangeEvidence {
  std::optional<double> low, high, p, probability_lower;
};
ChangeEvidence evidence_of(const MetricRow& row, const MetricValue& now, const MetricValue& before,
                           const std::optional<RankComparison>& ranks);

/// Sets the adjusted p-values of one family of tests.
void adjust(std::vector<Change*>& family);

}  // namespace csreport

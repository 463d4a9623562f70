#pragma once
// Why a metric has no value, or a value that says little; and which variant its number is.

#include <string>

#include "compute/evidence.hpp"
#include "csreport/compute/snapshot.hpp"

namespace csreport {

/// The state of a metric whose needed columns are not there, or which nobody has promised; `ok` when all are.
Quality missing_inputs(const MetricRow& row, const Dataset& data, const ComputeOptions& options);

/// The state after counting: `few`, `immature` or `ok`, on top of missing_inputs().
Quality judge_quality(const MetricRow& row, const MetricValue& current, const Dataset& data,
                      const ComputeOptions& options);

/// The variant in words for the page and the JSON; empty when the metric has none.
Phrases variant_of(const MetricRow& row, const Evidence& evidence, Clock clock);

}  // namespace csreport

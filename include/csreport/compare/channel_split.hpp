#pragma once
// The rule that live channels (chat, phone) and waiting channels (the rest) are not pooled in times of
// response and resolution: their mixture describes nobody. The one place that knows which metrics it concerns.

#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {

/// The classes to show instead of the total, largest first; empty when the metric may be pooled or
/// only one class occurs. The pointers live as long as `metric`.
std::vector<const GroupComparison*> split_by_channel_class(const MetricComparison& metric);

}  // namespace csreport

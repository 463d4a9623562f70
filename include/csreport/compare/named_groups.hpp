#pragma once
// Whether a group that somebody names is there: in any metric, or in one of them.

#include <string>
#include <string_view>
#include <vector>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// The groups of a dimension, of all metrics, in the order of their names, each once.
std::vector<std::string> groups_of(const Comparison& comparison, std::string_view dimension);

/// Whether any metric has the group, whatever the letter case.
bool knows_group(const Comparison& comparison, std::string_view dimension, std::string_view group);

/// The metric has cases, and of none of them anything tells the group: answers that name no ticket have no channel.
bool lacks_groups(const MetricComparison& metric, std::string_view dimension);

}  // namespace csreport

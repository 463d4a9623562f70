#pragma once
// What the builders of figures share: groups of metrics, heads of rows, and parts that add up as they are shown.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

/// nullptr: the metric has no such dimension.
const DimensionComparison* find_dimension(const MetricComparison& metric, std::string_view dimension);
/// nullptr: it has no such group.
const GroupComparison* find_group(const MetricComparison& metric, std::string_view dimension, std::string_view group);
/// The groups of one dimension by name, for those who ask for many: a column of an export may hold a name per row.
using GroupIndex = std::unordered_map<std::string_view, const GroupComparison*>;
GroupIndex index_groups(const MetricComparison& metric, std::string_view dimension);
/// Whether a group of the dimension that has a name has a value.
bool has_named_values(const MetricComparison& metric, std::string_view dimension);

/// Whether the value counts things: a group that nothing was counted in has 0, and no missing value.
bool is_count(const MetricRow& row);

/// The signal as a table of groups shows it: among so many lines only what holds among all of them is one (METRICS
/// 4.5). REQUIRES: adjust_signals() has been there.
Signal marked(const Signal& signal);

/// A message without slots.
Note words(std::string key);
/// The name of a dimension as the head of a column.
Note dimension_words(const std::string& dimension);
/// The short title of a metric as the head of a column.
Note metric_words(const MetricRow& row);
/// The name of a group as the head of a row; for "(none)" the words that the dimension has for it.
Cell group_head(const std::string& dimension, const std::string& group);

/// The parts rounded to multiples of `step` so that they add up to the rounded total: those that rounding cut most are
/// rounded up (largest remainder).
std::vector<double> rounded_parts(const std::vector<double>& parts, double total, double step);

/// "7 others": the head of a row that stands for so many groups.
Cell others_head(std::size_t groups);

/// An axis from 0 to the largest of the values.
Axis axis_from_zero(const std::vector<double>& values);

}  // namespace csreport

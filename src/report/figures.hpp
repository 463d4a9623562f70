#pragma once
// What the builders of figures share: groups of metrics, heads of rows, and parts that add up as they are shown.

#include <string>
#include <string_view>
#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

/// nullptr: the metric has no such dimension.
const DimensionComparison* find_dimension(const MetricComparison& metric, std::string_view dimension);
/// nullptr: it has no such group.
const GroupComparison* find_group(const MetricComparison& metric, std::string_view dimension, std::string_view group);
/// Whether a group of the dimension that has a name has a value.
bool has_named_values(const MetricComparison& metric, std::string_view dimension);

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

/// An axis from 0 to the largest of the values.
Axis axis_from_zero(const std::vector<double>& values);

}  // namespace csreport

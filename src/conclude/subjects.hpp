#pragma once
// What a target or an alert rule looks at: a metric, a group of it, or the channel classes that are not pooled.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// Points into the comparison that it was made from; values that nobody observed are there and absent.
struct Subject {
  std::string_view dimension;  ///< empty: the whole metric
  std::string group;
  bool known = true;  ///< false: the comparison has no group of that name
  const MetricValue* current = nullptr;
  const std::optional<MetricValue>* previous = nullptr;
  const std::optional<Interval>* interval = nullptr;
  const Change* change = nullptr;
  const SeriesJudgement* judgement = nullptr;
  const std::vector<SeriesPoint>* series = nullptr;  ///< of the comparison's trend; empty: nobody asked for it
};

/// The row of a metric that may be missing in the comparison.
const MetricRow* row_of(std::string_view metric, const Comparison& comparison);

Subject whole(const MetricComparison& metric);

/// Without a channel or priority the metric, or its channel classes where they are not pooled; else that one group,
/// named without regard to case (both: the channel). Never empty.
std::vector<Subject> subjects_of(const MetricComparison& metric, const std::optional<std::string>& channel,
                                 const std::optional<std::string>& priority);

/// Whether two numbers are one but for how their last bits were rounded: 0.765 / 0.85 - 1 is -10 %.
bool same_number(double a, double b);

}  // namespace csreport

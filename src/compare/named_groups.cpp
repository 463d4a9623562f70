#include "csreport/compare/named_groups.hpp"

#include <algorithm>

#include "csreport/core/dataset.hpp"
#include "csreport/core/text.hpp"

namespace csreport {

std::vector<std::string> groups_of(const Comparison& comparison, std::string_view dimension) {
  std::vector<std::string> names;
  for (const MetricComparison& metric : comparison.metrics) {
    for (const DimensionComparison& by : metric.by) {
      if (by.dimension != dimension) continue;
      for (const GroupComparison& group : by.groups) names.push_back(group.values.group);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool knows_group(const Comparison& comparison, std::string_view dimension, std::string_view group) {
  const auto names = groups_of(comparison, dimension);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return fold_identity(name) == fold_identity(group); });
}

bool lacks_groups(const MetricComparison& metric, std::string_view dimension) {
  if (metric.current.n == 0) return false;
  const auto by = std::find_if(metric.by.begin(), metric.by.end(),
                               [&](const DimensionComparison& one) { return one.dimension == dimension; });
  return by == metric.by.end() || std::all_of(by->groups.begin(), by->groups.end(), [](const GroupComparison& group) {
           return group.values.group == kNoneGroup;
         });
}

}  // namespace csreport

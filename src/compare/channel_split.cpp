#include "csreport/compare/channel_split.hpp"

#include <algorithm>
#include <array>

namespace csreport {
namespace {

constexpr std::array<std::string_view, 3> kSplitMetrics = {"frt", "art", "resolution_time"};

bool occurs(const GroupComparison& group) {
  return group.values.current.n > 0 || (group.values.previous && group.values.previous->n > 0);
}

}  // namespace

std::vector<const GroupComparison*> split_by_channel_class(const MetricComparison& metric) {
  if (std::find(kSplitMetrics.begin(), kSplitMetrics.end(), metric.row->id) == kSplitMetrics.end()) return {};
  std::vector<const GroupComparison*> classes;
  for (const DimensionComparison& dimension : metric.by) {
    if (dimension.dimension != kChannelClass) continue;
    for (const GroupComparison& group : dimension.groups) {
      if (occurs(group) && group.values.group != kNoneGroup) classes.push_back(&group);
    }
  }
  if (classes.size() < 2) return {};
  std::stable_sort(classes.begin(), classes.end(),
                   [](const auto* a, const auto* b) { return a->values.current.n > b->values.current.n; });
  return classes;
}

}  // namespace csreport

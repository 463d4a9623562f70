#include "csreport/compare/channel_split.hpp"

#include <algorithm>
#include <array>

namespace csreport {
namespace {

constexpr std::array<std::string_view, 4> kSplitMetrics = {"frt", "art", "resolution_time", "first_resolution_time"};
constexpr std::string_view kSplitShare = "share_within_";  // with any number

bool is_split(std::string_view id) {
  return id.starts_with(kSplitShare) ||
         std::find(kSplitMetrics.begin(), kSplitMetrics.end(), id) != kSplitMetrics.end();
}

bool occurs(const GroupComparison& group) {
  return group.values.current.n > 0 || (group.values.previous && group.values.previous->n > 0);
}

}  // namespace

std::vector<const GroupComparison*> split_by_channel_class(const MetricComparison& metric) {
  if (!is_split(metric.row->id)) return {};
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

#include "conclude/subjects.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/compare/channel_split.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

Subject subject_of(const GroupComparison& group, std::string_view dimension) {
  return {.dimension = dimension,
          .group = group.values.group,
          .current = &group.values.current,
          .previous = &group.values.previous,
          .interval = &group.interval,
          .change = &group.change,
          .judgement = &group.judgement,
          .series = &group.values.series};
}

/// A group in which nothing was observed.
Subject missing_group(std::string_view dimension, const std::string& name) {
  static const MetricValue kNothing;
  static const std::optional<MetricValue> kNoPrevious;
  static const std::optional<Interval> kNoInterval;
  static const Change kNoChange;
  static const SeriesJudgement kNoJudgement;
  static const std::vector<SeriesPoint> kNoSeries;
  return {.dimension = dimension,
          .group = name,
          .known = false,
          .current = &kNothing,
          .previous = &kNoPrevious,
          .interval = &kNoInterval,
          .change = &kNoChange,
          .judgement = &kNoJudgement,
          .series = &kNoSeries};
}

Subject group_named(const MetricComparison& metric, std::string_view dimension, const std::string& name) {
  for (const DimensionComparison& by : metric.by) {
    if (by.dimension != dimension) continue;
    for (const GroupComparison& group : by.groups) {
      if (fold_identity(group.values.group) == fold_identity(name)) return subject_of(group, dimension);
    }
  }
  return missing_group(dimension, name);
}

}  // namespace

const MetricRow* row_of(std::string_view metric, const Comparison& comparison) {
  const MetricRow* const row = find_metric(metric);
  return row != nullptr || !comparison.run_metrics ? row : comparison.run_metrics->find(metric);
}

Subject whole(const MetricComparison& metric) {
  return {.dimension = {},
          .group = {},
          .current = &metric.current,
          .previous = &metric.previous,
          .interval = &metric.interval,
          .change = &metric.change,
          .judgement = &metric.judgement,
          .series = &metric.series};
}

std::vector<Subject> subjects_of(const MetricComparison& metric, const std::optional<std::string>& channel,
                                 const std::optional<std::string>& priority) {
  if (channel) return {group_named(metric, "channel", *channel)};
  if (priority) return {group_named(metric, "priority", *priority)};
  std::vector<Subject> subjects;
  for (const GroupComparison* group : split_by_channel_class(metric)) {
    subjects.push_back(subject_of(*group, kChannelClass));
  }
  if (subjects.empty()) subjects.push_back(whole(metric));
  return subjects;
}

bool same_number(double a, double b) {
  constexpr double kRounding = 1e-12;
  return std::fabs(a - b) <= kRounding * std::max({1.0, std::fabs(a), std::fabs(b)});
}

}  // namespace csreport

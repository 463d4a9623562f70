#include <algorithm>

#include "compare/intervals.hpp"
#include "csreport/compare/comparison.hpp"

namespace csreport {
namespace {

std::optional<Interval> interval_of(const MetricRow& row, const MetricValue& value) {
  if (value.n == 0) return std::nullopt;
  if (row.fold == Fold::ratio) return wilson(*value.numerator, *value.denominator);
  if (row.fold == Fold::net_score) return net_score_interval(*value.classes);
  return std::nullopt;
}

std::optional<Interval> difference_of(const MetricRow& row, const MetricValue& now, const MetricValue& before) {
  if (now.n == 0 || before.n == 0) return std::nullopt;
  if (row.fold == Fold::ratio) {
    return newcombe(*now.numerator, *now.denominator, *before.numerator, *before.denominator);
  }
  if (row.fold == Fold::net_score) return net_score_difference(*now.classes, *before.classes);
  return std::nullopt;
}

/// Shares and scores change in points: a percentage of a percentage misleads (METRICS 4.9).
bool changes_in_percent(Unit unit) { return unit == Unit::seconds || unit == Unit::count || unit == Unit::currency; }

std::optional<bool> is_improvement(Better better, double change) {
  if (better == Better::none || change == 0) return std::nullopt;
  return (change > 0) == (better == Better::higher);
}

Change change_of(const MetricRow& row, Better better, const MetricValue& now,
                 const std::optional<MetricValue>& before) {
  if (!before) return {.state = ChangeState::no_comparison};
  if (!now.value) return {.state = ChangeState::no_data};
  if (!before->value) return {.state = ChangeState::is_new};

  Change change{.state = ChangeState::compared};
  change.absolute = *now.value - *before->value;
  change.improved = is_improvement(better, *change.absolute);
  if (const auto interval = difference_of(row, now, *before)) {
    change.low = interval->low;
    change.high = interval->high;
  }
  if (!changes_in_percent(row.unit)) return change;
  if (*before->value == 0) {
    if (*now.value != 0) change.state = ChangeState::is_new;
  } else {
    change.relative = *change.absolute / *before->value;
  }
  return change;
}

MetricComparison compare_metric(MetricSnapshot snapshot) {
  const MetricRow& row = *snapshot.row;
  MetricComparison metric;
  metric.row = snapshot.row;
  metric.variant = std::move(snapshot.variant);
  metric.shown = snapshot.shown;
  metric.better = snapshot.better;
  metric.interval = interval_of(row, snapshot.current);
  metric.change = change_of(row, snapshot.better, snapshot.current, snapshot.previous);
  for (DimensionSnapshot& dimension : snapshot.by) {
    DimensionComparison compared{std::move(dimension.dimension), {}};
    for (GroupSnapshot& group : dimension.groups) {
      GroupComparison item;
      item.interval = interval_of(row, group.current);
      item.change = change_of(row, snapshot.better, group.current, group.previous);
      item.values = std::move(group);
      compared.groups.push_back(std::move(item));
    }
    metric.by.push_back(std::move(compared));
  }
  metric.current = std::move(snapshot.current);
  metric.previous = std::move(snapshot.previous);
  metric.series = std::move(snapshot.series);
  metric.other_clock = std::move(snapshot.other_clock);
  metric.quality = std::move(snapshot.quality);
  return metric;
}

}  // namespace

const MetricComparison* Comparison::metric(std::string_view id) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [id](const MetricComparison& metric) { return metric.row->id == id; });
  return found == metrics.end() ? nullptr : &*found;
}

Comparison compare(Snapshot snapshot) {
  Comparison comparison{
      std::move(snapshot.current),  std::move(snapshot.previous),  std::move(snapshot.trend), {}, snapshot.gaps,
      std::move(snapshot.warnings), std::move(snapshot.indicators)};
  for (MetricSnapshot& metric : snapshot.metrics) {
    comparison.metrics.push_back(compare_metric(std::move(metric)));
  }
  return comparison;
}

}  // namespace csreport

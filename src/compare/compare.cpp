#include <algorithm>
#include <chrono>
#include <cmath>

#include "compare/drivers.hpp"
#include "compare/limits.hpp"
#include "compare/medians.hpp"
#include "compare/uncertainty.hpp"
#include "csreport/compare/channel_split.hpp"
#include "csreport/compare/comparison.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"
#include "csreport/core/parallel.hpp"

namespace csreport {
namespace {

/// Shares and scores change in points: a percentage of a percentage misleads (METRICS 4.9).
bool changes_in_percent(Unit unit) { return unit == Unit::seconds || unit == Unit::count || unit == Unit::currency; }

std::optional<bool> is_improvement(Better better, double change) {
  if (better == Better::none || change == 0) return std::nullopt;
  return (change > 0) == (better == Better::higher);
}

/// `comparable`: the values are of one footing.
Change change_of(const MetricRow& row, Better better, const MetricValue& now, const std::optional<MetricValue>& before,
                 const std::optional<RankComparison>& ranks, bool comparable) {
  if (!before || !comparable) return {.state = ChangeState::no_comparison};
  if (!now.value) return {.state = ChangeState::no_data};
  if (!before->value) return {.state = ChangeState::is_new};

  Change change{.state = ChangeState::compared};
  change.absolute = *now.value - *before->value;
  change.improved = is_improvement(better, *change.absolute);
  const ChangeEvidence evidence = evidence_of(row, now, *before, ranks);
  change.low = evidence.low;
  change.high = evidence.high;
  // Of too few cases, or while the values still move, a change is shown and not tested.
  const bool enough = std::min(now.n, before->n) >= row.min_n;
  if (enough && !row.still_moving) change.p = evidence.p;
  if (!enough && evidence.p) change.significant = false;
  change.probability_lower = evidence.probability_lower;
  if (!changes_in_percent(row.unit)) return change;
  if (*before->value == 0) {
    if (*now.value != 0) change.state = ChangeState::is_new;
  } else {
    change.relative = *change.absolute / *before->value;
  }
  return change;
}

/// What all series of a comparison have in common.
struct SeriesFrame {
  bool current_in_series = false;
  bool current_complete = false;
  bool before_had_longer = false;  ///< what became of the cases of the period before is known for longer
  bool days_missing = false;       ///< of the current period, so that its counts are too low
  bool counts_compare = true;      ///< no day of either is missing, and more than hours are known
  /// Of the trend's periods over that of the newest whole one; empty where all are alike. Of an unfinished one as far
  /// as it is known; it has none while that is less than a week, as its days may all be weekends.
  std::vector<double> lengths;
  std::int64_t days = 0;  ///< of that one, where there are lengths
};

/// Months and quarters are of unequal length: what they count is judged as if all were as long as the newest one.
void add_lengths(const Snapshot& snapshot, SeriesFrame& frame) {
  constexpr double kFewestDays = 7;
  if (snapshot.current.grain != Grain::month && snapshot.current.grain != Grain::quarter) return;
  const std::size_t whole = snapshot.trend.size() - (frame.current_complete ? 0 : 1);
  if (whole == 0) return;
  const auto days = [](const Period& period) {
    return std::llround(std::chrono::duration<double>(period.end - period.start).count() / 86'400);
  };
  frame.days = days(snapshot.trend[whole - 1]);
  for (std::size_t i = 0; i < whole; ++i) {
    frame.lengths.push_back(static_cast<double>(days(snapshot.trend[i])) / static_cast<double>(frame.days));
  }
  if (frame.current_complete) return;
  const double known = std::chrono::duration<double>(snapshot.current.end - snapshot.current.start).count() / 86'400;
  if (known >= kFewestDays) frame.lengths.push_back(known / static_cast<double>(frame.days));
}

/// Days of a week differ by nature, so series of days and hours have no range.
SeriesFrame frame_of(const Snapshot& snapshot) {
  const auto& trend = snapshot.trend;
  const bool weeks_or_longer = snapshot.current.grain != Grain::day && snapshot.current.grain != Grain::hour;
  const bool ends_with_current =
      !trend.empty() && trend.back().start == snapshot.current.start && trend.back().grain == snapshot.current.grain;
  SeriesFrame frame{.current_in_series = weeks_or_longer && ends_with_current,
                    .current_complete = !snapshot.current.to_date,
                    .before_had_longer = snapshot.current.to_date && snapshot.previous,
                    .days_missing = snapshot.gaps.days_missing,
                    .counts_compare = !snapshot.gaps.barely_begun && !snapshot.gaps.days_missing &&
                                      !snapshot.gaps.previous_days_missing,
                    .lengths = {}};
  if (frame.current_in_series) add_lengths(snapshot, frame);
  return frame;
}

/// The upper count of a quotient; nothing where it is of something else, or supplied.
std::optional<double> counted_dividend(const MetricRow& row, const MetricValue& value) {
  if (row.fold != Fold::quotient || row.dividend.supplied != Supplied::none) return std::nullopt;
  const MetricRow* const dividend = find_metric(row.dividend.metric);
  return dividend != nullptr && dividend->headline == Headline::count ? value.numerator : std::nullopt;
}

/// Adds to the points what they are judged by, where that is not their value. `value` is that of the last point.
SeriesJudgement judge(const MetricSnapshot& metric, const MetricValue& value, std::vector<SeriesPoint>& series,
                      const std::optional<Interval>& interval, const SeriesFrame& frame) {
  // Signals wait for the end of the period, also where its trend is of shorter ones, or there is none.
  if (!frame.current_complete && (series.empty() || !frame.current_in_series)) {
    return {.signal = {SignalState::none, "unfinished_period"}};
  }
  if (series.empty() || !frame.current_in_series) return {};
  if (frame.days_missing && grows_with_time(*metric.row)) return {.signal = {SignalState::none, "missing_days"}};
  if (metric.row->still_moving) return {.signal = {SignalState::none, "still_moving"}};
  const SeriesKind kind{metric.row, metric.better};
  const CurrentPoint current{frame.current_in_series, frame.current_complete, interval,
                             counted_dividend(*metric.row, value)};
  if (frame.lengths.empty() || !grows_with_time(*metric.row)) return judge_series(kind, series, current);
  for (std::size_t i = 0; i < std::min(series.size(), frame.lengths.size()); ++i) {
    if (series[i].value) series[i].alike = *series[i].value / frame.lengths[i];
  }
  SeriesJudgement judgement = judge_series(kind, series, current);
  judgement.per_days = frame.days;
  if (judgement.normal) judgement.normal->per_days = frame.days;
  for (SeriesLevel& level : judgement.levels) level.range.per_days = frame.days;
  return judgement;
}

/// The slow end of a distribution.
void compare_percentiles(const MetricSnapshot& snapshot, MetricComparison& metric) {
  if (!snapshot.current.stats || !snapshot.previous || !snapshot.previous->stats) return;
  const Statistics& now = *snapshot.current.stats;
  const Statistics& before = *snapshot.previous->stats;
  metric.p90_change = percentile_change(now.p90, now.p90_interval, before.p90, before.p90_interval);
  metric.p95_change = percentile_change(now.p95, now.p95_interval, before.p95, before.p95_interval);
}

MetricComparison compare_metric(MetricSnapshot snapshot, const SeriesFrame& frame) {
  const MetricRow& row = *snapshot.row;
  MetricComparison metric;
  metric.row = snapshot.row;
  metric.variant = std::move(snapshot.variant);
  metric.shown = snapshot.shown;
  metric.better = snapshot.better;
  metric.interval = interval_of(row, snapshot.current);
  const bool comparable =
      !(row.still_moving && frame.before_had_longer) && (frame.counts_compare || !grows_with_time(row));
  metric.change = change_of(row, snapshot.better, snapshot.current, snapshot.previous, snapshot.ranks, comparable);
  metric.judgement = judge(snapshot, snapshot.current, snapshot.series, metric.interval, frame);
  compare_percentiles(snapshot, metric);
  for (DimensionSnapshot& dimension : snapshot.by) {
    DimensionComparison compared{std::move(dimension.dimension), {}};
    for (GroupSnapshot& group : dimension.groups) {
      GroupComparison item;
      item.interval = interval_of(row, group.current);
      item.change = change_of(row, snapshot.better, group.current, group.previous, group.ranks, comparable);
      item.judgement = judge(snapshot, group.current, group.series, item.interval, frame);
      item.values = std::move(group);
      compared.groups.push_back(std::move(item));
    }
    compared.mix_adjusted = dimension.mix_adjusted;
    metric.by.push_back(std::move(compared));
  }
  metric.current = std::move(snapshot.current);
  metric.previous = std::move(snapshot.previous);
  metric.survival = snapshot.survival;
  metric.previous_survival = snapshot.previous_survival;
  metric.with_recent = snapshot.with_recent;
  metric.previous_with_recent = snapshot.previous_with_recent;
  metric.flips = snapshot.flips;
  metric.outcomes = std::move(snapshot.outcomes);
  metric.previous_outcomes = std::move(snapshot.previous_outcomes);
  metric.series = std::move(snapshot.series);
  metric.other_clock = std::move(snapshot.other_clock);
  metric.quality = std::move(snapshot.quality);
  find_contributions(metric);
  metric.driver = find_driver(metric);
  return metric;
}

/// A change with the metric and the values that it is of.
struct Tested {
  Change* change = nullptr;
  const MetricRow* row = nullptr;
  double now = 0;
  double before = 0;
};

void add_test(std::vector<Tested>& family, const MetricRow& row, Change& change, const MetricValue& now,
              const std::optional<MetricValue>& before) {
  if (change.p) family.push_back({&change, &row, *now.value, *before->value});
}

void judge_family(const std::vector<Tested>& family) {
  std::vector<Change*> changes;
  for (const Tested& test : family) changes.push_back(test.change);
  adjust(changes);
  for (const Tested& test : family) {
    test.change->significant =
        *test.change->p_adjusted <= kFalseDiscoveryRate && is_worth_mentioning(*test.row, test.now, test.before);
  }
}

/// The families of METRICS 4.5: the headlines that every page shows, those of the rest of the catalogue, and all
/// groups. So a change is judged alike whether the rest was computed or not. Where a metric is told by channel class,
/// its classes are the headlines and its total, which stands for nobody, is one of the groups.
void judge_changes(std::vector<MetricComparison>& metrics) {
  std::vector<Tested> shown;
  std::vector<Tested> others;
  std::vector<Tested> groups;
  for (MetricComparison& metric : metrics) {
    std::vector<Tested>& headlines = metric.shown ? shown : others;
    const auto classes = split_by_channel_class(metric);
    add_test(classes.empty() ? headlines : groups, *metric.row, metric.change, metric.current, metric.previous);
    for (DimensionComparison& dimension : metric.by) {
      const bool measure = dimension.dimension == kPeers;  // for people, not a group that is told of
      for (GroupComparison& group : dimension.groups) {
        if (measure) group.change.p.reset();
        const bool headline = std::find(classes.begin(), classes.end(), &group) != classes.end();
        add_test(headline ? headlines : groups, *metric.row, group.change, group.values.current, group.values.previous);
      }
    }
  }
  judge_family(shown);
  judge_family(others);
  judge_family(groups);
}

}  // namespace

const MetricComparison* Comparison::metric(std::string_view id) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(),
                                  [id](const MetricComparison& metric) { return metric.row->id == id; });
  return found == metrics.end() ? nullptr : &*found;
}

std::string_view signal_state_name(SignalState state) {
  switch (state) {
    case SignalState::none: return "none";
    case SignalState::few: return "few";
    case SignalState::normal: return "normal";
    case SignalState::better: return "better";
    case SignalState::worse: return "worse";
    case SignalState::changed: return "changed";
  }
  return "none";
}

Comparison compare(Snapshot snapshot, unsigned threads) {
  const SeriesFrame frame = frame_of(snapshot);
  Comparison comparison{.current = std::move(snapshot.current),
                        .previous = std::move(snapshot.previous),
                        .trend = std::move(snapshot.trend),
                        .rows = snapshot.rows,
                        .business_days = snapshot.business_days,
                        .gaps = snapshot.gaps,
                        .warnings = std::move(snapshot.warnings),
                        .run_metrics = std::move(snapshot.run_metrics)};
  comparison.metrics.resize(snapshot.metrics.size());
  run_parallel(threads, snapshot.metrics.size(),
               [&](std::size_t i) { comparison.metrics[i] = compare_metric(std::move(snapshot.metrics[i]), frame); });
  judge_changes(comparison.metrics);
  return comparison;
}

}  // namespace csreport

#include "compare/limits.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

#include "compare/shares.hpp"
#include "compare/uncertainty.hpp"

namespace csreport {
namespace {

constexpr std::size_t kFewestPoints = 8;
constexpr std::size_t kFirmPoints = 15;
constexpr std::size_t kMostPoints = 25;  // older ones say nothing of the process as it is
constexpr std::size_t kRun = 8;
constexpr double kPerMovingRange = 2.66;  // 3 / d2, d2 = 1.128 for differences of two

/// A point that can be judged by others and judge them.
struct Usable {
  std::size_t at = 0;  ///< in the series
  double value = 0;
  std::int64_t n = 0;
  bool apart = false;  ///< outside the limits of its time: no part of those of later points
};

/// Whether `a` is larger, by more than the last bits that adding up leaves.
bool exceeds(double a, double b) { return a - b > 1e-9 * std::max(std::fabs(a), std::fabs(b)); }

/// What no value of the unit leaves.
struct Bounds {
  double low = -HUGE_VAL;
  double high = HUGE_VAL;
};
Bounds bounds_of(const MetricRow& row) {
  switch (row.fold) {
    case Fold::ratio: return {0, 1};
    case Fold::net_ratio: return {-1, 1};
    case Fold::net_score: return {-100, 100};
    case Fold::mean: return {.low = 0, .high = row.unit == Unit::ratio ? 1 : HUGE_VAL};
    case Fold::quotient:
    case Fold::distribution:
    case Fold::sum:
    case Fold::count:
    case Fold::count_open: return {.low = 0};
  }
  return {};
}

/// The limits by the newest of these points; nothing when they are too few. Neighbours with a gap between them are
/// no neighbours.
std::optional<NormalRange> limits_by(std::span<const Usable> all, const MetricRow& row) {
  std::vector<Usable> points;
  std::copy_if(all.begin(), all.end(), std::back_inserter(points), [](const Usable& point) { return !point.apart; });
  if (points.size() < kFewestPoints) return std::nullopt;
  if (points.size() > kMostPoints) points.erase(points.begin(), points.end() - kMostPoints);
  double sum = 0;
  double moved = 0;
  std::size_t moves = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum += points[i].value;
    if (i == 0 || points[i].at != points[i - 1].at + 1) continue;
    moved += std::fabs(points[i].value - points[i - 1].value);
    ++moves;
  }
  if (moves == 0) return std::nullopt;
  const double mean = sum / static_cast<double>(points.size());
  const double reach = kPerMovingRange * moved / static_cast<double>(moves);
  const Bounds bounds = bounds_of(row);
  return NormalRange{.mean = mean,
                     .low = std::max(bounds.low, mean - reach),
                     .high = std::min(bounds.high, mean + reach),
                     .points = static_cast<std::int64_t>(points.size()),
                     .provisional = points.size() < kFirmPoints};
}

bool on_one_side(std::span<const Usable> points, double mean) {
  const auto above = [mean](const Usable& point) { return exceeds(point.value, mean); };
  const auto below = [mean](const Usable& point) { return exceeds(mean, point.value); };
  return std::all_of(points.begin(), points.end(), above) || std::all_of(points.begin(), points.end(), below);
}

SignalState direction_of(Better better, double value, double mean) {
  if (better == Better::none) return SignalState::changed;
  return (value > mean) == (better == Better::higher) ? SignalState::better : SignalState::worse;
}

/// The answers are some of all that customers would say; how many there were is a count like any other.
bool is_sample(const MetricRow& row) { return row.kind == MetricKind::survey && row.headline != Headline::count; }

/// Of an earlier point of a survey, whose interval the series does not have: that of its share, else nothing is known.
bool leaves_mean_out(const MetricRow& row, const Usable& point, double mean) {
  if (row.fold != Fold::ratio) return false;
  const auto n = static_cast<double>(point.n);
  const Interval interval = wilson(point.value * n, n);
  return mean < interval.low || mean > interval.high;
}

/// Walks through the series once, judges each point by what lies before it in its level, and begins a new level
/// where a run says so.
class Walk {
 public:
  Walk(const SeriesKind& kind, const std::vector<SeriesPoint>& series, const CurrentPoint& current)
      : kind_(kind), current_(current) {
    result_.points.resize(series.size(), SignalState::none);
    for (std::size_t i = 0; i < series.size(); ++i) {
      const SeriesPoint& point = series[i];
      if (!point.value) continue;
      if (point.n < kind.row->min_n) {
        result_.points[i] = SignalState::few;
      } else {
        usable_.push_back({.at = i, .value = *point.value, .n = point.n});
      }
    }
  }

  SeriesJudgement judge(std::size_t last) {
    for (std::size_t i = 0; i < usable_.size(); ++i) {
      if (usable_[i].at != last || current_.complete) judge_point(i, usable_[i].at == last);
    }
    // The level that goes on, whose last limits are those for the next period.
    const bool judges_last = !usable_.empty() && usable_.back().at == last;
    close_level(usable_.size() - (judges_last ? 1 : 0), last);
    return std::move(result_);
  }

 private:
  void judge_point(std::size_t i, bool is_last) {
    const auto before = std::span(usable_).subspan(level_, i - level_);
    auto limits = limits_by(before, *kind_.row);
    Usable& point = usable_[i];
    const bool outside = limits && (exceeds(limits->low, point.value) || exceeds(point.value, limits->high));
    point.apart = outside;
    const bool of_eight = ends_run(i, limits);
    if (is_last) result_.normal = limits;
    if (!limits) return;
    const bool sure = !is_sample(*kind_.row) || is_sure(point, is_last, limits->mean);
    const bool run = of_eight && sure;
    const bool beyond = outside && is_worth_mentioning(*kind_.row, point.value, limits->mean);
    SignalState state = SignalState::normal;
    if ((beyond || run) && sure) state = direction_of(kind_.better, point.value, limits->mean);
    result_.points[point.at] = state;
    if (is_last) {
      result_.signal.state = state;
      if (state != SignalState::normal) result_.signal.rule = beyond ? "outside_limits" : "run_of_8";
    }
    if (!run) return;
    close_level(i + 1 - kRun, usable_[i + 1 - kRun].at - 1);
    level_ = i + 1 - kRun;
    for (std::size_t of_run = level_; of_run <= i; ++of_run) usable_[of_run].apart = false;  // the new level
  }

  /// Whether point i is the eighth of a run; `limits` then become those of the points before the run.
  bool ends_run(std::size_t i, std::optional<NormalRange>& limits) const {
    if (i + 1 < level_ + kFewestPoints + kRun) return false;
    const auto before = limits_by(std::span(usable_).subspan(level_, i + 1 - kRun - level_), *kind_.row);
    const auto run = std::span(usable_).subspan(i + 1 - kRun, kRun);
    if (!before || !on_one_side(run, before->mean)) return false;
    double sum = 0;
    for (const Usable& point : run) sum += point.value;
    if (!is_worth_mentioning(*kind_.row, sum / static_cast<double>(kRun), before->mean)) return false;
    limits = before;
    return true;
  }

  [[nodiscard]] bool is_sure(const Usable& point, bool is_last, double mean) const {
    if (!is_last) return leaves_mean_out(*kind_.row, point, mean);
    return current_.interval && (mean < current_.interval->low || mean > current_.interval->high);
  }

  /// The level's limits by all its points before usable point `end`, shown up to point `last` of the series.
  void close_level(std::size_t end, std::size_t last) {
    if (end <= level_) return;
    const auto limits = limits_by(std::span(usable_).subspan(level_, end - level_), *kind_.row);
    if (limits) result_.levels.push_back({.first = usable_[level_].at, .last = last, .range = *limits});
  }

  SeriesKind kind_;
  CurrentPoint current_;
  std::vector<Usable> usable_;
  std::size_t level_ = 0;  // where the level begins, in usable_
  SeriesJudgement result_;
};

}  // namespace

SeriesJudgement judge_series(const SeriesKind& kind, const std::vector<SeriesPoint>& series,
                             const CurrentPoint& current) {
  if (series.empty()) return {};
  Walk walk(kind, series, current);
  SeriesJudgement result = walk.judge(series.size() - 1);
  if (!current.in_series || !current.complete) {
    result.normal.reset();
    result.signal = {.state = SignalState::none, .rule = current.in_series ? "unfinished_period" : ""};
  } else if (result.points.back() == SignalState::few) {
    result.signal.state = SignalState::few;
  }
  return result;
}

}  // namespace csreport

#include "compare/limits.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

#include "compare/shares.hpp"
#include "compare/uncertainty.hpp"
#include "csreport/core/distributions.hpp"

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

/// A range, with the standard deviation of one value that it is made of, and the cases behind it.
struct Limits {
  NormalRange range;
  double deviation = 0;
  double cases = 0;
  double sum = 0;   ///< of the values
  double hits = 0;  ///< of shares
};

/// Points that stood apart are left out while they are few. Where many do, they are how the series is (a backlog of
/// mostly none and now and then one or two): each one left out would make the range narrower for the next.
std::vector<Usable> usual_of(std::span<const Usable> all) {
  constexpr double kMostApart = 0.2;
  const auto newest = all.last(std::min(all.size(), kMostPoints));
  const auto apart = std::count_if(newest.begin(), newest.end(), [](const Usable& point) { return point.apart; });
  std::vector<Usable> points;
  const bool are_many = static_cast<double>(apart) > kMostApart * static_cast<double>(newest.size());
  std::copy_if(all.begin(), all.end(), std::back_inserter(points),
               [are_many](const Usable& point) { return are_many || !point.apart; });
  return points;
}

/// The limits by the newest of these points; nothing when they are too few. Neighbours with a gap between them are
/// no neighbours.
std::optional<Limits> limits_by(std::span<const Usable> all, const MetricRow& row) {
  std::vector<Usable> points = usual_of(all);
  if (points.size() < kFewestPoints) return std::nullopt;
  if (points.size() > kMostPoints) points.erase(points.begin(), points.end() - kMostPoints);
  double sum = 0;
  double moved = 0;
  double cases = 0;
  double hits = 0;
  std::size_t moves = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum += points[i].value;
    cases += static_cast<double>(points[i].n);
    hits += std::round(points[i].value * static_cast<double>(points[i].n));
    if (i == 0 || points[i].at != points[i - 1].at + 1) continue;
    moved += std::fabs(points[i].value - points[i - 1].value);
    ++moves;
  }
  if (moves == 0) return std::nullopt;
  const double mean = sum / static_cast<double>(points.size());
  const double reach = kPerMovingRange * moved / static_cast<double>(moves);
  const Bounds bounds = bounds_of(row);
  return Limits{.range = {.mean = mean,
                          .low = std::max(bounds.low, mean - reach),
                          .high = std::min(bounds.high, mean + reach),
                          .points = static_cast<std::int64_t>(points.size()),
                          .provisional = points.size() < kFirmPoints},
                .deviation = reach / 3,
                .cases = cases,
                .sum = sum,
                .hits = hits};
}

/// How rarely the mean of the newest `n` values is so far from the mean of those behind the limits when all are of one
/// level. The deviation is a mean of N moving ranges over 1.128, whose variance is 0.83 / N of its square (neighbours
/// share a value); a standard deviation of f degrees of freedom has 1 / (2 f), so f is 0.605 N.
double chance_of(double value, std::size_t n, const Limits& limits) {
  constexpr double kDegreesPerRange = 0.605;
  const auto points = static_cast<double>(limits.range.points);
  const double error = limits.deviation * std::sqrt(1 / static_cast<double>(n) + 1 / points);
  if (error == 0) return 0;
  return student_two_sided((value - limits.range.mean) / error, kDegreesPerRange * (points - 1));
}

/// How rarely chance alone makes so many cases above the line of a quotient, where `n` counts those below it: six open
/// tickets over a hundred solved ones are six cases. As many as the earlier mean were to be expected in each period.
double chance_of_dividend(double dividend, double value, const NormalRange& range) {
  const auto points = static_cast<double>(range.points);
  const double now = std::round(dividend);
  const double before = std::round(points * dividend * range.mean / value);
  return binomial_two_sided(now, now + before, 1 / (1 + points));
}

/// How rarely chance alone makes so many of so few cases, whatever the range says: eight quiet weeks of a small desk
/// make a narrow one, and a share of rare cases is no normal variable (METRICS 4.8 asks for Poisson and p-chart
/// limits). 0 where the cases say nothing of it.
double chance_of_cases(std::span<const Usable> newest, const Limits& limits, const MetricRow& row,
                       const CurrentPoint& current) {
  const std::optional<Interval>& interval = current.interval;
  const auto periods = static_cast<double>(newest.size());
  const auto points = static_cast<double>(limits.range.points);
  double cases = 0;
  double sum = 0;
  double hits = 0;
  for (const Usable& point : newest) {
    cases += static_cast<double>(point.n);
    sum += point.value;
    hits += std::round(point.value * static_cast<double>(point.n));
  }
  // One worst case has no normal distribution; of so many periods any may be the worst, on either side.
  if (row.headline == Headline::maximum) return std::min(1.0, 2 / (points + 1));
  switch (row.fold) {
    case Fold::ratio: return two_shares_two_sided(hits, cases, limits.hits, limits.cases);
    case Fold::count:
    case Fold::count_open: {
      const double all = std::round(sum) + std::round(limits.sum);
      return all > 0 ? binomial_two_sided(std::round(sum), all, periods / (periods + points)) : 1;
    }
    case Fold::mean:
    case Fold::distribution:
    case Fold::net_score:
    case Fold::net_ratio: {
      if (!interval || interval->high <= interval->low) return 0;
      const double error = (interval->high - interval->low) / (2 * normal_upper_point((1 - interval->level) / 2));
      return normal_two_sided((sum / periods - limits.range.mean) / error * std::sqrt(periods));
    }
    case Fold::quotient: {
      // Counts, by whose logarithms the quotient differs: of n cases, 1 / n each. Days are no cases.
      if (sum <= 0 || limits.range.mean <= 0 || cases <= 0 || limits.cases <= 0) return 0;
      const double counts = row.divisor.supplied == Supplied::none ? 2 : 1;
      const double error = std::sqrt(counts / cases + counts / limits.cases);
      const double by_n = normal_two_sided(std::log(sum / periods / limits.range.mean) / error);
      if (newest.size() > 1 || !current.dividend) return by_n;
      return std::max(by_n, chance_of_dividend(*current.dividend, sum, limits.range));
    }
    case Fold::sum: break;
  }
  return 0;
}

double mean_of(std::span<const Usable> points) {
  double sum = 0;
  for (const Usable& point : points) sum += point.value;
  return sum / static_cast<double>(points.size());
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
        usable_.push_back({.at = i, .value = point.alike.value_or(*point.value), .n = point.n});
      }
    }
  }

  SeriesJudgement judge(std::size_t last) {
    for (std::size_t i = 0; i < usable_.size(); ++i) {
      if (usable_[i].at != last || current_.complete) judge_point(i, usable_[i].at == last);
    }
    // The level that goes on, whose last limits are those for the next period.
    const bool judges_last = !usable_.empty() && usable_.back().at == last;
    if (close_level(usable_.size() - (judges_last ? 1 : 0), last) && before_) {
      const auto newest = std::span(usable_).subspan(shifted_at());
      result_.levels.back().shift =
          LevelShift{newest.front().at, mean_of(newest), chance_of_these(newest, before_->limits)};
    }
    return std::move(result_);
  }

 private:
  void judge_point(std::size_t i, bool is_last) {
    const auto before = std::span(usable_).subspan(level_, i - level_);
    auto limits = limits_by(before, *kind_.row);
    Usable& point = usable_[i];
    const bool outside =
        limits && (exceeds(limits->range.low, point.value) || exceeds(point.value, limits->range.high));
    point.apart = outside && is_rare(i, *limits);
    const bool of_eight = ends_run(i, limits);
    if (!limits) return;
    const double mean = limits->range.mean;
    if (is_last) result_.normal = limits->range;
    const bool sure = !is_sample(*kind_.row) || is_sure(point, is_last, mean);
    const bool run = of_eight && sure;
    const bool beyond = outside && is_worth_mentioning(*kind_.row, point.value, mean);
    SignalState state = SignalState::normal;
    if ((beyond || run) && sure) state = direction_of(kind_.better, point.value, mean);
    result_.points[point.at] = state;
    if (is_last) tell_signal(i, state, beyond, *limits);
    if (!run) return;
    close_level(i + 1 - kRun, usable_[i + 1 - kRun].at - 1);
    before_ = Before{level_, *limits};
    level_ = i + 1 - kRun;
    for (std::size_t of_run = level_; of_run <= i; ++of_run) usable_[of_run].apart = false;  // the new level
  }

  /// Whether so few cases as a point has are rarely so many or so few: where the range of a count or share is narrow
  /// because nothing ever happens, the first case is no reason to leave its week out of later ranges.
  [[nodiscard]] bool is_rare(std::size_t i, const Limits& limits) const {
    constexpr double kRare = 0.01;
    const Fold fold = kind_.row->fold;
    if (fold != Fold::count && fold != Fold::count_open && fold != Fold::ratio) return true;
    return chance_of_cases(std::span(usable_).subspan(i, 1), limits, *kind_.row, current_) <= kRare;
  }

  void tell_signal(std::size_t i, SignalState state, bool beyond, const Limits& limits) {
    result_.signal.state = state;
    if (state == SignalState::normal) return;
    result_.signal.rule = beyond ? "outside_limits" : "run_of_8";
    const auto newest = std::span(usable_).subspan(i + 1 - (beyond ? 1 : kRun));
    result_.signal.p = chance_of_these(newest, limits);
  }

  [[nodiscard]] double chance_of_these(std::span<const Usable> points, const Limits& limits) const {
    return std::max(chance_of(mean_of(points), points.size(), limits),
                    chance_of_cases(points, limits, *kind_.row, current_));
  }

  /// Where the newest level and the one before it differ most: a run may begin weeks earlier, by a hair.
  [[nodiscard]] std::size_t shifted_at() const {
    const auto both = std::span(usable_).subspan(before_->first);
    const double all = mean_of(both) * static_cast<double>(both.size());
    std::size_t best = level_;
    double most = -1;
    double sum = 0;  // of the points before i
    for (std::size_t i = before_->first; i < usable_.size(); ++i) {
      const auto n_before = static_cast<double>(i - before_->first);
      const auto n_after = static_cast<double>(usable_.size() - i);
      if (i >= level_) {
        const double apart = sum / n_before - (all - sum) / n_after;
        const double explained = n_before * n_after * apart * apart;
        if (explained > most) {
          most = explained;
          best = i;
        }
      }
      sum += usable_[i].value;
    }
    return best;
  }

  /// Whether point i is the eighth of a run; `limits` then become those of the points before the run.
  bool ends_run(std::size_t i, std::optional<Limits>& limits) const {
    if (i + 1 < level_ + kFewestPoints + kRun) return false;
    const auto before = limits_by(std::span(usable_).subspan(level_, i + 1 - kRun - level_), *kind_.row);
    const auto run = std::span(usable_).subspan(i + 1 - kRun, kRun);
    if (!before || !on_one_side(run, before->range.mean)) return false;
    if (!is_worth_mentioning(*kind_.row, mean_of(run), before->range.mean)) return false;
    limits = before;
    return true;
  }

  [[nodiscard]] bool is_sure(const Usable& point, bool is_last, double mean) const {
    if (!is_last) return leaves_mean_out(*kind_.row, point, mean);
    return current_.interval && (mean < current_.interval->low || mean > current_.interval->high);
  }

  /// The level's limits by all its points before usable point `end`, shown up to point `last` of the series. Whether it
  /// has points enough for any.
  bool close_level(std::size_t end, std::size_t last) {
    if (end <= level_) return false;
    const auto limits = limits_by(std::span(usable_).subspan(level_, end - level_), *kind_.row);
    if (limits) result_.levels.push_back({.first = usable_[level_].at, .last = last, .range = limits->range});
    return limits.has_value();
  }

  SeriesKind kind_;
  CurrentPoint current_;
  std::vector<Usable> usable_;
  std::size_t level_ = 0;  // where the level begins, in usable_
  struct Before {
    std::size_t first = 0;  // in usable_
    Limits limits;
  };
  std::optional<Before> before_;  // the level before
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

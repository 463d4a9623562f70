#pragma once
// Current against previous: change, direction of good, and the uncertainty of both. Arithmetic on
// snapshots only.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/compute/snapshot.hpp"

namespace csreport {

struct Interval {
  double low = 0;
  double high = 0;
  double level = 0.95;
  std::string method;  ///< "wilson", "nps_wald", "nps_adjusted_wald", "student_t", "order_statistics"
};

/// Whether there is a number to show; "new" also stands beside an absolute change from 0.
enum class ChangeState {
  compared,
  no_comparison,  ///< --compare none
  is_new,         ///< nothing before, something now; no percentage
  no_data         ///< nothing now, or nothing in both
};

struct Change {
  ChangeState state = ChangeState::no_data;
  std::optional<double> absolute;           ///< in the metric's unit; shares in 0..1 (0.042 = 4.2 points)
  std::optional<double> relative;           ///< of the previous value; only seconds, counts and currency
  std::optional<double> low, high;          ///< 95 % interval of `absolute`, for shares, scores, means and medians
  std::optional<double> p;                  ///< two-sided; of medians by the test of Mann and Whitney
  std::optional<double> p_adjusted;         ///< among the headlines, or among all groups
  std::optional<bool> significant;          ///< by p_adjusted, and large enough to be worth mentioning
  std::optional<double> probability_lower;  ///< of medians: that a case of now is lower than one of before
  std::optional<bool> improved;             ///< by the row's direction; absent without direction or change
};

/// The limits between which a series usually stays (METRICS 4.8), by earlier periods of the same level.
struct NormalRange {
  double mean = 0;
  double low = 0;
  double high = 0;
  std::int64_t points = 0;   ///< periods behind it
  bool provisional = false;  ///< fewer than 15
  /// Of counts of months and quarters: the days of the period that all three are of, those of the newest whole one.
  /// Else they are in the unit of the values.
  std::optional<std::int64_t> per_days{};
};

enum class SignalState {
  none,    ///< no value, or no range to judge it by
  few,     ///< below the metric's smallest n
  normal,  ///< nothing to see here
  better,
  worse,
  changed  ///< a signal of a metric without a good direction
};
std::string_view signal_state_name(SignalState state);

struct Signal {
  SignalState state = SignalState::none;
  std::string rule;  ///< "outside_limits", "run_of_8", "unfinished_period", "still_moving",
                     ///< "missing_days"; empty when nothing fired
  /// Of a signal: how rarely a series without a change comes so far from its earlier mean, two-sided, with the limits
  /// themselves known only from so many periods.
  std::optional<double> p{};
  /// Of every line that a range judges: `p` among all of them (METRICS 4.5), see adjust_signals().
  std::optional<double> p_adjusted{};
};

/// How a level differs from the one before it.
struct LevelShift {
  std::size_t since = 0;  ///< the period from which on the two differ most, as least squares tell
  double mean = 0;        ///< since then, the current period included
  double p = 0;           ///< how rarely the level before has such a mean over so many periods
};

/// Some periods that belong to one level, as indexes into the series, with the range that they make.
struct SeriesLevel {
  std::size_t first = 0;
  std::size_t last = 0;  ///< included
  NormalRange range;
  std::optional<LevelShift> shift{};  ///< of the newest, where another came before it
};

struct SeriesJudgement {
  std::optional<NormalRange> normal;       ///< what the current period is judged by
  Signal signal;                           ///< of the current period
  std::vector<SignalState> points;         ///< of each period of the series, by what came before it
  std::vector<SeriesLevel> levels;         ///< oldest first; periods before the data, or too few, belong to none
  std::optional<std::int64_t> per_days{};  ///< as in the ranges, also where there are none
};

/// A group's part in the change of the total, in the metric's unit (METRICS 4.7).
struct Contribution {
  double rate = 0;              ///< from its own change
  double mix = 0;               ///< from its changed weight
  std::optional<double> share;  ///< of the whole change; below 0 where it went the other way
};

/// The dimension that says most about where a change comes from.
struct Driver {
  std::size_t dimension = 0;  ///< index into MetricComparison::by
  double concentration = 0;   ///< half of what the groups' shares of the change differ from their shares of the cases;
                              ///< at least the part of the weights when follows_mix(), 1 when reversed()
  double rate = 0;            ///< of all its groups
  double mix = 0;             ///< likewise
  /// How often chance alone makes the groups differ so in what they changed by, when all moved alike: Cochran's Q of
  /// their changes, of counts Pearson's chi-square. Nothing where fewer than two groups have enough cases.
  std::optional<double> p{};
  std::optional<double> p_adjusted{};  ///< times the dimensions that were looked at

  /// The groups moved one way and the total the other, because their weights changed (Simpson's paradox).
  [[nodiscard]] bool reversed() const noexcept { return rate * (rate + mix) < 0; }
  /// Half of the change or more is that of the weights.
  [[nodiscard]] bool follows_mix() const noexcept { return rate == 0 || reversed() || mix / (rate + mix) >= 0.5; }
  /// Groups that move alike differ so more often than not: nobody stands out.
  [[nodiscard]] bool is_even() const noexcept { return p.value_or(0) > 0.5; }
  /// Chance alone may have made the groups differ.
  [[nodiscard]] bool may_be_even() const noexcept { return p_adjusted.value_or(0) > 0.05; }
};

struct GroupComparison {
  GroupSnapshot values;
  std::optional<Interval> interval;
  Change change;
  SeriesJudgement judgement;  ///< only with a series
  std::optional<Contribution> contribution;
};

struct DimensionComparison {
  std::string dimension;
  std::vector<GroupComparison> groups;   ///< in the snapshot's order
  std::optional<double> mix_adjusted{};  ///< see DimensionSnapshot
};

/// How far a percentile moved: by square-and-add of the order-statistic intervals of both periods (METRICS 4.3).
struct PercentileChange {
  double absolute = 0;
  double low = 0;  ///< of the change, at the level of the intervals
  double high = 0;
};

struct MetricComparison {
  const MetricRow* row = nullptr;
  bool shown = true;  ///< see MetricSnapshot
  Phrases variant;
  Better better = Better::none;  ///< use this, not row->better: a scale may turn it round
  MetricValue current;
  std::optional<MetricValue> previous;
  std::optional<Interval> interval;
  Change change;
  std::optional<SurvivalMedian> survival, previous_survival;        ///< see MetricSnapshot
  std::optional<SurvivalShare> with_recent, previous_with_recent;   ///< the same
  std::optional<FirstContactOutcomes> outcomes, previous_outcomes;  ///< the same
  std::optional<RatingFlips> flips;                                 ///< the same
  std::vector<SeriesPoint> series;
  SeriesJudgement judgement;
  std::vector<DimensionComparison> by;
  std::optional<Driver> driver;
  std::optional<PercentileChange> p90_change{}, p95_change{};  ///< of medians' slow end; nothing with too few cases
  std::optional<OtherClock> other_clock;
  Quality quality;
};

struct Comparison {
  Period current;
  std::optional<Period> previous;
  std::optional<Period> next;  ///< when what is suggested can be checked; set by who knows the calendar
  std::vector<Period> trend;
  std::vector<MetricComparison> metrics;
  RowsThere rows{};
  BusinessDays business_days;
  CoverageGaps gaps;
  std::vector<Warning> warnings;
  std::shared_ptr<const RunMetrics> run_metrics;  ///< owns their rows

  [[nodiscard]] const MetricComparison* metric(std::string_view id) const;
};

/// Metrics side by side on up to `threads` threads.
Comparison compare(Snapshot snapshot, unsigned threads = 1);

}  // namespace csreport

#pragma once
// What compute hands on: every metric for the current period, the one it is compared with, the
// trend behind it, and the groups. Plain values; nothing here knows a ticket or a file.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/compute/catalogue.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/compute/run_metrics.hpp"
#include "csreport/core/diagnostic.hpp"
#include "csreport/core/period.hpp"
#include "csreport/core/survival.hpp"

namespace csreport {

struct ExcludedCount {
  std::string reason;  ///< "awaiting_first_reply", "negative", "immature", ...
  std::int64_t n = 0;
};

/// Two values between which the population's median lies, whatever its distribution: order statistics at binomial
/// ranks (METRICS 4.3).
struct OrderInterval {
  double low = 0;
  double high = 0;
  double level = 0;  ///< at least 0.95
};

/// Seconds at which one class of durations ends and the next begins: below 5 and 15 minutes, 1, 4, 8 and 24 hours, 2
/// days (METRICS 0.4).
inline constexpr std::array<double, 7> kDurationBounds = {300, 900, 3'600, 14'400, 28'800, 86'400, 172'800};
/// How many durations are below the first bound, from there below the second, and so on; the last has no end.
using DurationClasses = std::array<std::int64_t, kDurationBounds.size() + 1>;

/// In the metric's unit. Percentiles by linear interpolation (type 7).
struct Statistics {
  double mean = 0, p25 = 0, median = 0, p75 = 0, p90 = 0, p95 = 0, p99 = 0, min = 0, max = 0;
  double standard_deviation = 0;                      ///< with n - 1; 0 for n = 1
  std::optional<OrderInterval> median_interval;       ///< nothing below 6 values, and where no median is the headline
  std::optional<OrderInterval> p90_interval{};        ///< likewise below 36
  std::optional<OrderInterval> p95_interval{};        ///< likewise below 73
  std::optional<DurationClasses> duration_classes{};  ///< where the unit is seconds
};

/// What became of what was created in a period, as far as the horizon tells (METRICS 3.5): each ticket is in one class,
/// so that they add up to `created`.
struct FirstContactOutcomes {
  std::int64_t created = 0;  ///< with spam and merged tickets, which `tickets_created` leaves out
  std::int64_t not_solved = 0;
  std::vector<ExcludedCount> excluded;  ///< of the solved ones, and spam and merged; by reason name
  std::int64_t success = 0;
  std::int64_t fail_reply_count = 0;
  std::int64_t fail_teammates = 0;  ///< several people replied, or nobody did
  std::int64_t fail_reopen = 0;
  std::int64_t fail_repeat = 0;
  std::int64_t fail_flag = 0;
  std::int64_t fail_transfer = 0;
  /// Of the judged ones, where repeats matter: created so soon after the data begins that they may follow an earlier
  /// contact that it does not have (METRICS 3.3). No class of its own.
  std::int64_t unverified_first = 0;
};

/// Tickets whose last satisfaction answer is the opposite of an earlier one (METRICS 1.16).
struct RatingFlips {
  std::int64_t good_to_bad = 0;
  std::int64_t bad_to_good = 0;
};

/// Answers by class, for net scores (promoters, passives, detractors) and for CSAT
/// (good, neutral, bad).
struct ClassCounts {
  std::int64_t high = 0, middle = 0, low = 0;
};

/// A value with its size. `value` is absent when nothing was observed: never 0, never NaN.
struct MetricValue {
  std::optional<double> value;      ///< SI seconds, shares as 0..1, unrounded
  std::int64_t n = 0;               ///< observations that entered the value
  std::optional<double> numerator;  ///< ratios: how many of `denominator`
  std::optional<double> denominator;
  std::optional<Statistics> stats;  ///< distributions and means
  std::optional<ClassCounts> classes;
  std::vector<ExcludedCount> excluded;  ///< by reason, in order of reason name
};

struct SeriesPoint {
  std::string period;  ///< label
  std::optional<double> value;
  std::int64_t n = 0;
  /// What it is judged and drawn by, where that is not the value: counts of months and quarters, as if the period had
  /// as many days as the newest whole one (NormalRange::per_days).
  std::optional<double> alike{};
};

/// How the observations of the current and the previous period stand among each other, for the test of Mann and
/// Whitney.
struct RankComparison {
  double lower_pairs = 0;  ///< pairs in which the current one is lower; equal ones count by half
  double tie_term = 0;     ///< the sum of t^3 - t over t equal observations of both
};

/// One group of a dimension. The group "(none)" holds the observations without a name, so that
/// groups add up to the total.
struct GroupSnapshot {
  std::string group;
  MetricValue current;
  std::optional<MetricValue> previous;
  std::optional<RankComparison> ranks;  ///< see MetricSnapshot
  std::vector<SeriesPoint> series;      ///< only with --group-series
  /// Of a channel class whose headline is a median: the current one if each of its channels had weighed as much as
  /// before, see mix_adjusted_median().
  std::optional<double> mix_adjusted{};
};

struct DimensionSnapshot {
  std::string dimension;
  std::vector<GroupSnapshot> groups;  ///< by n of the current period, largest first, then by name; "(none)" last
  /// Where the headline is a median: the current one if each group had weighed as much as before, see
  /// mix_adjusted_median().
  std::optional<double> mix_adjusted{};
};

enum class QualityState {
  ok,
  few,  ///< n below the row's min_n
  missing_column,
  no_message_log,
  ambiguous_scale,
  immature,  ///< everything is too recent to judge
  no_history
};
std::string_view quality_state_name(QualityState state);

struct Quality {
  QualityState state = QualityState::ok;
  std::vector<Phrase> notes;  ///< sentences: what is missing or uncertain
};

/// The same metric of the current period by the clock that was not chosen.
struct OtherClock {
  Clock clock = Clock::business;
  Phrases variant;
  MetricValue current;
};

/// The part of a variant that says that --anchor created has moved the metric's cases.
inline constexpr std::string_view kAtCreation = "variant.at_creation";
inline bool is_counted_at_creation(const Phrases& variant) {
  return std::any_of(variant.begin(), variant.end(), [](const Phrase& part) { return part.key == kAtCreation; });
}

struct MetricSnapshot {
  const MetricRow* row = nullptr;  ///< of the catalogue, or of Snapshot::run_metrics
  bool shown = true;               ///< on the page of every layout: its row says so, or somebody asked for it by name
  Phrases variant;                 ///< which variant this is: "one_touch", "ignore_abandon_in_t, 20 s"; may be empty
  Better better = Better::none;    ///< the row's, unless the scale of the answers turns it round (CES 1.0)
  MetricValue current;
  std::optional<MetricValue> previous;
  std::optional<RankComparison> ranks;  ///< where the headline is a median and both periods have observations
  /// Medians of both periods with the cases that still wait, see median_with_outstanding().
  std::optional<SurvivalMedian> survival, previous_survival;
  /// Of `fcr` by repeats: the share without one, too recent cases included, see share_without_repeat().
  std::optional<SurvivalShare> with_recent, previous_with_recent;
  /// Of first contacts alone, unless customers were asked about them.
  std::optional<FirstContactOutcomes> outcomes, previous_outcomes;
  std::optional<RatingFlips> flips;  ///< of `csat` in the current period, where a ticket may have several answers
  std::vector<SeriesPoint> series;   ///< one point per period of the trend, oldest first
  std::vector<DimensionSnapshot> by;
  std::optional<OtherClock> other_clock;  ///< only with business hours, and where a clock measures
  Quality quality;
};

/// What the data does not cover of the periods; people read the same in the warnings.
struct CoverageGaps {
  bool previous_incomplete = false;  ///< the data begins inside the previous period
  bool unequal_periods = false;      ///< they differ in length
  bool barely_begun = false;         ///< the data ends within the first day of a longer period
  /// Days without tickets on which there usually are some, holidays of a schedule left out; of a tenth or more of such
  /// days what they counted is not compared.
  std::int64_t missing_days = 0;
  std::int64_t previous_missing_days = 0;
  bool days_missing = false;
  bool previous_days_missing = false;

  /// Whether counts of the two periods may be compared.
  [[nodiscard]] bool counts_compare() const noexcept {
    return !previous_incomplete && !unequal_periods && !barely_begun && !days_missing && !previous_days_missing;
  }
};

/// How many days of the periods are worked on: those on which any schedule is open, holidays left out, else Monday to
/// Friday. Nothing for parts of a day.
struct BusinessDays {
  bool by_schedule = false;
  std::optional<std::int64_t> current;
  std::optional<std::int64_t> previous;
};

/// What the files hold, whatever metrics are asked for. Rows that are left out (duplicates, spam, ...) are not there.
struct RowsThere {
  std::int64_t used = 0;   ///< of all files
  bool contacts = false;   ///< there are tickets, or messages of them
  bool dated = false;      ///< any row has a time
  bool of_period = false;  ///< any row falls into the current period
};

struct Snapshot {
  Period current;
  std::optional<Period> previous;
  RowsThere rows{};
  BusinessDays business_days;
  std::vector<Period> trend;            ///< oldest first; ends with `current` when it is in the same grain
  std::vector<MetricSnapshot> metrics;  ///< in catalogue order, or in the order asked for
  CoverageGaps gaps;
  std::vector<Warning> warnings;                  ///< truncation, censoring
  std::shared_ptr<const RunMetrics> run_metrics;  ///< owns their rows
};

}  // namespace csreport

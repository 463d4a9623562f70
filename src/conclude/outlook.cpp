#include "csreport/conclude/outlook.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "conclude/smoothing.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

using Day = std::chrono::local_days;
using std::chrono::days;

constexpr double kAnscombe = 3.0 / 8;
constexpr double kLevel = 0.95;
/// Days that are learnt from, at most: older ones say nothing of a weekday now.
constexpr std::size_t kMostDays = 730;
constexpr std::size_t kWeek = 7;
/// So few forecasts prove nothing.
constexpr std::size_t kFewestForecasts = 8;

double even_spread(double count) { return std::sqrt(count + kAnscombe); }
double count_of(double root) { return std::max(0.0, root * std::fabs(root) - kAnscombe); }

// ---- the past -----------------------------------------------------------------------------------

/// Days of the past with the ones that are missing, and what each would usually bring.
struct DayHistory {
  Day first;
  Observed counts;
  std::array<double, kWeek> usual{};  // by weekday, from Sunday on

  [[nodiscard]] double usual_of(std::size_t day) const {
    return usual[std::chrono::weekday(first + days{static_cast<std::int64_t>(day)}).c_encoding()];
  }
};

DayHistory history_of(const DayCounts& all, Day end) {
  DayHistory history{.first = all.first, .counts = {}, .usual = usual_counts(all, all.first, end)};
  const auto n = static_cast<std::size_t>(std::max<std::int64_t>(0, (std::min(end, all.end()) - all.first).count()));
  for (std::size_t i = 0; i < n; ++i) {
    const auto count = static_cast<double>(all.created[i]);
    const bool missing = count == 0 && history.usual_of(i) >= kFewestUsual;
    history.counts.push_back(missing ? std::nullopt : std::optional(count));
  }
  return history;
}

Day day_of(Instant instant, const TimeZone& zone) { return std::chrono::floor<days>(zone.to_local(instant)); }

/// Periods of the past, oldest first.
struct PeriodHistory {
  Observed counts;
  std::vector<double> days;      ///< of each
  std::size_t missing_days = 0;  ///< of periods with a count
};

/// Adds what a period brought, with what its missing days usually bring; nothing when too much is missing.
void add_period(const DayHistory& history, std::size_t begin, std::size_t end, PeriodHistory& periods) {
  constexpr double kLargePart = 0.5;
  double sum = 0;
  double usual = 0;
  double unknown = 0;
  std::size_t missing = 0;
  for (std::size_t i = begin; i < end; ++i) {
    sum += history.counts[i].value_or(0);
    usual += history.usual_of(i);
    if (history.counts[i]) continue;
    unknown += history.usual_of(i);
    ++missing;
  }
  const bool too_much = missing > 0 && unknown >= kLargePart * usual;
  periods.counts.push_back(too_much ? std::nullopt : std::optional(sum + unknown));
  periods.days.push_back(static_cast<double>(end - begin));
  if (!too_much) periods.missing_days += missing;
}

/// All periods of the grain that the history covers up to `current`.
PeriodHistory periods_of(const DayHistory& history, const Period& current, const PeriodContext& context) {
  PeriodHistory periods;
  for (Period period = current;; period = previous_period(period, context)) {
    const auto begin = (day_of(period.start, context.zone) - history.first).count();
    const auto end = (day_of(period.end, context.zone) - history.first).count();
    if (begin < 0 || end > static_cast<std::int64_t>(history.counts.size()) || begin >= end) break;
    add_period(history, static_cast<std::size_t>(begin), static_cast<std::size_t>(end), periods);
  }
  std::reverse(periods.counts.begin(), periods.counts.end());
  std::reverse(periods.days.begin(), periods.days.end());
  return periods;
}

// ---- the forecast -------------------------------------------------------------------------------

Observed roots_of(std::span<const std::optional<double>> counts) {
  Observed roots;
  for (const auto& count : counts) roots.push_back(count ? std::optional(even_spread(*count)) : std::nullopt);
  return roots;
}

/// The last known value of the same place in the season as the one `step` after the end.
std::optional<double> naive(std::span<const std::optional<double>> counts, std::size_t season, std::size_t step) {
  const std::size_t target = counts.size() + step - 1;
  for (std::size_t back = season; back <= target; back += season) {
    if (target - back < counts.size() && counts[target - back]) return counts[target - back];
  }
  return std::nullopt;
}

/// From each of the last origins as many steps as the outlook has.
Backtest backtest(const Observed& counts, std::size_t season, std::size_t steps) {
  Backtest result;
  const Observed roots = roots_of(counts);
  const std::size_t n = counts.size();
  // The newest third of the past, but for what must be learnt from first; whole seasons of short ones.
  const std::size_t origins = std::max(kFewestForecasts, std::min(n / 3, 8 * std::max<std::size_t>(season, 1)));
  const std::size_t first = n > origins ? std::max(n - origins, fewest_to_learn(season)) : n;
  for (std::size_t origin = first; origin < n; ++origin) {
    const auto known = std::span(roots).first(origin);
    const auto predicted = best_smoothing(known, season).predict(std::min(steps, n - origin));
    for (std::size_t step = 1; step <= predicted.size(); ++step) {
      const auto& truth = counts[origin + step - 1];
      const auto repeated = naive(std::span(counts).first(origin), season, step);
      if (!truth || !repeated) continue;
      ++result.forecasts;
      result.error += std::fabs(count_of(predicted[step - 1].mean) - *truth);
      result.naive_error += std::fabs(*repeated - *truth);
    }
  }
  if (result.forecasts == 0) return result;
  result.error /= static_cast<double>(result.forecasts);
  result.naive_error /= static_cast<double>(result.forecasts);
  return result;
}

/// What is asked for: `last` is the newest period of the past.
struct Asked {
  Period last;
  std::size_t season = 1;
  std::size_t steps = 1;
  /// Of months and quarters, whose counts are those of periods of so many days: February brings less than January.
  std::optional<double> days{};
};

double length_of(const Period& period, const PeriodContext& context) {
  return static_cast<double>((day_of(period.end, context.zone) - day_of(period.start, context.zone)).count());
}

OutlookPoint total_of(const std::vector<OutlookPoint>& points, double reach) {
  OutlookPoint total{.period = points.front().period};
  total.period.end = points.back().period.end;
  total.period.grain = Grain::custom;
  total.period.label.clear();
  for (const OutlookPoint& point : points) total.expected += point.expected;
  total.low = std::max(0.0, total.expected - reach);
  total.high = total.expected + reach;
  return total;
}

Outlook forecast(const Observed& counts, const Asked& asked, const PeriodContext& context) {
  Outlook outlook{.grain = asked.last.grain, .level = kLevel, .history = counts.size(), .season = asked.season};
  outlook.missing = static_cast<std::size_t>(std::count(counts.begin(), counts.end(), std::nullopt));
  if (counts.size() < fewest_to_learn(asked.season) + kFewestForecasts) return outlook;
  outlook.backtest = backtest(counts, asked.season, asked.steps);
  if (outlook.backtest.forecasts < kFewestForecasts) return outlook;
  outlook.state = OutlookState::not_better;
  if (outlook.backtest.ratio() >= 1) return outlook;
  outlook.state = OutlookState::given;
  const double reach = normal_upper_point((1 - kLevel) / 2);
  const Smoothing smoothing = best_smoothing(roots_of(counts), asked.season);
  Period period = asked.last;
  std::vector<double> slopes;  // of the count over its root
  for (const Predicted& one : smoothing.predict(asked.steps)) {
    period = next_period(period, context);
    const double factor = asked.days ? length_of(period, context) / *asked.days : 1;
    outlook.points.push_back({period, factor * count_of(one.mean), factor * count_of(one.mean - reach * one.deviation),
                              factor * count_of(one.mean + reach * one.deviation)});
    slopes.push_back(2 * std::max(0.0, one.mean) * factor);
  }
  outlook.total = total_of(outlook.points, reach * smoothing.deviation_of_sum(slopes));
  return outlook;
}

/// Of a year, where there is a row.
struct GrainRow {
  Grain grain;
  std::size_t in_year;
  std::size_t steps;
};
constexpr GrainRow kGrains[] = {{Grain::week, 52, 4}, {Grain::month, 12, 3}, {Grain::quarter, 4, 2}};

Outlook by_day(const DayHistory& history, Day end, const PeriodContext& context) {
  const auto& counts = history.counts;
  const std::size_t skipped = counts.size() > kMostDays ? counts.size() - kMostDays : 0;
  const Day last = end - days{1};
  const Period period{.start = context.zone.to_instant(LocalTime{last}).instant,
                      .end = context.zone.to_instant(LocalTime{end}).instant,
                      .grain = Grain::day};
  return forecast({counts.begin() + static_cast<std::ptrdiff_t>(skipped), counts.end()}, {period, kWeek, kWeek},
                  context);
}

Outlook by_period(const DayHistory& history, const Period& current, const GrainRow& row, const PeriodContext& context) {
  constexpr std::size_t kYears = 3;
  const PeriodHistory periods = periods_of(history, current, context);
  const std::size_t season = periods.counts.size() >= kYears * row.in_year ? row.in_year : 1;
  Asked asked{.last = current, .season = season, .steps = row.steps};
  Observed counts = periods.counts;
  if (row.grain != Grain::week) {
    asked.days = length_of(current, context);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i]) *counts[i] *= *asked.days / periods.days[i];
    }
  }
  Outlook outlook = forecast(counts, asked, context);
  outlook.missing_days = periods.missing_days;
  return outlook;
}

/// Two forecasts of the same days would be two numbers: the days share out what is expected of the period.
void share_out(const OutlookPoint& period, Outlook& daily) {
  if (daily.state != OutlookState::given || daily.total.expected <= 0) return;
  const Period& total = daily.total.period;
  if (total.start != period.period.start || total.end != period.period.end) return;
  const double factor = period.expected / daily.total.expected;
  for (OutlookPoint& point : daily.points) {
    point.expected *= factor;
    point.low *= factor;
    point.high *= factor;
  }
  daily.total.expected = period.expected;
  daily.total.low = period.low;
  daily.total.high = period.high;
}

/// Nobody asks what days will bring that are in the data.
void withhold_passed(Instant known, Outlook& outlook) {
  if (outlook.state != OutlookState::given || outlook.total.period.end > known) return;
  outlook.state = OutlookState::passed;
  outlook.points.clear();
}

}  // namespace

std::string_view outlook_state_name(OutlookState state) {
  constexpr std::array<std::string_view, 5> kNames = {"given", "too_short", "not_better", "unfinished", "passed"};
  return kNames[static_cast<std::size_t>(state)];
}

std::vector<Outlook> look_ahead(const DayCounts& all, const Period& current, const PeriodContext& context) {
  const auto* const row = std::find_if(std::begin(kGrains), std::end(kGrains),
                                       [&](const GrainRow& one) { return one.grain == current.grain; });
  const bool has_days = current.grain == Grain::day || current.grain == Grain::week;
  std::vector<Outlook> outlooks;
  const Day end = day_of(current.end, context.zone);
  if (current.to_date || all.end() < end) {
    if (has_days || row != std::end(kGrains))
      outlooks.push_back({.grain = current.grain, .state = OutlookState::unfinished});
    return outlooks;
  }
  const DayHistory history = history_of(all, end);
  if (has_days) outlooks.push_back(by_day(history, end, context));
  if (row != std::end(kGrains)) outlooks.push_back(by_period(history, current, *row, context));
  if (outlooks.size() == 2 && outlooks[1].state == OutlookState::given) {
    share_out(outlooks[1].points.front(), outlooks[0]);
  }
  const Instant known = context.zone.to_instant(LocalTime{all.end()}).instant;
  for (Outlook& outlook : outlooks) withhold_passed(known, outlook);
  return outlooks;
}

}  // namespace csreport

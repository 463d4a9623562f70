#pragma once
// Reporting periods: what `--period`, `--compare`, `--grain` and `--week-start` mean, as half-open
// intervals of instants in the report's zone. Calendar arithmetic is done on local dates, so weeks
// with a clock change are 167 or 169 hours long.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/phrase.hpp"
#include "csreport/core/time_zone.hpp"

namespace csreport {

enum class Grain { hour, day, week, month, quarter, year, custom };

/// Half-open [start, end).
struct Period {
  Instant start;
  Instant end;
  Grain grain = Grain::custom;
  std::string label;       ///< "2026-W46", "2026-11", "2026-Q3", "2026-11-09", "2026-11-01..2026-11-15", "all"
  bool to_date = false;    ///< cut at the horizon (`this-week` and the like, and what runs at --as-of)
  bool data_ends = false;  ///< beside `to_date`: cut because the data ends in it; whether it still runs is unknown
  std::optional<Instant> whole_end;  ///< beside `to_date`, unless `like_current`: its end by the calendar
  bool like_current = false;         ///< beside `to_date`: over, and cut where the period that it is compared with is

  [[nodiscard]] bool contains(Instant instant) const noexcept { return start <= instant && instant < end; }
  /// The period "all": everything there is, also answers without a date.
  [[nodiscard]] bool is_all() const noexcept { return label == "all"; }
  friend bool operator==(const Period&, const Period&) = default;
};

/// What a relative or automatic period is resolved against.
struct PeriodContext {
  TimeZone zone = TimeZone::utc();
  std::chrono::weekday week_start = std::chrono::Monday;
  Instant now;                         ///< --as-of, else SOURCE_DATE_EPOCH, else the system clock
  std::optional<Instant> first_event;  ///< smallest created/answered time in the data
  std::optional<Instant> horizon;      ///< H: until when the data tells of everything: its last event, the end of
                                       ///< quiet days behind it, or --as-of
  std::optional<Instant> as_of;        ///< --as-of alone: a period that it lies in still runs
};

struct PeriodChoice {
  Period period;
  Phrase reason;  ///< why this period ("the last complete week in the data"); empty when it was named
};

/// Resolves a `--period` value: `auto`, `all`, `today`, `yesterday`, `this-X`, `last-X`
/// (week, month, quarter, year), `7d`, `2026-W46`, `2026-11`, `2026-Q3`, `2026`, `2026-11-09`,
/// `2026-11-01..2026-11-15` (last day included). One in which the data ends, more than a day before its own end, is cut
/// there. Throws Error(usage) naming the accepted forms.
PeriodChoice resolve_period(std::string_view spec, const PeriodContext& context);

/// Resolves a `--compare` value for `current`: `previous`, `year-ago` (364 days for weeks, days and
/// ranges; the same month or quarter a year ago), `quarter-ago` (91 days, three months, the quarter before), any form
/// of resolve_period, or `none` (nothing). To a period to date all of them are cut after the same elapsed time, but for
/// periods of another grain that were named.
std::optional<Period> resolve_comparison(std::string_view spec, const Period& current, const PeriodContext& context);

/// The period just before: the week before a week, the month before a month, and for custom ranges
/// as many local days before.
Period previous_period(const Period& period, const PeriodContext& context);

/// The period just after, of the same length by the calendar.
Period next_period(const Period& period, const PeriodContext& context);

/// The trend up to `current`, oldest first, each wholly covered by the data (it starts on or after
/// the first event's local day). In the period's own grain it ends with `current` itself, after at
/// most `max_earlier` earlier ones; in another grain it holds the last `max_earlier` + 1 whole units
/// that end with the period, because a week among days would be no trend.
std::vector<Period> trend_periods(const Period& current, Grain grain, std::size_t max_earlier,
                                  const PeriodContext& context);

/// The trend's grain when `--grain` is not given: the period's own grain, for custom ranges
/// day up to 45 days, week up to 200 days, else month.
Grain default_trend_grain(const Period& period);

/// "9–15 Nov 2026", "Nov 2026", "9 Nov 2026": the period in words for people, English.
std::string describe_period(const Period& period, const TimeZone& zone);

std::optional<Grain> parse_grain(std::string_view word);
std::string_view grain_name(Grain grain);

}  // namespace csreport

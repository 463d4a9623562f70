#include "csreport/core/period.hpp"

#include <algorithm>
#include <utility>

#include "fmt/format.h"

#include "calendar.hpp"
#include "period_spec.hpp"

namespace csreport {
namespace {

using std::chrono::days;

/// A comparison further back than the period before. Whole weeks, so that weekdays stay aligned (METRICS 4.8), for
/// all that is counted in days; units of the calendar for the others, 0 where it is no whole number of them.
struct LongAgo {
  std::string_view word;
  days days_back;
  int months;
  int quarters;
  int years;
};
constexpr LongAgo kAgo[] = {{"quarter-ago", days{91}, 3, 1, 0}, {"year-ago", days{364}, 12, 4, 1}};

int units_ago(const LongAgo& ago, Grain grain) {
  switch (grain) {
    case Grain::month: return ago.months;
    case Grain::quarter: return ago.quarters;
    case Grain::year: return ago.years;
    case Grain::hour:
    case Grain::day:
    case Grain::week:
    case Grain::custom: break;
  }
  return 0;
}
constexpr int kLongDataMonths = 15;

struct GrainName {
  Grain grain;
  std::string_view name;
};
constexpr GrainName kGrainNames[] = {
    {Grain::hour, "hour"},       {Grain::day, "day"},   {Grain::week, "week"},     {Grain::month, "month"},
    {Grain::quarter, "quarter"}, {Grain::year, "year"}, {Grain::custom, "custom"},
};

DayRange days_of(const Period& period, const TimeZone& zone) {
  const Day begin = local_day(period.start, zone);
  if (period.end <= period.start) return {begin, begin};
  return {begin, local_day(period.end - Seconds{1}, zone) + days{1}};
}

/// The whole calendar unit of `period`, also when it is cut at the horizon.
DayRange unit_of(const Period& period, const PeriodContext& context) {
  const bool named = period.grain != Grain::custom && period.grain != Grain::hour;
  return named ? unit_containing(period.grain, local_day(period.start, context.zone), context.week_start)
               : days_of(period, context.zone);
}

/// Cuts `whole` after the same elapsed wall-clock time as `model`, which is to date.
Period cut_like(const Period& model, Period whole, const TimeZone& zone) {
  if (!model.to_date) return whole;
  const auto elapsed = zone.to_local(model.end) - zone.to_local(model.start);
  const Instant end = zone.to_instant(zone.to_local(whole.start) + elapsed).instant;
  whole.to_date = whole.like_current = end < whole.end;
  whole.end = std::min(end, whole.end);
  return whole;
}

/// The last event counts, so a period to date ends one second after it. Data that ends before the
/// period begins says nothing about where to cut: then it runs until now.
Period cut_at_horizon(Period period, const PeriodContext& context) {
  const bool reaches = context.horizon && *context.horizon >= period.start;
  const Instant last = reaches ? *context.horizon : context.now;
  if (last + Seconds{1} < period.end) {
    period.whole_end = period.end;
    period.end = std::max(last + Seconds{1}, period.start);
    period.to_date = true;
  }
  return period;
}

/// Whole units beside one in which the data ends would make that look like a collapse (METRICS 4.8).
Period cut_where_data_ends(Period period, const PeriodContext& context) {
  constexpr days kSlack{1};  // an evening without events is no gap
  if (period.to_date || period.is_all()) return period;
  if (context.as_of && period.contains(*context.as_of)) return cut_at_horizon(std::move(period), context);
  if (!context.horizon || !period.contains(*context.horizon) || *context.horizon >= period.end - kSlack) return period;
  period = cut_at_horizon(std::move(period), context);
  period.data_ends = true;
  return period;
}

Phrase reason_of(std::string_view why, Grain grain) {
  return {fmt::format("period_reason.{}.{}", why, grain_name(grain)), {}};
}

Phrase relative_reason(const RelativeSpec& spec, bool to_date) {
  if (spec.units_back > 0) return reason_of("last_before_now", spec.grain);
  return reason_of(to_date ? "current_to_date" : "current", spec.grain);
}

PeriodChoice whole_data(const PeriodContext& context, Phrase reason) {
  // Without a dated row the period is empty; the clock may not leak into the report.
  if (!context.first_event || !context.horizon)
    return {Period{.start = {}, .end = {}, .grain = Grain::custom, .label = "all"}, std::move(reason)};
  const Instant first = *context.first_event;
  const Instant last = std::max(first, *context.horizon);
  const DayRange range{local_day(first, context.zone), local_day(last, context.zone) + days{1}};
  Period period = to_period(range, Grain::custom, context);
  period.label = "all";
  return {std::move(period), std::move(reason)};
}

/// The last unit of `grain` that the data covers from its first local day to its last.
std::optional<PeriodChoice> last_complete(Grain grain, const PeriodContext& context) {
  const Day first = local_day(*context.first_event, context.zone);
  const Day last = local_day(*context.horizon, context.zone);
  DayRange unit = unit_containing(grain, last, context.week_start);
  if (last < unit.end - days{1}) unit = shift_units(unit, grain, -1, context.week_start);
  if (unit.begin < first) return std::nullopt;
  return PeriodChoice{to_period(unit, grain, context), reason_of("last_in_data", grain)};
}

bool spans_long(const PeriodContext& context) {
  const std::chrono::year_month_day first{local_day(*context.first_event, context.zone)};
  const std::chrono::year_month_day last{local_day(*context.horizon, context.zone)};
  return first + std::chrono::months{kLongDataMonths} < last;
}

PeriodChoice choose(const AutoSpec&, const PeriodContext& context) {
  if (!context.first_event || !context.horizon) return whole_data(context, {"period_reason.no_dates", {}});
  if (spans_long(context)) {
    if (auto month = last_complete(Grain::month, context)) return *std::move(month);
  }
  if (auto week = last_complete(Grain::week, context)) return *std::move(week);
  return whole_data(context, {"period_reason.no_complete_week", {}});
}

PeriodChoice choose(const AllSpec&, const PeriodContext& context) {
  return whole_data(context, {context.first_event ? "period_reason.all" : "period_reason.no_dates", {}});
}

PeriodChoice choose(const RelativeSpec& spec, const PeriodContext& context) {
  const Day today = local_day(context.now, context.zone);
  const DayRange current = unit_containing(spec.grain, today, context.week_start);
  const DayRange unit = shift_units(current, spec.grain, -spec.units_back, context.week_start);
  Period period = to_period(unit, spec.grain, context);
  if (spec.units_back == 0) period = cut_at_horizon(std::move(period), context);
  Phrase reason = relative_reason(spec, period.to_date);
  return {std::move(period), std::move(reason)};
}

PeriodChoice choose(const LastDaysSpec& spec, const PeriodContext& context) {
  // The last second of a day completes it: --as-of with a bare date means that second.
  const Day today = local_day(context.now + Seconds{1}, context.zone);
  return {to_period({today - days{spec.days}, today}, Grain::custom, context),
          {"period_reason.last_days", {{"n", std::int64_t{spec.days}}}}};
}

PeriodChoice choose(const FixedSpec& spec, const PeriodContext& context) {
  return {to_period(spec.days, spec.grain, context), {}};
}

/// An hour's label; its offset is written when clocks went back and the hour exists twice.
std::string hour_label(Instant start, const TimeZone& zone) {
  const std::string text = format_iso8601(start, zone);
  const bool twice = zone.to_instant(zone.to_local(start)).kind == LocalTimeKind::repeated;
  return text.substr(0, 16) + (twice ? text.substr(19) : "");
}

/// Whole hours up to `end`, newest first, not before the local day of the first event.
std::vector<Period> hours_until(Instant end, std::size_t most, const PeriodContext& context) {
  const auto local = context.zone.to_local(end);
  end -= local - std::chrono::floor<std::chrono::hours>(local);
  std::vector<Period> newest_first;
  const Instant first = context.zone.to_instant(local_day(*context.first_event, context.zone)).instant;
  for (; newest_first.size() < most && end - std::chrono::hours{1} >= first; end -= std::chrono::hours{1}) {
    const Instant start = end - std::chrono::hours{1};
    newest_first.push_back(
        {.start = start, .end = end, .grain = Grain::hour, .label = hour_label(start, context.zone)});
  }
  return newest_first;
}

/// Whole units of `grain` up to `end`, newest first, not before the first event's local day.
std::vector<Period> units_until(Day end, Grain grain, std::size_t most, const PeriodContext& context) {
  const Day first = local_day(*context.first_event, context.zone);
  DayRange unit = unit_containing(grain, end, context.week_start);  // the one after the newest
  std::vector<Period> newest_first;
  while (newest_first.size() < most) {
    unit = shift_units(unit, grain, -1, context.week_start);
    if (unit.begin < first || unit.begin >= unit.end) break;
    newest_first.push_back(to_period(unit, grain, context));
  }
  return newest_first;
}

/// Ranges as long as a custom one, newest first.
std::vector<Period> ranges_before(const Period& current, std::size_t most, const PeriodContext& context) {
  const Day first = local_day(*context.first_event, context.zone);
  DayRange range = days_of(current, context.zone);
  std::vector<Period> newest_first;
  while (newest_first.size() < most) {
    range = shift_units(range, Grain::custom, -1, context.week_start);
    if (range.begin < first || range.begin >= range.end) break;
    newest_first.push_back(to_period(range, Grain::custom, context));
  }
  return newest_first;
}

std::string in_words(const std::chrono::year_month_day& date, bool month, bool year) {
  constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::string text = fmt::format("{}", static_cast<unsigned>(date.day()));
  if (month) text += fmt::format(" {}", kMonths[static_cast<unsigned>(date.month()) - 1]);
  if (year) text += fmt::format(" {}", static_cast<int>(date.year()));
  return text;
}

/// "9–15 Nov 2026", "28 Sep – 4 Oct 2026", "28 Dec 2026 – 3 Jan 2027"
std::string days_in_words(const DayRange& range) {
  const std::chrono::year_month_day first{range.begin};
  const std::chrono::year_month_day last{std::max(range.begin, range.end - days{1})};
  if (first == last) return in_words(last, true, true);
  const bool same_year = first.year() == last.year();
  const bool same_month = same_year && first.month() == last.month();
  return in_words(first, !same_month, !same_year) + (same_month ? "–" : " – ") + in_words(last, true, true);
}

}  // namespace

PeriodChoice resolve_period(std::string_view spec, const PeriodContext& context) {
  const PeriodSpec parsed = parse_period_spec(spec, context.week_start);
  PeriodChoice choice = std::visit([&](const auto& form) { return choose(form, context); }, parsed);
  choice.period = cut_where_data_ends(std::move(choice.period), context);
  return choice;
}

std::optional<Period> resolve_comparison(std::string_view spec, const Period& current, const PeriodContext& context) {
  if (spec == "none") return std::nullopt;
  const auto ago = std::find_if(std::begin(kAgo), std::end(kAgo), [&](const LongAgo& row) { return row.word == spec; });
  if (spec != "previous" && ago == std::end(kAgo)) {
    Period named = resolve_period(spec, context).period;
    return named.grain == current.grain ? cut_like(current, std::move(named), context.zone) : named;
  }
  // Nothing can lie before all of the data.
  if (current.is_all()) return std::nullopt;
  if (spec == "previous") return previous_period(current, context);
  const DayRange unit = unit_of(current, context);
  const int units = units_ago(*ago, current.grain);
  const Grain grain = current.grain == Grain::year && units == 0 ? Grain::custom : current.grain;
  const DayRange then = units > 0 ? shift_units(unit, current.grain, -units, context.week_start)
                                  : DayRange{unit.begin - ago->days_back, unit.end - ago->days_back};
  return cut_like(current, to_period(then, grain, context), context.zone);
}

Period previous_period(const Period& period, const PeriodContext& context) {
  if (period.grain == Grain::hour) {
    const Instant start = period.start - std::chrono::hours{1};
    return {.start = start, .end = period.start, .grain = Grain::hour, .label = hour_label(start, context.zone)};
  }
  DayRange before = unit_of(period, context);
  if (period.grain == Grain::day || period.grain == Grain::custom) {
    const days length = before.end - before.begin;
    const days back = days{7} * ((length.count() + 6) / 7);  // the same weekdays (METRICS 4.8)
    before = {before.begin - back, before.end - back};
  } else {
    before = shift_units(before, period.grain, -1, context.week_start);
  }
  return cut_like(period, to_period(before, period.grain, context), context.zone);
}

Period next_period(const Period& period, const PeriodContext& context) {
  if (period.grain == Grain::hour) {
    return {.start = period.end,
            .end = period.end + std::chrono::hours{1},
            .grain = Grain::hour,
            .label = hour_label(period.end, context.zone)};
  }
  return to_period(shift_units(unit_of(period, context), period.grain, 1, context.week_start), period.grain, context);
}

std::vector<Period> trend_periods(const Period& current, Grain grain, std::size_t max_earlier,
                                  const PeriodContext& context) {
  if (!context.first_event) return {current};
  const bool ends_with_current = grain == current.grain;
  const std::size_t most = ends_with_current ? max_earlier : max_earlier + 1;
  const Instant end = ends_with_current ? current.start : current.end;
  std::vector<Period> trend;
  if (grain == Grain::hour) {
    trend = hours_until(end, most, context);
  } else if (grain == Grain::custom) {
    trend = ranges_before(current, most, context);
  } else {
    trend = units_until(local_day(end, context.zone), grain, most, context);
  }
  std::reverse(trend.begin(), trend.end());
  if (ends_with_current || trend.empty()) trend.push_back(current);
  return trend;
}

Grain default_trend_grain(const Period& period) {
  if (period.grain != Grain::custom) return period.grain;
  // Half a day of slack for ranges with a clock change.
  const auto length = std::chrono::floor<days>(period.end - period.start + std::chrono::hours{12});
  if (length <= days{45}) return Grain::day;
  return length <= days{200} ? Grain::week : Grain::month;
}

std::string describe_period(const Period& period, const TimeZone& zone) {
  if (period.start == period.end) return "no days";
  const DayRange range = days_of(period, zone);
  const std::chrono::year_month_day first{range.begin};
  const int year = static_cast<int>(first.year());
  const std::string days_text = days_in_words(range);
  if (period.to_date) return days_text + (period.like_current ? "" : " (to date)");
  switch (period.grain) {
    case Grain::month: return days_in_words({range.begin, range.begin + days{1}}).substr(2);
    case Grain::quarter: return fmt::format("Q{} {}", (static_cast<unsigned>(first.month()) + 2) / 3, year);
    case Grain::year: return fmt::format("{}", year);
    case Grain::hour: return fmt::format("{}, {}", days_text, format_iso8601(period.start, zone).substr(11, 5));
    case Grain::day:
    case Grain::week:
    case Grain::custom: return days_text;
  }
  return days_text;
}

std::optional<Grain> parse_grain(std::string_view word) {
  for (const auto& row : kGrainNames) {
    if (row.name == word && row.grain != Grain::custom) return row.grain;
  }
  return std::nullopt;
}

std::string_view grain_name(Grain grain) {
  for (const auto& row : kGrainNames) {
    if (row.grain == grain) return row.name;
  }
  return {};
}

}  // namespace csreport

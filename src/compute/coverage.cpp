#include "compute/coverage.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// A first ticket a little after midnight is no gap.
constexpr std::chrono::days kSlack{1};

bool starts_inside(Instant first, const Period& period) { return first > period.start + kSlack && first < period.end; }

bool is_longer_than_a_day(const Period& period) { return period.end - period.start > std::chrono::hours{25}; }

/// The data is known only until before the period's end.
bool ends_early(const Period& period, const Dataset& data) {
  const auto known = data.covered_until ? data.covered_until : data.horizon;
  return known && *known < period.end - kSlack;
}

/// METRICS 0.2: tickets opened before the file begins cannot be in it.
void check_current(const Dataset& data, const ComputeOptions& options, Coverage& coverage) {
  const Period& period = options.current;
  if (period.is_all()) return;  // it begins and ends with the files
  if (data.first_event && *data.first_event >= period.end) {
    const bool beside = data.first_row && *data.first_row < period.end;
    coverage.current_has_data = false;
    coverage.warnings.push_back(
        {"outside_data",
         {beside ? "warning.outside_data.tickets_begin_later" : "warning.outside_data.begins_later", {}}});
  } else if (data.first_event && *data.first_event >= period.start && data.has_tickets) {
    coverage.warnings.push_back(warning_of("left_truncated"));
  }
  if (data.horizon && *data.horizon < period.start) {
    const bool beside = data.last_row && *data.last_row >= period.start;
    coverage.current_has_data = false;
    coverage.warnings.push_back(
        {"outside_data",
         {beside ? "warning.outside_data.tickets_end_earlier" : "warning.outside_data.ends_earlier", {}}});
  } else if (period.data_ends) {
    coverage.gaps.barely_begun = !is_longer_than_a_day(period);
    coverage.warnings.push_back(warning_of("incomplete_period"));
  }
}

/// METRICS 4.8: compare like with like.
bool differ_in_length(const Period& a, const Period& b) {
  constexpr double kAlike = 1.15;  // months of 28 and 31 days are alike, a week and a month are not
  const auto length_a = static_cast<double>((a.end - a.start).count());
  const auto length_b = static_cast<double>((b.end - b.start).count());
  return length_a > kAlike * length_b || length_b > kAlike * length_a;
}

void check_previous(const Dataset& data, const ComputeOptions& options, Coverage& coverage) {
  if (!options.previous) return;
  const Period& period = *options.previous;
  if ((data.first_event && *data.first_event >= period.end) || (data.horizon && *data.horizon < period.start)) {
    coverage.previous_has_data = false;
    coverage.warnings.push_back(warning_of("previous_outside_data"));
    return;
  }
  if (data.first_event && starts_inside(*data.first_event, period)) {
    coverage.gaps.previous_incomplete = true;
    coverage.warnings.push_back(warning_of("previous_incomplete"));
  }
  if (differ_in_length(options.current, period)) {
    coverage.gaps.unequal_periods = true;
    coverage.warnings.push_back(warning_of("unequal_periods"));
  }
}

/// The days of the period that any schedule calls a holiday, in order, each once.
Dates holidays_in(const Period& period, const BusinessHours& hours) {
  Dates days;
  for (const Schedule& schedule : hours.schedules) {
    for (const Holiday& holiday : schedule.holidays) {
      const Instant midnight = schedule.zone.to_instant(LocalTime{holiday.date}).instant;
      if (period.contains(midnight)) days.push_back(holiday.date);
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// METRICS 4.8: a holiday in one of two periods is a footnote. Without an earlier one those of the period are, too:
/// they explain a low count whatever it is set beside.
void check_holidays(const ComputeOptions& options, Coverage& coverage) {
  const auto now = holidays_in(options.current, options.business_hours);
  if (!options.previous) {
    if (now.empty() || options.current.is_all()) return;
    coverage.warnings.push_back({"holidays", {"warning.holidays.alone", {{"now", now}}}});
    return;
  }
  const auto before = holidays_in(*options.previous, options.business_hours);
  if (now.size() == before.size()) return;
  const char* const key = before.empty() ? "warning.holidays.now"
                          : now.empty()  ? "warning.holidays.before"
                                         : "warning.holidays.both";
  coverage.warnings.push_back({"holidays", {key, {{"now", now}, {"before", before}}}});
}

/// Of a period the days without tickets on which there usually are some.
struct MissingDays {
  Dates days;
  double part = 0;  ///< of such days
};

MissingDays missing_days(const Period& period, const Dataset& data, const ComputeOptions& options) {
  MissingDays missing;
  const auto day_of = [&](Instant at) { return std::chrono::floor<std::chrono::days>(options.zone.to_local(at)); };
  const auto holidays = holidays_in(period, options.business_hours);
  const auto begin = day_of(data.first_event ? std::max(*data.first_event, period.start) : period.start);
  std::int64_t busy = 0;
  // The day in which the period is cut is not over: what it usually brings may be yet to come.
  const auto last = day_of(period.to_date ? period.end - std::chrono::days{1} : period.end - Seconds{1});
  for (auto day = begin; day <= last; day += std::chrono::days{1}) {
    if (!data.day_gaps.busy[std::chrono::weekday(day).c_encoding()]) continue;
    ++busy;
    const bool is_missing = std::binary_search(data.day_gaps.missing.begin(), data.day_gaps.missing.end(), day);
    const bool is_holiday = std::binary_search(holidays.begin(), holidays.end(), day);
    if (is_missing && !is_holiday) missing.days.push_back(day);
  }
  if (busy > 0) missing.part = static_cast<double>(missing.days.size()) / static_cast<double>(busy);
  return missing;
}

Warning warning_of_missing(const MissingDays& missing, std::string code) {
  constexpr std::size_t kMostListed = 3;
  const auto& days = missing.days;
  const std::string group = "warning." + code;
  if (days.size() <= kMostListed) return {std::move(code), {group + ".listed", {{"days", days}}}};
  return {
      std::move(code),
      {group + ".many",
       {{"n", static_cast<std::int64_t>(days.size())}, {"first", Dates{days.front()}}, {"last", Dates{days.back()}}}}};
}

/// Of a period's usual days with tickets.
constexpr double kSome = 0.1;
constexpr double kMost = 0.5;

/// Days that the export may lack. Where half of the period before is missing there is nothing to compare with.
void check_days(const Dataset& data, const ComputeOptions& options, Coverage& coverage) {
  if (options.current.is_all() || !coverage.current_has_data || !is_longer_than_a_day(options.current)) return;
  const MissingDays now = missing_days(options.current, data, options);
  coverage.gaps.missing_days = static_cast<std::int64_t>(now.days.size());
  coverage.gaps.days_missing = now.part >= kSome;
  if (!now.days.empty()) coverage.warnings.push_back(warning_of_missing(now, "missing_days"));
  if (!options.previous || !coverage.previous_has_data) return;
  const MissingDays before = missing_days(*options.previous, data, options);
  if (before.part >= kMost) {
    coverage.previous_has_data = false;
    coverage.gaps = {.missing_days = coverage.gaps.missing_days, .days_missing = coverage.gaps.days_missing};
    std::erase_if(coverage.warnings, [](const Warning& warning) { return warning.code == "unequal_periods"; });
    coverage.warnings.push_back(warning_of("previous_missing"));
    return;
  }
  coverage.gaps.previous_missing_days = static_cast<std::int64_t>(before.days.size());
  coverage.gaps.previous_days_missing = before.part >= kSome;
  if (!before.days.empty()) coverage.warnings.push_back(warning_of_missing(before, "previous_missing_days"));
}

}  // namespace

Instant state_instant(const Period& period, const Dataset& data) {
  return ends_early(period, data) ? *data.horizon : period.end;
}

std::vector<std::size_t> missing_periods(const Dataset& data, const ComputeOptions& options) {
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < options.trend.size(); ++i) {
    const Period& period = options.trend[i];
    if (period.start == options.current.start || !is_longer_than_a_day(period)) continue;
    if (missing_days(period, data, options).part >= kMost) missing.push_back(i);
  }
  return missing;
}

Coverage check_coverage(const Dataset& data, const ComputeOptions& options) {
  Coverage coverage;
  check_current(data, options, coverage);
  check_previous(data, options, coverage);
  check_holidays(options, coverage);
  check_days(data, options, coverage);
  return coverage;
}

}  // namespace csreport

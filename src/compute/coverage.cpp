#include "compute/coverage.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// A first ticket a little after midnight is no gap.
constexpr std::chrono::days kSlack{1};

bool starts_inside(Instant first, const Period& period) { return first > period.start + kSlack && first < period.end; }

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
    coverage.current_has_data = false;
    coverage.warnings.push_back({"outside_data", {"warning.outside_data.begins_later", {}}});
  } else if (data.first_event && *data.first_event >= period.start && data.has_tickets) {
    coverage.warnings.push_back(warning_of("left_truncated"));
  }
  if (data.horizon && *data.horizon < period.start) {
    coverage.current_has_data = false;
    coverage.warnings.push_back({"outside_data", {"warning.outside_data.ends_earlier", {}}});
  } else if (ends_early(period, data)) {
    coverage.gaps.period_incomplete = true;
    coverage.gaps.known_until = data.covered_until ? data.covered_until : data.horizon;
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

}  // namespace

Instant state_instant(const Period& period, const Dataset& data) {
  return ends_early(period, data) ? *data.horizon : period.end;
}

Coverage check_coverage(const Dataset& data, const ComputeOptions& options) {
  Coverage coverage;
  check_current(data, options, coverage);
  check_previous(data, options, coverage);
  check_holidays(options, coverage);
  return coverage;
}

}  // namespace csreport

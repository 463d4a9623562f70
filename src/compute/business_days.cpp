#include "compute/business_days.hpp"

#include <algorithm>
#include <chrono>

#include "csreport/core/business_hours.hpp"

namespace csreport {
namespace {

using std::chrono::days;
using std::chrono::local_days;

bool is_worked_on(local_days date, const BusinessHours& hours) {
  if (hours.schedules.empty()) {
    const std::chrono::weekday weekday{date};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
  }
  return std::any_of(hours.schedules.begin(), hours.schedules.end(),
                     [date](const Schedule& schedule) { return is_open_on(schedule, date); });
}

}  // namespace

std::optional<std::int64_t> business_days_of(const Period& period, const BusinessHours& hours, const TimeZone& zone) {
  if (period.grain == Grain::hour) return std::nullopt;
  std::int64_t n = 0;
  for (auto date = std::chrono::floor<days>(zone.to_local(period.start));; date += days{1}) {
    const Instant noon = zone.to_instant(date + std::chrono::hours{12}).instant;
    if (noon >= period.end) break;
    if (noon >= period.start && is_worked_on(date, hours)) ++n;
  }
  return n;
}

}  // namespace csreport

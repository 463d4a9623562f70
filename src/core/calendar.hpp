#pragma once
// Local calendar units (days, weeks, months ...) and their instants in a zone. Arithmetic on dates
// only; what the words of --period mean is in period.cpp.

#include <chrono>
#include <string>

#include "csreport/core/dates.hpp"
#include "csreport/core/period.hpp"

namespace csreport {

using Day = std::chrono::local_days;

/// Days [first, last_plus_one) of a calendar unit.
struct DayRange {
  Day begin;
  Day end;
};

/// The unit of `grain` (day, week, month, quarter, year) that contains `day`.
/// REQUIRES: grain is neither hour nor custom.
DayRange unit_containing(Grain grain, Day day, std::chrono::weekday week_start);

/// `units` calendar units later (earlier when negative).
DayRange shift_units(const DayRange& unit, Grain grain, int units, std::chrono::weekday week_start);

/// "2026-W46" ("2026-11-08 week" when weeks do not start on Monday), "2026-11", "2026-Q3", "2026",
/// "2026-11-09", and for custom ranges "2026-11-01..2026-11-15".
std::string unit_label(const DayRange& unit, Grain grain, std::chrono::weekday week_start);

/// The local midnights of `unit` as instants; a skipped midnight is the moment of the change.
Period to_period(const DayRange& unit, Grain grain, const PeriodContext& context);

Day local_day(Instant instant, const TimeZone& zone);

struct IsoWeek {
  int year;
  unsigned week;
};
IsoWeek iso_week(Day day);
/// The Monday of an ISO week. REQUIRES: 1 <= week <= weeks_in_iso_year(year).
Day iso_week_monday(int year, unsigned week);
unsigned weeks_in_iso_year(int year);

}  // namespace csreport

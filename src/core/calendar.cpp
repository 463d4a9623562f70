#include "calendar.hpp"

#include "fmt/format.h"

namespace csreport {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

year_month_day date_of(Day day) { return year_month_day{day}; }
Day first_of_month(std::chrono::year_month month) { return Day{month / std::chrono::day{1}}; }

int months_of(Grain grain) {
  switch (grain) {
    case Grain::month: return 1;
    case Grain::quarter: return 3;
    case Grain::year: return 12;
    case Grain::hour:
    case Grain::day:
    case Grain::week:
    case Grain::custom: return 0;
  }
  return 0;
}

}  // namespace

Day local_day(Instant instant, const TimeZone& zone) { return std::chrono::floor<days>(zone.to_local(instant)); }

std::string iso_date(Day day) {
  const auto date = date_of(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

DayRange unit_containing(Grain grain, Day day, std::chrono::weekday week_start) {
  if (const int length = months_of(grain); length > 0) {
    const auto date = date_of(day);
    const unsigned month = static_cast<unsigned>(date.month()) - 1;
    const unsigned first = month - month % static_cast<unsigned>(length);
    const std::chrono::year_month begin{date.year(), std::chrono::month{first + 1}};
    return {first_of_month(begin), first_of_month(begin + months{length})};
  }
  if (grain == Grain::week) {
    const Day begin = day - (std::chrono::weekday{day} - week_start);
    return {begin, begin + days{7}};
  }
  return {day, day + days{1}};
}

DayRange shift_units(const DayRange& unit, Grain grain, int units, std::chrono::weekday week_start) {
  if (const int length = months_of(grain); length > 0) {
    const auto date = date_of(unit.begin);
    const std::chrono::year_month begin{date.year(), date.month()};
    return unit_containing(grain, first_of_month(begin + months{length * units}), week_start);
  }
  const auto shift = (unit.end - unit.begin) * units;
  return {unit.begin + shift, unit.end + shift};
}

IsoWeek iso_week(Day day) {
  // An ISO week belongs to the year of its Thursday.
  const Day thursday = day - (std::chrono::weekday{day} - std::chrono::Monday) + days{3};
  const auto year = date_of(thursday).year();
  const Day new_year{year / std::chrono::January / 1};
  return {static_cast<int>(year), static_cast<unsigned>((thursday - new_year).count() / 7 + 1)};
}

Day iso_week_monday(int year, unsigned week) {
  const Day fourth{std::chrono::year{year} / std::chrono::January / 4};  // always in week 1
  return fourth - (std::chrono::weekday{fourth} - std::chrono::Monday) + days{7 * (static_cast<int>(week) - 1)};
}

unsigned weeks_in_iso_year(int year) {
  return iso_week(Day{std::chrono::year{year} / std::chrono::December / 28}).week;
}

std::string unit_label(const DayRange& unit, Grain grain, std::chrono::weekday week_start) {
  const auto date = date_of(unit.begin);
  const int year = static_cast<int>(date.year());
  const unsigned month = static_cast<unsigned>(date.month());
  switch (grain) {
    case Grain::week:
      if (week_start == std::chrono::Monday) {
        const auto week = iso_week(unit.begin);
        return fmt::format("{:04}-W{:02}", week.year, week.week);
      }
      return iso_date(unit.begin) + " week";
    case Grain::month: return fmt::format("{:04}-{:02}", year, month);
    case Grain::quarter: return fmt::format("{:04}-Q{}", year, (month + 2) / 3);
    case Grain::year: return fmt::format("{:04}", year);
    case Grain::custom: return iso_date(unit.begin) + ".." + iso_date(unit.end - days{1});
    case Grain::hour:
    case Grain::day: return iso_date(unit.begin);
  }
  return {};
}

Period to_period(const DayRange& unit, Grain grain, const PeriodContext& context) {
  return {.start = context.zone.to_instant(unit.begin).instant,
          .end = context.zone.to_instant(unit.end).instant,
          .grain = grain,
          .label = unit_label(unit, grain, context.week_start)};
}

}  // namespace csreport

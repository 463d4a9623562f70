#include "render/period_words.hpp"

#include <chrono>

#include <fmt/format.h>

namespace csreport {
namespace {

struct LocalDate {
  int year = 0;
  unsigned month = 1;
  unsigned day = 1;
};

LocalDate date_of(std::chrono::local_days day) {
  const std::chrono::year_month_day date{day};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

LocalDate date_of(Instant instant, const TimeZone& zone) {
  return date_of(std::chrono::floor<std::chrono::days>(zone.to_local(instant)));
}

/// The months of "9 Nov 2026" ("calendar.months_short"), of "Nov 2026" ("calendar.months") and of an axis
/// ("calendar.months_axis"): languages write or inflect them differently.
std::string month_word(std::string_view form, unsigned month, const Language& language) {
  return std::string(language.text(fmt::format("calendar.{}.{}", form, month - 1)));
}

std::string clock_time(Instant instant, const TimeZone& zone) {
  const auto local = zone.to_local(instant);
  const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string filled(std::string_view pattern, const LocalDate& date, const Language& language) {
  return fill_slots(language.text(pattern), {{"day", fmt::format("{}", date.day)},
                                             {"month", month_word("months_short", date.month, language)},
                                             {"month_name", month_word("months", date.month, language)},
                                             {"month_number", fmt::format("{:02}", date.month)},
                                             {"quarter", fmt::format("{}", (date.month + 2) / 3)},
                                             {"year", fmt::format("{}", date.year)}});
}

/// From the first day to the last one, both counted.
std::string days_between(const LocalDate& first, const LocalDate& last, const Language& language) {
  if (first.year != last.year) {
    return fill_slots(language.text("calendar.days.across_years"), {{"first", filled("calendar.day", first, language)},
                                                                    {"last", filled("calendar.day", last, language)}});
  }
  if (first.month == last.month && first.day == last.day) return filled("calendar.day", first, language);
  const auto* const pattern = first.month == last.month ? "calendar.days.in_month" : "calendar.days.in_year";
  const std::string days = filled(pattern, first, language);
  return fill_slots(days, {{"last_day", fmt::format("{}", last.day)},
                           {"last_month", month_word("months_short", last.month, language)},
                           {"last_month_number", fmt::format("{:02}", last.month)}});
}

/// From the label "2026-W46"; other labels stand for themselves.
std::string week_name(const std::string& label, const Language& language, YearOfWeek year) {
  const auto mark = label.find("-W");
  if (mark == std::string::npos) return label;
  std::string week = label.substr(mark + 2);
  if (week.size() == 2 && week.front() == '0') week.erase(0, 1);
  const auto pattern = year == YearOfWeek::with ? "calendar.week_of_year" : "calendar.week";
  return fill_slots(language.text(pattern), {{"week", week}, {"year", label.substr(0, mark)}});
}

/// Beside a period that still runs: "May 2026 (to the same day)".
std::string cut_alike(const Period& period, std::string_view name, const TimeZone& zone, const Language& language) {
  const auto end = zone.to_local(period.end);
  const bool at_midnight = end == std::chrono::floor<std::chrono::days>(end);
  return fill_slots(language.text(at_midnight ? "calendar.to_same_day" : "calendar.to_same_hour"),
                    {{"period", std::string(name)}});
}

std::string whole_name(const Period& period, const TimeZone& zone, const Language& language, YearOfWeek year) {
  const LocalDate start = date_of(period.start, zone);
  switch (period.grain) {
    case Grain::week: return week_name(period.label, language, year);
    case Grain::month: return filled("calendar.month", start, language);
    case Grain::quarter: return filled("calendar.quarter", start, language);
    case Grain::year: return filled("calendar.year", start, language);
    case Grain::day: return filled("calendar.day", start, language);
    case Grain::hour: return date_and_time(period.start, zone, language);
    case Grain::custom: break;
  }
  if (period.label == "all") return std::string(language.text("calendar.all"));
  return days_between(start, date_of(period.end - Seconds{1}, zone), language);
}

}  // namespace

std::string period_name(const Period& period, const TimeZone& zone, const Language& language, YearOfWeek year) {
  std::string name = whole_name(period, zone, language, year);
  if (!period.to_date) return name;
  if (period.like_current) return cut_alike(period, name, zone, language);
  return fill_slots(language.text("calendar.to_date"), {{"period", name}});
}

std::string weekday_name(const Period& period, const TimeZone& zone, const Language& language) {
  const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(zone.to_local(period.start))};
  return std::string(language.text(fmt::format("calendar.weekdays_short.{}", day.iso_encoding() - 1)));
}

std::string period_days(const Period& period, const TimeZone& zone, const Language& language) {
  const LocalDate first = date_of(period.start, zone);
  const LocalDate last = date_of(period.end - Seconds{1}, zone);
  if (period.to_date && period.like_current) {
    return cut_alike(period, days_between(first, last, language), zone, language);
  }
  if (period.to_date) {
    return fill_slots(language.text("calendar.days.to_date"), {{"days", days_between(first, last, language)}});
  }
  switch (period.grain) {
    case Grain::month: return filled("calendar.month", first, language);
    case Grain::quarter: return filled("calendar.quarter", first, language);
    case Grain::year: return filled("calendar.year", first, language);
    case Grain::hour: return date_and_time(period.start, zone, language);
    case Grain::day:
    case Grain::week:
    case Grain::custom: break;
  }
  return days_between(first, last, language);
}

std::string axis_name(const Period& period, const TimeZone& zone, const Language& language) {
  const LocalDate start = date_of(period.start, zone);
  if (period.grain == Grain::month) return month_word("months_axis", start.month, language);
  if (period.grain == Grain::hour) return clock_time(period.start, zone);
  if (period.grain == Grain::week || period.grain == Grain::day) return filled("calendar.day_short", start, language);
  return whole_name(period, zone, language, YearOfWeek::without);
}

std::string date_words(std::chrono::local_days day, const Language& language) {
  return filled("calendar.day", date_of(day), language);
}

std::string date_and_time(Instant instant, const TimeZone& zone, const Language& language) {
  return fill_slots(
      language.text("calendar.date_time"),
      {{"date", filled("calendar.day", date_of(instant, zone), language)}, {"time", clock_time(instant, zone)}});
}

}  // namespace csreport

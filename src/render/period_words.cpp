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

LocalDate date_of(Instant instant, const TimeZone& zone) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(zone.to_local(instant))};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

std::string month_word(unsigned month, const Language& language) {
  return std::string(language.text(fmt::format("calendar.months_short.{}", month - 1)));
}

std::string clock_time(Instant instant, const TimeZone& zone) {
  const auto local = zone.to_local(instant);
  const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string filled(std::string_view pattern, const LocalDate& date, const Language& language) {
  return fill_slots(language.text(pattern), {{"day", fmt::format("{}", date.day)},
                                             {"month", month_word(date.month, language)},
                                             {"quarter", fmt::format("{}", (date.month + 2) / 3)},
                                             {"year", fmt::format("{}", date.year)}});
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

std::string whole_name(const Period& period, const TimeZone& zone, const Language& language, YearOfWeek year) {
  const LocalDate start = date_of(period.start, zone);
  switch (period.grain) {
    case Grain::week: return week_name(period.label, language, year);
    case Grain::month: return filled("calendar.month", start, language);
    case Grain::quarter: return filled("calendar.quarter", start, language);
    case Grain::year: return fmt::format("{}", start.year);
    case Grain::day: return filled("calendar.day", start, language);
    case Grain::hour: return date_and_time(period.start, zone, language);
    case Grain::custom: break;
  }
  if (period.label == "all") return std::string(language.text("calendar.all"));
  return describe_period(period, zone);
}

}  // namespace

std::string period_name(const Period& period, const TimeZone& zone, const Language& language, YearOfWeek year) {
  std::string name = whole_name(period, zone, language, year);
  if (!period.to_date) return name;
  return fill_slots(language.text("calendar.to_date"), {{"period", name}});
}

std::string weekday_name(const Period& period, const TimeZone& zone, const Language& language) {
  const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(zone.to_local(period.start))};
  return std::string(language.text(fmt::format("calendar.weekdays_short.{}", day.iso_encoding() - 1)));
}

std::string axis_name(const Period& period, const TimeZone& zone, const Language& language) {
  const LocalDate start = date_of(period.start, zone);
  if (period.grain == Grain::month) return month_word(start.month, language);
  if (period.grain == Grain::hour) return clock_time(period.start, zone);
  if (period.grain == Grain::week || period.grain == Grain::day) return filled("calendar.day_short", start, language);
  return whole_name(period, zone, language, YearOfWeek::without);
}

std::string date_and_time(Instant instant, const TimeZone& zone, const Language& language) {
  return fill_slots(
      language.text("calendar.date_time"),
      {{"date", filled("calendar.day", date_of(instant, zone), language)}, {"time", clock_time(instant, zone)}});
}

}  // namespace csreport

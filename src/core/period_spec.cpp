#include "period_spec.hpp"

#include <optional>
#include <string>
#include <vector>

#include "fmt/format.h"

#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

struct RelativeWord {
  std::string_view word;
  RelativeSpec spec;
};
constexpr RelativeWord kRelativeWords[] = {
    {"today", {Grain::day, 0}},
    {"yesterday", {Grain::day, 1}},
    {"this-week", {Grain::week, 0}},
    {"last-week", {Grain::week, 1}},
    {"this-month", {Grain::month, 0}},
    {"last-month", {Grain::month, 1}},
    {"this-quarter", {Grain::quarter, 0}},
    {"last-quarter", {Grain::quarter, 1}},
    {"this-year", {Grain::year, 0}},
    {"last-year", {Grain::year, 1}},
};
constexpr std::string_view kForms =
    "accepted: auto, all, today, yesterday, this-week, last-week (also -month, -quarter, -year), 7d, "
    "2026-W46, 2026-11, 2026-Q3, 2026, 2026-11-09, 2026-11-01..2026-11-15";
constexpr int kMaxDays = 3660;

[[noreturn]] void reject(std::string_view text, std::string_view why, std::string hint = std::string(kForms)) {
  throw Error(ExitCode::usage, fmt::format("'{}': {}", text, why), std::move(hint));
}

/// The whole of `text` as digits.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 6) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> year_of(std::string_view text) {
  const auto year = text.size() == 4 ? digits(text) : std::nullopt;
  return year && *year >= 1970 && *year <= 2105 ? year : std::nullopt;
}

/// "2026-11-09"; nothing when it has another shape. Throws for a date that does not exist.
std::optional<Day> parse_day(std::string_view text, std::string_view spec) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = year_of(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) reject(spec, fmt::format("there is no date {}", text));
  return Day{date};
}

std::optional<PeriodSpec> parse_range(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const auto first = parse_day(text.substr(0, dots), text);
  const auto last = parse_day(text.substr(dots + 2), text);
  if (!first || !last)
    reject(text, "a range is two dates", "such as 2026-11-01..2026-11-15 (the last day is included)");
  if (*last < *first) {
    reject(text, "the end is before the start", fmt::format("did you mean {}..{}?", iso_date(*last), iso_date(*first)));
  }
  return FixedSpec{Grain::custom, {*first, *last + std::chrono::days{1}}};
}

FixedSpec iso_week_spec(std::string_view text, int year, int week, std::chrono::weekday week_start) {
  if (week_start != std::chrono::Monday) {
    reject(text, "ISO weeks start on Monday, but --week-start says otherwise",
           "leave out --week-start, or give the days, such as 2026-11-08..2026-11-14");
  }
  if (week < 1 || week > static_cast<int>(weeks_in_iso_year(year))) {
    reject(text, fmt::format("{} has weeks 01 to {}", year, weeks_in_iso_year(year)));
  }
  const Day monday = iso_week_monday(year, static_cast<unsigned>(week));
  return {Grain::week, {monday, monday + std::chrono::days{7}}};
}

/// 2026, 2026-11, 2026-Q3, 2026-W46, 2026-11-09
std::optional<PeriodSpec> parse_unit(std::string_view text, std::chrono::weekday week_start) {
  if (const auto day = parse_day(text, text)) return FixedSpec{Grain::day, {*day, *day + std::chrono::days{1}}};
  const auto year = year_of(text.substr(0, 4));
  if (!year) return std::nullopt;
  const auto unit = [&](Grain grain, unsigned month) -> PeriodSpec {
    const Day first{std::chrono::year{*year} / std::chrono::month{month} / 1};
    return FixedSpec{grain, unit_containing(grain, first, week_start)};
  };
  if (text.size() == 4) return unit(Grain::year, 1);
  if (text[4] != '-') return std::nullopt;
  const std::string_view rest = text.substr(5);
  if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q')) {
    if (rest[1] < '1' || rest[1] > '4') reject(text, "quarters are Q1 to Q4");
    return unit(Grain::quarter, static_cast<unsigned>(rest[1] - '1') * 3 + 1);
  }
  if (rest.size() == 3 && (rest[0] == 'W' || rest[0] == 'w')) {
    const auto week = digits(rest.substr(1));
    if (week) return iso_week_spec(text, *year, *week, week_start);
  }
  if (const auto month = digits(rest); month && rest.size() == 2) {
    if (*month < 1 || *month > 12) reject(text, "months are 01 to 12");
    return unit(Grain::month, static_cast<unsigned>(*month));
  }
  return std::nullopt;
}

std::optional<PeriodSpec> parse_last_days(std::string_view text) {
  if (text.size() < 2 || text.back() != 'd') return std::nullopt;
  const auto days = digits(text.substr(0, text.size() - 1));
  if (!days) return std::nullopt;
  if (*days < 1 || *days > kMaxDays) reject(text, fmt::format("the number of days must be 1 to {}", kMaxDays));
  return LastDaysSpec{*days};
}

}  // namespace

PeriodSpec parse_period_spec(std::string_view text, std::chrono::weekday week_start) {
  if (text == "auto") return AutoSpec{};
  if (text == "all") return AllSpec{};
  for (const auto& row : kRelativeWords) {
    if (row.word == text) return row.spec;
  }
  if (const auto days = parse_last_days(text)) return *days;
  if (const auto range = parse_range(text)) return *range;
  if (const auto unit = parse_unit(text, week_start)) return *unit;
  std::vector<std::string> words{"auto", "all"};
  for (const auto& row : kRelativeWords) words.emplace_back(row.word);
  const std::string near = did_you_mean(nearest_words(text, words, 1));
  reject(text, "not a period", near.empty() ? std::string(kForms) : near + ' ' + std::string(kForms));
}

}  // namespace csreport

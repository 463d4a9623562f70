#include "app/schedule_text.hpp"

#include <algorithm>
#include <charconv>

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr days kLongestRange{366};
constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

/// The parts of `text` between separators, trimmed.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = std::min(text.find(separator), text.size());
    parts.push_back(trim(text.substr(0, end)));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> digits(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || text.front() == '-' || error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

/// "09:00" up to "24:00".
std::optional<Seconds> parse_time_of_day(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || text.size() != colon + 3) return std::nullopt;
  const auto hour = digits(text.substr(0, colon)), minute = digits(text.substr(colon + 1));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

/// "09:00-12:00, 13:00-17:00".
std::optional<std::vector<OpeningHours>> parse_hours(std::string_view text) {
  std::vector<OpeningHours> all;
  for (const std::string_view part : split(text, ',')) {
    const auto ends = split(part, '-');
    if (ends.size() != 2) return std::nullopt;
    const auto begin = parse_time_of_day(ends[0]), end = parse_time_of_day(ends[1]);
    if (!begin || !end || *begin == std::chrono::hours{24}) return std::nullopt;
    all.push_back({*begin, *end});
  }
  return all;
}

/// "Mon", "tue", "Thursday": three letters of a name or more.
std::optional<std::size_t> parse_day(std::string_view text) {
  const std::string word = lower_case(text);
  if (word.size() < 3) return std::nullopt;
  const auto day =
      std::find_if(kDays.begin(), kDays.end(), [&](std::string_view name) { return name.starts_with(word); });
  if (day == kDays.end()) return std::nullopt;
  return static_cast<std::size_t>(day - kDays.begin());
}

/// "Mon-Fri", "Sat-Mon", "Mon,Wed", "daily".
std::optional<std::vector<std::size_t>> parse_days(std::string_view text) {
  if (lower_case(text) == "daily") return std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6};
  std::vector<std::size_t> all;
  for (const std::string_view part : split(text, ',')) {
    const auto ends = split(part, '-');
    const auto first = parse_day(ends.front()), last = parse_day(ends.back());
    if (ends.size() > 2 || !first || !last) return std::nullopt;
    for (std::size_t day = *first;; day = (day + 1) % 7) {
      all.push_back(day);
      if (day == *last) break;
    }
  }
  return all;
}

}  // namespace

std::optional<std::chrono::local_days> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return local_days{date};
}

bool add_weekly_hours(std::string_view text, std::array<std::vector<OpeningHours>, 7>& week) {
  const std::string_view words = trim(text);
  if (words == "24/7") return add_weekly_hours("daily 00:00-24:00", week);
  const auto space = words.find(' ');
  if (space == std::string_view::npos) return false;
  const auto on_days = parse_days(words.substr(0, space));
  const auto hours = parse_hours(words.substr(space + 1));
  if (!on_days || !hours) return false;
  for (const std::size_t day : *on_days) week[day].insert(week[day].end(), hours->begin(), hours->end());
  return true;
}

std::optional<std::vector<Holiday>> parse_holidays(std::string_view text) {
  const std::string_view words = trim(text);
  const auto space = std::min(words.find(' '), words.size());
  const std::string_view dates = words.substr(0, space);
  const auto dots = dates.find("..");
  const auto first = parse_date(dates.substr(0, std::min(dots, dates.size())));
  const auto last = dots == std::string_view::npos ? first : parse_date(dates.substr(dots + 2));
  if (!first || !last || *last < *first || *last - *first > kLongestRange) return std::nullopt;
  std::vector<OpeningHours> hours;
  if (space < words.size()) {
    const auto parsed = parse_hours(words.substr(space + 1));
    if (!parsed) return std::nullopt;
    hours = *parsed;
  }
  std::vector<Holiday> holidays;
  for (local_days date = *first; date <= *last; date += days{1}) holidays.push_back({date, hours});
  return holidays;
}

}  // namespace csreport

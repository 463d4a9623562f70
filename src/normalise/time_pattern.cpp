#include "time_pattern.hpp"

#include <algorithm>
#include <string>

#include "fmt/format.h"

#include "csreport/core/error.hpp"
#include "month_names.hpp"

namespace csreport {
namespace {

constexpr int kMaxOffsetMinutes = 18 * 60;

struct LetterStep {
  std::string_view letters;
  TimeStep step;
};
/// Longest first within a letter.
constexpr LetterStep kLetterSteps[] = {
    {"YYYY", TimeStep::year4},
    {"YY", TimeStep::year2},
    {"MMMM", TimeStep::month_name},
    {"MMM", TimeStep::month_name},
    {"MM", TimeStep::month2},
    {"M", TimeStep::month},
    {"DD", TimeStep::day2},
    {"D", TimeStep::day},
    {"dddd", TimeStep::weekday_name},
    {"ddd", TimeStep::weekday_name},
    {"hh:mm:ss A", TimeStep::clock},
    {"h:mm:ss A", TimeStep::clock},
    {"hh:mm:ss", TimeStep::clock},
    {"h:mm:ss", TimeStep::clock},
    {"hh:mm A", TimeStep::clock},
    {"h:mm A", TimeStep::clock},
    {"hh:mm", TimeStep::clock},
    {"h:mm", TimeStep::clock},
    {"hhmmss", TimeStep::clock_digits},
    {"hhmm", TimeStep::clock_digits},
    {"Z", TimeStep::offset},
    {"T", TimeStep::space},
};
/// Fractions of a second are read wherever seconds are.
constexpr const char* kLetters =
    "letters: YYYY or YY year, M or MM month, MMM month name, D or DD day, ddd weekday, hh:mm:ss or "
    "h:mm A time of day, Z offset; such as \"D/M/YYYY hh:mm\" or \"MMM D, YYYY h:mm A\"";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_text_byte(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

[[noreturn]] void reject_pattern(std::string_view pattern, std::size_t at, std::string_view what) {
  throw Error(ExitCode::usage, fmt::format("time pattern \"{}\": {} at position {}", pattern, what, at + 1), kLetters);
}

/// Digit fields that touch each other ("YYYYMMDD") have fixed widths; elsewhere a month or day may
/// have one digit although the pattern shows two.
void loosen_separated_fields(std::vector<PatternToken>& tokens) {
  const auto is_number = [](TimeStep step) {
    return step == TimeStep::year4 || step == TimeStep::year2 || step == TimeStep::month2 || step == TimeStep::day2 ||
           step == TimeStep::clock_digits;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool touches =
        (i > 0 && is_number(tokens[i - 1].step)) || (i + 1 < tokens.size() && is_number(tokens[i + 1].step));
    if (touches) continue;
    if (tokens[i].step == TimeStep::month2) tokens[i].step = TimeStep::month;
    if (tokens[i].step == TimeStep::day2) tokens[i].step = TimeStep::day;
  }
}

void require_date(std::string_view pattern, const std::vector<PatternToken>& tokens) {
  const auto count = [&](auto... steps) {
    return std::count_if(tokens.begin(), tokens.end(),
                         [&](const PatternToken& t) { return ((t.step == steps) || ...); });
  };
  if (count(TimeStep::year4, TimeStep::year2) != 1 ||
      count(TimeStep::month, TimeStep::month2, TimeStep::month_name) != 1 ||
      count(TimeStep::day, TimeStep::day2) != 1) {
    throw Error(ExitCode::usage,
                fmt::format("time pattern \"{}\": it needs a year, a month and a day, once each", pattern), kLetters);
  }
}

/// Where reading stands, and what it has found.
struct Cursor {
  std::string_view rest;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  Seconds clock{0};
  WallTime wall;

  [[nodiscard]] bool at_end() const { return rest.empty(); }
  [[nodiscard]] char front() const { return rest.empty() ? '\0' : rest.front(); }
  bool take(char c) {
    if (front() != c || rest.empty()) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool take(std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  }
  /// Between `least` and `most` digits.
  std::optional<int> digits(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    for (; n < most && n < rest.size() && is_digit(rest[n]); ++n) value = value * 10 + (rest[n] - '0');
    if (n < least) return std::nullopt;
    rest.remove_prefix(n);
    return value;
  }
  /// Blanks, no-break blanks (U+00A0, and U+202F before AM and PM), commas.
  bool skip_space() {
    const std::size_t before = rest.size();
    while (take(' ') || take('\t') || take(',') || take("\xC2\xA0") || take("\xE2\x80\xAF")) {}
    return rest.size() != before;
  }
};

template <typename T>
bool store(T& field, std::optional<int> value) {
  if (value) field = static_cast<T>(*value);
  return value.has_value();
}

bool read_month_name(Cursor& at) {
  std::size_t n = 0;
  while (n < at.rest.size() && is_text_byte(at.rest[n])) ++n;
  const auto month = month_by_name(at.rest.substr(0, n));
  if (!month) return false;
  at.month = *month;
  at.rest.remove_prefix(n);
  at.take('.');
  return true;
}

bool skip_weekday_name(Cursor& at) {
  while (!at.at_end() && is_text_byte(at.front())) at.rest.remove_prefix(1);
  at.take('.');
  at.skip_space();
  return true;
}

/// "AM", "pm", "a.m."; nothing taken when there is none.
enum class HalfDay { none, am, pm };
HalfDay read_half_day(Cursor& at) {
  Cursor ahead = at;
  ahead.skip_space();
  const char first = ahead.front();
  if (first != 'A' && first != 'a' && first != 'P' && first != 'p') return HalfDay::none;
  ahead.rest.remove_prefix(1);
  ahead.take('.');
  if (!ahead.take('M') && !ahead.take('m')) return HalfDay::none;
  ahead.take('.');
  at = ahead;
  return first == 'A' || first == 'a' ? HalfDay::am : HalfDay::pm;
}

/// Some exports write "13:20 PM"; a morning hour above 12 is an error.
bool set_clock(Cursor& at, int hour, int minute, int second, HalfDay half) {
  if (hour > 23 || minute > 59 || second > 59 || (half == HalfDay::am && hour > 12)) return false;
  if (half == HalfDay::am && hour == 12) hour = 0;
  if (half == HalfDay::pm && hour < 12) hour += 12;
  at.clock = Seconds{hour * 3600 + minute * 60 + second};
  at.wall.has_clock = true;
  at.wall.has_am_pm = half != HalfDay::none;
  return true;
}

bool read_clock(Cursor& at) {
  const auto hour = at.digits(1, 2);
  if (!hour || !at.take(':')) return false;
  const auto minute = at.digits(2, 2);
  if (!minute) return false;
  int second = 0;
  if (at.take(':')) {
    if (!store(second, at.digits(2, 2))) return false;
    at.wall.has_seconds = true;
    if (at.front() == '.' || at.front() == ',') {  // the fraction is dropped: instants are floored
      at.rest.remove_prefix(1);
      if (!is_digit(at.front())) return false;
      while (is_digit(at.front())) at.rest.remove_prefix(1);
    }
  }
  return set_clock(at, *hour, *minute, second, read_half_day(at));
}

bool read_clock_digits(Cursor& at) {
  const auto hour = at.digits(2, 2);
  const auto minute = at.digits(2, 2);
  if (!hour || !minute) return false;
  const auto second = is_digit(at.front()) ? at.digits(2, 2) : std::optional{0};
  return second && set_clock(at, *hour, *minute, *second, HalfDay::none);
}

/// True also when there is no offset; false for a malformed one.
bool read_offset(Cursor& at) {
  at.skip_space();
  if (at.take("UTC") || at.take("GMT") || at.take('Z') || at.take('z')) {
    at.wall.offset = Seconds{0};
    if (at.front() != '+' && at.front() != '-') return true;  // "GMT+0200" goes on
  }
  if (at.front() != '+' && at.front() != '-') return true;
  const bool negative = at.front() == '-';
  at.rest.remove_prefix(1);
  const auto hours = at.digits(2, 2);
  if (!hours) return false;
  std::optional<int> minutes = 0;
  if (at.take(':') || is_digit(at.front())) minutes = at.digits(2, 2);
  if (!minutes || *minutes > 59 || *hours * 60 + *minutes > kMaxOffsetMinutes) return false;
  const Seconds offset{*hours * 3600 + *minutes * 60};
  at.wall.offset = negative ? -offset : offset;
  return true;
}

/// The T of ISO 8601 counts as a blank only before a digit.
bool read_space(Cursor& at) {
  if (at.rest.size() > 1 && (at.front() == 'T' || at.front() == 't') && is_digit(at.rest[1])) {
    at.rest.remove_prefix(1);
    return true;
  }
  return at.skip_space();
}

bool read_step(const PatternToken& token, Cursor& at) {
  switch (token.step) {
    case TimeStep::year4: return store(at.year, at.digits(4, 4));
    case TimeStep::year2:
      if (!store(at.year, at.digits(2, 2))) return false;
      at.year += 2000;
      return true;
    case TimeStep::month: return store(at.month, at.digits(1, 2));
    case TimeStep::month2: return store(at.month, at.digits(2, 2));
    case TimeStep::month_name: return read_month_name(at);
    case TimeStep::day: return store(at.day, at.digits(1, 2));
    case TimeStep::day2: return store(at.day, at.digits(2, 2));
    case TimeStep::weekday_name: return skip_weekday_name(at);
    case TimeStep::clock: return read_clock(at);
    case TimeStep::clock_digits: return read_clock_digits(at);
    case TimeStep::offset: return read_offset(at);
    case TimeStep::space: return read_space(at);
    case TimeStep::literal: return at.take(token.literal);
  }
  return false;
}

bool is_of_clock(const PatternToken& token) {
  return token.step == TimeStep::space || token.step == TimeStep::clock || token.step == TimeStep::clock_digits ||
         token.step == TimeStep::offset;
}

/// At the beginning (the weekday is left out) and after letters ("1\u65e509:12").
bool may_lack_space(std::string_view text, const Cursor& at) {
  const std::size_t taken = text.size() - at.rest.size();
  return taken == 0 || !is_digit(text[taken - 1]);
}

/// What may follow the pattern: a clock unless the pattern had one, and an offset.
bool read_tail(std::string_view text, Cursor& at) {
  if (at.at_end()) return true;
  if (!at.wall.has_clock) {
    if (!read_space(at) && !may_lack_space(text, at)) return false;
    if (!read_clock(at)) return false;
  }
  return (at.wall.offset || read_offset(at)) && at.at_end();
}

}  // namespace

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<PatternToken> compile_time_pattern(std::string_view pattern) {
  std::vector<PatternToken> tokens;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::string_view rest = pattern.substr(at);
    const auto row = std::find_if(std::begin(kLetterSteps), std::end(kLetterSteps),
                                  [&](const LetterStep& step) { return rest.starts_with(step.letters); });
    if (row != std::end(kLetterSteps)) {
      tokens.push_back({row->step});
      at += row->letters.size();
      const bool too_long = is_letter(row->letters.back()) && at < pattern.size() && pattern[at] == row->letters.back();
      if (too_long) reject_pattern(pattern, at, fmt::format("unexpected '{}'", pattern[at]));
    } else if (is_letter(rest[0]) || rest[0] == '%') {
      reject_pattern(pattern, at, fmt::format("unknown '{}'", rest[0]));
    } else if (rest[0] == ' ' || rest[0] == ',') {
      if (tokens.empty() || tokens.back().step != TimeStep::space) tokens.push_back({TimeStep::space});
      ++at;
    } else {
      tokens.push_back({TimeStep::literal, rest[0]});
      ++at;
    }
  }
  require_date(pattern, tokens);
  loosen_separated_fields(tokens);
  return tokens;
}

std::optional<WallTime> read_wall_time(const std::vector<PatternToken>& pattern, std::string_view text) {
  text = trim_blanks(text);
  Cursor at;
  at.rest = text;
  for (const PatternToken& token : pattern) {
    if (at.at_end() && is_of_clock(token)) continue;  // a bare date is midnight
    if (token.step == TimeStep::space) {
      if (!read_space(at) && !may_lack_space(text, at)) return std::nullopt;
      continue;
    }
    if (!read_step(token, at)) return std::nullopt;
  }
  if (!read_tail(text, at)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{at.year}, std::chrono::month{at.month},
                                         std::chrono::day{at.day}};
  if (!date.ok()) return std::nullopt;
  at.wall.local = std::chrono::local_days{date} + at.clock;
  return at.wall;
}

}  // namespace csreport

#include "csreport/normalise/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "time_pattern.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMaxNumberBytes = 64;
constexpr double kNeededShare = 0.6;  // the header has already said what the column should be
/// 68 years; the largest 32-bit value is the columns' missing cell.
constexpr double kMaxDuration = 2'147'483'646.0;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// "-", "+" or U+2212; true when negative.
bool take_sign(std::string_view& text) {
  if (take(text, "-") || take(text, "\xE2\x88\x92")) return true;
  take(text, "+");
  return false;
}

/// A separator of digit groups: blanks (also U+00A0 and U+202F), apostrophes, and the mark that is
/// not the decimal one. The number of its bytes, 0 when there is none.
std::size_t group_separator(std::string_view text, char group_mark) {
  if (text.empty()) return 0;
  if (text[0] == group_mark || text[0] == ' ' || text[0] == '\'') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x99")) return 3;
  return 0;
}

/// Digits for from_chars, in place of an allocation.
struct Plain {
  std::array<char, kMaxNumberBytes> bytes{};
  std::size_t size = 0;

  bool push(char c) {
    if (size == bytes.size()) return false;
    bytes[size++] = c;
    return true;
  }
};

/// The digits before the decimal mark. Groups must be of three, after a first one of up to three,
/// and all separators alike. False when they are not, or when there is no digit.
bool take_whole_part(std::string_view& text, char group_mark, Plain& plain) {
  std::string_view separator;
  for (std::size_t group = 0;; ++group) {
    std::size_t digits = 0;
    for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1), ++digits) {
      if (!plain.push(text[0])) return false;
    }
    const std::size_t bytes = group_separator(text, group_mark);
    const bool more = bytes > 0 && text.size() > bytes && is_digit(text[bytes]);
    if (group > 0 && digits != 3) return false;
    if (group == 0 && (digits == 0 || (more && digits > 3))) return digits > 0 && !more;
    if (!more) return true;
    if (group > 0 && text.substr(0, bytes) != separator) return false;
    separator = text.substr(0, bytes);
    text.remove_prefix(bytes);
  }
}

bool take_decimals(std::string_view& text, char mark, Plain& plain) {
  if (text.empty() || text[0] != mark) return true;
  text.remove_prefix(1);
  if (!plain.push('.')) return false;
  for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1)) {
    if (!plain.push(text[0])) return false;
  }
  return true;
}

bool take_exponent(std::string_view& text, Plain& plain) {
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return true;
  std::string_view rest = text.substr(1);
  const bool negative = rest[0] == '-';
  if (rest[0] == '-' || rest[0] == '+') rest.remove_prefix(1);
  if (rest.empty() || !is_digit(rest[0])) return true;  // not an exponent: the caller sees the rest
  if (!plain.push('e') || (negative && !plain.push('-'))) return false;
  for (; !rest.empty() && is_digit(rest[0]); rest.remove_prefix(1)) {
    if (!plain.push(rest[0])) return false;
  }
  text = rest;
  return true;
}

/// A number without sign from the front of `text`.
std::optional<double> take_number(std::string_view& text, DecimalMark mark) {
  const bool point = mark == DecimalMark::point;
  const char decimal = point ? '.' : ',';
  std::string_view rest = text;
  Plain plain;
  if (rest.size() > 1 && rest[0] == decimal && is_digit(rest[1])) {
    plain.push('0');
  } else if (!take_whole_part(rest, point ? ',' : '.', plain)) {
    return std::nullopt;
  }
  if (!take_decimals(rest, decimal, plain) || !take_exponent(rest, plain)) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.bytes.data(), plain.bytes.data() + plain.size, value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  text = rest;
  return value;
}

struct UnitWord {
  std::string_view word;
  DurationUnit unit;
};
constexpr UnitWord kUnitWords[] = {
    {"ms", DurationUnit::milliseconds},
    {"msec", DurationUnit::milliseconds},
    {"msecs", DurationUnit::milliseconds},
    {"millis", DurationUnit::milliseconds},
    {"millisecond", DurationUnit::milliseconds},
    {"milliseconds", DurationUnit::milliseconds},
    {"s", DurationUnit::seconds},
    {"sec", DurationUnit::seconds},
    {"secs", DurationUnit::seconds},
    {"second", DurationUnit::seconds},
    {"seconds", DurationUnit::seconds},
    {"m", DurationUnit::minutes},
    {"min", DurationUnit::minutes},
    {"mins", DurationUnit::minutes},
    {"minute", DurationUnit::minutes},
    {"minutes", DurationUnit::minutes},
    {"h", DurationUnit::hours},
    {"hr", DurationUnit::hours},
    {"hrs", DurationUnit::hours},
    {"hour", DurationUnit::hours},
    {"hours", DurationUnit::hours},
    {"d", DurationUnit::days},
    {"day", DurationUnit::days},
    {"days", DurationUnit::days},
    {"\u79d2", DurationUnit::seconds},
    {"\u79d2\u949f", DurationUnit::seconds},
    {"\u5206", DurationUnit::minutes},
    {"\u5206\u949f", DurationUnit::minutes},
    {"\u5206\u9418", DurationUnit::minutes},
    {"\u65f6", DurationUnit::hours},
    {"\u5c0f\u65f6", DurationUnit::hours},
    {"\u5c0f\u6642", DurationUnit::hours},
    {"\u5929", DurationUnit::days},
};

/// Divides where a factor would not be exact.
double in_seconds(double count, DurationUnit unit) {
  switch (unit) {
    case DurationUnit::milliseconds: return count / 1000;
    case DurationUnit::seconds: return count;
    case DurationUnit::minutes: return count * 60;
    case DurationUnit::hours: return count * 3600;
    case DurationUnit::days: return count * 86'400;
  }
  return count;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// "01:30:00", "36:15": hours may exceed 24, minutes and seconds may not exceed 59.
std::optional<double> read_clock_duration(std::string_view text) {
  double parts[3] = {0, 0, 0};
  int count = 0;
  for (; count < 3; ++count) {
    const std::size_t digits =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (digits == 0 || digits > 7 || (count > 0 && digits != 2)) return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + digits, value);
    if (count > 0 && value > 59) return std::nullopt;
    parts[count] = value;
    text.remove_prefix(digits);
    if (!take(text, ":")) {
      ++count;
      break;
    }
  }
  if (count < 2) return std::nullopt;
  double fraction = 0;
  if (count == 3 && text.size() > 1 && text[0] == '.') {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), fraction);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  if (!text.empty()) return std::nullopt;
  return parts[0] * 3600 + parts[1] * 60 + parts[2] + fraction;
}

/// "1h 30m", "1 d 3 h", "2 hours and 5 minutes", "1 day, 02:03:04".
std::optional<double> read_unit_words(std::string_view text, DecimalMark mark) {
  double seconds = 0;
  bool any = false;
  while (!text.empty()) {
    if (any && text.find(':') != std::string_view::npos) {
      const auto clock = read_clock_duration(text);
      return clock ? std::optional{seconds + *clock} : std::nullopt;
    }
    const auto number = take_number(text, mark);
    if (!number) return std::nullopt;
    text = trim_blanks(text);
    std::size_t bytes = 0;
    while (bytes < text.size() && is_word_byte(text[bytes])) ++bytes;
    const auto unit = parse_duration_unit(text.substr(0, bytes));
    if (!unit) return std::nullopt;
    text.remove_prefix(bytes);
    if (take(text, ".") && text.starts_with('.')) return std::nullopt;  // "1h..2h" is a range
    take(text, ",");
    text = trim_blanks(text);
    if (take(text, "and ")) text = trim_blanks(text);
    seconds += in_seconds(*number, *unit);
    any = true;
  }
  return any ? std::optional{seconds} : std::nullopt;
}

/// ISO 8601: "PT1H30M", "P1DT2H", "P2W". Years and months have no length in seconds.
std::optional<double> read_iso_duration(std::string_view text) {
  if (!take(text, "P")) return std::nullopt;
  bool in_time = false;
  bool any = false;
  double seconds = 0;
  while (!text.empty()) {
    if (!in_time && take(text, "T")) {
      in_time = true;
      continue;
    }
    const auto number = take_number(text, DecimalMark::point);
    if (!number || text.empty()) return std::nullopt;
    const char letter = text[0];
    text.remove_prefix(1);
    any = true;
    if (!in_time && letter == 'W')
      seconds += *number * 7 * 86'400;
    else if (!in_time && letter == 'D')
      seconds += *number * 86'400;
    else if (in_time && letter == 'H')
      seconds += *number * 3600;
    else if (in_time && letter == 'M')
      seconds += *number * 60;
    else if (in_time && letter == 'S')
      seconds += *number;
    else
      return std::nullopt;
  }
  return any ? std::optional{seconds} : std::nullopt;
}

/// The value without its sign, and how it was written.
struct Unsigned {
  double seconds;
  DurationShape shape;
};

std::optional<Unsigned> read_with_own_unit(std::string_view text, DecimalMark mark) {
  if (const auto clock = read_clock_duration(text)) return Unsigned{*clock, DurationShape::clock};
  if (const auto iso = read_iso_duration(text)) return Unsigned{*iso, DurationShape::words};
  if (const auto words = read_unit_words(text, mark)) return Unsigned{*words, DurationShape::words};
  return std::nullopt;
}

std::optional<DurationShape> shape_of(std::string_view text) {
  text = trim_blanks(text);
  // A share is no duration; a number is one in either decimal mark.
  const bool share = text.ends_with('%');
  if (!share && (parse_number(text, DecimalMark::point) || parse_number(text, DecimalMark::comma))) {
    return DurationShape::number;
  }
  take_sign(text);
  for (const DecimalMark mark : {DecimalMark::point, DecimalMark::comma}) {
    if (const auto value = read_with_own_unit(trim_blanks(text), mark)) return value->shape;
  }
  return std::nullopt;
}

}  // namespace

DecimalMark guess_decimal_mark(std::span<const std::string_view> values) {
  std::size_t only_point = 0, only_comma = 0;
  for (const std::string_view value : values) {
    const bool point = parse_number(value, DecimalMark::point).has_value();
    const bool comma = parse_number(value, DecimalMark::comma).has_value();
    only_point += point && !comma ? 1U : 0U;
    only_comma += comma && !point ? 1U : 0U;
  }
  return only_comma > only_point ? DecimalMark::comma : DecimalMark::point;
}

std::optional<double> parse_number(std::string_view text, DecimalMark mark) {
  text = trim_blanks(text);
  const bool negative = take_sign(text);
  const auto value = take_number(text, mark);
  if (!value) return std::nullopt;
  text = trim_blanks(text);
  const bool percent = take(text, "%");
  if (!text.empty()) return std::nullopt;
  const double magnitude = percent ? *value / 100 : *value;
  return negative ? -magnitude : magnitude;
}

std::optional<DurationUnit> parse_duration_unit(std::string_view word) {
  std::string lower(trim_blanks(word));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const auto& row : kUnitWords) {
    if (row.word == lower) return row.unit;
  }
  return std::nullopt;
}

std::string_view duration_unit_name(DurationUnit unit) {
  switch (unit) {
    case DurationUnit::milliseconds: return "milliseconds";
    case DurationUnit::seconds: return "seconds";
    case DurationUnit::minutes: return "minutes";
    case DurationUnit::hours: return "hours";
    case DurationUnit::days: return "days";
  }
  return {};
}

std::optional<DurationShape> guess_duration_shape(std::span<const std::string_view> values) {
  std::array<std::size_t, 3> counts{};
  for (const std::string_view value : values) {
    if (const auto shape = shape_of(value)) ++counts[static_cast<std::size_t>(*shape)];
  }
  const auto enough = [&](std::size_t count) {
    return !values.empty() && static_cast<double>(count) >= kNeededShare * static_cast<double>(values.size());
  };
  const auto count = [&](DurationShape shape) { return counts[static_cast<std::size_t>(shape)]; };
  for (const DurationShape shape : {DurationShape::number, DurationShape::clock, DurationShape::words}) {
    if (enough(count(shape))) return shape;
  }
  if (!enough(counts[0] + counts[1] + counts[2])) return std::nullopt;
  return count(DurationShape::number) == 0 ? DurationShape::words : DurationShape::number;
}

std::optional<Seconds> parse_duration(std::string_view text, std::optional<DurationUnit> unit, DecimalMark mark) {
  text = trim_blanks(text);
  double seconds = 0;
  if (const auto number = text.ends_with('%') ? std::nullopt : parse_number(text, mark)) {
    if (!unit) return std::nullopt;
    seconds = in_seconds(*number, *unit);
  } else {
    const bool negative = take_sign(text);
    const auto value = read_with_own_unit(trim_blanks(text), mark);
    if (!value) return std::nullopt;
    seconds = negative ? -value->seconds : value->seconds;
  }
  if (!(std::abs(seconds) <= kMaxDuration)) return std::nullopt;
  return Seconds{std::llround(seconds)};
}

}  // namespace csreport

#include "render/number_format.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/display_width.hpp"

namespace csreport {
namespace {

constexpr std::string_view kMinus = "−";
constexpr std::string_view kWordJoiner = "\u2060";
constexpr std::size_t kLongestUnbroken = 18;  ///< columns of a range that a narrow cell may break behind its dash
constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86400;

double power_of_ten(int decimals) {
  double power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  return power;
}

/// Half away from zero. Decimal halves are rarely exact in binary (0.285 * 100 = 28.4999...), so what
/// is a half within the last digits of a double counts as one.
double rounded(double magnitude, int decimals) {
  const double scaled = magnitude * power_of_ten(decimals);
  return std::floor(scaled + 0.5 + 1e-9 * std::max(1.0, scaled * 1e-6)) / power_of_ten(decimals);
}

/// A change of a duration in the steps in which its base is written: whole minutes beside "46m",
/// whole hours beside "3d 5h". A smaller change keeps its own.
double as_fine_as(double change, double base) {
  const double step = base >= 48 * kHour ? kHour : base >= 10 * kMinute ? kMinute : 1;
  return change < step ? change : rounded(change / step, 0) * step;
}

int share_decimals(std::int64_t column_n) { return column_n >= kFewestForDecimal ? 1 : 0; }

/// Decimals of counts and scores: whole numbers of things, but means of them need more.
int plain_decimals(const MetricRow& row, double magnitude) {
  if (row.unit == Unit::currency) return 2;
  if (row.headline != Headline::mean) return 0;
  if (row.unit == Unit::score) return 1;
  return magnitude < 10 ? 2 : 1;
}

}  // namespace

std::string NumberFormat::unsigned_number(double magnitude, int decimals) const {
  std::string digits = fmt::format("{:.{}f}", rounded(magnitude, decimals), decimals);
  const auto point = digits.find('.');
  const std::size_t whole = point == std::string::npos ? digits.size() : point;
  if (point != std::string::npos) digits.replace(point, 1, language_->text("number.decimal"));
  const auto fewest = static_cast<std::size_t>(language_->text("number.group_from_digits")[0] - '0');
  if (whole < fewest) return digits;
  for (std::size_t at = whole; at > 3;) digits.insert(at -= 3, language_->text("number.group"));
  return digits;
}

std::string NumberFormat::number(double value, int decimals) const {
  std::string text = unsigned_number(std::fabs(value), decimals);
  const bool zero = rounded(std::fabs(value), decimals) == 0;
  return value < 0 && !zero ? std::string(kMinus) + text : text;
}

std::string NumberFormat::unit(std::int64_t n, std::string_view path) const {
  return unsigned_number(static_cast<double>(n), 0).append(language_->text(path));
}

std::string NumberFormat::duration(double seconds) const {
  const double magnitude = std::fabs(seconds);
  const auto two = [this](double small, double small_per_large, std::string_view large_unit,
                          std::string_view small_unit) {
    const auto total = static_cast<std::int64_t>(small);
    const auto per = static_cast<std::int64_t>(small_per_large);
    std::string text = unit(total / per, large_unit);
    if (total % per != 0) text.append(language_->text("number.between_units")).append(unit(total % per, small_unit));
    return text;
  };
  const double whole = rounded(magnitude, 0);
  const double minutes = rounded(magnitude / kMinute, 0);
  std::string text;
  if (whole < kMinute) {
    text = unit(static_cast<std::int64_t>(whole), "number.second");
  } else if (whole < 10 * kMinute) {
    text = two(whole, kMinute, "number.minute", "number.second");
  } else if (minutes < 60) {
    text = unit(static_cast<std::int64_t>(minutes), "number.minute");
  } else if (minutes < 48 * 60) {
    text = two(minutes, 60, "number.hour", "number.minute");
  } else {
    text = two(rounded(magnitude / kHour, 0), kDay / kHour, "number.day", "number.hour");
  }
  return seconds < 0 && whole > 0 ? std::string(kMinus) + text : text;
}

std::string NumberFormat::share(double ratio, int decimals) const {
  return share_with(ratio, decimals, language_->text("number.percent"));
}

std::string NumberFormat::share_with(double ratio, int decimals, std::string_view sign) const {
  const auto percent = [&](double value, int places) { return number(value, places).append(sign); };
  const double value = ratio * 100;
  const double step = 1 / power_of_ten(decimals);
  if (ratio == 0 || ratio == 1) return percent(value, 0);
  if (ratio > 0 && rounded(value, decimals) == 0) {
    return fill_slots(language_->text("number.below"), {{"value", percent(step, decimals)}});
  }
  if (ratio < 1 && rounded(value, decimals) >= 100) {
    return fill_slots(language_->text("number.above"), {{"value", percent(100 - step, decimals)}});
  }
  return percent(value, decimals);
}

std::string NumberFormat::signed_percent(double ratio) const {
  const int decimals = std::fabs(ratio) < 0.0995 ? 1 : 0;
  const std::string text = number(ratio * 100, decimals);
  return (ratio > 0 ? "+" : "") + text + std::string(language_->text("number.percent"));
}

std::string NumberFormat::plain(const MetricRow& row, double value, std::int64_t column_n) const {
  switch (row.unit) {
    case Unit::seconds: return duration(value);
    case Unit::ratio: return share(value, share_decimals(column_n));
    case Unit::count:
    case Unit::score:
    case Unit::currency: break;
  }
  return number(value, plain_decimals(row, std::fabs(value)));
}

std::string NumberFormat::limit(const MetricRow& row, double value) const {
  constexpr int kMostDecimals = 2;
  if (row.unit == Unit::seconds) return duration(value);
  const double shown = row.unit == Unit::ratio ? value * 100 : value;
  int decimals = 0;
  while (decimals < kMostDecimals && std::fabs(rounded(std::fabs(shown), decimals) - std::fabs(shown)) > 1e-9)
    ++decimals;
  const std::string text = number(shown, decimals);
  return row.unit == Unit::ratio ? text + std::string(language_->text("number.percent")) : text;
}

std::string NumberFormat::value(const MetricRow& row, const MetricValue& value, std::int64_t column_n) const {
  if (!value.value) return std::string(no_value());
  if (is_share_of_cases(row) && value.n < kFewestForShare) {
    const auto n = static_cast<double>(value.n);
    return fill_slots(language_->text("number.part_of"), {{"part", number(value.numerator.value_or(*value.value * n))},
                                                          {"whole", number(value.denominator.value_or(n))}});
  }
  return plain(row, *value.value, column_n);
}

/// Down to the second; REQUIRES: seconds >= 0.
std::string NumberFormat::exact_duration(double seconds) const {
  static constexpr struct {
    std::int64_t seconds;
    const char* path;
  } kUnits[] = {{86400, "number.day"}, {3600, "number.hour"}, {60, "number.minute"}, {1, "number.second"}};
  std::int64_t rest = std::llround(seconds);
  std::string text;
  for (const auto& one : kUnits) {
    if (rest < one.seconds) continue;
    if (!text.empty()) text.append(language_->text("number.between_units"));
    text += unit(rest / one.seconds, one.path);
    rest %= one.seconds;
  }
  return text.empty() ? unit(0, "number.second") : text;
}

std::string NumberFormat::value_beside(const MetricRow& row, const MetricValue& value, double limit_value) const {
  constexpr int kMostDecimals = 4;
  std::string text = this->value(row, value, value.n);
  const std::string words = limit(row, limit_value);
  if (!value.value || *value.value == limit_value) return text;
  if (row.unit == Unit::seconds) return text != words || *value.value < 0 ? text : exact_duration(*value.value);
  if (is_share_of_cases(row) && value.n < kFewestForShare) return text;
  const double scale = row.unit == Unit::ratio ? 100 : 1;
  const auto looks_alike = [&](int decimals) {
    return rounded(std::fabs(*value.value * scale), decimals) == rounded(std::fabs(limit_value * scale), decimals);
  };
  int decimals = row.unit == Unit::ratio ? share_decimals(value.n) : plain_decimals(row, std::fabs(*value.value));
  if (!looks_alike(decimals)) return text;
  while (decimals < kMostDecimals && looks_alike(decimals)) ++decimals;
  return row.unit == Unit::ratio ? share(*value.value, decimals) : number(*value.value, decimals);
}

/// Without sign. Shares in points, durations no finer than the value that they changed.
std::string NumberFormat::amount(const MetricRow& row, double magnitude, std::int64_t column_n,
                                 std::optional<double> base) const {
  if (row.unit == Unit::seconds) return duration(as_fine_as(magnitude, base.value_or(0)));
  if (row.unit != Unit::ratio) return unsigned_number(magnitude, plain_decimals(row, magnitude));
  const int decimals = share_decimals(column_n);
  const bool is_one = decimals == 0 && rounded(magnitude * 100, 0) == 1;
  return unsigned_number(magnitude * 100, decimals).append(language_->plural("number.points", is_one ? 1 : 2));
}

std::string NumberFormat::change(const MetricRow& row, const Change& change, std::int64_t column_n,
                                 std::optional<double> base) const {
  if (!is_measured(change)) return std::string(no_value());
  const std::string size = amount(row, std::fabs(*change.absolute), column_n, base);
  const bool zero = size == amount(row, 0, column_n, base);
  const std::string_view sign = zero ? "" : *change.absolute < 0 ? kMinus : "+";
  std::string text = std::string(sign) + size;
  if (row.unit != Unit::count || row.headline == Headline::mean) return text;
  if (!change.relative || base.value_or(0) < kSmallestPercentBase) return text;
  return fill_slots(language_->text("number.with_percent"),
                    {{"change", text}, {"percent", signed_percent(*change.relative)}});
}

int NumberFormat::direction(const MetricRow& row, const Change& change, std::int64_t column_n,
                            std::optional<double> base) const {
  if (!is_measured(change)) return 0;
  if (amount(row, std::fabs(*change.absolute), column_n, base) == amount(row, 0, column_n, base)) return 0;
  return *change.absolute < 0 ? -1 : 1;
}

std::string NumberFormat::difference(const MetricRow& row, const Change& change, std::int64_t column_n,
                                     std::optional<double> base) const {
  if (!is_measured(change)) return std::string(no_value());
  std::string text = amount(row, std::fabs(*change.absolute), column_n, base);
  if (row.unit != Unit::count || row.headline == Headline::mean) return text;
  if (!change.relative || base.value_or(0) < kSmallestPercentBase) return text;
  const int decimals = std::fabs(*change.relative) < 0.0995 ? 1 : 0;
  const std::string percent = unsigned_number(std::fabs(*change.relative) * 100, decimals);
  return fill_slots(language_->text("number.with_percent"),
                    {{"change", text}, {"percent", percent + std::string(language_->text("number.percent"))}});
}

std::string NumberFormat::quantity(const Quantity& quantity, std::int64_t column_n) const {
  if (!quantity.value) return std::string(no_value());
  const double value = quantity.shown.value_or(*quantity.value);
  const auto with_sign = [](std::string text, bool rose) {
    return rose && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
  };
  switch (quantity.kind) {
    case QuantityKind::count: return number(value);
    case QuantityKind::signed_count: return with_sign(number(value), value > 0);
    case QuantityKind::mean: return number(value, 1);
    case QuantityKind::signed_mean: return with_sign(number(value, 2), value > 0);
    case QuantityKind::share: return share(value, share_decimals(column_n));
    case QuantityKind::rough_share: {
      constexpr double kStep = 0.05;
      if (value > 0 && value < kStep / 2) {
        return fill_slots(language_->text("number.below"), {{"value", share(kStep, 0)}});
      }
      return share(std::round(value / kStep) * kStep, 0);
    }
    case QuantityKind::points: return with_sign(number(value * 100, share_decimals(column_n)), value > 0);
    case QuantityKind::score_points: return with_sign(number(value, 1), value > 0);
    case QuantityKind::relative: return value == 0 ? share(0, 0) : signed_percent(value);
    case QuantityKind::duration: return duration(value);
    case QuantityKind::hours: return number(value / kHour).append(language_->text("number.hour"));
    case QuantityKind::rating: {
      const int decimals = value == std::floor(value) ? 0 : 1;
      return fill_slots(language_->text("number.part_of"),
                        {{"part", number(value, decimals)}, {"whole", number(quantity.highest)}});
    }
  }
  return {};
}

double NumberFormat::apart(const MetricRow& row, double limit, double beside, std::int64_t column_n) const {
  constexpr double kSteps[] = {0.0001, 0.001, 0.01, 0.1, 1, kMinute, kHour};
  const std::string text = plain(row, beside, column_n);
  const double inside = beside < limit ? 1 : -1;
  double moved = limit;
  for (const double step : kSteps) {
    if (plain(row, moved, column_n) != text) break;
    moved = limit + inside * step;
  }
  return moved;
}

std::string NumberFormat::range(const MetricRow& row, double low, double high, std::int64_t column_n,
                                std::optional<double> beside) const {
  const auto moved = [&](double limit) { return apart(row, limit, *beside, column_n); };
  if (beside && *beside < low && moved(low) <= high) low = moved(low);
  if (beside && *beside > high && moved(high) >= low) high = moved(high);
  const std::string dash = "–" + std::string(kWordJoiner);
  if (row.unit != Unit::ratio && low < 0) {  // a minus beside a dash is hard to read
    return fill_slots(language_->text("number.range"),
                      {{"low", plain(row, low, column_n)}, {"high", plain(row, high, column_n)}});
  }
  if (plain(row, low, column_n) == plain(row, high, column_n)) return plain(row, low, column_n);
  if (row.unit != Unit::ratio) {
    const std::string first = plain(row, low, column_n);
    const std::string last = plain(row, high, column_n);
    const bool fits = display_width(first) + display_width(last) <= kLongestUnbroken;
    return first + (fits ? dash : "–") + last;
  }
  return share_with(low, share_decimals(column_n), "") + dash + plain(row, high, column_n);
}

bool is_measured(const Change& change) {
  return change.absolute && (change.state == ChangeState::compared || change.state == ChangeState::is_new);
}

}  // namespace csreport

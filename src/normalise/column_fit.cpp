#include "normalise/column_fit.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "csreport/normalise/number_text.hpp"
#include "normalise/fields.hpp"

namespace csreport {
namespace {

struct TwinFields {
  Field time;
  Field duration;
};
/// Fields that exports mix up under one header.
constexpr TwinFields kTwins[] = {{Field::first_response_at, Field::first_response_time},
                                 {Field::solved_at, Field::resolution_time}};

class Fitter {
 public:
  Fitter(const ColumnValues& column, const Lexicon& lexicon, const NormaliseOptions& options)
      : column_(column), lexicon_(lexicon), options_(options) {}

  Fit fit(Field field, std::optional<DurationUnit> unit) {
    switch (field_row(field).type) {
      case FieldType::time: return fit_time(field, unit, /*may_switch=*/true);
      case FieldType::duration: return fit_duration(field, unit, /*may_switch=*/true);
      case FieldType::count: return fit_count(field);
      case FieldType::count_or_flag: return holds_flags() ? fit_flags_as_count(field) : fit_count(field);
      case FieldType::number: return fit_number(field);
      case FieldType::key: return {.usable = true, .field = field, .reading = {{"reading.id", {}}}};
      case FieldType::rating: return fit_rating(field);
      case FieldType::word: return {.usable = true, .field = field, .reading = {{"reading.words", {}}}};
      case FieldType::flag: return {.usable = true, .field = field, .reading = {{"reading.flags", {}}}};
      case FieldType::name: return {.usable = true, .field = field, .reading = {{"reading.names", {}}}};
      case FieldType::text: return {.usable = true, .field = field, .reading = {{text_reading(field), {}}}};
    }
    return {};
  }

 private:
  [[nodiscard]] const char* text_reading(Field field) const {
    const bool is_comment = field == Field::csat_comment || field == Field::comment;
    return is_comment && options_.comments > 0 ? "reading.text_quoted" : "reading.text";
  }
  [[nodiscard]] std::optional<std::string> date_format_set_by_user(Field field) const {
    std::optional<std::string> pattern;
    for (const DateFormatSetting& setting : options_.date_formats) {
      if (setting.column.empty() && !pattern) pattern = setting.pattern;
      if (names_this_column(setting.column, field)) pattern = setting.pattern;
    }
    return pattern;
  }
  [[nodiscard]] bool names_this_column(const std::string& word, Field field) const {
    if (word.empty()) return false;
    return word == field_row(field).id || read_header(word).full == column_.name.full;
  }

  Fit fit_time(Field field, std::optional<DurationUnit> unit, bool may_switch) {
    Fit fitted{.usable = true, .field = field};
    if (const auto pattern = date_format_set_by_user(field)) {
      fitted.time_format = parse_time_pattern(*pattern);
      fitted.reading = {{"reading.time_set", {{"pattern", *pattern}}}};
      return fitted;
    }
    if (column_.values.empty()) {
      fitted.reading = {{"reading.time_unknown", {}}};
      return fitted;
    }
    const TimeFormatGuess guess = guess_time_format(column_.values);
    if (!guess.ambiguous.empty()) {
      fitted.usable = false;
      fitted.problem = ambiguous_times_problem(guess.ambiguous);
      fitted.ambiguous_patterns = guess.ambiguous;
      return fitted;
    }
    if (guess.format) {
      fitted.time_format = guess.format;
      fitted.reading = {{"reading.time", {{"pattern", guess.format->pattern}}}};
      return fitted;
    }
    const auto twin = twin_of(field);
    if (may_switch && twin && field_row(*twin).type == FieldType::duration) {
      return fit_duration(*twin, unit, /*may_switch=*/false);
    }
    fitted.usable = false;
    fitted.problem = "its values are not times, first '" + std::string(column_.values.front()) + "'";
    return fitted;
  }

  Fit fit_duration(Field field, std::optional<DurationUnit> unit, bool may_switch) {
    Fit fitted{.usable = true, .field = field, .unit = unit};
    for (const UnitSetting& setting : options_.units) {
      if (setting.column.empty() || names_this_column(setting.column, field)) fitted.unit = setting.unit;
    }
    fitted.mark = guess_decimal_mark(column_.values);
    const auto shape = guess_duration_shape(column_.values);
    if (column_.values.empty() || shape) {
      fitted.reading = {describe_duration(shape, fitted.unit)};
      if (shape == DurationShape::number && !fitted.unit) {
        fitted.lacks_unit = true;
        fitted.usable = false;
        fitted.problem = "numbers without a unit: set it with --unit \"" + column_.header + "=minutes\"";
      }
      return fitted;
    }
    const auto twin = twin_of(field);
    if (may_switch && twin) return fit_time(*twin, unit, /*may_switch=*/false);
    fitted.usable = false;
    fitted.problem = "its values are no durations, first '" + std::string(column_.values.front()) + "'";
    return fitted;
  }

  static Phrase describe_duration(std::optional<DurationShape> shape, std::optional<DurationUnit> unit) {
    if (!shape) return {"reading.duration_unknown", {}};
    switch (*shape) {
      case DurationShape::clock: return {"reading.duration_clock", {}};
      case DurationShape::words: return {"reading.duration_words", {}};
      case DurationShape::number: break;
    }
    return {"reading.duration_in." + (unit ? std::string(duration_unit_name(*unit)) : std::string("unknown")), {}};
  }

  Fit fit_count(Field field) {
    Fit fitted{.usable = true,
               .field = field,
               .mark = guess_decimal_mark(column_.values),
               .reading = {{"reading.number", {}}}};
    std::size_t numbers = 0;
    for (const std::string_view value : column_.values) {
      const auto number = parse_number(value, fitted.mark);
      if (number && *number >= 0) ++numbers;
    }
    if (numbers * 10 < column_.values.size() * 9) {
      fitted.usable = false;
      fitted.problem = "its values are not counts, first '" + std::string(column_.values.front()) + "'";
    }
    return fitted;
  }

  [[nodiscard]] bool holds_flags() const {
    return !column_.values.empty() &&
           std::all_of(column_.values.begin(), column_.values.end(), [this](std::string_view value) {
             return !parse_number(value) && lexicon_.word("flag", value).has_value();
           });
  }
  static Fit fit_flags_as_count(Field field) {
    return {.usable = true, .field = field, .holds_flags = true, .reading = {{"reading.flags_as_numbers", {}}}};
  }

  Fit fit_number(Field field) {
    Fit fitted{.usable = true,
               .field = field,
               .mark = guess_decimal_mark(column_.values),
               .reading = {{"reading.number", {}}}};
    const auto numbers = std::count_if(column_.values.begin(), column_.values.end(), [&](std::string_view value) {
      return parse_number(value, fitted.mark).has_value();
    });
    if (static_cast<std::size_t>(numbers) * 5 < column_.values.size() * 3) {
      fitted.usable = false;
      fitted.problem = "its values are not numbers, first '" + std::string(column_.values.front()) + "'";
    }
    return fitted;
  }

  /// A rating column has few distinct short texts.
  Fit fit_rating(Field field) {
    constexpr std::size_t kMostRatings = 64;
    const std::set<std::string_view> distinct(column_.values.begin(), column_.values.end());
    Fit fitted{.usable = true,
               .field = field,
               .mark = guess_decimal_mark(column_.values),
               .reading = {{"reading.rating", {}}}};
    if (distinct.size() > kMostRatings) {
      fitted.usable = false;
      fitted.problem = "too many different values for a rating (" + std::to_string(distinct.size()) + ")";
    }
    return fitted;
  }

  const ColumnValues& column_;
  const Lexicon& lexicon_;
  const NormaliseOptions& options_;
};

}  // namespace

std::optional<Field> twin_of(Field field) {
  for (const TwinFields& twins : kTwins) {
    if (field == twins.time) return twins.duration;
    if (field == twins.duration) return twins.time;
  }
  return std::nullopt;
}

Fit fit_column(const ColumnValues& column, Field field, std::optional<DurationUnit> unit, const Lexicon& lexicon,
               const NormaliseOptions& options) {
  return Fitter(column, lexicon, options).fit(field, unit);
}

std::string ambiguous_times_problem(const std::vector<std::string>& patterns) {
  return fmt::format("day and month cannot be told apart: {}", fmt::join(patterns, " or "));
}

}  // namespace csreport

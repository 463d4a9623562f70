#pragma once
// Numbers and durations as text, independent of the machine's locale.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "csreport/core/time_zone.hpp"

namespace csreport {

/// How a column writes decimals: "1234.5" and "1,234.5", or "1234,5" and "1.234,5".
enum class DecimalMark { point, comma };

/// From a column's values; point unless the values can only be read with a comma.
DecimalMark guess_decimal_mark(std::span<const std::string_view> values);

/// The whole text as a finite number, with optional digit groups of three, sign, and a trailing "%"
/// (which divides by 100). Nothing for anything else ("1.2.3", "3,87,16,91,111", "12 apples").
std::optional<double> parse_number(std::string_view text, DecimalMark mark = DecimalMark::point);

/// The unit of a bare number in a duration column.
enum class DurationUnit { milliseconds, seconds, minutes, hours, days };
std::optional<DurationUnit> parse_duration_unit(std::string_view word);  ///< "s", "sec", "min", "hours", "ms", ...
std::string_view duration_unit_name(DurationUnit unit);

/// How a duration column writes its values.
enum class DurationShape {
  number,  ///< needs a unit
  clock,   ///< "01:30:00", "36:15", "-0:30": hours:minutes[:seconds]; two parts are hours:minutes
  words,   ///< "1h 30m", "90m", "1 d 3 h", "3 hours 20 minutes", "PT1H30M", "19m 10s"
};
/// The shape that at least three in five of the non-empty values fit. Values of several shapes that
/// only together reach it are `words` when all carry their own unit, else `number`: parse_duration
/// reads each cell by what it is. Nothing when too few are durations.
std::optional<DurationShape> guess_duration_shape(std::span<const std::string_view> values);

/// Whole seconds, rounded half away from zero; may be negative. A bare number is read in `unit` and is
/// nothing without one; clock and word forms carry their own. Nothing when the text is no duration or
/// is longer than 68 years.
std::optional<Seconds> parse_duration(std::string_view text, std::optional<DurationUnit> unit,
                                      DecimalMark mark = DecimalMark::point);

}  // namespace csreport

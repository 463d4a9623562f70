#pragma once
// A time pattern such as "D/M/YYYY h:mm A" as a list of steps, and the careful reader that walks
// them. It knows no zones: it ends at a wall clock and, where the text has one, an offset.

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "csreport/core/time_zone.hpp"

namespace csreport {

enum class TimeStep {
  year4,
  year2,   ///< 2000 to 2099
  month,   ///< one or two digits
  month2,  ///< exactly two
  month_name,
  day,
  day2,
  weekday_name,  ///< skipped, may be missing
  clock,         ///< h:mm[:ss[.fraction]] [AM|PM]
  clock_digits,  ///< hhmm[ss] without colons
  offset,        ///< Z, UTC, GMT, +hh:mm, +hhmm, +hh; may be missing
  space,         ///< blanks, commas or the T of ISO 8601
  literal
};

struct PatternToken {
  TimeStep step = TimeStep::literal;
  char literal = '\0';  ///< one byte of TimeStep::literal
};

/// Throws Error(usage) for letters it does not know, or when year, month or day is not there.
std::vector<PatternToken> compile_time_pattern(std::string_view pattern);

struct WallTime {
  LocalTime local;
  std::optional<Seconds> offset;
  bool has_clock = false;
  bool has_seconds = false;
  bool has_am_pm = false;
};

/// The whole of `text`, blanks around it aside. A pattern without a clock also takes one at the
/// end, a pattern with a clock also takes a bare date.
std::optional<WallTime> read_wall_time(const std::vector<PatternToken>& pattern, std::string_view text);

std::string_view trim_blanks(std::string_view text);

}  // namespace csreport

#pragma once
// The text of a --period value, taken apart: which words and dates, not yet which instants.

#include <string_view>
#include <variant>

#include "calendar.hpp"

namespace csreport {

struct AutoSpec {};
struct AllSpec {};
/// `today` and `this-week` are 0 units back, `yesterday` and `last-week` 1.
struct RelativeSpec {
  Grain grain;
  int units_back;
};
/// `7d`
struct LastDaysSpec {
  int days;
};
/// A named unit or a range of days.
struct FixedSpec {
  Grain grain;
  DayRange days;
};

using PeriodSpec = std::variant<AutoSpec, AllSpec, RelativeSpec, LastDaysSpec, FixedSpec>;

/// Throws Error(usage) with the accepted forms, or with what is wrong about this one.
PeriodSpec parse_period_spec(std::string_view text, std::chrono::weekday week_start);

}  // namespace csreport

#pragma once
// Whether the values of a column can be those of a field, and how they are then read. Which column is asked for which
// field is not decided here (see bind).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/normalise/normalise.hpp"
#include "csreport/normalise/time_text.hpp"
#include "normalise/headers.hpp"
#include "normalise/lexicon.hpp"

namespace csreport {

/// A column of the sample.
struct ColumnValues {
  const std::string& header;
  const HeaderName& name;
  std::span<const std::string_view> values;  ///< words for "missing" left out
};

/// What the values of a column allow.
struct Fit {
  bool usable = false;
  Field field = Field::ticket_id;  ///< the field after looking at the values
  std::optional<TimeFormat> time_format;
  std::optional<DurationUnit> unit;
  DecimalMark mark = DecimalMark::point;
  bool holds_flags = false;
  Phrases reading;                                ///< for people
  std::string problem;                            ///< why it is not usable
  std::vector<std::string> ambiguous_patterns{};  ///< of times whose day and month cannot be told apart
  bool lacks_unit = false;                        ///< a duration of bare numbers
};

/// The duration until an event that a time field is, and the other way round: exports mix them up under one header.
std::optional<Field> twin_of(Field field);

/// `unit`: of the profile's alias or the header; --unit wins over it. A column that holds the values of the field's
/// twin is the twin.
Fit fit_column(const ColumnValues& column, Field field, std::optional<DurationUnit> unit, const Lexicon& lexicon,
               const NormaliseOptions& options);

/// "day and month cannot be told apart: D/M/YYYY or M/D/YYYY".
std::string ambiguous_times_problem(const std::vector<std::string>& patterns);

}  // namespace csreport

#pragma once
// Which column of a file is which field, and how its cells are read. Headers propose, values decide:
// a "First Response Time" that holds timestamps is first_response_at.

#include <string>
#include <vector>

#include "csreport/normalise/normalise.hpp"
#include "csreport/normalise/time_text.hpp"
#include "normalise/lexicon.hpp"
#include "normalise/recognise.hpp"

namespace csreport {

/// A column that is read into a field.
struct BoundColumn {
  std::size_t column = 0;  ///< index of the sample's headers
  Field field = Field::ticket_id;
  std::string header;
  std::optional<TimeFormat> time_format;  ///< times only
  TimeZone zone = TimeZone::utc();        ///< times only: of times without an offset
  std::optional<DurationUnit> unit;       ///< durations of bare numbers
  DecimalMark mark = DecimalMark::point;
  bool holds_flags = false;  ///< counts only: yes and no instead of numbers
  Phrases reading;           ///< for people
  std::string reason;
};

/// A column that is only grouped by or filtered by.
struct ExtraColumn {
  std::size_t column = 0;
  std::string id;  ///< as the user wrote it
};

/// Why a column that is named like a field that the kind needs was not taken.
struct RefusedColumn {
  Field field = Field::ticket_id;
  std::string problem;
};

/// A column of times whose day and month cannot be told apart.
struct AmbiguousTimes {
  std::string header;
  std::string value;                  ///< the first one
  std::vector<std::string> patterns;  ///< that it could have, at least two
};

struct Binding {
  Recognised recognised;
  std::vector<BoundColumn> columns;
  std::vector<ExtraColumn> group_by;
  std::vector<std::optional<std::size_t>> where;  ///< per condition of the options: its column, if the file has it
  std::vector<std::string> not_used_reason;       ///< per header of the sample; empty for bound ones
  std::vector<AmbiguousTimes> ambiguous_times;    ///< columns whose date order cannot be known
  std::vector<RefusedColumn> refused_required;
  std::vector<std::string> without_unit;  ///< headers of duration columns that need --unit

  [[nodiscard]] const BoundColumn* find(Field field) const;
};

Binding bind_columns(const Sample& sample, const Recognised& recognised, const Lexicon& lexicon,
                     const NormaliseOptions& options);

/// Required columns that are missing, as a message with the headers found and the nearest matches;
/// empty when the file can be used.
/// "column 'Created': day and month cannot be told apart: D/M/YYYY or M/D/YYYY, first value '02/03/2026'".
std::string describe_ambiguous_times(const AmbiguousTimes& times);

std::string describe_missing_columns(const Sample& sample, const Binding& binding);

}  // namespace csreport

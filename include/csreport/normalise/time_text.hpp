#pragma once
// Times as text: which of the known shapes a column has, and how one cell is read. Detection looks
// at many values of a column at once, because "03/04/2026" alone does not say which is the month.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/time_zone.hpp"

namespace csreport {

/// One way to write a time. `pattern` is what --date-format takes and `inspect` prints.
struct TimeFormat {
  /// Letters as in "YYYY-MM-DD hh:mm:ss", "D/M/YYYY h:mm A", "D MMM YYYY", or one of the names
  /// "iso8601", "epoch-s", "epoch-ms", "epoch-us", "excel-serial", "rfc2822".
  std::string pattern;
};

struct TimeFormatGuess {
  std::optional<TimeFormat> format;    ///< nothing: not times
  std::vector<std::string> ambiguous;  ///< two or more patterns that fit all values but differ in meaning
  double share = 0;                    ///< of the non-empty values, how many fit; below 0.6 at least so many
};

/// Decides from a column's non-empty values (missing words already left out). A column is a time
/// column when at least three in five fit one pattern: its header already said so, and a small file may have
/// a bad value among few. Day-first against month-first is decided by a value
/// above 12, else reported as ambiguous, never guessed.
TimeFormatGuess guess_time_format(std::span<const std::string_view> values);

/// Parses `pattern` as written by a user. Throws Error(usage) naming the position and the letters.
TimeFormat parse_time_pattern(std::string_view pattern);

/// Reads cells of one column: a compiled format and the zone of times without an offset. Keeps the
/// last zone stretch, so a sorted column costs no zone lookups. Not thread-safe; one per thread.
class TimeReader {
 public:
  TimeReader(const TimeFormat& format, TimeZone input_zone);
  ~TimeReader();
  TimeReader(TimeReader&&) noexcept;
  TimeReader& operator=(TimeReader&&) noexcept;

  /// Floored to the second. Nothing when `text` does not fit the format or is no date
  /// (31 February). Surrounding spaces are allowed; a date without a time is 00:00.
  [[nodiscard]] std::optional<Instant> read(std::string_view text);

  [[nodiscard]] std::int64_t skipped_local_times() const noexcept;   ///< read inside a spring gap
  [[nodiscard]] std::int64_t repeated_local_times() const noexcept;  ///< read inside an autumn fold
  [[nodiscard]] std::int64_t zoneless_times() const noexcept;        ///< read in the input zone

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace csreport

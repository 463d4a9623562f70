#pragma once
// Reads the cells of one column, batch by batch, and complains in one place: a cell that is neither
// a value nor a word for "missing" becomes a diagnostic and counts as missing.

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"
#include "csreport/read/record_reader.hpp"
#include "normalise/bind.hpp"
#include "normalise/lexicon.hpp"

namespace csreport {

/// What all columns of one file share.
struct FileContext {
  const std::string& path;
  const Lexicon& lexicon;
  DiagnosticLog& log;
};

/// One cell with its place.
struct CellAt {
  std::string_view text;
  std::uint64_t line;
};

class ColumnCells {
 public:
  ColumnCells(FileContext file, const BoundColumn& bound) : file_(file), header_(bound.header) {}

  void complain(const CellAt& cell, std::string_view code, std::string_view expected,
                Consequence consequence = Consequence::cell_missing) const {
    file_.log.add(consequence, code, file_.path, header_, cell.line, valid_utf8(trim(cell.text)), expected);
  }
  [[nodiscard]] bool is_missing(std::string_view text) const { return file_.lexicon.is_missing(text); }
  [[nodiscard]] const Lexicon& lexicon() const { return file_.lexicon; }

 private:
  FileContext file_;
  std::string header_;
};

enum class CellState { value, missing, invalid };

/// Times as seconds since 1970.
class TimeCells : public ColumnCells {
 public:
  TimeCells(FileContext file, const BoundColumn& bound)
      : ColumnCells(file, bound), reader_(*bound.time_format, bound.zone), pattern_(bound.time_format->pattern) {}

  /// `seconds` is set for CellState::value only; an invalid cell is not yet complained about.
  CellState read(std::string_view text, std::uint32_t& seconds) {
    constexpr std::int64_t kDay = 86'400;
    const auto instant = reader_.read(text);
    if (!instant) return is_missing(text) ? CellState::missing : CellState::invalid;
    const std::int64_t count = instant->time_since_epoch().count();
    // Words for "no value" may look like times: 1900-01-01, 1970-01-01, 9999-12-31.
    if (count < kDay || count >= InstantColumn::kMissing) {
      if (is_missing(text)) return CellState::missing;
      if (count < 0 || count >= InstantColumn::kMissing) return CellState::invalid;
    }
    seconds = static_cast<std::uint32_t>(count);
    return CellState::value;
  }

  void read_into(InstantColumn& column, const CellAt& cell) {
    std::uint32_t seconds = 0;
    const CellState state = read(cell.text, seconds);
    if (state == CellState::value) return column.push_back(seconds);
    if (state == CellState::invalid) complain(cell, "invalid_time", expected());
    column.push_missing();
  }

  [[nodiscard]] std::string expected() const {
    return "a time such as " + (pattern_ == "iso8601" ? "2026-11-15 18:00" : pattern_) + " between 1970 and 2106";
  }
  [[nodiscard]] const TimeReader& reader() const { return reader_; }

 private:
  TimeReader reader_;
  std::string pattern_;
};

class DurationCells : public ColumnCells {
 public:
  DurationCells(FileContext file, const BoundColumn& bound)
      : ColumnCells(file, bound), unit_(bound.unit), mark_(bound.mark) {}

  void read_into(DurationColumn& column, const CellAt& cell) const {
    const auto duration = parse_duration(cell.text, unit_, mark_);
    // Some products write 00:00:00 where nothing was measured; their profiles say so.
    const bool stands_for_missing = duration && duration->count() == 0 && is_missing(cell.text);
    if (duration && !stands_for_missing) {
      return column.push_back(static_cast<std::int32_t>(duration->count()));
    }
    if (!is_missing(cell.text)) complain(cell, "invalid_duration", "seconds, minutes or hours:minutes:seconds");
    column.push_missing();
  }

 private:
  std::optional<DurationUnit> unit_;
  DecimalMark mark_;
};

class CountCells : public ColumnCells {
 public:
  CountCells(FileContext file, const BoundColumn& bound) : ColumnCells(file, bound), mark_(bound.mark) {}

  void read_into(CountColumn& column, const CellAt& cell) const {
    constexpr double kMost = CountColumn::kMissing - 1;
    const auto number = parse_number(trim(cell.text), mark_);
    if (number && *number >= 0 && std::floor(*number) == *number) {
      return column.push_back(static_cast<std::uint16_t>(std::min(*number, kMost)));
    }
    if (!is_missing(cell.text)) complain(cell, "invalid_count", "a whole number from 0");
    column.push_missing();
  }

 private:
  DecimalMark mark_;
};

/// Cells with few distinct texts, each judged once.
template <typename Meaning>
class WordCells : public ColumnCells {
 public:
  using ColumnCells::ColumnCells;

  /// `judge(text)` gives the meaning of a trimmed text on its first sight.
  template <typename Judge>
  const Meaning& read(const CellAt& cell, Judge judge) {
    const std::string_view text = trim(cell.text);
    const auto code = texts_.intern(text);
    while (meanings_.size() <= code)
      meanings_.push_back(judge(texts_.text(static_cast<std::uint32_t>(meanings_.size()))));
    return meanings_[code];
  }

 private:
  Dictionary texts_;
  std::vector<Meaning> meanings_;
};

}  // namespace csreport

#pragma once
// Walks over the records behind the header and says of each whether it is a row, blank or damaged,
// and where to go on after damage. It owns no text, so that the sample and the full read share it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/diagnostic.hpp"
#include "read/csv_scanner.hpp"

namespace csreport {

/// What the cursor needs to know of the table.
struct CsvTable {
  CsvDialect dialect;
  std::vector<std::string> header;  ///< the cells as they stand in the file
  std::uint64_t first_line = 1;     ///< behind the header
  std::size_t max_record_bytes = 0;
};

enum class StepKind : std::uint8_t { need_more, end, record, blank, rejected };

struct CsvStep {
  StepKind kind = StepKind::need_more;
  std::size_t bytes = 0;    ///< to consume; with need_more: when 0, load more first
  std::uint64_t line = 0;   ///< where the record begins
  std::string_view code{};  ///< rejected: why; record, blank: a note, or empty
};

class CsvCursor {
 public:
  explicit CsvCursor(const CsvTable& table);

  /// Judges the record at the front of `text`. After need_more, call again with more text.
  CsvStep step(std::string_view text, bool at_end);

  /// True when the next step begins a record.
  [[nodiscard]] bool between_records() const noexcept { return fresh_ && !skipping_; }
  /// Line of the record that the next step begins.
  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
  /// True behind damage until a whole row was seen: what is short now may be a piece of a row.
  [[nodiscard]] bool recovering() const noexcept { return recovering_; }
  /// Another has walked over whole records that hold `lines`. REQUIRES: between_records(), not recovering().
  void walked(std::uint64_t lines) noexcept { line_ += lines; }
  /// The next step begins a record in `line`, in text without damage.
  void begin_at(std::uint64_t line) noexcept {
    line_ = line;
    fresh_ = true;
    skipping_ = recovering_ = false;
  }

  /// What would have been right instead of `code`, as a phrase.
  [[nodiscard]] Phrase expected(std::string_view code) const;

  /// The cells of a record step, relative to its text.
  [[nodiscard]] const CsvRecord& record() const noexcept { return scanner_.record(); }

 private:
  CsvStep skip_line(std::string_view text, bool at_end);
  CsvStep judge(std::string_view text, bool at_end);
  CsvStep damaged(std::string_view text, bool at_end, std::string_view code);
  CsvStep advance(StepKind kind, std::size_t bytes, std::uint64_t lines, std::string_view code = {});
  [[nodiscard]] bool repeats_header(std::string_view text) const;
  [[nodiscard]] bool rows_follow(std::string_view text) const;

  const CsvTable* table_;
  CsvScanner scanner_;
  std::size_t needed_width_ = 0;  ///< up to the last column that has a name
  std::uint64_t line_;
  bool fresh_ = true;        ///< the next scan begins a record
  bool skipping_ = false;    ///< inside an overlong line
  bool recovering_ = false;  ///< behind a broken quote, no whole row seen yet
};

}  // namespace csreport

#pragma once
// Finds the cells of one delimited record. The plain reference: a state machine over bytes that can
// stop at the end of the loaded text and go on later. It changes nothing and judges nothing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

struct CsvDialect {
  char delimiter = ',';
  bool backslash_escape = false;  ///< \" inside quotes is a quote, besides ""
};

enum class LineEnd : std::uint8_t { none, lf, crlf, cr };

/// A cell as a range of the record's text, quotes excluded.
struct CsvCell {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  bool escaped = false;  ///< holds "" or \" that must be undone
};

struct CsvRecord {
  std::vector<CsvCell> cells;    ///< the first cells, at most the scanner's limit
  std::size_t width = 0;         ///< of all cells
  bool surplus_filled = false;   ///< a cell beyond the limit is not empty
  bool empty = true;             ///< no cell has text or quotes
  std::size_t stray_quotes = 0;  ///< quoted cells with text behind the closing quote
  std::size_t bytes = 0;         ///< with the line end
  std::size_t text_bytes = 0;    ///< without it
  std::uint64_t lines = 0;       ///< line ends in it, its own included
  LineEnd line_end = LineEnd::none;
};

enum class ScanResult {
  need_more,  ///< the text ends inside the record
  record,
  open_quote,   ///< the input ends inside quotes
  broken_quote  ///< quotes over several lines end in front of other text: the quote was no quote
};

class CsvScanner {
 public:
  CsvScanner(CsvDialect dialect, std::size_t cell_limit) : dialect_(dialect), cell_limit_(cell_limit) {}

  /// Forgets the record; the next scan() begins one.
  void restart();
  /// `text` begins where the record begins and, after need_more, holds all that it held before.
  /// REQUIRES: text is not empty, and below 4 GiB.
  ScanResult scan(std::string_view text, bool at_end);

  [[nodiscard]] const CsvRecord& record() const noexcept { return record_; }
  [[nodiscard]] bool inside_quotes() const noexcept { return state_ == State::quoted || state_ == State::escape; }

 private:
  // cell_start --"--> quoted --"--> quote_seen --"--> quoted (a doubled quote)
  //     |                |              +--delimiter, line end--> the cell ends
  //     |                +--\--> escape --any--> quoted   (only with backslash_escape)
  //     |                               +--other--> behind_quote --delimiter, line end--> the cell ends
  //     +--other--> plain --delimiter, line end--> the cell ends
  enum class State : std::uint8_t { cell_start, plain, quoted, escape, quote_seen, behind_quote };

  void scan_quoted(std::string_view text);
  bool ends_cell(char c) const { return c == dialect_.delimiter || c == '\n' || c == '\r'; }
  void end_cell(std::string_view text);
  void end_record(LineEnd line_end);

  CsvDialect dialect_;
  std::size_t cell_limit_;
  CsvRecord record_;
  State state_ = State::cell_start;
  std::size_t at_ = 0;  ///< next byte to look at
  std::size_t cell_begin_ = 0;
  std::size_t quote_at_ = 0;  ///< the opening quote, while the cell is quoted
  bool quoted_cell_ = false;
  bool escaped_ = false;
  bool junk_ = false;  ///< text behind the closing quote
  bool cell_has_lines_ = false;
};

/// The cell's text: a view into `record_text`, or into `undone` when escapes had to be undone.
std::string_view cell_text(const CsvCell& cell, std::string_view record_text, CsvDialect dialect, std::string& undone);

/// The same without a copy: undoes escapes inside the record's own bytes.
std::string_view cell_text_in_place(const CsvCell& cell, char* record_text, CsvDialect dialect);

}  // namespace csreport

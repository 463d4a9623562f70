#pragma once
// What is wrong with single rows and cells: collected as values while the run goes on,
// equal ones grouped so that a million bad cells stay one line with a count.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csreport/core/phrase.hpp"

namespace csreport {

/// Where a record begins in its file. Lines and records count from 1; the header is not a record.
struct SourcePos {
  std::uint64_t line = 0;
  std::uint64_t record = 0;
};

/// What a diagnostic did to the row it speaks of.
enum class Consequence {
  note,          ///< nothing is lost (a repeated header, a BOM)
  cell_missing,  ///< one cell counts as missing, the row is used
  row_rejected   ///< the row is not used
};

/// Equal diagnostics of one file: same code and column.
struct Diagnostic {
  static constexpr std::size_t kFirstLines = 3;
  static constexpr std::size_t kMaxValueBytes = 60;

  std::string code;    ///< stable id, such as "invalid_time"
  std::string file;    ///< as given on the command line
  std::string column;  ///< the file's own header, empty when the whole row is meant
  std::string value;   ///< the first value found, valid UTF-8, cut at 60 bytes
  Phrase expected;     ///< what would be right, of the group "expected"
  Consequence consequence = Consequence::note;
  std::uint64_t count = 0;
  std::array<std::uint64_t, kFirstLines> lines{};  ///< of the first occurrences; 0 = unused
};

/// By the line of the first occurrence, then by column and code. REQUIRES: both of one file.
bool in_reading_order(const Diagnostic& a, const Diagnostic& b);

/// One rejected record, for --rejects.
struct RejectedRow {
  std::string file;
  std::uint64_t line = 0;
  std::string reason;  ///< the diagnostic's code
  std::string value;   ///< the offending text
};

/// Collects diagnostics in order of first occurrence.
class DiagnosticLog {
 public:
  /// Adds one occurrence; `value` and `expected` are kept from the earliest line of each group only. The order of
  /// calls does not matter, except for occurrences in one line.
  /// REQUIRES: `value` is valid UTF-8.
  void add(Consequence consequence, std::string_view code, std::string_view file, std::string_view column,
           std::uint64_t line, std::string_view value, const Phrase& expected);

  /// Adds what `later` collected about records behind those of this log.
  void absorb(DiagnosticLog&& later);

  /// Adds what another reading of the same or another file found: what both found is one thing.
  void unite(const DiagnosticLog& again);

  [[nodiscard]] const std::vector<Diagnostic>& all() const noexcept { return groups_; }
  /// The rejected records in order, at most kMostRejected; the counts of all() are complete.
  [[nodiscard]] const std::vector<RejectedRow>& rejected() const noexcept { return rejected_; }

  static constexpr std::size_t kMostRejected = 100'000;

 private:
  Diagnostic* find(std::string_view code, std::string_view file, std::string_view column);

  std::vector<Diagnostic> groups_;
  std::vector<RejectedRow> rejected_;
};

/// A remark for the reader of the report that is not tied to a row.
struct Warning {
  std::string code;  ///< stable id, such as "left_truncated"
  Phrase text;       ///< one sentence, of the group "warning"
};
/// The warning whose sentence has the key "warning.<code>".
inline Warning warning_of(std::string code, std::vector<std::pair<std::string, PhraseSlot>> slots = {}) {
  std::string key = "warning." + code;
  return {std::move(code), {std::move(key), std::move(slots)}};
}

}  // namespace csreport

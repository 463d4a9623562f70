#pragma once
// Records of text cells, whatever the container: the contract between read and normalise. A reader
// knows bytes, encodings, quotes and nesting; it does not know what a ticket is.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/diagnostic.hpp"

namespace csreport {

/// What the user fixed; everything absent is detected.
struct ReadOptions {
  std::optional<char> delimiter{};        ///< CSV only; also says that the file is CSV
  std::optional<std::string> encoding{};  ///< "utf-8", "utf-16le", "utf-16be", "windows-1252", or any iconv name
  std::vector<std::string> list_names{};  ///< JSON: member names that hold the records of an envelope object,
                                          ///< tried before the built-in ones
  std::size_t buffer_bytes = 256 * 1024;  ///< bytes per read(); any value from 1 gives the same records
  std::size_t max_record_bytes = 16 * 1024 * 1024;  ///< a longer record is rejected
  bool careful = false;  ///< the careful parser alone; the same records, several times slower (tests, bench)
};

/// How the file was understood, for `inspect` and the report's data-quality section.
struct Detection {
  std::string container;             ///< "csv", "json array", "json object", "ndjson", "json sequence"
  std::string encoding;              ///< "utf-8", "utf-8 with BOM", "utf-16le", "windows-1252", ...
  std::string compression;           ///< empty, "gzip", "zstd"
  std::string delimiter;             ///< CSV: "," ";" "tab" "|"
  std::string line_ending;           ///< CSV: "LF", "CRLF", "CR", "mixed"
  std::uint64_t header_line = 0;     ///< CSV: line of the header, 1 without a preamble
  std::uint64_t skipped_lines = 0;   ///< CSV: preamble lines before the header (`sep=;`, report titles)
  std::string list_name;             ///< JSON envelope: the member that holds the records
  std::vector<std::string> reasons;  ///< one sentence each: what was set by the user, what was detected and why
};

/// The cells of the selected columns of some consecutive records.
struct RecordBatch {
  std::size_t width = 0;                ///< selected columns
  std::vector<std::string_view> cells;  ///< [record * width + column]; unquoted, unescaped; an absent
                                        ///< cell or JSON null is empty. Valid until the next call of next().
  std::vector<std::uint64_t> lines;     ///< line where each record begins, counted from 1
  std::uint64_t first_record = 0;       ///< number of the first record in the file, from 1;
                                        ///< rejected records count, blank ones do not

  [[nodiscard]] std::size_t records() const noexcept { return lines.size(); }
  [[nodiscard]] std::string_view cell(std::size_t record, std::size_t column) const {
    return cells[record * width + column];
  }
};

/// The header and the first records with all their cells: what detection of meanings works on.
struct Sample {
  std::vector<std::string> headers;            ///< valid UTF-8, trimmed, in file order; JSON: paths such as
                                               ///< "via.channel", in order of first appearance
  std::vector<std::vector<std::string>> rows;  ///< at most 1,000; each as wide as `headers`
};

/// Counts over the whole file, final after next() returned false.
/// records handed out + rejected + blank = all records after the header.
struct ReadCounts {
  std::int64_t records = 0;   ///< handed out in batches
  std::int64_t rejected = 0;  ///< could not be split into cells; each is in the diagnostics
  std::int64_t blank = 0;     ///< empty lines, lines of nothing but delimiters, repeated headers of
                              ///< concatenated exports
};

/// One open input. Two implementations: delimited text and JSON.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  [[nodiscard]] virtual const Detection& detection() const = 0;
  [[nodiscard]] virtual const Sample& sample() const = 0;

  /// Chooses the columns (indexes into sample().headers) of the batches, in this order. Call once,
  /// before next(). The cells of other columns are not decoded.
  virtual void select(std::span<const std::size_t> columns) = 0;

  /// Fills `batch` with the next records; false at the end. Records of the sample are included.
  /// Throws Error(input_unreadable) when the system cannot read on, Error(input_invalid) when
  /// the file as a whole is broken (a compressed stream that ends early).
  virtual bool next(RecordBatch& batch) = 0;

  [[nodiscard]] virtual const ReadCounts& counts() const = 0;
};

/// Opens `path` ("-" is stdin) and looks at its first MiB. Structural problems of single records go
/// to `log` under the name `path`, with these codes:
///   rejected: too_many_fields, unclosed_quote, record_too_long, truncated_record (the last record of a
///             cut file), invalid_json, not_an_object (a JSON value that is no record);
///   notes:    short_row, stray_quote, repeated_header, duplicate_header, lines_before_header,
///             duplicate_key, lone_surrogate.
/// Damage between JSON records (a missing comma, text behind the end) counts as one rejected record.
/// Throws Error(input_unreadable) with the system's reason when it cannot be opened, Error(input_invalid)
/// for an empty file or for content that is no table (HTML, PDF, a spreadsheet), with advice, and
/// Error(usage) for an encoding that nobody knows.
/// REQUIRES: `log` outlives the reader.
std::unique_ptr<RecordReader> open_records(const std::string& path, const ReadOptions& options, DiagnosticLog& log);

/// Replaces bytes that are not UTF-8 by U+FFFD; counts the replacements.
std::string valid_utf8(std::string_view text, std::size_t* replaced = nullptr);

}  // namespace csreport

#pragma once
// Records of text cells, whatever the container: the contract between read and normalise. A reader
// knows bytes, encodings, quotes and nesting; it does not know what a ticket is.

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/diagnostic.hpp"

namespace csreport {

/// A list inside the records of a JSON file, whose entries are records of their own (the comments of a ticket).
struct NestedList {
  std::string list;  ///< member of the record
  std::string id;    ///< the record's member that says whose entries they are
};
/// The column in which nested records have the outer record's id.
inline constexpr std::string_view kOuterId = "ticket_id";

/// What the user fixed; everything absent is detected.
struct ReadOptions {
  std::optional<char> delimiter{};        ///< CSV only; also says that the file is CSV
  std::optional<std::string> encoding{};  ///< "utf-8", "utf-16le", "utf-16be", "windows-1252", or any iconv name
  std::vector<std::string> list_names{};  ///< JSON: member names that hold the records of an envelope object,
                                          ///< tried before the built-in ones
  std::size_t buffer_bytes = 256 * 1024;  ///< bytes per read(); any value from 1 gives the same records
  std::size_t chunk_bytes = 256 * 1024;   ///< bytes per chunk, about; any value from 1 gives the same records
  std::size_t max_record_bytes = 16 * 1024 * 1024;  ///< a longer record is rejected
  std::optional<NestedList> nested{};               ///< JSON: read these records instead of those that they are in
  bool careful = false;  ///< the careful parser alone; the same records, several times slower (tests, bench)
};

/// How the file was understood, for `inspect` and the report's data-quality section.
struct Detection {
  std::string container;                  ///< "csv", "json array", "json object", "ndjson", "json sequence"
  std::string encoding;                   ///< "utf-8", "utf-8 with BOM", "utf-16le", "windows-1252", ...
  std::string compression;                ///< empty, "gzip", "zstd"
  std::string delimiter;                  ///< CSV: "," ";" "tab" "|"
  std::string line_ending;                ///< CSV: "LF", "CRLF", "CR", "mixed"
  std::uint64_t header_line = 0;          ///< CSV: line of the header, 1 without a preamble
  std::uint64_t skipped_lines = 0;        ///< CSV: preamble lines before the header (`sep=;`, report titles)
  std::string list_name;                  ///< JSON envelope: the member that holds the records
  std::vector<std::string> nested_lists;  ///< JSON: members of the records that are lists of objects
  std::vector<std::string> reasons;       ///< one sentence each: what was set by the user, what was detected and why
};

/// So many bytes in front of and behind every cell of a batch may be read, whatever they are: who converts cells can
/// load whole words.
inline constexpr std::size_t kCellSlack = 8;

/// The cells of the selected columns of some consecutive records, column by column.
class RecordBatch {
 public:
  [[nodiscard]] std::size_t width() const noexcept { return width_; }  ///< selected columns
  [[nodiscard]] std::size_t records() const noexcept { return lines_.size(); }
  /// One cell a record; unquoted, unescaped; an absent cell or JSON null is empty.
  [[nodiscard]] std::span<const std::string_view> column(std::size_t column) const {
    return {cells_.data() + column * stride_, records()};
  }
  [[nodiscard]] std::string_view cell(std::size_t record, std::size_t column) const {
    return cells_[column * stride_ + record];
  }
  /// The line where each record begins, counted from 1.
  [[nodiscard]] std::span<const std::uint64_t> lines() const noexcept { return lines_; }

  // For readers: restart, then add records up to full().
  void restart(std::size_t width, std::size_t capacity);
  [[nodiscard]] bool full() const noexcept { return lines_.size() == capacity_; }
  /// Cell c of the new record belongs at [c * stride()].
  std::string_view* add_record(std::uint64_t line) {
    lines_.push_back(line);
    return cells_.data() + (lines_.size() - 1);
  }
  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }

 private:
  std::size_t width_ = 0;
  std::size_t capacity_ = 0;
  std::size_t stride_ = 0;  ///< more than capacity_: columns a power of two apart would fight for the same cache lines
  std::vector<std::string_view> cells_;
  std::vector<std::uint64_t> lines_;
};

/// How far the reading of an input is, in bytes as they are stored (compressed ones where they are). May be looked at
/// from another thread.
struct InputMeter {
  std::uint64_t size = 0;  ///< 0: not known (a pipe)
  std::atomic<std::uint64_t> read{0};
};

/// The header and the first records with all their cells: what detection of meanings works on.
struct Sample {
  std::vector<std::string> headers;            ///< valid UTF-8, trimmed, in file order; JSON: paths such as
                                               ///< "via.channel", in order of first appearance
  std::vector<std::vector<std::string>> rows;  ///< at most 1,000; each as wide as `headers`
};

/// What became of some records. records + rejected + blank = all records after the header.
struct ReadCounts {
  std::int64_t records = 0;   ///< handed out in batches
  std::int64_t rejected = 0;  ///< could not be split into cells; each is in the diagnostics
  std::int64_t blank = 0;     ///< empty lines, lines of nothing but delimiters, repeated headers of
                              ///< concatenated exports

  ReadCounts& operator+=(const ReadCounts& other) noexcept;
};

/// Some whole records on their way from the input to the batches, with the bytes that they lie in. Made once a
/// thread and used again and again. Each reader has its own kind.
class RecordChunk {
 public:
  virtual ~RecordChunk() = default;

  /// The size of its buffer, which grows with its longest record and does not shrink.
  [[nodiscard]] virtual std::size_t memory() const = 0;

  ReadCounts counts;  ///< of this chunk; final when parse() has returned false
  DiagnosticLog log;  ///< likewise; others may add to it before settle()
};

/// One open input. Two implementations: delimited text and JSON. Its records can be taken apart on several threads:
/// take() cuts the input into chunks one after the other, parse() takes any number of chunks apart at once, and
/// settle() brings their counts and diagnostics together again in the order in which they were taken.
class RecordReader {
 public:
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  [[nodiscard]] virtual const Detection& detection() const = 0;
  [[nodiscard]] virtual const Sample& sample() const = 0;

  /// Chooses the columns (indexes into sample().headers) of the batches, in this order. Call once,
  /// before the first chunk. The cells of other columns are not decoded.
  virtual void select(std::span<const std::size_t> columns) = 0;

  /// REQUIRES: select() was called.
  [[nodiscard]] virtual std::unique_ptr<RecordChunk> make_chunk() const = 0;
  /// Fills `chunk` with the next records; false at the end. Records of the sample are included. One call at a time.
  /// Throws Error(input_unreadable) when the system cannot read on, Error(input_invalid) when
  /// the file as a whole is broken (a compressed stream that ends early).
  virtual bool take(RecordChunk& chunk) = 0;
  /// Fills `batch` with the next records of the chunk; false when there are none left. The cells are valid until the
  /// next call with the same chunk. May run beside take() and for different chunks at once.
  virtual bool parse(RecordChunk& chunk, RecordBatch& batch) const = 0;
  /// Adds the chunk's counts and diagnostics to the reader's. Call once a chunk, in the order in which they were taken.
  void settle(RecordChunk& chunk);

  /// The same on one thread: take, parse and settle. False at the end.
  bool next(RecordBatch& batch);

  /// Of the settled chunks.
  [[nodiscard]] const ReadCounts& counts() const noexcept { return counts_; }

  [[nodiscard]] std::shared_ptr<const InputMeter> meter() const noexcept { return meter_; }
  /// About how many records there are, to make room for them; 0 when nothing tells.
  [[nodiscard]] std::size_t expected_records() const noexcept;

 protected:
  RecordReader(DiagnosticLog& log, std::shared_ptr<const InputMeter> meter) : log_(&log), meter_(std::move(meter)) {}
  /// The records of the sample took so many bytes of the stored input. Not to be called for compressed input.
  void expect_like(std::size_t records, std::size_t bytes) noexcept {
    sample_records_ = records;
    sample_bytes_ = bytes;
  }

 private:
  DiagnosticLog* log_;
  std::shared_ptr<const InputMeter> meter_;
  std::size_t sample_records_ = 0;
  std::size_t sample_bytes_ = 0;
  ReadCounts counts_;
  std::unique_ptr<RecordChunk> chunk_;  ///< of next()
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

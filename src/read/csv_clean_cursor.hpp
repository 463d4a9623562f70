#pragma once
// Walks over clean records by the structural index, many times faster than csv_cursor, and stops in front
// of the first that csv_cursor might judge otherwise. It owns no text and shares nothing, so that several
// may walk over chunks of one text, each from a record's beginning.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "csreport/read/record_reader.hpp"
#include "read/csv_cursor.hpp"
#include "read/readers.hpp"
#include "read/structural_index.hpp"

namespace csreport {

enum class WalkEnd : std::uint8_t {
  full,       ///< the batch is
  need_more,  ///< no record ends in what is left of the text, and none is over the limit of its length yet
  careful     ///< the next record is for csv_cursor
};

/// What a walk found; its records are in the batch.
struct CleanWalk {
  WalkEnd end = WalkEnd::need_more;
  std::size_t bytes = 0;    ///< to consume
  std::uint64_t lines = 0;  ///< in them
  std::int64_t records = 0;
  std::int64_t blank = 0;
};

class CleanCursor {
 public:
  /// Indexes `chunk_bytes` at a time; any value from 1 gives the same records. REQUIRES: understands() the dialect.
  CleanCursor(const CsvTable& table, const Selection& selected, std::size_t chunk_bytes);

  /// Whether there can be clean records at all in this dialect.
  static bool understands(const CsvDialect& dialect);

  /// False for a while after damage: where it is frequent, indexing in vain would cost more than it brings.
  [[nodiscard]] bool ready() const noexcept { return pause_ == 0; }

  /// Adds clean records from the front of `text` to `batch`, up to `batch_records` in all; the first lies in
  /// `line`. Undoes escapes in place. REQUIRES: ready(); `text` begins where the last walk or skip ended.
  CleanWalk walk(char* text, std::size_t size, std::uint64_t line, RecordBatch& batch, std::size_t batch_records);

  /// Another has consumed `bytes` from there.
  void skip(std::size_t bytes);

 private:
  enum class Verdict : std::uint8_t { record, blank, careful };

  std::optional<WalkEnd> walk_indexed(char* text, std::uint64_t line, RecordBatch& batch, std::size_t batch_records,
                                      CleanWalk& walk);
  [[nodiscard]] Verdict judge(const char* record, std::size_t bytes);
  [[nodiscard]] bool may_repeat_header(const char* record, std::span<const std::uint32_t> marks) const;
  void hand_out(char* record, std::size_t bytes, std::string_view* cells);
  bool extend(const char* text, std::size_t size);
  std::uint64_t pass_record();
  void restart();

  const CsvTable* table_;
  const Selection* selected_;
  StructuralIndex index_;
  std::size_t chunk_bytes_;
  std::size_t columns_;
  std::size_t record_limit_;
  std::size_t begin_ = 0;   ///< position of the next record in the index
  std::size_t mark_ = 0;    ///< the mark in front of it
  std::size_t record_ = 0;  ///< its place in record_ends()
  std::size_t inner_ = 0;   ///< the first of inner_lines() that may lie in it
  std::size_t walked_ = 0;  ///< records since the last restart
  std::size_t pause_ = 0;   ///< records to leave to the other
  std::size_t last_pause_ = 0;
};

}  // namespace csreport

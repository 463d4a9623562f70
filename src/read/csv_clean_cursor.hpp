#pragma once
// Walks over clean records by the structural index, many times faster than csv_cursor, and stops in front
// of the first that csv_cursor might judge otherwise. It owns no text and shares nothing, so that several
// may walk over stretches of one text.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "csreport/read/record_reader.hpp"
#include "read/csv_cursor.hpp"
#include "read/readers.hpp"
#include "read/structural_index.hpp"

namespace csreport {

enum class WalkEnd : std::uint8_t {
  full,    ///< the batch is
  end,     ///< of the stretch
  careful  ///< the record at text() is for csv_cursor
};

class CleanCursor {
 public:
  CleanCursor(const CsvTable& table, const Selection& selected);

  /// Whether there can be clean records at all in this dialect.
  static bool understands(const CsvDialect& dialect);

  /// Goes to whole records in which no byte is irregular, as find_clean_cut() finds them, with their marks; `line` is
  /// where they begin. Text and marks must stay where they are.
  void begin(std::span<char> text, std::span<const BlockMarks> blocks, std::uint64_t line);

  /// Adds records to `batch` and undoes their escapes in place; counts them and the blank ones.
  WalkEnd walk(RecordBatch& batch, ReadCounts& counts);

  /// From the next record to the end of the stretch.
  [[nodiscard]] std::string_view text() const noexcept { return {text_, bytes_}; }
  [[nodiscard]] char* data() noexcept { return text_; }
  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
  /// Another has judged the next record. REQUIRES: walk() said `careful`.
  void pass() { pass_record(); }

 private:
  enum class Verdict : std::uint8_t { record, blank, careful };

  [[nodiscard]] Verdict judge(std::size_t bytes);
  [[nodiscard]] bool may_repeat_header(std::span<const std::uint32_t> marks) const;
  void hand_out(std::size_t bytes, RecordBatch& batch);
  bool extend();
  void pass_record();

  const CsvTable* table_;
  const Selection* selected_;
  StructuralIndex index_;
  std::span<const BlockMarks> blocks_;  ///< not yet indexed
  std::size_t columns_;
  char* text_ = nullptr;    ///< the next record
  std::size_t bytes_ = 0;   ///< from there to the end of the stretch
  std::uint64_t line_ = 1;  ///< where it begins
  std::size_t begin_ = 0;   ///< its position in the index
  std::size_t mark_ = 0;    ///< the mark in front of it
  std::size_t record_ = 0;  ///< its place in record_ends()
  std::size_t inner_ = 0;   ///< the first of inner_lines() that may lie in it
};

}  // namespace csreport

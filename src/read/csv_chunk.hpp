#pragma once
// Some whole records of delimited text in a buffer of their own, and how they are taken apart: clean stretches by the
// structural index, records that were judged when the chunk was cut as they were judged.

#include <string>
#include <string_view>
#include <vector>

#include "read/chunk_text.hpp"
#include "read/csv_clean_cursor.hpp"
#include "read/csv_cursor.hpp"

namespace csreport {

class CsvChunk final : public RecordChunk {
 public:
  CsvChunk(const std::string& path, const CsvTable& table, const Selection& selected);

  // --- while it is filled ---------------------------------------------------------------------------

  /// Forgets what was taken apart; the text is filled by a ChunkLoader afterwards.
  void restart();
  [[nodiscard]] std::size_t memory() const override { return text_.memory(); }
  ChunkText& text() noexcept { return text_; }
  /// True before anything was consumed.
  [[nodiscard]] bool fresh() const noexcept { return text_.position() == 0; }

  /// The front of the rest holds whole records without an irregular byte, whose marks were written to blocks() from
  /// block_count() on; the first begins in `line`.
  void add_clean(const CleanCut& cut, std::uint64_t line);
  std::vector<BlockMarks>& blocks() noexcept { return blocks_; }
  [[nodiscard]] std::size_t block_count() const noexcept { return block_count_; }
  /// The front of the rest is what `cursor` judged to be `step`: its row is kept, the others are counted and noted.
  void add_step(const CsvStep& step, const CsvCursor& cursor);

  // --- afterwards -----------------------------------------------------------------------------------

  /// The next records; false when there are none left.
  bool parse(RecordBatch& batch);

 private:
  /// A clean stretch or one judged record.
  struct Piece {
    std::size_t begin = 0;
    std::size_t bytes = 0;
    std::uint64_t line = 0;
    std::size_t first_block = 0;  ///< of a clean stretch, in blocks_
    std::size_t first_cell = 0;   ///< of a judged record, in cells_
    std::size_t cells = 0;        ///< 0: a clean stretch
  };

  bool parse_clean(RecordBatch& batch);
  void judge_next_record(RecordBatch& batch);
  void hand_out(const Piece& piece, RecordBatch& batch);
  void hand_out(char* record, std::span<const CsvCell> cells, std::uint64_t line, RecordBatch& batch);
  void note(const CsvStep& step, std::string_view text, const CsvCursor& cursor);

  const std::string& path_;
  const CsvTable& table_;
  const Selection& selected_;
  ChunkText text_;
  std::vector<Piece> pieces_;
  std::vector<BlockMarks> blocks_;  ///< storage, which is not cleared for each chunk; what is valid is in the count
  std::size_t block_count_ = 0;
  std::vector<CsvCell> cells_;
  std::size_t piece_ = 0;  ///< the next one to take apart
  bool inside_ = false;    ///< `clean_` is in it
  CleanCursor clean_;
  CsvCursor judge_;  ///< of records in clean stretches that are no clean rows
};

}  // namespace csreport

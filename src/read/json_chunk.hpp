#pragma once
// Some JSON records in a buffer of their own, and how they are taken apart: whole lines, of which each stands for
// itself, or single objects whose ends were found when the chunk was filled.

#include <string>
#include <string_view>
#include <vector>

#include "csreport/read/record_reader.hpp"
#include "read/chunk_text.hpp"
#include "read/json_cells.hpp"
#include "read/json_clean_record.hpp"
#include "read/json_cursor.hpp"
#include "read/json_fault.hpp"
#include "read/json_paths.hpp"
#include "read/json_record.hpp"
#include "read/readers.hpp"

namespace csreport {

class JsonChunk final : public RecordChunk {
 public:
  /// `before` is a cursor that has not begun. REQUIRES: `path` and `selected` outlive the chunk.
  JsonChunk(const std::string& path, const Selection& selected, const JsonPaths& paths, const JsonCursor& before);

  // --- while it is filled ---------------------------------------------------------------------------

  /// To be filled by a ChunkLoader after begin().
  [[nodiscard]] std::size_t memory() const override { return text_.memory(); }
  ChunkText& text() noexcept { return text_; }
  void begin();
  /// True before anything was found in it.
  [[nodiscard]] bool fresh() const noexcept { return text_.position() == 0 && pieces_.empty(); }

  /// The front of the rest is whole lines, judged by nobody yet.
  void add_lines(std::size_t bytes, const JsonCursor& cursor);
  /// The front of the rest is what `cursor` says.
  void add_step(const JsonStep& step, const JsonCursor& cursor);

  // --- afterwards -----------------------------------------------------------------------------------

  /// The next records; false when there are none left.
  bool parse(RecordBatch& batch);

 private:
  /// Lines, one object, or what was rejected already.
  struct Piece {
    enum class Kind : std::uint8_t { lines, object, fault };
    Kind kind = Kind::lines;
    std::size_t begin = 0;
    std::size_t bytes = 0;
    JsonPlace place;
    std::size_t fault = 0;  ///< in faults_
  };

  bool parse_lines(const Piece& piece, RecordBatch& batch);
  bool parse_clean_object(RecordBatch& batch);
  void parse_object(std::size_t begin, std::size_t bytes, JsonPlace place, RecordBatch& batch);
  void hand_out(std::size_t begin, std::uint64_t line, RecordBatch& batch);
  void note_notes(std::uint64_t line, std::size_t lone_surrogates);
  void reject(const JsonFault& fault);

  const std::string& path_;
  const Selection& selected_;
  JsonPaths paths_;  // a copy: it remembers which member came last
  JsonCells cells_;
  JsonRecord record_{paths_, cells_};
  JsonCleanRecord clean_{paths_, cells_};
  CleanPaths clean_paths_;
  JsonCursor before_;

  ChunkText text_;
  std::vector<Piece> pieces_;
  std::vector<JsonFault> faults_;
  std::size_t piece_ = 0;  ///< the next one to take apart
  bool inside_ = false;    ///< cursor_ is in it, at at_
  std::size_t at_ = 0;
  JsonCursor cursor_;
};

}  // namespace csreport

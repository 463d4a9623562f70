#include "read/csv_chunk.hpp"

namespace csreport {

CsvChunk::CsvChunk(const std::string& path, const CsvTable& table, const Selection& selected)
    : path_(path), table_(table), selected_(selected), clean_(table, selected), judge_(table) {}

void CsvChunk::restart() {
  pieces_.clear();
  block_count_ = 0;
  cells_.clear();
  piece_ = 0;
  inside_ = false;
}

void CsvChunk::add_clean(const CleanCut& cut, std::uint64_t line) {
  pieces_.push_back({.begin = text_.position(), .bytes = cut.bytes, .line = line, .first_block = block_count_});
  block_count_ += cut.blocks;
  text_.consume(cut.bytes);
}

void CsvChunk::add_step(const CsvStep& step, const CsvCursor& cursor) {
  const auto text = text_.rest().substr(0, step.bytes);
  if (!step.code.empty()) note(step, text, cursor);
  if (step.kind == StepKind::record) {
    const auto& cells = cursor.record().cells;
    pieces_.push_back({.begin = text_.position(),
                       .bytes = step.bytes,
                       .line = step.line,
                       .first_cell = cells_.size(),
                       .cells = cells.size()});
    cells_.insert(cells_.end(), cells.begin(), cells.end());
    ++counts.records;
  }
  counts.blank += step.kind == StepKind::blank;
  counts.rejected += step.kind == StepKind::rejected;
  text_.consume(step.bytes);
}

bool CsvChunk::parse(RecordBatch& batch) {
  batch.restart(selected_.size(), kBatchRecords);
  while (piece_ < pieces_.size() && !batch.full()) {
    const Piece& piece = pieces_[piece_];
    if (piece.cells > 0) {
      hand_out(piece, batch);
      ++piece_;
    } else if (!parse_clean(batch)) {
      ++piece_;
    }
  }
  return batch.records() > 0;
}

/// False at the end of the stretch.
bool CsvChunk::parse_clean(RecordBatch& batch) {
  const Piece& piece = pieces_[piece_];
  if (!inside_) {
    const std::size_t blocks = (piece.bytes + structural::kBlock - 1) / structural::kBlock;
    clean_.begin({text_.data(piece.begin), piece.bytes}, std::span(blocks_).subspan(piece.first_block, blocks),
                 piece.line);
  }
  inside_ = true;
  for (;;) {
    switch (clean_.walk(batch, counts)) {
      case WalkEnd::full: return true;
      case WalkEnd::end: inside_ = false; return false;
      case WalkEnd::careful: judge_next_record(batch); break;
    }
  }
}

/// A record of a clean stretch is whole; only what it is worth is open.
void CsvChunk::judge_next_record(RecordBatch& batch) {
  judge_.begin_at(clean_.line());
  const auto step = judge_.step(clean_.text(), /*at_end=*/false);
  if (!step.code.empty()) note(step, clean_.text().substr(0, step.bytes), judge_);
  if (step.kind == StepKind::record) {
    hand_out(clean_.data(), judge_.record().cells, step.line, batch);
    ++counts.records;
  }
  counts.blank += step.kind == StepKind::blank;
  counts.rejected += step.kind == StepKind::rejected;
  clean_.pass();
}

void CsvChunk::hand_out(const Piece& piece, RecordBatch& batch) {
  hand_out(text_.data(piece.begin), std::span(cells_).subspan(piece.first_cell, piece.cells), piece.line, batch);
}

void CsvChunk::hand_out(char* record, std::span<const CsvCell> cells, std::uint64_t line, RecordBatch& batch) {
  selected_.decode_into(batch.add_record(line), batch.stride(), [&](std::size_t column) {
    return column < cells.size() ? cell_text_in_place(cells[column], record, table_.dialect) : std::string_view{};
  });
}

void CsvChunk::note(const CsvStep& step, std::string_view text, const CsvCursor& cursor) {
  const auto consequence = step.kind == StepKind::rejected ? Consequence::row_rejected : Consequence::note;
  text = text.substr(0, text.find_last_not_of("\r\n") + 1);
  log.add(consequence, step.code, path_, {}, step.line, snippet(text), cursor.expected(step.code));
}

}  // namespace csreport

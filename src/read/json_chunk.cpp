#include "read/json_chunk.hpp"

namespace csreport {
namespace {

JsonPlace place_of(const JsonCursor& cursor) { return {.line = cursor.line(), .column = cursor.column()}; }

}  // namespace

JsonChunk::JsonChunk(const std::string& path, const Selection& selected, const JsonPaths& paths,
                     const JsonCursor& before)
    : path_(path),
      selected_(selected),
      paths_(paths),
      clean_paths_(before.clean_paths()),
      before_(before),
      cursor_(before) {}

void JsonChunk::begin() {
  pieces_.clear();
  faults_.clear();
  piece_ = 0;
  inside_ = false;
}

void JsonChunk::add_lines(std::size_t bytes, const JsonCursor& cursor) {
  pieces_.push_back({.kind = Piece::Kind::lines, .begin = text_.position(), .bytes = bytes, .place = place_of(cursor)});
  text_.consume(bytes);
}

void JsonChunk::add_step(const JsonStep& step, const JsonCursor& cursor) {
  const Piece piece{.begin = text_.position(), .bytes = step.bytes, .place = place_of(cursor), .fault = faults_.size()};
  if (step.kind == JsonStepKind::object) {
    pieces_.push_back(piece);
    pieces_.back().kind = Piece::Kind::object;
  }
  if (step.kind == JsonStepKind::rejected) {
    pieces_.push_back(piece);
    pieces_.back().kind = Piece::Kind::fault;
    faults_.push_back(describe_json_fault(step.code, step.expected, text_.rest(), step.fault_at, piece.place));
  }
  text_.consume(step.bytes);
}

bool JsonChunk::parse(RecordBatch& batch) {
  batch.restart(selected_.size(), kBatchRecords);
  while (piece_ < pieces_.size() && !batch.full()) {
    const Piece& piece = pieces_[piece_];
    switch (piece.kind) {
      case Piece::Kind::lines:
        if (parse_lines(piece, batch)) return true;
        break;
      case Piece::Kind::object: parse_object(piece.begin, piece.bytes, piece.place, batch); break;
      case Piece::Kind::fault: reject(faults_[piece.fault]); break;
    }
    ++piece_;
  }
  return batch.records() > 0;
}

/// True when the batch is full, false at the end of the lines.
bool JsonChunk::parse_lines(const Piece& piece, RecordBatch& batch) {
  if (!inside_) {
    cursor_ = before_;
    cursor_.begin_at_line(piece.place.line);
    at_ = piece.begin;
  }
  inside_ = true;
  const std::size_t end = piece.begin + piece.bytes;
  while (!batch.full()) {
    if (at_ < end && parse_clean_object(batch)) continue;
    const auto text = text_.from(at_).substr(0, end - at_);
    const auto step = cursor_.step(text, /*at_end=*/false);
    if (step.kind == JsonStepKind::need_more) {
      inside_ = false;
      return false;
    }
    const auto place = place_of(cursor_);
    // Lines are counted before escapes are undone in the same bytes, where a \n becomes a line end.
    cursor_.consumed(text.substr(0, step.bytes));
    if (step.kind == JsonStepKind::object) parse_object(at_, step.bytes, place, batch);
    if (step.kind == JsonStepKind::rejected)
      reject(describe_json_fault(step.code, step.expected, text, step.fault_at, place));
    at_ += step.bytes;
  }
  return true;
}

/// Where a clean object begins: its end is found while it is taken apart.
bool JsonChunk::parse_clean_object(RecordBatch& batch) {
  const auto text = text_.from(at_);
  if (clean_paths_ == CleanPaths::off || !cursor_.at_object(text)) return false;
  const std::size_t bytes = clean_.parse(text, LinesInside::no);
  if (bytes == 0 || bytes > cursor_.max_record_bytes()) return false;
  const std::size_t begin = at_;
  cursor_.pass_object(bytes);
  at_ += bytes;
  hand_out(begin, cursor_.line(), batch);
  return true;
}

void JsonChunk::parse_object(std::size_t begin, std::size_t bytes, JsonPlace place, RecordBatch& batch) {
  const bool clean =
      clean_paths_ == CleanPaths::tried_first && clean_.parse(text_.from(begin), LinesInside::yes) == bytes;
  const auto text = text_.from(begin).substr(0, bytes);
  if (clean || record_.parse(text)) {
    hand_out(begin, place.line, batch);
  } else {
    reject(describe_json_fault("invalid_json", record_.expected(), text, record_.fault_at(), place));
  }
}

void JsonChunk::hand_out(std::size_t begin, std::uint64_t line, RecordBatch& batch) {
  char* const text = text_.data(begin);
  std::size_t lone_surrogates = 0;
  selected_.decode_into(batch.add_record(line), batch.stride(), [&](std::size_t column) {
    return json_cell_in_place(cells_.cell(column), text, lone_surrogates);
  });
  note_notes(line, lone_surrogates);
  ++counts.records;
}

void JsonChunk::note_notes(std::uint64_t line, std::size_t lone_surrogates) {
  for (const int column : cells_.duplicates()) {
    const auto name = valid_utf8(paths_.path(static_cast<std::size_t>(column)));
    log.add(Consequence::note, "duplicate_key", path_, {}, line, name, {"expected.name_once", {}});
  }
  for (std::size_t i = 0; i < lone_surrogates; ++i) {
    log.add(Consequence::note, "lone_surrogate", path_, {}, line, {}, {"expected.paired_surrogates", {}});
  }
}

void JsonChunk::reject(const JsonFault& fault) {
  log.add(Consequence::row_rejected, fault.code, path_, {}, fault.record_line, fault.text, expected_phrase(fault));
  ++counts.rejected;
}

}  // namespace csreport

// JSON as records: find the list, sample its records for the columns, then chunks of whole objects. Where records begin
// and end is decided in json_cursor, one after the other; what is in them in json_record, on any thread.

#include <fmt/format.h>

#include <algorithm>

#include "csreport/core/error.hpp"
#include "read/json_cursor.hpp"
#include "read/json_record.hpp"
#include "read/readers.hpp"

namespace csreport {
namespace {

/// A fault in words and numbers that people can look up.
struct Fault {
  std::string_view code;
  std::string_view expected;
  std::uint64_t record_line = 0;
  std::uint64_t line = 0;  ///< of the fault
  std::size_t column = 0;  ///< in bytes from 1
  std::string text;        ///< what stands there
};

/// Where a record begins: its line, and how many bytes stand in front of it there.
struct Place {
  std::uint64_t line = 0;
  std::size_t column = 0;
};

Fault describe(std::string_view code, std::string_view expected, std::string_view text, std::size_t fault_at,
               Place place) {
  fault_at = std::min(fault_at, text.size());
  Fault fault{.code = code,
              .expected = expected,
              .record_line = place.line,
              .line = place.line,
              .column = place.column + fault_at + 1,
              .text = {}};
  std::size_t line_begin = 0;
  for (std::size_t i = 0; i < fault_at; ++i) {
    if (text[i] != '\n' && !(text[i] == '\r' && text.substr(i + 1, 1) != "\n")) continue;
    ++fault.line;
    line_begin = i + 1;
  }
  if (line_begin > 0) fault.column = fault_at - line_begin + 1;
  text = text.substr(fault_at, Diagnostic::kMaxValueBytes);
  fault.text = snippet(text.substr(0, text.find_first_of("\r\n")));
  return fault;
}

/// Whole objects in a buffer of their own, and how they are taken apart.
class JsonChunk final : public RecordChunk {
 public:
  JsonChunk(const std::string& path, const JsonPaths& paths, const Selection& selected)
      : path_(path), selected_(selected), paths_(paths), record_(paths_, cells_) {}

  void restart() {
    text_.clear();
    objects_.clear();
    next_ = 0;
    used_ = false;
  }
  void add_object(std::string_view text, Place place) {
    objects_.push_back({text_.size(), text.size(), place});
    text_.insert(text_.end(), text.begin(), text.end());
    used_ = true;
  }
  void add_rejected(const Fault& fault) {
    note_rejected(fault);
    ++counts.rejected;
    used_ = true;
  }
  [[nodiscard]] bool used() const noexcept { return used_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return text_.size(); }

  bool parse(RecordBatch& batch) {
    batch.restart(selected_.size(), kBatchRecords);
    while (next_ < objects_.size() && !batch.full()) hand_out(objects_[next_++], batch);
    return batch.records() > 0;
  }

 private:
  struct Object {
    std::size_t begin = 0;
    std::size_t bytes = 0;
    Place place;
  };

  void hand_out(const Object& object, RecordBatch& batch);
  void note_notes(std::uint64_t line, std::size_t lone_surrogates);
  void note_rejected(const Fault& fault);

  const std::string& path_;
  const Selection& selected_;
  JsonPaths paths_;  // a copy: it remembers which member came last
  JsonCells cells_;
  JsonRecord record_;
  std::vector<char> text_;
  std::vector<Object> objects_;
  std::size_t next_ = 0;
  bool used_ = false;
};

void JsonChunk::hand_out(const Object& object, RecordBatch& batch) {
  char* const text = text_.data() + object.begin;
  if (!record_.parse({text, object.bytes})) {
    add_rejected(describe("invalid_json", record_.expected(), {text, object.bytes}, record_.fault_at(), object.place));
    return;
  }
  std::size_t lone_surrogates = 0;
  selected_.decode_into(batch.add_record(object.place.line), batch.stride(), [&](std::size_t column) {
    return json_cell_in_place(cells_.cell(column), text, lone_surrogates);
  });
  note_notes(object.place.line, lone_surrogates);
  ++counts.records;
}

void JsonChunk::note_notes(std::uint64_t line, std::size_t lone_surrogates) {
  for (const int column : cells_.duplicates()) {
    const auto name = valid_utf8(paths_.path(static_cast<std::size_t>(column)));
    log.add(Consequence::note, "duplicate_key", path_, {}, line, name, "each name once in an object");
  }
  for (std::size_t i = 0; i < lone_surrogates; ++i) {
    log.add(Consequence::note, "lone_surrogate", path_, {}, line, {}, "surrogates in pairs");
  }
}

void JsonChunk::note_rejected(const Fault& fault) {
  const auto expected = fault.code == "not_an_object"
                            ? std::string(fault.expected)
                            : fmt::format("{} at line {}, column {}", fault.expected, fault.line, fault.column);
  log.add(Consequence::row_rejected, fault.code, path_, {}, fault.record_line, fault.text, expected);
}

class JsonReader final : public RecordReader {
 public:
  explicit JsonReader(ReaderInput input)
      : RecordReader(*input.log),
        path_(std::move(input.path)),
        window_(std::move(input.window)),
        detection_(std::move(input.detection)),
        log_(input.log),
        limit_(std::clamp<std::size_t>(input.options.max_record_bytes, 1, std::size_t{1} << 40)),
        chunk_bytes_(std::max<std::size_t>(input.options.chunk_bytes, 1)),
        cursor_(open_list(input.options)),
        record_(paths_, cells_) {
    take_sample();
  }

  [[nodiscard]] const Detection& detection() const override { return detection_; }
  [[nodiscard]] const Sample& sample() const override { return sample_; }
  void select(std::span<const std::size_t> columns) override;
  [[nodiscard]] std::unique_ptr<RecordChunk> make_chunk() const override {
    return std::make_unique<JsonChunk>(path_, paths_, selected_);
  }
  bool take(RecordChunk& chunk) override;
  bool parse(RecordChunk& chunk, RecordBatch& batch) const override {
    return static_cast<JsonChunk&>(chunk).parse(batch);
  }

 private:
  JsonCursor open_list(const ReadOptions& options);
  void take_sample();
  void name_columns();
  void add_sample_row(std::string_view object);
  [[noreturn]] void refuse(const Fault& fault) const;
  static Place place_of(const JsonCursor& cursor) { return {cursor.line(), cursor.column()}; }

  std::string path_;
  TextWindow window_;
  Detection detection_;
  DiagnosticLog* log_;
  std::size_t limit_;
  std::size_t chunk_bytes_;
  JsonCursor cursor_;
  JsonPaths paths_;
  JsonCells cells_;
  JsonRecord record_;
  Sample sample_;
  std::vector<std::size_t> columns_;  ///< of paths_, for each header of the sample
  Selection selected_;
};

JsonCursor JsonReader::open_list(const ReadOptions& options) {
  const auto head = window_.text().substr(0, kHeadBytes);
  const auto layout = find_json_records(head, options.list_names);
  detection_.container = layout.container;
  detection_.list_name = layout.list_name;
  detection_.reasons.push_back(layout.reason);
  JsonCursor cursor(layout, limit_);
  cursor.consumed(head.substr(0, layout.offset));
  window_.consume(layout.offset);
  return cursor;
}

/// Looks ahead without consuming, inside the head only. A text in which no record is found there is
/// refused: it is not JSON, or holds no table.
void JsonReader::take_sample() {
  const auto head_left = static_cast<std::size_t>(kHeadBytes - std::min<std::uint64_t>(kHeadBytes, window_.position()));
  auto text = window_.text().substr(0, head_left);
  const bool whole = window_.at_end() && text.size() == window_.text().size();
  JsonCursor cursor = cursor_;
  std::vector<Fault> faults;
  while (sample_.rows.size() < kSampleRecords && sample_.rows.size() * paths_.columns() < kSampleCells) {
    const auto step = cursor.step(text, whole);
    if (step.kind == JsonStepKind::end || step.kind == JsonStepKind::need_more) break;
    const auto piece = text.substr(0, step.bytes);
    if (step.kind == JsonStepKind::object) {
      if (record_.parse(piece)) {
        add_sample_row(piece);
      } else if (faults.empty()) {
        faults.push_back(describe("invalid_json", record_.expected(), piece, record_.fault_at(), place_of(cursor)));
      }
    } else if (step.kind == JsonStepKind::rejected && faults.empty()) {
      faults.push_back(describe(step.code, step.expected, text, step.fault_at, place_of(cursor)));
    }
    cursor.consumed(piece);
    text.remove_prefix(step.bytes);
  }
  paths_.close();
  if (sample_.rows.empty() && !faults.empty()) refuse(faults.front());
  if (sample_.rows.empty() && !whole) {
    throw Error(ExitCode::input_invalid,
                fmt::format("{}: no record ends in its first {} bytes", input_name(path_), kHeadBytes),
                "give a list of records, an object that holds one, or one record a line");
  }
  name_columns();
}

/// A member that is an object here and null there has columns below it and none of its own.
void JsonReader::name_columns() {
  for (auto& row : sample_.rows) row.resize(paths_.columns());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < paths_.columns(); ++i) {
    const auto is_empty = [i](const auto& row) { return row[i].empty(); };
    if (paths_.has_members(i) && std::all_of(sample_.rows.begin(), sample_.rows.end(), is_empty)) continue;
    columns_.push_back(i);
    names.push_back(paths_.path(i));
  }
  sample_.headers = column_names(names, path_, cursor_.line(), *log_);
  if (columns_.size() == paths_.columns()) return;
  for (auto& row : sample_.rows) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] != i) row[i] = std::move(row[columns_[i]]);
    }
    row.resize(columns_.size());
  }
}

void JsonReader::select(std::span<const std::size_t> columns) {
  std::vector<std::size_t> chosen;
  for (const std::size_t column : columns) chosen.push_back(columns_[column]);
  selected_.set(chosen);
}

void JsonReader::add_sample_row(std::string_view object) {
  std::string copy(object);
  std::size_t lone = 0;
  auto& row = sample_.rows.emplace_back();
  for (std::size_t i = 0; i < paths_.columns(); ++i) {
    row.emplace_back(json_cell_in_place(cells_.cell(i), copy.data(), lone));
  }
}

void JsonReader::refuse(const Fault& fault) const {
  const auto name = input_name(path_);
  if (fault.code == "not_an_object") {
    throw Error(ExitCode::input_invalid, fmt::format("{}: is JSON, but holds no list of objects", name),
                "give a list of records, an object that holds one, or one record a line", fault.text);
  }
  throw Error(ExitCode::input_invalid,
              fmt::format("{}:{}:{}: is not valid JSON: expected {}", name, fault.line, fault.column, fault.expected),
              "export or download the file again", fault.text);
}

bool JsonReader::take(RecordChunk& any) {
  auto& chunk = static_cast<JsonChunk&>(any);
  chunk.restart();
  while (chunk.bytes() < chunk_bytes_) {
    const auto step = cursor_.step(window_.text(), window_.at_end());
    if (step.kind == JsonStepKind::end) break;
    if (step.kind == JsonStepKind::need_more) {
      window_.fill();
      continue;
    }
    const auto text = window_.text().substr(0, step.bytes);
    if (step.kind == JsonStepKind::rejected) {
      chunk.add_rejected(describe(step.code, step.expected, window_.text(), step.fault_at, place_of(cursor_)));
    }
    if (step.kind == JsonStepKind::object) chunk.add_object(text, place_of(cursor_));
    cursor_.consumed(text);
    window_.consume(step.bytes);
  }
  return chunk.used();
}

}  // namespace

std::unique_ptr<RecordReader> make_json_reader(ReaderInput input) {
  return std::make_unique<JsonReader>(std::move(input));
}

}  // namespace csreport

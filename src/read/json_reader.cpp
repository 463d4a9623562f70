// JSON as records: find the list, sample its records for the columns, then batches of the selected
// cells. Where records begin and end is decided in json_cursor, what is in them in json_record.

#include <fmt/format.h>

#include <algorithm>

#include "csreport/core/error.hpp"
#include "read/json_clean_record.hpp"
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

Fault describe(std::string_view code, std::string_view expected, std::string_view text, std::size_t fault_at,
               const JsonCursor& cursor) {
  fault_at = std::min(fault_at, text.size());
  Fault fault{.code = code,
              .expected = expected,
              .record_line = cursor.line(),
              .line = cursor.line(),
              .column = cursor.column() + fault_at + 1,
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

class JsonReader final : public RecordReader {
 public:
  explicit JsonReader(ReaderInput input)
      : path_(std::move(input.path)),
        window_(std::move(input.window)),
        detection_(std::move(input.detection)),
        log_(input.log),
        limit_(std::clamp<std::size_t>(input.options.max_record_bytes, 1, std::size_t{1} << 40)),
        cursor_(open_list(input.options)),
        record_(paths_, cells_),
        clean_(paths_, cells_),
        careful_(input.options.careful) {
    take_sample();
  }

  [[nodiscard]] const Detection& detection() const override { return detection_; }
  [[nodiscard]] const Sample& sample() const override { return sample_; }
  [[nodiscard]] const ReadCounts& counts() const override { return counts_; }
  void select(std::span<const std::size_t> columns) override;
  bool next(RecordBatch& batch) override;

 private:
  JsonCursor open_list(const ReadOptions& options);
  void take_sample();
  void name_columns();
  void add_sample_row(std::string_view object);
  [[noreturn]] void refuse(const Fault& fault) const;
  JsonStep step();
  bool hand_out(const JsonStep& step, RecordBatch& batch);
  void note_notes(std::uint64_t line, std::size_t lone_surrogates);
  void note_rejected(const Fault& fault);

  std::string path_;
  TextWindow window_;
  Detection detection_;
  DiagnosticLog* log_;
  std::size_t limit_;
  JsonCursor cursor_;
  JsonPaths paths_;
  JsonCells cells_;
  JsonRecord record_;
  JsonCleanRecord clean_;
  bool careful_;
  Sample sample_;
  ReadCounts counts_;
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
        faults.push_back(describe("invalid_json", record_.expected(), piece, record_.fault_at(), cursor));
      }
    } else if (step.kind == JsonStepKind::rejected && faults.empty()) {
      faults.push_back(describe(step.code, step.expected, text, step.fault_at, cursor));
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

bool JsonReader::next(RecordBatch& batch) {
  batch.width = selected_.size();
  batch.cells.clear();
  batch.lines.clear();
  batch.first_record = static_cast<std::uint64_t>(counts_.records + counts_.rejected) + 1;
  while (batch.records() < kBatchRecords) {
    const auto step = this->step();
    if (step.kind == JsonStepKind::end) break;
    if (step.kind == JsonStepKind::need_more) {
      if (batch.records() > 0) break;  // its cells lie in the window, which must not move now
      window_.fill();
      continue;
    }
    bool rejected = step.kind == JsonStepKind::rejected;
    if (rejected) note_rejected(describe(step.code, step.expected, window_.text(), step.fault_at, cursor_));
    if (step.kind == JsonStepKind::object) {
      rejected = !hand_out(step, batch);
    } else {
      cursor_.consumed(window_.text().substr(0, step.bytes));
    }
    window_.consume(step.bytes);
    if (!rejected) continue;
    ++counts_.rejected;
    if (batch.records() > 0) break;  // the records of a batch are consecutive
    ++batch.first_record;
  }
  return batch.records() > 0;
}

/// A clean object is taken apart while its end is looked for.
JsonStep JsonReader::step() {
  const auto text = window_.text();
  if (!careful_ && cursor_.at_object(text)) {
    const std::size_t bytes = clean_.parse(text, cursor_.lines_inside());
    if (bytes > 0 && bytes <= limit_) return cursor_.clean_object(bytes);
  }
  return cursor_.step(text, window_.at_end());
}

/// False when the object is not valid JSON. Lines are counted before escapes are undone in the same
/// bytes, where a \n becomes a line end.
bool JsonReader::hand_out(const JsonStep& step, RecordBatch& batch) {
  const auto object = window_.text().substr(0, step.bytes);
  const bool valid = step.clean || record_.parse(object);
  if (!valid) note_rejected(describe("invalid_json", record_.expected(), object, record_.fault_at(), cursor_));
  const std::uint64_t line = cursor_.line();
  cursor_.consumed(object);
  if (!valid) return false;
  std::size_t lone_surrogates = 0;
  batch.lines.push_back(line);
  selected_.append(batch.cells, [&](std::size_t column) {
    return json_cell_in_place(cells_.cell(column), window_.data(), lone_surrogates);
  });
  note_notes(line, lone_surrogates);
  ++counts_.records;
  return true;
}

void JsonReader::note_notes(std::uint64_t line, std::size_t lone_surrogates) {
  for (const int column : cells_.duplicates()) {
    const auto name = valid_utf8(paths_.path(static_cast<std::size_t>(column)));
    log_->add(Consequence::note, "duplicate_key", path_, {}, line, name, "each name once in an object");
  }
  for (std::size_t i = 0; i < lone_surrogates; ++i) {
    log_->add(Consequence::note, "lone_surrogate", path_, {}, line, {}, "surrogates in pairs");
  }
}

void JsonReader::note_rejected(const Fault& fault) {
  const auto expected = fault.code == "not_an_object"
                            ? std::string(fault.expected)
                            : fmt::format("{} at line {}, column {}", fault.expected, fault.line, fault.column);
  log_->add(Consequence::row_rejected, fault.code, path_, {}, fault.record_line, fault.text, expected);
}

}  // namespace

std::unique_ptr<RecordReader> make_json_reader(ReaderInput input) {
  return std::make_unique<JsonReader>(std::move(input));
}

}  // namespace csreport

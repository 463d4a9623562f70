// JSON as records: find the list, sample its records for the columns, then chunks of whole objects. Where records begin
// and end is decided in json_cursor, one after the other; what is in them in json_record, on any thread.

#include <fmt/format.h>

#include <algorithm>

#include "csreport/core/error.hpp"
#include "read/json_chunk.hpp"
#include "read/json_cursor.hpp"
#include "read/json_record.hpp"
#include "read/readers.hpp"

namespace csreport {
namespace {

class JsonReader final : public RecordReader {
 public:
  explicit JsonReader(ReaderInput input)
      : RecordReader(*input.log, std::move(input.meter)),
        path_(std::move(input.path)),
        window_(std::move(input.window)),
        detection_(std::move(input.detection)),
        log_(input.log),
        layout_(find_list(input.options)),
        begin_(layout_, std::clamp<std::size_t>(input.options.max_record_bytes, 1, std::size_t{1} << 40),
               input.options.careful ? CleanPaths::off : CleanPaths::tried_first),
        cursor_(begin_),
        loader_(window_, input.options.chunk_bytes) {
    go_to_list();
    take_sample();
  }

  [[nodiscard]] const Detection& detection() const override { return detection_; }
  [[nodiscard]] const Sample& sample() const override { return sample_; }
  void select(std::span<const std::size_t> columns) override;
  [[nodiscard]] std::unique_ptr<RecordChunk> make_chunk() const override {
    return std::make_unique<JsonChunk>(path_, selected_, paths_, begin_);
  }
  bool take(RecordChunk& chunk) override;
  bool parse(RecordChunk& chunk, RecordBatch& batch) const override {
    return static_cast<JsonChunk&>(chunk).parse(batch);
  }

 private:
  JsonLayout find_list(const ReadOptions& options);
  void go_to_list();
  void take_sample();
  void name_columns();
  void add_sample_row(const JsonCells& cells, std::string_view object);
  [[noreturn]] void refuse(const JsonFault& fault) const;
  void cut(JsonChunk& chunk);
  bool cut_lines(JsonChunk& chunk);
  void load_quote(JsonChunk& chunk, std::size_t fault_at);

  std::string path_;
  TextWindow window_;
  Detection detection_;
  DiagnosticLog* log_;
  JsonLayout layout_;
  JsonCursor begin_;   ///< at the beginning of the text
  JsonCursor cursor_;  ///< where the chunks taken so far end
  ChunkLoader loader_;
  JsonPaths paths_;
  Sample sample_;
  std::vector<std::size_t> columns_;  ///< of paths_, for each header of the sample
  Selection selected_;
};

JsonLayout JsonReader::find_list(const ReadOptions& options) {
  auto layout = find_json_records(window_.text().substr(0, kHeadBytes), options.list_names);
  detection_.container = layout.container;
  detection_.list_name = layout.list_name;
  detection_.reasons.push_back(layout.reason);
  return layout;
}

void JsonReader::go_to_list() {
  cursor_.consumed(window_.text().substr(0, layout_.offset));
  window_.consume(layout_.offset);
}

/// Looks ahead without consuming, inside the head only. A text in which no record is found there is
/// refused: it is not JSON, or holds no table.
void JsonReader::take_sample() {
  const auto head_left = static_cast<std::size_t>(kHeadBytes - std::min<std::uint64_t>(kHeadBytes, window_.position()));
  auto text = window_.text().substr(0, head_left);
  const bool whole = window_.at_end() && text.size() == window_.text().size();
  JsonCursor cursor = cursor_;
  JsonCells cells;
  JsonRecord record(paths_, cells);
  std::vector<JsonFault> faults;
  std::size_t seen = 0;
  while (sample_.rows.size() < kSampleRecords && sample_.rows.size() * paths_.columns() < kSampleCells) {
    const auto step = cursor.step(text, whole);
    if (step.kind == JsonStepKind::end || step.kind == JsonStepKind::need_more) break;
    const auto piece = text.substr(0, step.bytes);
    const JsonPlace place{.line = cursor.line(), .column = cursor.column()};
    if (step.kind == JsonStepKind::object) {
      if (record.parse(piece)) {
        add_sample_row(cells, piece);
      } else if (faults.empty()) {
        faults.push_back(describe_json_fault("invalid_json", record.expected(), piece, record.fault_at(), place));
      }
    } else if (step.kind == JsonStepKind::rejected && faults.empty()) {
      faults.push_back(describe_json_fault(step.code, step.expected, text, step.fault_at, place));
    }
    cursor.consumed(piece);
    text.remove_prefix(step.bytes);
    seen += step.bytes;
  }
  detection_.nested_lists = record.nested_lists();
  if (detection_.compression.empty()) expect_like(sample_.rows.size(), seen);
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

void JsonReader::add_sample_row(const JsonCells& cells, std::string_view object) {
  std::string copy(object);
  std::size_t lone = 0;
  auto& row = sample_.rows.emplace_back();
  for (std::size_t i = 0; i < paths_.columns(); ++i) {
    row.emplace_back(json_cell_in_place(cells.cell(i), copy.data(), lone));
  }
}

void JsonReader::refuse(const JsonFault& fault) const {
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
  chunk.begin();
  return loader_.fill(chunk, [this](JsonChunk& filled) { cut(filled); });
}

/// Consumes what is whole in the rest of the chunk.
void JsonReader::cut(JsonChunk& chunk) {
  for (;;) {
    if (begin_.clean_paths() == CleanPaths::tried_first && cursor_.at_own_line() && cut_lines(chunk)) return;
    const auto step = cursor_.step(chunk.text().rest(), loader_.at_end());
    if (step.kind == JsonStepKind::end || step.kind == JsonStepKind::need_more) return;
    if (step.kind == JsonStepKind::rejected) load_quote(chunk, step.fault_at);
    const auto text = chunk.text().rest().substr(0, step.bytes);
    chunk.add_step(step, cursor_);
    cursor_.consumed(text);
  }
}

/// Consumes whole lines that stand for themselves. True when more text is needed to tell what follows; else the rest
/// is for the cursor: the last line of the input, one that is too long, or one that ends in a CR.
bool JsonReader::cut_lines(JsonChunk& chunk) {
  const auto text = chunk.text().rest();
  if (const std::size_t end = text.rfind('\n'); end != std::string_view::npos) {
    chunk.add_lines(end + 1, cursor_);
    cursor_.consumed(text.substr(0, end + 1));
  }
  const auto rest = chunk.text().rest();
  const bool whole = loader_.at_end() || rest.size() > begin_.max_record_bytes();
  return !whole && rest.find('\r') == std::string_view::npos;
}

/// Loads what a message quotes from the place of a fault on, so that it is the same however much was loaded.
void JsonReader::load_quote(JsonChunk& chunk, std::size_t fault_at) {
  const auto is_there = [&] {
    const auto rest = chunk.text().rest();
    const auto quote = rest.substr(std::min(fault_at, rest.size()), Diagnostic::kMaxValueBytes);
    return quote.size() == Diagnostic::kMaxValueBytes || quote.find_first_of("\r\n") != std::string_view::npos;
  };
  while (!is_there() && !loader_.at_end()) loader_.extend(chunk.text());
}

}  // namespace

std::unique_ptr<RecordReader> make_json_reader(ReaderInput input) {
  return std::make_unique<JsonReader>(std::move(input));
}

}  // namespace csreport

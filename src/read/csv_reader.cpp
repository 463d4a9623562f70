// Delimited text as records: sniff, sample, then batches of the selected cells. Clean records are walked
// over in csv_clean_cursor; what another is worth is decided in csv_cursor, how it is cut in csv_scanner.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "csreport/core/error.hpp"
#include "read/csv_clean_cursor.hpp"
#include "read/csv_cursor.hpp"
#include "read/csv_sniffer.hpp"
#include "read/readers.hpp"

namespace csreport {
namespace {

/// What is indexed at a time stays in the caches, with its index, until its records are handed out.
constexpr std::size_t kIndexBytes = 64 * 1024;

class CsvReader final : public RecordReader {
 public:
  explicit CsvReader(ReaderInput input)
      : path_(std::move(input.path)),
        window_(std::move(input.window)),
        detection_(std::move(input.detection)),
        log_(input.log),
        table_(open_table(input.options)),
        cursor_(table_) {
    take_sample();
    if (!input.options.careful && CleanCursor::understands(table_.dialect)) {
      clean_.emplace(table_, selected_, std::min(input.options.buffer_bytes, kIndexBytes));
    }
  }

  [[nodiscard]] const Detection& detection() const override { return detection_; }
  [[nodiscard]] const Sample& sample() const override { return sample_; }
  [[nodiscard]] const ReadCounts& counts() const override { return counts_; }
  void select(std::span<const std::size_t> columns) override { selected_.set(columns); }
  bool next(RecordBatch& batch) override;

 private:
  CsvTable open_table(const ReadOptions& options);
  void take_sample();
  void add_sample_row(const CsvRecord& record, std::string_view text);
  WalkEnd walk_clean(RecordBatch& batch);
  void hand_out(const CsvStep& step, RecordBatch& batch);
  void note(const CsvStep& step);

  std::string path_;
  TextWindow window_;
  Detection detection_;
  DiagnosticLog* log_;
  Sample sample_;
  ReadCounts counts_;
  CsvTable table_;
  CsvCursor cursor_;
  Selection selected_;
  std::optional<CleanCursor> clean_;
};

CsvTable CsvReader::open_table(const ReadOptions& options) {
  const auto head = window_.text().substr(0, kHeadBytes);
  const bool whole = window_.at_end() && head.size() == window_.text().size();
  if (!whole && head.find_first_of("\r\n") == std::string_view::npos) {
    throw Error(ExitCode::input_invalid,
                fmt::format("{}: has no line end in its first {} bytes", input_name(path_), kHeadBytes),
                "give a CSV or JSON export");
  }
  auto layout = sniff_csv(head, whole, options.delimiter);
  if (layout.header.empty())
    throw Error(ExitCode::input_invalid, fmt::format("{}: is empty: there is no header line", input_name(path_)),
                "export again, with the header");
  detection_.container = "csv";
  detection_.delimiter = delimiter_name(layout.dialect.delimiter);
  detection_.line_ending = layout.line_ending;
  detection_.header_line = layout.header_line;
  detection_.skipped_lines = layout.header_line - 1;
  for (auto& reason : layout.reasons) detection_.reasons.push_back(std::move(reason));
  if (layout.title_lines > 0) {
    const auto titles = head.substr(layout.titles_begin);
    log_->add(Consequence::note, "lines_before_header", path_, {}, layout.header_line - layout.title_lines,
              snippet(titles.substr(0, titles.find_first_of("\r\n"))), "the header in the first line");
  }
  sample_.headers = column_names(layout.header, path_, layout.header_line, *log_);
  window_.consume(layout.header_bytes);
  return {.dialect = layout.dialect,
          .header = std::move(layout.header),
          .first_line = layout.next_line,
          .max_record_bytes = std::max<std::size_t>(options.max_record_bytes, 1)};
}

/// Looks ahead without consuming: the same records come again from next(). Only what lies inside the
/// head counts, for the sample must not depend on how much is loaded.
void CsvReader::take_sample() {
  const auto head_left = static_cast<std::size_t>(kHeadBytes - std::min<std::uint64_t>(kHeadBytes, window_.position()));
  auto text = window_.text().substr(0, head_left);
  const bool whole = window_.at_end() && text.size() == window_.text().size();
  const std::size_t rows = std::min(kSampleRecords, std::max<std::size_t>(1, kSampleCells / sample_.headers.size()));
  CsvCursor cursor(table_);
  while (sample_.rows.size() < rows) {
    const auto step = cursor.step(text, whole);
    if (step.kind == StepKind::end || (step.kind == StepKind::need_more && step.bytes == 0)) break;
    if (step.kind == StepKind::record) add_sample_row(cursor.record(), text);
    text.remove_prefix(step.bytes);
  }
}

void CsvReader::add_sample_row(const CsvRecord& record, std::string_view text) {
  auto& row = sample_.rows.emplace_back(sample_.headers.size());
  std::string undone;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    row[i] = std::string(cell_text(record.cells[i], text, table_.dialect, undone));
  }
}

bool CsvReader::next(RecordBatch& batch) {
  batch.width = selected_.size();
  batch.cells.clear();
  batch.lines.clear();
  batch.first_record = static_cast<std::uint64_t>(counts_.records + counts_.rejected) + 1;
  while (batch.records() < kBatchRecords) {
    const auto walked = walk_clean(batch);
    if (walked == WalkEnd::full) break;
    if (walked == WalkEnd::need_more) {
      if (batch.records() > 0) break;  // its cells lie in the window, which must not move now
      window_.fill();
      continue;
    }
    const auto step = cursor_.step(window_.text(), window_.at_end());
    if (step.kind == StepKind::end) break;
    if (step.kind == StepKind::need_more && step.bytes == 0) {
      if (batch.records() > 0) break;
      window_.fill();
      continue;
    }
    if (!step.code.empty()) note(step);
    if (step.kind == StepKind::record) hand_out(step, batch);
    if (step.kind == StepKind::blank) ++counts_.blank;
    if (step.kind == StepKind::rejected) ++counts_.rejected;
    window_.consume(step.bytes);
    if (clean_ && step.bytes > 0) clean_->skip(step.bytes);
    if (step.kind != StepKind::rejected) continue;
    if (batch.records() > 0) break;  // the records of a batch are consecutive
    ++batch.first_record;
  }
  return batch.records() > 0;
}

/// Hands out clean records as far as they go. With need_more, none ends in what is loaded.
WalkEnd CsvReader::walk_clean(RecordBatch& batch) {
  if (!clean_ || !clean_->ready() || !cursor_.between_records()) return WalkEnd::careful;
  const auto walk = clean_->walk(window_.data(), window_.text().size(), cursor_.line(), batch, kBatchRecords);
  window_.consume(walk.bytes);
  cursor_.walked(walk.lines, /*rows=*/walk.records > 0);
  counts_.records += walk.records;
  counts_.blank += walk.blank;
  // The last record may lack its line end, which csv_cursor judges.
  return walk.end == WalkEnd::need_more && window_.at_end() ? WalkEnd::careful : walk.end;
}

void CsvReader::hand_out(const CsvStep& step, RecordBatch& batch) {
  const auto& cells = cursor_.record().cells;
  char* text = window_.data();
  batch.lines.push_back(step.line);
  selected_.append(batch.cells, [&](std::size_t column) {
    return column < cells.size() ? cell_text_in_place(cells[column], text, table_.dialect) : std::string_view{};
  });
  ++counts_.records;
}

void CsvReader::note(const CsvStep& step) {
  const auto consequence = step.kind == StepKind::rejected ? Consequence::row_rejected : Consequence::note;
  auto text = window_.text().substr(0, step.bytes);
  text = text.substr(0, text.find_last_not_of("\r\n") + 1);
  log_->add(consequence, step.code, path_, {}, step.line, snippet(text), cursor_.expected(step.code));
}

}  // namespace

std::unique_ptr<RecordReader> make_csv_reader(ReaderInput input) {
  return std::make_unique<CsvReader>(std::move(input));
}

}  // namespace csreport

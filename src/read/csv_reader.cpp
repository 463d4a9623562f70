// Delimited text as records: sniff, sample, then chunks of whole records. Clean stretches are only cut here and taken
// apart by csv_chunk, on any thread; a record around an irregular byte is judged here, by csv_cursor, because only it
// knows where the next one begins.

#include <fmt/format.h>

#include <algorithm>

#include "csreport/core/error.hpp"
#include "read/csv_chunk.hpp"
#include "read/csv_sniffer.hpp"
#include "read/readers.hpp"
#include "read/record_cutter.hpp"

namespace csreport {
namespace {

class CsvReader final : public RecordReader {
 public:
  explicit CsvReader(ReaderInput input)
      : RecordReader(*input.log, std::move(input.meter)),
        path_(std::move(input.path)),
        window_(std::move(input.window)),
        detection_(std::move(input.detection)),
        log_(input.log),
        loader_(window_, input.options.chunk_bytes),
        table_(open_table(input.options)),
        cursor_(table_),
        may_be_clean_(!input.options.careful && CleanCursor::understands(table_.dialect)) {
    take_sample();
  }

  [[nodiscard]] const Detection& detection() const override { return detection_; }
  [[nodiscard]] const Sample& sample() const override { return sample_; }
  void select(std::span<const std::size_t> columns) override { selected_.set(columns); }
  [[nodiscard]] std::unique_ptr<RecordChunk> make_chunk() const override {
    return std::make_unique<CsvChunk>(path_, table_, selected_);
  }
  bool take(RecordChunk& chunk) override;
  bool parse(RecordChunk& chunk, RecordBatch& batch) const override {
    return static_cast<CsvChunk&>(chunk).parse(batch);
  }

 private:
  CsvTable open_table(const ReadOptions& options);
  void take_sample();
  void add_sample_row(const CsvRecord& record, std::string_view text);
  void cut(CsvChunk& chunk);
  bool cut_clean(CsvChunk& chunk);

  std::string path_;
  TextWindow window_;
  Detection detection_;
  DiagnosticLog* log_;
  ChunkLoader loader_;
  Sample sample_;
  CsvTable table_;
  CsvCursor cursor_;
  bool may_be_clean_;
  IndexKernel kernel_ = index_kernels().back();
  Selection selected_;
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
              snippet(titles.substr(0, titles.find_first_of("\r\n"))), {"expected.header_first", {}});
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
  std::size_t seen = 0;
  while (sample_.rows.size() < rows) {
    const auto step = cursor.step(text, whole);
    if (step.kind == StepKind::end || (step.kind == StepKind::need_more && step.bytes == 0)) break;
    if (step.kind == StepKind::record) add_sample_row(cursor.record(), text);
    text.remove_prefix(step.bytes);
    seen += step.bytes;
  }
  if (detection_.compression.empty()) expect_like(sample_.rows.size(), seen);
}

void CsvReader::add_sample_row(const CsvRecord& record, std::string_view text) {
  auto& row = sample_.rows.emplace_back(sample_.headers.size());
  std::string undone;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    row[i] = std::string(cell_text(record.cells[i], text, table_.dialect, undone));
  }
}

bool CsvReader::take(RecordChunk& any) {
  auto& chunk = static_cast<CsvChunk&>(any);
  chunk.restart();
  return loader_.fill(chunk, [this](CsvChunk& filled) { cut(filled); });
}

/// Consumes the records that are whole in the rest of the chunk.
void CsvReader::cut(CsvChunk& chunk) {
  for (;;) {
    if (may_be_clean_ && cursor_.between_records() && !cursor_.recovering() && cut_clean(chunk)) return;
    const auto step = cursor_.step(chunk.text().rest(), loader_.at_end());
    if (step.kind == StepKind::end || (step.kind == StepKind::need_more && step.bytes == 0)) return;
    chunk.add_step(step, cursor_);
  }
}

/// Consumes clean records. True when more text is needed to tell what follows; else the next record is for the cursor.
bool CsvReader::cut_clean(CsvChunk& chunk) {
  for (;;) {
    const auto text = chunk.text().rest().substr(0, table_.max_record_bytes);  // what ends in it is not too long
    const auto found = find_clean_cut(text, table_.dialect.delimiter, kernel_, chunk.blocks(), chunk.block_count());
    const bool is_all = text.size() == chunk.text().rest().size();
    if (found.bytes > 0) {
      chunk.add_clean(found, cursor_.line());
      cursor_.walked(found.lines);
    }
    if (found.irregular) return false;
    if (is_all) return !loader_.at_end();  // the last record may lack its line end, which the cursor judges
    if (found.bytes == 0) return false;
  }
}

}  // namespace

std::unique_ptr<RecordReader> make_csv_reader(ReaderInput input) {
  return std::make_unique<CsvReader>(std::move(input));
}

}  // namespace csreport

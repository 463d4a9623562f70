#include "read/csv_cursor.hpp"

#include <algorithm>
#include <limits>

namespace csreport {
namespace {

constexpr std::string_view kUnclosed = "unclosed_quote";

bool is_named(std::string_view header) { return header.find_first_not_of(" \t") != std::string_view::npos; }

/// Bytes to the beginning of the next line; 0 when the text does not show where that is.
std::size_t next_line(std::string_view text, bool at_end) {
  const std::size_t at = text.find_first_of("\r\n");
  if (at == std::string_view::npos) return at_end ? text.size() : 0;
  if (text[at] == '\n') return at + 1;
  if (at + 1 == text.size()) return at_end ? at + 1 : 0;
  return at + (text[at + 1] == '\n' ? 2 : 1);
}

std::uint64_t count_lines(std::string_view text) {
  std::uint64_t lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    lines += text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'));
  }
  return lines;
}

}  // namespace

CsvCursor::CsvCursor(const CsvTable& table)
    : table_(&table), scanner_(table.dialect, table.header.size()), line_(table.first_line) {
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    if (is_named(table.header[i])) needed_width_ = i + 1;
  }
}

CsvStep CsvCursor::step(std::string_view text, bool at_end) {
  if (text.empty()) return {.kind = at_end ? StepKind::end : StepKind::need_more, .line = line_};
  if (skipping_) return skip_line(text, at_end);
  if (fresh_) scanner_.restart();
  fresh_ = false;
  // The limit counts bytes of the record, not what happens to be loaded.
  const std::size_t limit =
      std::min<std::size_t>(table_->max_record_bytes, std::numeric_limits<std::uint32_t>::max() / 2);
  const bool over = text.size() > limit;
  switch (scanner_.scan(over ? text.substr(0, limit + 1) : text, at_end && !over)) {
    case ScanResult::need_more:
      // Messages quote the beginning of what is given up, however much of it is loaded.
      if (!over || (!at_end && text.size() <= limit + Diagnostic::kMaxValueBytes))
        return {.kind = StepKind::need_more, .line = line_};
      return damaged(text, at_end, scanner_.inside_quotes() ? kUnclosed : "record_too_long");
    case ScanResult::broken_quote: return damaged(text, at_end, kUnclosed);
    case ScanResult::open_quote: {
      const bool cut = text.back() != '\n' && text.back() != '\r';
      if (!rows_follow(text)) {
        return advance(StepKind::rejected, text.size(), count_lines(text), cut ? "truncated_record" : kUnclosed);
      }
      return damaged(text, at_end, kUnclosed);
    }
    case ScanResult::record: return judge(text, at_end);
  }
  return {};
}

CsvStep CsvCursor::judge(std::string_view text, bool at_end) {
  const auto& record = scanner_.record();
  const std::size_t columns = table_->header.size();
  const auto as = [&](StepKind kind, std::string_view code = {}) {
    return advance(kind, record.bytes, record.lines, code);
  };
  if (record.empty) return as(StepKind::blank);
  if (record.width > columns && record.surplus_filled) return as(StepKind::rejected, "too_many_fields");
  if (record.width < needed_width_) {
    if (record.line_end == LineEnd::none && at_end) return as(StepKind::rejected, "truncated_record");
    if (recovering_) return as(StepKind::rejected, kUnclosed);
    return as(StepKind::record, "short_row");
  }
  recovering_ = false;
  if (repeats_header(text)) return as(StepKind::blank, "repeated_header");
  return as(StepKind::record, record.stray_quotes > 0 ? "stray_quote" : "");
}

/// Gives up the record at its first line: what follows may be whole rows.
CsvStep CsvCursor::damaged(std::string_view text, bool at_end, std::string_view code) {
  recovering_ = true;
  const std::size_t bytes = next_line(text, at_end);
  if (bytes > 0) return advance(StepKind::rejected, bytes, 1, code);
  skipping_ = true;
  return advance(StepKind::rejected, text.size() - 1, 0, code);  // a last CR may be half a line end
}

/// Consumes without a verdict: the caller drops the bytes and asks again.
CsvStep CsvCursor::skip_line(std::string_view text, bool at_end) {
  const std::size_t bytes = next_line(text, at_end);
  if (bytes == 0) return {.kind = StepKind::need_more, .bytes = text.size() - 1, .line = line_};
  skipping_ = false;
  ++line_;
  return {.kind = StepKind::need_more, .bytes = bytes, .line = line_};
}

CsvStep CsvCursor::advance(StepKind kind, std::size_t bytes, std::uint64_t lines, std::string_view code) {
  const CsvStep step{.kind = kind, .bytes = bytes, .line = line_, .code = code};
  line_ += lines;
  fresh_ = true;
  return step;
}

Phrase CsvCursor::expected(std::string_view code) const {
  const auto columns = static_cast<std::int64_t>(table_->header.size());
  if (code == "too_many_fields") return {"expected.cells_at_most", {{"n", columns}}};
  if (code == "short_row") return {"expected.cells", {{"n", columns}}};
  if (code == "truncated_record") return {"expected.cells_and_line_end", {{"n", columns}}};
  if (code == "record_too_long")
    return {"expected.bytes_at_most", {{"most", std::to_string(table_->max_record_bytes)}}};
  if (code == "repeated_header") return {"expected.one_header", {}};
  if (code == "stray_quote") return {"expected.doubled_quotes", {}};
  return {"expected.closing_quote", {}};
}

bool CsvCursor::repeats_header(std::string_view text) const {
  const auto& record = scanner_.record();
  if (record.width != table_->header.size()) return false;
  std::string undone;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    if (cell_text(record.cells[i], text, table_->dialect, undone) != table_->header[i]) return false;
  }
  return true;
}

/// True when one of the lines behind the first could be a row of its own.
bool CsvCursor::rows_follow(std::string_view text) const {
  CsvScanner scanner(table_->dialect, table_->header.size());
  text.remove_prefix(next_line(text, /*at_end=*/true));
  while (!text.empty()) {
    scanner.restart();
    if (scanner.scan(text, /*at_end=*/true) != ScanResult::record) {
      text.remove_prefix(next_line(text, /*at_end=*/true));
      continue;
    }
    const auto& record = scanner.record();
    if (!record.empty && record.width >= needed_width_ && !record.surplus_filled) return true;
    text.remove_prefix(record.bytes);
  }
  return false;
}

}  // namespace csreport

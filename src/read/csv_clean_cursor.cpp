#include "read/csv_clean_cursor.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// What is indexed at a time stays in the caches, with its index, until its records are handed out.
constexpr std::size_t kBlocksAtOnce = 1024;

/// True when nobody wrote anything: no text and no quotes.
bool is_blank(const char* record, std::size_t bytes, char delimiter) {
  for (std::size_t i = 0; i < bytes; ++i) {
    const char c = record[i];
    if (c != ' ' && c != '\t' && c != delimiter && c != '\n' && c != '\r') return false;
  }
  return true;
}

/// The text of a quoted cell, whose doubled quotes are undone where it stands.
std::string_view undo_quotes(char* cell, std::size_t size, CsvDialect dialect) {
  const std::string_view inner(cell + 1, size - 2);
  if (inner.find('"') == std::string_view::npos) return inner;
  return cell_text_in_place({.begin = 1, .size = static_cast<std::uint32_t>(size - 2), .escaped = true}, cell, dialect);
}

}  // namespace

CleanCursor::CleanCursor(const CsvTable& table, const Selection& selected)
    : table_(&table), selected_(&selected), columns_(table.header.size()) {}

bool CleanCursor::understands(const CsvDialect& dialect) {
  return !dialect.backslash_escape && dialect.delimiter != '"' && dialect.delimiter != '\n' &&
         dialect.delimiter != '\r';
}

void CleanCursor::begin(std::span<char> text, std::span<const BlockMarks> blocks, std::uint64_t line) {
  text_ = text.data();
  bytes_ = text.size();
  blocks_ = blocks;
  line_ = line;
  index_.restart();
  begin_ = mark_ = record_ = inner_ = 0;
}

WalkEnd CleanCursor::walk(RecordBatch& batch, ReadCounts& counts) {
  for (;;) {
    while (record_ == index_.record_ends().size()) {
      if (!extend()) return WalkEnd::end;
    }
    if (batch.full()) return WalkEnd::full;
    const std::size_t bytes = index_.record_ends()[record_] + std::size_t{1} - begin_;
    switch (judge(bytes)) {
      case Verdict::careful: return WalkEnd::careful;
      case Verdict::blank: ++counts.blank; break;
      case Verdict::record:
        hand_out(bytes, batch);
        ++counts.records;
        break;
    }
    pass_record();
  }
}

void CleanCursor::hand_out(std::size_t bytes, RecordBatch& batch) {
  const auto marks = index_.marks().subspan(mark_);
  const std::uint32_t* const mark = marks.data();
  char* const record = text_;
  const auto begin = static_cast<std::uint32_t>(begin_);
  const bool crlf = bytes >= 2 && record[bytes - 2] == '\r';
  marks[columns_] -= crlf;  // for a moment: the last cell ends in front of the CR
  selected_->decode_into(batch.add_record(line_), batch.stride(),
                         [mark, record, begin, dialect = table_->dialect](std::size_t column) -> std::string_view {
                           const std::uint32_t from = mark[column] + 1;  // wraps around in front of the first cell
                           char* const cell = record + (from - begin);
                           const std::size_t size = mark[column + 1] - from;
                           return *cell != '"' ? std::string_view(cell, size) : undo_quotes(cell, size, dialect);
                         });
  marks[columns_] += crlf;
}

/// What csv_cursor would say of the record, where that is certain and needs no diagnostic.
CleanCursor::Verdict CleanCursor::judge(std::size_t bytes) {
  const auto marks = index_.marks().subspan(mark_);
  const auto end = static_cast<std::uint32_t>(begin_ + bytes - 1);
  if (marks.size() <= columns_ || marks[columns_] != end) {
    return is_blank(text_, bytes, table_->dialect.delimiter) ? Verdict::blank : Verdict::careful;
  }
  // Most records begin with a text that no blank record has.
  const bool may_be_blank = *text_ == table_->dialect.delimiter || static_cast<unsigned char>(*text_) <= ' ';
  if (may_be_blank && is_blank(text_, bytes, table_->dialect.delimiter)) return Verdict::blank;
  return may_repeat_header(marks) ? Verdict::careful : Verdict::record;
}

/// False when a cell differs from the header's. Escapes are not undone for this: such cells may be equal.
bool CleanCursor::may_repeat_header(std::span<const std::uint32_t> marks) const {
  for (std::size_t column = 0; column < columns_; ++column) {
    const std::uint32_t from = marks[column] + 1;
    std::string_view cell(text_ + (from - static_cast<std::uint32_t>(begin_)), marks[column + 1] - from);
    if (column + 1 == columns_ && !cell.empty() && cell.back() == '\r') cell.remove_suffix(1);
    if (!cell.empty() && cell.front() == '"') {
      cell = cell.substr(1, cell.size() - 2);
      if (cell.find('"') != std::string_view::npos) continue;
    }
    if (cell != table_->header[column]) return false;
  }
  return true;
}

/// Indexes more of the stretch; false when all of it is.
bool CleanCursor::extend() {
  if (mark_ > 0) {
    index_.drop_before(mark_, record_, inner_);
    begin_ = mark_ = record_ = inner_ = 0;
  }
  if (blocks_.empty()) return false;
  const auto next = blocks_.first(std::min(kBlocksAtOnce, blocks_.size()));
  index_.extend(next);
  blocks_ = blocks_.subspan(next.size());
  return true;
}

/// Goes behind the record.
void CleanCursor::pass_record() {
  const std::uint32_t end = index_.record_ends()[record_];
  const auto marks = index_.marks();
  const auto inner = index_.inner_lines();
  ++line_;
  for (; inner_ < inner.size() && inner[inner_] < end; ++inner_) ++line_;
  if (mark_ + columns_ < marks.size() && marks[mark_ + columns_] == end) {
    mark_ += columns_;
  } else {
    while (marks[mark_] != end) ++mark_;
  }
  const std::size_t bytes = end + std::size_t{1} - begin_;
  text_ += bytes;
  bytes_ -= bytes;
  begin_ = end + std::size_t{1};
  ++record_;
}

}  // namespace csreport

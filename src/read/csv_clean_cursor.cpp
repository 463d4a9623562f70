#include "read/csv_clean_cursor.hpp"

#include <algorithm>
#include <limits>

namespace csreport {
namespace {

constexpr std::size_t kFewRecords = 16;  // fewer between two damages do not pay for indexing
constexpr std::size_t kLongestPause = 1023;

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

CleanCursor::CleanCursor(const CsvTable& table, const Selection& selected, std::size_t chunk_bytes)
    : table_(&table),
      selected_(&selected),
      index_(table.dialect.delimiter),
      chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)),
      columns_(table.header.size()),
      record_limit_(std::min<std::size_t>(table.max_record_bytes, std::numeric_limits<std::uint32_t>::max() / 2)) {}

bool CleanCursor::understands(const CsvDialect& dialect) {
  return !dialect.backslash_escape && dialect.delimiter != '"' && dialect.delimiter != '\n' &&
         dialect.delimiter != '\r';
}

CleanWalk CleanCursor::walk(char* text, std::size_t size, std::uint64_t line, RecordBatch& batch,
                            std::size_t batch_records) {
  CleanWalk walk;
  for (;;) {
    if (const auto end = walk_indexed(text, line, batch, batch_records, walk)) {
      walk.end = *end;
      return walk;
    }
    const std::size_t left = size - walk.bytes;
    // More cells than columns: no need to look for the end, which may be far.
    const bool too_wide = index_.marks().size() - mark_ > columns_ + 1;
    if (index_.irregular() || too_wide) {
      walk.end = WalkEnd::careful;
      return walk;
    }
    if (!extend(text + walk.bytes, left)) {
      walk.end = left > record_limit_ ? WalkEnd::careful : WalkEnd::need_more;
      return walk;
    }
  }
}

/// Walks over the records that are whole in the index; nothing when it came to its end.
std::optional<WalkEnd> CleanCursor::walk_indexed(char* text, std::uint64_t line, RecordBatch& batch,
                                                 std::size_t batch_records, CleanWalk& walk) {
  const auto ends = index_.record_ends();
  const std::size_t before = batch.records();
  const std::size_t most = std::min(batch_records, before + (ends.size() - record_));
  std::size_t filled = before;
  const auto stop = [&](std::optional<WalkEnd> end) {
    batch.cells.resize(filled * batch.width);
    batch.lines.resize(filled);
    return end;
  };
  while (record_ < ends.size()) {
    if (filled == batch_records) return stop(WalkEnd::full);
    char* const record = text + walk.bytes;
    const std::size_t bytes = ends[record_] + std::size_t{1} - begin_;
    switch (judge(record, bytes)) {
      case Verdict::careful: return stop(WalkEnd::careful);
      case Verdict::blank: ++walk.blank; break;
      case Verdict::record:
        if (filled == batch.lines.size()) {  // in growing steps, so that a walk that stops soon costs little
          batch.lines.resize(std::min(most, filled + 4 * (filled - before + 1)));
          batch.cells.resize(batch.lines.size() * batch.width);
        }
        hand_out(record, bytes, batch.cells.data() + filled * batch.width);
        batch.lines[filled++] = line + walk.lines;
        ++walk.records;
        break;
    }
    walk.bytes += bytes;
    walk.lines += pass_record();
  }
  return stop(std::nullopt);
}

void CleanCursor::hand_out(char* record, std::size_t bytes, std::string_view* cells) {
  const auto marks = index_.marks().subspan(mark_);
  const std::uint32_t* const mark = marks.data();
  const auto begin = static_cast<std::uint32_t>(begin_);
  const bool crlf = bytes >= 2 && record[bytes - 2] == '\r';
  marks[columns_] -= crlf;  // for a moment: the last cell ends in front of the CR
  selected_->decode_into(cells,
                         [mark, record, begin, dialect = table_->dialect](std::size_t column) -> std::string_view {
                           const std::uint32_t from = mark[column] + 1;  // wraps around in front of the first cell
                           char* const cell = record + (from - begin);
                           const std::size_t size = mark[column + 1] - from;
                           return *cell != '"' ? std::string_view(cell, size) : undo_quotes(cell, size, dialect);
                         });
  marks[columns_] += crlf;
}

/// What csv_cursor would say of the record, where that is certain and needs no diagnostic.
CleanCursor::Verdict CleanCursor::judge(const char* record, std::size_t bytes) {
  if (bytes > record_limit_) return Verdict::careful;
  if (is_blank(record, bytes, table_->dialect.delimiter)) return Verdict::blank;
  const auto marks = index_.marks().subspan(mark_);
  const auto end = static_cast<std::uint32_t>(begin_ + bytes - 1);
  if (marks.size() <= columns_ || marks[columns_] != end) return Verdict::careful;
  return may_repeat_header(record, marks) ? Verdict::careful : Verdict::record;
}

/// False when a cell differs from the header's. Escapes are not undone for this: such cells may be equal.
bool CleanCursor::may_repeat_header(const char* record, std::span<const std::uint32_t> marks) const {
  for (std::size_t column = 0; column < columns_; ++column) {
    const std::uint32_t from = marks[column] + 1;
    std::string_view cell(record + (from - static_cast<std::uint32_t>(begin_)), marks[column + 1] - from);
    if (column + 1 == columns_ && !cell.empty() && cell.back() == '\r') cell.remove_suffix(1);
    if (!cell.empty() && cell.front() == '"') {
      cell = cell.substr(1, cell.size() - 2);
      if (cell.find('"') != std::string_view::npos) continue;
    }
    if (cell != table_->header[column]) return false;
  }
  return true;
}

/// Indexes the next chunk; false when all of the text is indexed.
bool CleanCursor::extend(const char* text, std::size_t size) {
  if (mark_ > 0) {
    index_.drop_before(mark_, record_, inner_);
    begin_ = mark_ = record_ = inner_ = 0;
  }
  const std::size_t done = index_.covered();
  if (done == size) return false;
  index_.extend({text + done, std::min(chunk_bytes_, size - done)});
  return true;
}

/// Goes to the next record; returns the lines of this one.
std::uint64_t CleanCursor::pass_record() {
  const std::uint32_t end = index_.record_ends()[record_];
  const auto marks = index_.marks();
  const auto inner = index_.inner_lines();
  std::uint64_t lines = 1;
  for (; inner_ < inner.size() && inner[inner_] < end; ++inner_) ++lines;
  if (mark_ + columns_ < marks.size() && marks[mark_ + columns_] == end) {
    mark_ += columns_;
  } else {
    while (marks[mark_] != end) ++mark_;
  }
  begin_ = end + std::size_t{1};
  ++record_;
  ++walked_;
  return lines;
}

void CleanCursor::skip(std::size_t bytes) {
  if (pause_ > 0) {
    --pause_;
    return;
  }
  const auto ends = index_.record_ends();
  if (record_ < ends.size() && ends[record_] + std::size_t{1} == begin_ + bytes) {
    pass_record();
    return;
  }
  pause_ = last_pause_ = walked_ < kFewRecords ? std::min(2 * last_pause_ + 1, kLongestPause) : 0;
  restart();
}

void CleanCursor::restart() {
  index_.restart();
  begin_ = mark_ = record_ = inner_ = walked_ = 0;
}

}  // namespace csreport

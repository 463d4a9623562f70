#include "read/csv_scanner.hpp"

namespace csreport {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Shortens doubled (and backslashed) quotes from `from` into `to`; the two may be the same place.
std::size_t undo_escapes(const char* from, std::size_t size, char* to, CsvDialect dialect) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (i + 1 < size) {
      const char next = from[i + 1];
      const bool doubled = from[i] == '"' && next == '"';
      const bool backslashed = dialect.backslash_escape && from[i] == '\\' && (next == '"' || next == '\\');
      if (doubled || backslashed) ++i;
    }
    to[out++] = from[i];
  }
  return out;
}

}  // namespace

void CsvScanner::restart() {
  record_.cells.clear();
  auto cells = std::move(record_.cells);  // keeps the memory
  record_ = {};
  record_.cells = std::move(cells);
  state_ = State::cell_start;
  at_ = 0;
  cell_begin_ = 0;
  quoted_cell_ = escaped_ = junk_ = cell_has_lines_ = false;
}

ScanResult CsvScanner::scan(std::string_view text, bool at_end) {
  while (at_ < text.size()) {
    const char c = text[at_];
    switch (state_) {
      case State::cell_start:
        if (c == ' ' && dialect_.delimiter != ' ') {  // spaces in front of a quote do not hide it
          ++at_;
        } else if (c == '"') {
          quote_at_ = at_++;
          quoted_cell_ = true;
          state_ = State::quoted;
        } else {
          state_ = State::plain;
        }
        continue;
      case State::quoted: scan_quoted(text); continue;
      case State::escape:
        state_ = State::quoted;
        if (c != '\n' && c != '\r') ++at_;
        continue;
      case State::quote_seen:
        if (c == '"') {
          escaped_ = true;
          state_ = State::quoted;
          ++at_;
          continue;
        }
        state_ = State::behind_quote;
        continue;
      case State::behind_quote:
        if (!ends_cell(c)) {
          if (!is_blank(c)) {
            if (cell_has_lines_) return ScanResult::broken_quote;
            junk_ = true;
          }
          ++at_;
          continue;
        }
        break;
      case State::plain:
        if (!ends_cell(c)) {
          ++at_;
          continue;
        }
        break;
    }
    if (c == '\r' && at_ + 1 == text.size() && !at_end) return ScanResult::need_more;
    end_cell(text);
    if (c == dialect_.delimiter) {
      cell_begin_ = ++at_;
      state_ = State::cell_start;
      continue;
    }
    const bool pair = c == '\r' && at_ + 1 < text.size() && text[at_ + 1] == '\n';
    end_record(c == '\n' ? LineEnd::lf : pair ? LineEnd::crlf : LineEnd::cr);
    return ScanResult::record;
  }
  if (!at_end) return ScanResult::need_more;
  if (inside_quotes()) return ScanResult::open_quote;
  end_cell(text);
  end_record(LineEnd::none);
  return ScanResult::record;
}

/// Runs to the end of the text or behind the next quote or escape.
void CsvScanner::scan_quoted(std::string_view text) {
  for (; at_ < text.size(); ++at_) {
    const char c = text[at_];
    if (c == '"') {
      state_ = State::quote_seen;
      ++at_;
      return;
    }
    if (c == '\\' && dialect_.backslash_escape) {
      escaped_ = true;
      state_ = State::escape;
      ++at_;
      return;
    }
    if (c == '\r' || (c == '\n' && text[at_ - 1] != '\r')) {
      ++record_.lines;
      cell_has_lines_ = true;
    }
  }
}

void CsvScanner::end_cell(std::string_view text) {
  std::size_t begin = cell_begin_;
  std::size_t end = at_;
  bool escaped = false;
  if (quoted_cell_) {
    std::size_t last = end;
    while (is_blank(text[last - 1])) --last;
    if (last - quote_at_ >= 2 && text[last - 1] == '"') {
      begin = quote_at_ + 1;
      end = last - 1;
      escaped = escaped_;
    }
    record_.stray_quotes += junk_;
  }
  bool filled = false;
  for (std::size_t i = begin; i < end && !filled; ++i) filled = !is_blank(text[i]);
  if (filled || quoted_cell_) record_.empty = false;
  if (record_.cells.size() < cell_limit_) {
    record_.cells.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin), escaped});
  } else if (filled) {
    record_.surplus_filled = true;
  }
  ++record_.width;
  quoted_cell_ = escaped_ = junk_ = cell_has_lines_ = false;
}

void CsvScanner::end_record(LineEnd line_end) {
  record_.text_bytes = at_;
  record_.line_end = line_end;
  record_.lines += line_end != LineEnd::none;
  at_ += line_end == LineEnd::none ? 0 : line_end == LineEnd::crlf ? 2 : 1;
  record_.bytes = at_;
}

std::string_view cell_text(const CsvCell& cell, std::string_view record_text, CsvDialect dialect, std::string& undone) {
  const auto raw = record_text.substr(cell.begin, cell.size);
  if (!cell.escaped) return raw;
  undone.resize(raw.size());
  undone.resize(undo_escapes(raw.data(), raw.size(), undone.data(), dialect));
  return undone;
}

std::string_view cell_text_in_place(const CsvCell& cell, char* record_text, CsvDialect dialect) {
  char* begin = record_text + cell.begin;
  if (!cell.escaped) return {begin, cell.size};
  return {begin, undo_escapes(begin, cell.size, begin, dialect)};
}

}  // namespace csreport

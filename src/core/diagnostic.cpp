#include "csreport/core/diagnostic.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace csreport {
namespace {

/// At most `bytes` of valid UTF-8, never cut inside a character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

/// Keeps the earliest lines; true when `line` is the earliest so far.
bool keep_line(Diagnostic& group, std::uint64_t line) {
  const std::size_t known = std::min<std::uint64_t>(group.count, Diagnostic::kFirstLines);
  const auto end = group.lines.begin() + static_cast<std::ptrdiff_t>(known);
  const auto place = std::upper_bound(group.lines.begin(), end, line);
  if (place == group.lines.end()) return false;
  std::copy_backward(place, std::min(end, group.lines.end() - 1), std::min(end + 1, group.lines.end()));
  *place = line;
  return place == group.lines.begin();
}

}  // namespace

bool in_reading_order(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.lines[0], a.column, a.code) < std::tie(b.lines[0], b.column, b.code);
}

// Few groups exist and the newest is the likeliest, so a search from the back is enough.
Diagnostic* DiagnosticLog::find(std::string_view code, std::string_view file, std::string_view column) {
  const auto same = [&](const Diagnostic& d) { return d.code == code && d.column == column && d.file == file; };
  const auto found = std::find_if(groups_.rbegin(), groups_.rend(), same);
  return found == groups_.rend() ? nullptr : &*found;
}

void DiagnosticLog::add(Consequence consequence, std::string_view code, std::string_view file, std::string_view column,
                        std::uint64_t line, std::string_view value, const Phrase& expected) {
  Diagnostic* group = find(code, file, column);
  if (group == nullptr) {
    groups_.push_back({.code = std::string(code),
                       .file = std::string(file),
                       .column = std::string(column),
                       .consequence = consequence});
    group = &groups_.back();
  }
  if (keep_line(*group, line)) {
    group->value = cut_utf8(value, Diagnostic::kMaxValueBytes);
    group->expected = expected;
  }
  ++group->count;
  if (consequence == Consequence::row_rejected && rejected_.size() < kMostRejected) {
    rejected_.push_back(
        {std::string(file), line, std::string(code), std::string(cut_utf8(value, Diagnostic::kMaxValueBytes))});
  }
}

void DiagnosticLog::absorb(DiagnosticLog&& later) {
  std::sort(later.groups_.begin(), later.groups_.end(), in_reading_order);
  for (Diagnostic& other : later.groups_) {
    Diagnostic* const group = find(other.code, other.file, other.column);
    if (group == nullptr) {
      groups_.push_back(std::move(other));
      continue;
    }
    for (std::size_t i = 0; i + group->count < Diagnostic::kFirstLines && i < other.count; ++i)
      group->lines[group->count + i] = other.lines[i];
    group->count += other.count;
  }
  // Groups that begin in one line must not tell where a chunk ended in it.
  const auto other_file = [&](const Diagnostic& d) { return d.file != groups_.back().file; };
  const auto same_file = std::find_if(groups_.rbegin(), groups_.rend(), other_file).base();
  std::sort(same_file, groups_.end(), in_reading_order);
  // Reader and loaders reject at different moments; people read from top to bottom.
  std::stable_sort(later.rejected_.begin(), later.rejected_.end(),
                   [](const RejectedRow& a, const RejectedRow& b) { return a.line < b.line; });
  for (RejectedRow& row : later.rejected_) {
    if (rejected_.size() == kMostRejected) break;
    rejected_.push_back(std::move(row));
  }
  later = {};
}

namespace {
using RowsOfReason = std::map<std::tuple<std::string_view, std::uint64_t, std::string_view>, std::uint64_t>;
std::uint64_t& rows_like(const RejectedRow& row, RowsOfReason& rows) { return rows[{row.file, row.line, row.reason}]; }
}  // namespace

void DiagnosticLog::unite(const DiagnosticLog& again) {
  bool told_before = false;
  for (const Diagnostic& other : again.groups_) {
    Diagnostic* const group = find(other.code, other.file, other.column);
    told_before = told_before || group != nullptr;
    if (group == nullptr) {
      groups_.push_back(other);
    } else if (group->count < other.count) {
      *group = other;
    }
  }
  RowsOfReason known, met;
  if (told_before) {
    for (const RejectedRow& row : rejected_) ++rows_like(row, known);
  }
  std::vector<RejectedRow> more;
  for (const RejectedRow& row : again.rejected_) {
    if (told_before && ++rows_like(row, met) <= rows_like(row, known)) continue;
    if (rejected_.size() + more.size() < kMostRejected) more.push_back(row);
  }
  rejected_.insert(rejected_.end(), more.begin(), more.end());
}

}  // namespace csreport

#include "read/csv_sniffer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace csreport {
namespace {

constexpr std::size_t kRecords = 200;      // enough to outvote preambles and ragged rows
constexpr std::size_t kHeaderWithin = 20;  // records among which the header is looked for
constexpr std::size_t kMaxColumns = 65'536;
constexpr char kCandidates[] = {',', ';', '\t', '|'};

/// What one record looks like under one dialect.
struct Shape {
  std::size_t offset = 0;
  std::size_t bytes = 0;
  std::uint64_t line = 0;
  std::uint64_t lines = 0;
  std::size_t width = 0;
  std::size_t filled = 0;  ///< cells that someone wrote
  std::size_t extent = 0;  ///< cells up to the last of them
  LineEnd line_end = LineEnd::none;
};

struct Trial {
  CsvDialect dialect;
  std::vector<Shape> shapes;  ///< records that are not blank
  std::size_t faults = 0;     ///< quotes that do not work out
  std::size_t usual_width = 0;
  std::size_t header = 0;  ///< index into shapes
  double score = 0;
};

std::size_t end_of_line(std::string_view text, std::size_t from) {
  const std::size_t at = text.find_first_of("\r\n", from);
  if (at == std::string_view::npos) return text.size();
  return at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
}

/// Cells that someone wrote have text or are empty in quotes; what a spreadsheet pads has neither.
void count_filled(Shape& shape, const CsvRecord& record, std::string_view text) {
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const auto& cell = record.cells[i];
    const bool quoted = cell.begin > 0 && text[cell.begin - 1] == '"';
    if (!quoted && text.substr(cell.begin, cell.size).find_first_not_of(" \t") == std::string_view::npos) continue;
    ++shape.filled;
    shape.extent = i + 1;
  }
}

void collect_shapes(Trial& trial, std::string_view head, bool whole) {
  CsvScanner scanner(trial.dialect, kMaxColumns);
  std::size_t offset = 0;
  std::uint64_t line = 1;
  while (offset < head.size() && trial.shapes.size() < kRecords) {
    scanner.restart();
    const auto rest = head.substr(offset);
    const auto result = scanner.scan(rest, whole);
    const auto& record = scanner.record();
    if (result == ScanResult::need_more && !scanner.inside_quotes()) break;
    if (result != ScanResult::record) {
      ++trial.faults;
      if (trial.faults > kHeaderWithin) break;  // each may have looked through the whole text
      offset = end_of_line(head, offset);
      ++line;
      continue;
    }
    trial.faults += record.stray_quotes;
    if (!record.empty) {
      trial.shapes.push_back({.offset = offset,
                              .bytes = record.bytes,
                              .line = line,
                              .lines = record.lines,
                              .width = record.width,
                              .line_end = record.line_end});
      count_filled(trial.shapes.back(), record, rest);
    }
    offset += record.bytes;
    line += record.lines;
  }
}

/// The most frequent width; of equally frequent ones the larger.
std::size_t most_frequent_width(const std::vector<Shape>& shapes) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto& shape : shapes) ++counts[shape.width];
  std::size_t best = 0;
  std::size_t times = 0;
  for (const auto& [width, count] : counts) {
    if (count >= times) {
      best = width;
      times = count;
    }
  }
  return best;
}

/// Up to where half of the records are filled: delimiters at the ends of rows name no columns.
std::size_t median_extent(const std::vector<Shape>& shapes) {
  std::vector<std::size_t> extents;
  for (const auto& shape : shapes) extents.push_back(shape.extent);
  const auto middle = extents.begin() + static_cast<std::ptrdiff_t>(extents.size() / 2);
  std::nth_element(extents.begin(), middle, extents.end());
  return *middle;
}

/// The first record that names about as many columns as the rows have; titles above it are narrower
/// or, when a spreadsheet has padded them, mostly empty.
std::size_t find_header(const Trial& trial) {
  if (trial.usual_width < 2) return 0;
  const std::size_t usual = std::min(trial.usual_width, median_extent(trial.shapes));
  const std::size_t within = std::min(trial.shapes.size(), kHeaderWithin);
  for (std::size_t i = 0; i < within; ++i) {
    const auto& shape = trial.shapes[i];
    const bool wide = shape.width >= 2 && shape.width + 1 >= usual;
    if (wide && shape.filled * 2 >= std::min(shape.width, usual)) return i;
  }
  return 0;
}

void judge(Trial& trial) {
  if (trial.shapes.empty()) return;
  trial.usual_width = most_frequent_width(trial.shapes);
  trial.header = find_header(trial);
  if (trial.usual_width < 2) return;
  const auto usual = static_cast<double>(std::count_if(trial.shapes.begin(), trial.shapes.end(),
                                                       [&](const Shape& s) { return s.width == trial.usual_width; }));
  const double share = usual / static_cast<double>(trial.shapes.size());
  const auto width = static_cast<double>(trial.usual_width);
  // Agreement counts more than width: decimal commas agree among themselves, but not with a header.
  trial.score = share * share * (1.0 - 1.0 / width);
  if (trial.shapes[trial.header].width != trial.usual_width) trial.score *= 0.5;
  if (trial.shapes.size() == 1) trial.score = 1.0 - 1.0 / width;
  trial.score /= 1.0 + static_cast<double>(trial.faults) / static_cast<double>(trial.shapes.size());
}

Trial try_dialect(CsvDialect dialect, std::string_view head, bool whole) {
  Trial trial;
  trial.dialect = dialect;
  collect_shapes(trial, head, whole);
  judge(trial);
  return trial;
}

/// `sep=;` is Excel's way to name the delimiter.
std::optional<char> named_delimiter(std::string_view head) {
  std::string_view line = head.substr(0, head.find_first_of("\r\n"));
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (line.size() != 5) return std::nullopt;
  const auto is = [&](std::size_t i, char lower) { return line[i] == lower || line[i] == lower - 'a' + 'A'; };
  if (!is(0, 's') || !is(1, 'e') || !is(2, 'p') || line[3] != '=' || line[4] == '"') return std::nullopt;
  return line[4];
}

/// The dialect in which the text is most regular; ties go to the earlier candidate.
Trial best_trial(std::string_view head, bool whole, std::optional<char> fixed) {
  std::vector<char> candidates(std::begin(kCandidates), std::end(kCandidates));
  if (fixed) candidates = {*fixed};
  Trial best;
  for (const char delimiter : candidates) {
    auto trial = try_dialect({.delimiter = delimiter}, head, whole);
    if (delimiter == candidates.front() || trial.score > best.score) best = std::move(trial);
  }
  // Backslashes are ordinary text (paths, regular expressions) unless quotes work out only with them.
  if (best.faults > 0 && head.find("\\\"") != std::string_view::npos) {
    for (const char delimiter : candidates) {
      auto trial = try_dialect({.delimiter = delimiter, .backslash_escape = true}, head, whole);
      if (trial.faults < best.faults && trial.score >= best.score) best = std::move(trial);
    }
  }
  return best;
}

std::string line_ending_name(const std::vector<Shape>& shapes) {
  bool seen[4] = {};
  for (const auto& shape : shapes) seen[static_cast<std::size_t>(shape.line_end)] = true;
  const bool lf = seen[static_cast<std::size_t>(LineEnd::lf)];
  const bool crlf = seen[static_cast<std::size_t>(LineEnd::crlf)];
  const bool cr = seen[static_cast<std::size_t>(LineEnd::cr)];
  if (lf + crlf + cr > 1) return "mixed";
  return crlf ? "CRLF" : cr ? "CR" : "LF";
}

bool looks_numeric(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.,:-+/ TZ") == std::string_view::npos &&
         cell.find_first_of("0123456789") != std::string_view::npos;
}

void explain_header(CsvLayout& layout) {
  if (layout.header_line > 1) {
    layout.reasons.push_back(fmt::format("header in line {}: the {} before it {} narrower than the table",
                                         layout.header_line, layout.header_line == 2 ? "line" : "lines",
                                         layout.header_line == 2 ? "is" : "are"));
  }
  const auto numbers = std::count_if(layout.header.begin(), layout.header.end(), looks_numeric);
  if (numbers * 2 >= static_cast<std::ptrdiff_t>(layout.header.size())) {
    layout.reasons.push_back("the header looks like data: the file may have no header line");
  }
}

void take_header(CsvLayout& layout, const Shape& shape, std::string_view table, bool whole) {
  CsvScanner scanner(layout.dialect, kMaxColumns);
  scanner.restart();
  const auto text = table.substr(shape.offset);
  scanner.scan(text, whole);
  std::string undone;
  for (const auto& cell : scanner.record().cells) {
    layout.header.emplace_back(cell_text(cell, text, layout.dialect, undone));
  }
  layout.header_bytes += shape.offset + shape.bytes;
  layout.header_line += shape.line - 1;
  layout.next_line = layout.header_line + shape.lines;
}

}  // namespace

CsvLayout sniff_csv(std::string_view head, bool whole, std::optional<char> delimiter) {
  CsvLayout layout;
  const auto named = named_delimiter(head);
  auto table = head;
  if (named) {
    layout.header_bytes = end_of_line(head, 0);
    layout.header_line = 2;
    table = head.substr(layout.header_bytes);
  }
  const auto fixed = delimiter ? delimiter : named;
  const auto trial = best_trial(table, whole, fixed);
  layout.dialect = trial.dialect;
  layout.line_ending = line_ending_name(trial.shapes);
  layout.next_line = layout.header_line;
  const auto name = delimiter_name(trial.dialect.delimiter);
  if (delimiter) {
    layout.reasons.push_back(fmt::format("delimiter {}: set by the user", name));
  } else if (named) {
    layout.reasons.push_back(fmt::format("delimiter {}: the first line says so", name));
  } else if (trial.usual_width < 2) {
    layout.reasons.push_back("no delimiter found: one column");
  } else {
    layout.reasons.push_back(fmt::format("delimiter {}: most records have {} cells", name, trial.usual_width));
  }
  if (trial.dialect.backslash_escape) {
    layout.reasons.push_back("quotes inside quoted cells are escaped by backslashes");
  }
  if (trial.shapes.empty()) return layout;
  if (trial.header > 0) {
    layout.titles_begin = layout.header_bytes + trial.shapes.front().offset;
    layout.title_lines = trial.shapes[trial.header].line - trial.shapes.front().line;
  }
  take_header(layout, trial.shapes[trial.header], table, whole);
  explain_header(layout);
  return layout;
}

std::string delimiter_name(char delimiter) { return delimiter == '\t' ? "tab" : std::string(1, delimiter); }

}  // namespace csreport

#include "render/text_page.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "render/display_width.hpp"
#include "render/text_wrap.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

constexpr std::string_view kHeading = "␜";
constexpr std::string_view kCell = "␟";
constexpr std::string_view kSides = "␞";
constexpr std::string_view kSpan = "␝";
constexpr std::size_t kGap = 2;              ///< blanks between columns
constexpr std::size_t kNarrowest = 12;       ///< columns of words are not wrapped below it
constexpr std::size_t kFirstNarrowest = 24;  ///< the first column says what a row is
constexpr std::size_t kFirstWidest = 36;     ///< of a table that is told in parts

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// ---- tables -------------------------------------------------------------------------------------

struct TableLine {
  std::vector<std::string_view> cells;
  std::string_view span;
  bool is_span = false;
};

struct TextTable {
  std::vector<TableLine> lines;
  std::size_t head_lines = 0;
  std::vector<bool> right;  ///< by column; left beyond its end

  [[nodiscard]] bool is_right(std::size_t column) const { return column < right.size() && right[column]; }
  [[nodiscard]] bool is_head(const TableLine& line) const { return &line < lines.data() + head_lines; }
  [[nodiscard]] std::size_t columns() const {
    std::size_t most = 0;
    for (const TableLine& line : lines) most = std::max(most, line.cells.size());
    return most;
  }
};

/// What a column needs: all of its body in a line, and what it cannot do without.
struct ColumnNeed {
  std::size_t whole = 0;
  std::size_t body = 0;   ///< with a head of several lines
  std::size_t least = 0;  ///< with a body of several lines, where it is words
};

std::vector<ColumnNeed> needs_of(const TextTable& table, const std::vector<std::string>& units) {
  std::vector<ColumnNeed> needs(table.columns());
  for (const TableLine& line : table.lines) {
    for (std::size_t column = 0; column < line.cells.size(); ++column) {
      const std::string_view cell = line.cells[column];
      ColumnNeed& need = needs[column];
      const std::size_t word = widest_word(cell, units);
      need.whole = std::max(need.whole, width_of(cell));
      need.body = std::max(need.body, table.is_head(line) ? word : width_of(cell));
      need.least = std::max(
          need.least, table.is_right(column) && !table.is_head(line) ? width_of(cell) : std::min(word, kNarrowest * 2));
    }
  }
  for (ColumnNeed& need : needs) {
    const std::size_t fewest = &need == &needs.front() ? kFirstNarrowest : kNarrowest;
    need.least = std::min(need.body, std::max(need.least, fewest));
  }
  return needs;
}

std::size_t total(const std::vector<std::size_t>& widths) {
  std::size_t sum = widths.empty() ? 0 : kGap * (widths.size() - 1);
  for (const std::size_t width : widths) sum += width;
  return sum;
}

/// The widths at which the columns fit, or nothing.
std::vector<std::size_t> fitting(const TextTable& table, const std::vector<ColumnNeed>& needs, std::size_t room) {
  std::vector<std::size_t> widths;
  for (const ColumnNeed& need : needs) widths.push_back(need.whole);
  if (total(widths) <= room) return widths;
  for (std::size_t i = 0; i < needs.size(); ++i) widths[i] = needs[i].body;
  while (total(widths) > room) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (table.is_right(i) || widths[i] <= needs[i].least) continue;
      if (widest == nullptr || widths[i] > *widest) widest = &widths[i];
    }
    if (widest == nullptr) return {};
    --*widest;
  }
  return widths;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  // The line may hold colours: its width is that of what is seen.
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\x1b') {
      i = text.find('m', i) + 1;
    } else {
      seen += display_width(next_character(text, i));
    }
  }
  const std::string blanks(width > seen ? width - seen : 0, ' ');
  return right ? blanks + text : text + blanks;
}

class TextWriter {
 public:
  explicit TextWriter(const TextPageOptions& options) : options_(options) {}

  void paragraph(std::string_view text) {
    const auto indent = std::min(text.find_first_not_of(' '), text.size());
    const std::size_t room = options_.width > indent + 10 ? options_.width - indent : 10;
    for (const std::string& one : wrapped(text.substr(indent), room, options_)) {
      line(one.empty() ? one : std::string(indent, ' ') + one);
    }
  }

  void heading(std::string_view text, std::size_t level) {
    static constexpr std::array<char, 2> kUnderlines = {'=', '-'};
    std::size_t widest = 0;
    if (!out_.empty()) line({});
    for (const std::string& one : wrapped(text, options_.width, options_)) {
      widest = std::max(widest, display_width(one));
      line(one);
    }
    if (level <= kUnderlines.size()) line(std::string(widest, kUnderlines[level - 1]));
    line({});
  }

  void table(const TextTable& table) {
    const std::vector<ColumnNeed> needs = needs_of(table, options_.units);
    if (const auto widths = fitting(table, needs, options_.width); !widths.empty()) {
      std::vector<std::size_t> all(widths.size());
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
      return part(table, all, widths);
    }
    parts(table, needs);
  }

  std::string take() {
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  /// As many columns at a time as there is room for, each time beside the first.
  void parts(const TextTable& table, const std::vector<ColumnNeed>& needs) {
    const std::size_t first = std::min({needs[0].body, kFirstWidest, options_.width / 2});
    std::size_t next = 1;
    while (next < needs.size()) {
      if (next > 1) line({});
      std::vector<std::size_t> columns = {0};
      std::vector<std::size_t> widths = {first};
      const std::size_t most = options_.width > first + kGap + kNarrowest ? options_.width - first - kGap : kNarrowest;
      do {
        columns.push_back(next);
        widths.push_back(table.is_right(next) ? needs[next].body : std::min(needs[next].body, most));
        ++next;
      } while (next < needs.size() &&
               total(widths) + kGap + (table.is_right(next) ? needs[next].body : std::min(needs[next].body, most)) <=
                   options_.width);
      part(table, columns, widths);
    }
  }

  void part(const TextTable& table, const std::vector<std::size_t>& columns, const std::vector<std::size_t>& widths) {
    const bool whole = columns.size() == table.columns();
    const bool begins = columns.size() < 2 || columns[1] == 1;
    const TableLine* span = nullptr;  // written when a row of it is
    for (const TableLine& one : table.lines) {
      if (one.is_span) {
        if (begins) {
          paragraph_of(one);
        } else {
          span = one.span.starts_with(' ') || one.span.empty() ? nullptr : &one;
        }
        continue;
      }
      if (!whole && !begins && !table.is_head(one) && says_nothing(one, columns)) continue;
      if (span != nullptr) paragraph_of(*span);
      span = nullptr;
      row(table, one, columns, widths);
      if (table.head_lines > 0 && &one == &table.lines[table.head_lines - 1]) rule(widths);
    }
  }

  static bool says_nothing(const TableLine& one, const std::vector<std::size_t>& columns) {
    return std::all_of(columns.begin() + 1, columns.end(),
                       [&](std::size_t column) { return column >= one.cells.size() || one.cells[column].empty(); });
  }

  void paragraph_of(const TableLine& one) {
    if (one.span.empty()) return line({});
    if (!one.span.starts_with(' ')) line({});
    paragraph(one.span);
  }

  void row(const TextTable& table, const TableLine& one, const std::vector<std::size_t>& columns,
           const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string_view cell = columns[i] < one.cells.size() ? one.cells[columns[i]] : std::string_view();
      cells.push_back(wrapped(cell, widths[i], options_));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t y = 0; y < height; ++y) {
      std::string text;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        // The head stands on its rule, the body begins at the top.
        const std::size_t above = table.is_head(one) ? height - cells[i].size() : 0;
        const bool there = y >= above && y - above < cells[i].size();
        if (i > 0) text.append(kGap, ' ');
        text += padded(there ? cells[i][y - above] : std::string(), widths[i], table.is_right(columns[i]));
      }
      line(text);
    }
  }

  void rule(const std::vector<std::size_t>& widths) {
    std::string text;
    for (const std::size_t width : widths) {
      if (!text.empty()) text.append(kGap, ' ');
      text.append(std::max<std::size_t>(width, 1), '-');
    }
    line(text);
  }

  /// Never two empty lines, none at the begin.
  void line(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.empty() && (out_.empty() || out_.ends_with("\n\n"))) return;
    out_ += text;
    out_ += '\n';
  }

  const TextPageOptions& options_;
  std::string out_;
};

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const auto end = line.find(kCell);
    cells.push_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + kCell.size());
  }
}

/// Whether the line belongs to a table, and its part of it.
bool add_to_table(std::string_view line, TextTable& table) {
  if (line.starts_with(kSides)) {
    table.head_lines = table.lines.size();
    for (const std::string_view side : cells_of(line.substr(kSides.size()))) table.right.push_back(side == "r");
    return true;
  }
  if (line.starts_with(kSpan)) {
    std::string_view span = line.substr(kSpan.size());
    while (!span.empty() && span.back() == ' ') span.remove_suffix(1);
    table.lines.push_back({.cells = {}, .span = span, .is_span = true});
    return true;
  }
  if (line.find(kCell) == std::string_view::npos) return false;
  table.lines.push_back({.cells = cells_of(line), .span = {}});
  return true;
}

}  // namespace

std::string lay_out_text(std::string_view marked, const TextPageOptions& options) {
  TextWriter writer(options);
  TextTable table;
  const auto end_table = [&] {
    if (!table.lines.empty()) writer.table(table);
    table = {};
  };
  while (!marked.empty()) {
    const auto end = std::min(marked.find('\n'), marked.size());
    std::string_view line = marked.substr(0, end);
    marked.remove_prefix(std::min(end + 1, marked.size()));
    if (add_to_table(line, table)) continue;
    end_table();
    std::size_t level = 0;
    for (; line.starts_with(kHeading); ++level) line.remove_prefix(kHeading.size());
    if (level > 0) {
      writer.heading(trimmed(line), level);
    } else {
      writer.paragraph(line);
    }
  }
  end_table();
  return writer.take();
}

}  // namespace csreport

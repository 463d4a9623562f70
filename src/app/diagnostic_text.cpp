#include "app/diagnostic_text.hpp"

#include "fmt/format.h"

#include "csreport/core/csv_text.hpp"
#include "csreport/render/words.hpp"

namespace csreport {
namespace {

std::string consequence_words(Consequence consequence, std::uint64_t count) {
  const std::string_view plural = count == 1 ? "" : "s";
  switch (consequence) {
    case Consequence::note: return count == 1 ? "" : fmt::format("{} times", count);
    case Consequence::cell_missing: return fmt::format("{} cell{} counted as missing", count, plural);
    case Consequence::row_rejected: return fmt::format("{} row{} rejected", count, plural);
  }
  return {};
}

/// A plain number such as -5 is no formula.
bool is_number(std::string_view text) { return parse_number(text).has_value(); }

}  // namespace

std::string describe_diagnostic(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  if (diagnostic.lines[0] != 0) text += fmt::format(":{}", diagnostic.lines[0]);
  text += ": ";
  if (!diagnostic.column.empty()) text += fmt::format("column '{}': ", diagnostic.column);
  text += diagnostic.code;
  if (!diagnostic.value.empty()) text += fmt::format(" '{}'", diagnostic.value);
  if (!diagnostic.expected.empty()) text += fmt::format(", expected {}", in_words(diagnostic.expected));
  if (const auto words = consequence_words(diagnostic.consequence, diagnostic.count); !words.empty()) {
    text += fmt::format(" ({})", words);
  }
  return text;
}

std::string csv_field(std::string_view text, FormulaGuard guard) {
  const bool defused = guard == FormulaGuard::on && begins_formula(text) && !is_number(text);
  return csv_quoted(defused ? "'" + std::string(text) : std::string(text));
}

std::string rejects_csv(const std::vector<RejectedRow>& rows, FormulaGuard guard) {
  std::string csv = "file,line,reason,value\r\n";
  for (const RejectedRow& row : rows) {
    csv +=
        fmt::format("{},{},{},{}\r\n", csv_field(row.file, guard), row.line, row.reason, csv_field(row.value, guard));
  }
  return csv;
}

}  // namespace csreport

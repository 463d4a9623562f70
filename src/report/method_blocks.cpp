// The blocks of "Method and data quality": what each number means and what became of every row.

#include <string>
#include <utility>

#include "csreport/core/row_totals.hpp"
#include "report/blocks.hpp"

namespace csreport {

std::vector<Block> definitions(const Report& report) {
  Definitions block;
  for (const MetricComparison& metric : report.comparison.metrics) {
    if (!metric.shown) continue;
    block.rows.push_back({.row = metric.row, .variant = metric.variant, .notes = metric.quality.notes});
  }
  if (block.rows.empty()) return {};
  return {{.id = "definitions", .content = std::move(block)}};
}

std::vector<Block> exclusions(const Report& report) {
  Exclusions block;
  for (const MetricComparison& metric : report.comparison.metrics) {
    if (!metric.shown || metric.current.excluded.empty()) continue;
    block.rows.push_back({.row = metric.row, .n = metric.current.n, .excluded = metric.current.excluded});
  }
  if (block.rows.empty()) return {};
  return {{.id = "exclusions", .content = std::move(block)}};
}

std::vector<Block> row_accounting(const Report& report) {
  if (report.inputs.empty()) return {};
  return {{.id = "rows", .content = RowAccounting{}}};
}

std::vector<Block> column_readings(const Report& report) {
  if (report.inputs.empty()) return {};
  return {{.id = "columns", .content = ColumnReadings{}}};
}

namespace {

void add_period_reason(const Report& report, Notes& block) {
  if (report.period_reason.empty()) return;
  block.notes.emplace_back(
      Message{"note.period", {{"period", PeriodName{report.comparison.current}}, {"reason", report.period_reason}}});
}

Message row_account(const Report& report) {
  const RowTotals all = total_rows(report.inputs);
  return {"note.rows",
          {{"n", Count{all.read}},
           {"used", Count{all.used}},
           {"excluded", Count{all.excluded}},
           {"rejected", Count{all.rejected}}}};
}

/// Why this period, what became of the rows, how many warnings there are.
Notes brief_notes(const Report& report) {
  Notes block;
  add_period_reason(report, block);
  if (!report.inputs.empty()) block.notes.emplace_back(row_account(report));
  if (!report.warnings.empty()) {
    block.notes.emplace_back(
        Message{"note.warnings", {{"n", Count{static_cast<std::int64_t>(report.warnings.size())}}}});
  }
  return block;
}

}  // namespace

std::vector<Block> notes(const Report& report) {
  Notes block;
  add_period_reason(report, block);
  for (const Warning& warning : report.warnings) block.notes.emplace_back(warning.text);
  if (block.notes.empty()) return {};
  return {{.id = "notes", .content = std::move(block)}};
}

std::vector<Block> brief_method(const Report& report) {
  Notes block = brief_notes(report);
  block.notes.emplace_back(Message{"note.definitions", {}});
  return {{.id = "brief_method", .content = std::move(block)}};
}

std::vector<Block> client_method(const Report& report) {
  return {{.id = "brief_method", .content = brief_notes(report)}};
}

}  // namespace csreport

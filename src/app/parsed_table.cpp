#include "app/parsed_table.hpp"

#include <numeric>

#include "fmt/format.h"
#include "nlohmann/json.hpp"

#include "app/diagnostic_text.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/json_text.hpp"

namespace csreport {
namespace {

void add_headers(ParsedTable& table, const std::string& path, const std::vector<std::string>& headers) {
  if (table.inputs.empty()) {
    table.headers = headers;
  } else if (table.headers != headers) {
    throw Error(ExitCode::usage,
                fmt::format("normalize: '{}' has other columns than '{}'", path, table.inputs.front().path),
                "normalize files with different columns one by one");
  }
}

InputSummary summary_of(const std::string& path, const ReadCounts& counts, const DiagnosticLog& log) {
  InputSummary summary;
  summary.path = path;
  summary.read = counts.records + counts.rejected + counts.blank;
  summary.used = counts.records;
  summary.rejected = counts.rejected;
  summary.blank = counts.blank;
  for (const Diagnostic& diagnostic : log.all()) {
    if (diagnostic.file != path || diagnostic.consequence != Consequence::row_rejected) continue;
    summary.rejected_reasons.push_back(
        {diagnostic.code, static_cast<std::int64_t>(diagnostic.count), diagnostic.lines[0]});
  }
  return summary;
}

void read_input(ParsedTable& table, const std::string& path, const ReadOptions& options, DiagnosticLog& log) {
  const auto reader = open_records(path, options, log);
  add_headers(table, path, reader->sample().headers);
  std::vector<std::size_t> all(table.headers.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  reader->select(all);
  RecordBatch batch;
  while (reader->next(batch)) {
    for (std::size_t record = 0; record < batch.records(); ++record) {
      auto& row = table.rows.emplace_back();
      for (std::size_t column = 0; column < batch.width(); ++column)
        row.push_back(valid_utf8(batch.cell(record, column)));
    }
  }
  table.inputs.push_back(summary_of(path, reader->counts(), log));
}

std::string csv_line(const std::vector<std::string>& cells, FormulaGuard guard) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_field(cells[i], guard);
  }
  return line + "\r\n";
}

}  // namespace

ParsedTable parse_table(const std::vector<InputSpec>& inputs, const ReadOptions& options) {
  ParsedTable table;
  DiagnosticLog log;
  for (const InputSpec& input : inputs) read_input(table, input.path, options, log);
  table.diagnostics = log.all();
  table.rejected = log.rejected();
  return table;
}

std::string table_as_csv(const ParsedTable& table, FormulaGuard guard) {
  std::string csv = csv_line(table.headers, guard);
  for (const auto& row : table.rows) csv += csv_line(row, guard);
  return csv;
}

std::string table_as_ndjson(const ParsedTable& table) {
  std::string lines;
  for (const auto& row : table.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      object[table.headers[i]] = row[i].empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(row[i]);
    }
    lines += json_with_visible_controls(object.dump()) + '\n';
  }
  return lines;
}

}  // namespace csreport

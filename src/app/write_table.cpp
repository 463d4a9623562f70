#include "app/write_table.hpp"

#include <cstdint>
#include <charconv>

#include "nlohmann/json.hpp"

#include "app/diagnostic_text.hpp"

namespace csreport {
namespace {

nlohmann::ordered_json json_cell(const TableColumn& column, const std::string& text) {
  if (text.empty()) return nullptr;
  if (!column.is_number) return text;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string table_as_csv(const RecordTable& table) {
  std::string csv;
  for (std::size_t i = 0; i < table.columns.size(); ++i) csv += (i == 0 ? "" : ",") + csv_field(table.columns[i].name);
  csv += "\r\n";
  for (const std::size_t row : table.rows) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) csv += ',';
      csv += csv_field(table.columns[i].cell(row));
    }
    csv += "\r\n";
  }
  return csv;
}

std::string table_as_ndjson(const RecordTable& table) {
  std::string lines;
  for (const std::size_t row : table.rows) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const TableColumn& column : table.columns) object[column.name] = json_cell(column, column.cell(row));
    lines += object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
  }
  return lines;
}

}  // namespace csreport

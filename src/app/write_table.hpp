#pragma once
// A record table as bytes: RFC 4180 CSV, or one JSON object a line.

#include <string>

#include "app/record_table.hpp"

namespace csreport {

/// Header and rows, CRLF. Texts that a spreadsheet would run as a formula get a leading '.
std::string table_as_csv(const RecordTable& table);
/// Missing cells are null; numbers are numbers; keys in the order of the columns.
std::string table_as_ndjson(const RecordTable& table);

}  // namespace csreport

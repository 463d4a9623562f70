#pragma once
// The inputs as one plain table of texts, for `csreport normalize`: what the reader made of the bytes,
// before any column gets a meaning.

#include <string>
#include <vector>

#include "app/plan.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/normalise/normalise.hpp"

namespace csreport {

struct ParsedTable {
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;  ///< valid UTF-8, each as wide as `headers`
  std::vector<InputSummary> inputs;            ///< rows read, rejected and blank of each file
  std::vector<Diagnostic> diagnostics;
  std::vector<RejectedRow> rejected;
};

/// Reads all inputs one after the other. Throws Error(usage) when their headers differ, and what
/// open_records() and RecordReader::next() throw.
ParsedTable parse_table(const std::vector<InputSpec>& inputs, const ReadOptions& options);

/// RFC 4180: header and rows, CRLF.
std::string table_as_csv(const ParsedTable& table, FormulaGuard guard);
/// One JSON object a line, all values texts; an empty cell is null.
std::string table_as_ndjson(const ParsedTable& table);

}  // namespace csreport

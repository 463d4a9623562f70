// `csreport normalize`: the parsed table as clean CSV or NDJSON.

#include "app/commands.hpp"
#include "app/diagnostic_text.hpp"
#include "app/parsed_table.hpp"

namespace csreport {

void run_normalize(const NormalizePlan& plan, const Messages& messages) {
  std::vector<std::string> paths{plan.output};
  if (plan.input.rejects_path) paths.push_back(*plan.input.rejects_path);
  OutputFiles files(paths, files_read(plan.input));
  const ParsedTable table = parse_table(plan.input.normalise.inputs, plan.input.normalise.read);
  const std::vector<Warning> no_warnings;
  const ReadingResult reading{table.inputs, table.diagnostics, no_warnings, table.rejected};
  if (plan.verbosity == Verbosity::verbose) report_reading(plan.input, reading, messages);
  check_rejects(plan.input, reading, files, /*outputs=*/1);
  std::vector<std::optional<std::string>> contents;
  contents.emplace_back(plan.format == TableFormat::csv ? table_as_csv(table, plan.input.formula_guard)
                                                        : table_as_ndjson(table));
  if (plan.input.rejects_path) contents.emplace_back(rejects_csv(table.rejected, plan.input.formula_guard));
  files.write(contents);
}

}  // namespace csreport

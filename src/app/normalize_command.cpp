// `csreport normalize`: the records as they were understood, as one table.

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/diagnostic_text.hpp"
#include "app/output_files.hpp"
#include "app/write_table.hpp"
#include "csreport/core/error.hpp"

namespace csreport {
namespace {

RecordTable only_table(const Dataset& dataset, const TimeZone& zone) {
  const int kinds = int{dataset.has_tickets} + int{dataset.has_messages} + int{dataset.has_surveys};
  if (kinds > 1) {
    throw Error(ExitCode::usage, "normalize writes one table, but the files hold several kinds of records",
                "run it once for each kind: tickets, messages, surveys");
  }
  if (dataset.has_messages) return messages_table(dataset, zone);
  if (dataset.has_surveys) return surveys_table(dataset, zone);
  return tickets_table(dataset, zone);
}

}  // namespace

void run_normalize(const NormalizePlan& plan, const Messages& messages) {
  std::vector<std::string> paths{plan.output};
  if (plan.input.rejects_path) paths.push_back(*plan.input.rejects_path);
  std::vector<std::string> inputs;
  for (const InputSpec& input : plan.input.normalise.inputs) inputs.push_back(input.path);
  OutputFiles files(paths, inputs);
  const Normalised data = normalise(plan.input.normalise);
  if (plan.verbosity == Verbosity::verbose) report_reading(data.dataset, messages);
  check_rejects(plan.input, data, files, /*outputs=*/1);
  const RecordTable table = only_table(data.dataset, plan.zone);
  std::vector<std::optional<std::string>> contents;
  contents.emplace_back(plan.format == TableFormat::csv ? table_as_csv(table) : table_as_ndjson(table));
  if (plan.input.rejects_path) contents.emplace_back(rejects_csv(data.rejected));
  files.write(contents);
}

}  // namespace csreport

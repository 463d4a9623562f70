#pragma once
// What the report is judged by: targets, alert rules and --fail-on of the command line, of csreport.toml and built in,
// made into one list each. The command line wins over the file, a single target over the ready set beside it.

#include <string>
#include <vector>

#include "app/options.hpp"
#include "csreport/compute/compute.hpp"
#include "csreport/conclude/alerts.hpp"

namespace csreport {

/// Throws Error(usage) that names the option and quotes the value. Without references and rows, which the data brings.
Judging plan_judging(const Options& options);

/// Adds to `compute` the metrics and groups that `judging` needs; takes those built-in rules out of `judging` whose
/// metrics --metrics did not ask for.
void ask_for_judged(Judging& judging, ComputeOptions& compute);

/// Ids, each once.
std::vector<std::string> judged_metrics(const Judging& judging);

/// "channel" and "priority", where a target or condition is about one of their groups.
std::vector<std::string> judged_dimensions(const Judging& judging);

}  // namespace csreport

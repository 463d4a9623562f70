#pragma once
// What each command does once its line is understood. They throw Error; run.cpp catches.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.hpp"
#include "app/output_files.hpp"
#include "app/plan.hpp"
#include "csreport/core/error.hpp"

namespace csreport {

/// Takes one line for standard error, without its line break.
using Messages = std::function<void(std::string_view)>;

/// `terminal` takes text for the terminal on standard error as it is; empty when there is none. The code is `ok`, or
/// `gate_tripped` when a --fail-on holds.
ExitCode run_report(const ReportPlan& plan, const Messages& messages, const Messages& terminal);
void run_normalize(const NormalizePlan& plan, const Messages& messages);

/// Refuses to replace a file: Error(output_unwritable).
void run_init(const Options& options, const InputPlan& plan, const Messages& messages);
/// What run_init writes.
std::string init_text(const Options& options, const InputPlan& plan);

/// The others give their text for standard output.
std::string inspect_text(const InputPlan& plan);
/// REQUIRES: options of the commands `metrics`, `profiles` and `templates`.
std::string metrics_text(const Options& options);
std::string profiles_text(const Options& options);
std::string templates_text(const Options& options);

/// What was learned while reading; the parts belong to the caller.
struct ReadingResult {
  const std::vector<InputSummary>& inputs;  ///< without a profile: the rows were parsed, not understood
  const std::vector<Diagnostic>& diagnostics;
  const std::vector<Warning>& warnings;
  const std::vector<RejectedRow>& rejected;
};

/// The files that a run reads and must not write: inputs, csreport.toml, a profile of the user's own.
std::vector<std::string> files_read(const InputPlan& plan);
/// Throws Error(input_invalid) when more rows are rejected than the plan accepts; says which. A run
/// that ends so still writes its --rejects file, which stands after the `outputs` of `files`.
void check_rejects(const InputPlan& plan, const ReadingResult& reading, OutputFiles& files, std::size_t outputs);
/// What --verbose prints about the reading: csreport.toml, one line an input, and the diagnostics.
void report_reading(const InputPlan& plan, const ReadingResult& reading, const Messages& messages);

}  // namespace csreport

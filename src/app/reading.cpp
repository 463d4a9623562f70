// After reading: is too much of the input bad, and what does --verbose say about it.

#include <algorithm>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/diagnostic_text.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/row_totals.hpp"
#include "csreport/render/words.hpp"

namespace csreport {
namespace {

constexpr std::size_t kShownReasons = 3;

std::string limit_words(const RejectLimit& limit) {
  return limit.count ? fmt::format("{}", *limit.count) : fmt::format("{:g}%", *limit.share * 100);
}

/// The first reasons for rejected rows, one a line.
std::string first_reasons(const ReadingResult& reading) {
  std::string lines;
  std::size_t shown = 0;
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    if (diagnostic.consequence != Consequence::row_rejected || shown == kShownReasons) continue;
    lines += (lines.empty() ? "" : "\n") + describe_diagnostic(diagnostic);
    ++shown;
  }
  return lines;
}

/// What is wrong; empty when the plan accepts the rejects.
std::string too_many_rejects(const InputPlan& plan, const ReadingResult& reading) {
  for (const InputSummary& input : reading.inputs) {
    if (!plan.reject_limit && rejects_exceed({}, input.rejected, input.read - input.blank)) {
      return fmt::format("{}: every row is rejected ({})", input.path, input.rejected);
    }
  }
  const RowTotals rows = total_rows(reading.inputs);
  const std::int64_t records = rows.read - rows.blank;
  if (!plan.reject_limit || !rejects_exceed(plan.reject_limit, rows.rejected, records)) return {};
  return fmt::format("{} of {} rows {} rejected; --max-rejects allows {}", rows.rejected, records,
                     rows.rejected == 1 ? "is" : "are", limit_words(*plan.reject_limit));
}

}  // namespace

std::vector<std::string> files_read(const InputPlan& plan) {
  std::vector<std::string> paths;
  for (const InputSpec& input : plan.normalise.inputs) paths.push_back(input.path);
  if (!plan.settings_file.empty()) paths.push_back(plan.settings_file);
  const auto& profile = plan.normalise.profile;
  const auto known = profiles();
  const bool is_file = profile && std::none_of(known.begin(), known.end(),
                                               [&](const ProfileInfo& builtin) { return builtin.id == *profile; });
  if (is_file) paths.push_back(*profile);
  return paths;
}

void check_rejects(const InputPlan& plan, const ReadingResult& reading, OutputFiles& files, std::size_t outputs) {
  const std::string problem = too_many_rejects(plan, reading);
  if (problem.empty()) return;
  if (plan.rejects_path) {
    std::vector<std::optional<std::string>> contents(outputs);
    contents.emplace_back(rejects_csv(reading.rejected, plan.formula_guard));
    files.write(contents);
  }
  throw Error(ExitCode::input_invalid, problem,
              plan.rejects_path
                  ? fmt::format("the rejected rows are in '{}'", *plan.rejects_path)
                  : "csreport inspect shows how the file is understood; --rejects FILE writes the rejected rows",
              first_reasons(reading));
}

void report_reading(const InputPlan& plan, const ReadingResult& reading, const Messages& messages) {
  if (!plan.settings_file.empty()) messages(fmt::format("configuration: {}", plan.settings_file));
  for (const InputSummary& input : reading.inputs) {
    if (input.profile.empty()) {
      messages(fmt::format("{}: {} rows read, {} written, {} rejected, {} blank", input.path, input.read, input.used,
                           input.rejected, input.blank));
      continue;
    }
    messages(fmt::format("{}: {} ({}): {} rows read, {} used, {} excluded, {} rejected, {} blank", input.path,
                         record_kind_name(input.kind), input.profile, input.read, input.used, input.excluded,
                         input.rejected, input.blank));
  }
  for (const Diagnostic& diagnostic : reading.diagnostics) messages(describe_diagnostic(diagnostic));
  for (const Warning& warning : reading.warnings) messages(fmt::format("warning: {}", in_words(warning.text)));
}

}  // namespace csreport

// `csreport metrics`, `profiles` and `templates`: what is behind the program, as text.

#include <optional>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/option_values.hpp"
#include "app/text_layout.hpp"
#include "csreport/compute/catalogue.hpp"
#include "csreport/compute/run_metrics.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/render/renderer.hpp"

namespace csreport {
namespace {

std::string better_words(Better better) {
  switch (better) {
    case Better::lower: return "lower is better";
    case Better::higher: return "higher is better";
    case Better::none: return "neither direction is better";
  }
  return {};
}

std::string unit_words(Unit unit) {
  switch (unit) {
    case Unit::seconds: return "a time, in seconds";
    case Unit::ratio: return "a share, 0 to 1";
    case Unit::count: return "a count";
    case Unit::score: return "a score";
    case Unit::currency: return "an amount of money";
  }
  return {};
}

std::string metric_list() {
  std::string text = "Metrics (csreport metrics ID explains one):\n";
  std::optional<Family> family;
  for (const MetricRow& row : metric_catalogue()) {
    if (family != row.family) text += fmt::format("\n{}\n", family_title(row.family));
    family = row.family;
    text += fmt::format("  {:<25} {}\n", row.id, row.title);
  }
  text += fmt::format("\nWith any number in the id: {}\n", parameter_forms());
  return text;
}

std::string metric_text(const MetricRow& row) {
  constexpr std::size_t kColumn = 15;
  std::string text = fmt::format("{}: {}\n\n", row.id, row.title) + hanging_lines("", row.definition, 0) + '\n';
  text += hanging_lines("formula", row.formula, kColumn);
  text += hanging_lines(
      "unit", fmt::format("{}; the value is the {}", unit_words(row.unit), headline_name(row.headline)), kColumn);
  text += hanging_lines("direction", better_words(row.better), kColumn);
  text += hanging_lines("needs", row.needs, kColumn);
  if (needs_all_days(row)) {
    text += hanging_lines("missing days",
                          "a period without tickets on half of its usual days or more is a gap in the trend", kColumn);
  }
  text += hanging_lines("no verdict", fmt::format("below {} observations", row.min_n), kColumn);
  return text + hanging_lines("source", row.source, kColumn);
}

/// The only argument, nothing when there is none.
std::optional<std::string> single_argument(const Options& options, std::string_view command) {
  if (options.arguments.size() > 1) {
    throw Error(ExitCode::usage, fmt::format("{} takes one id, not {}", command, options.arguments.size()),
                fmt::format("csreport {} {}", command, options.arguments.front()));
  }
  if (options.arguments.empty()) return std::nullopt;
  return options.arguments.front();
}

[[noreturn]] void throw_unknown(std::string_view what, const std::string& id, const std::vector<std::string>& known,
                                std::string_view command) {
  const std::string near = did_you_mean(nearest_words(id, known));
  throw Error(ExitCode::usage, fmt::format("there is no {} '{}'", what, id),
              near.empty() ? fmt::format("csreport {} lists them", command) : near);
}

}  // namespace

std::string metrics_text(const Options& options) {
  const auto id = single_argument(options, "metrics");
  if (!id) return metric_list();
  if (const MetricRow* const row = find_metric(*id)) return metric_text(*row);
  if (find_parameter_form(*id) != nullptr) return metric_text(RunMetrics({}, {&*id, 1}).rows().front());
  std::vector<std::string> known;
  for (const MetricRow& row : metric_catalogue()) known.emplace_back(row.id);
  throw Error(ExitCode::usage, fmt::format("there is no metric '{}'", *id), unknown_metric_hint(*id, known));
}

std::string profiles_text(const Options& options) {
  const auto id = single_argument(options, "profiles");
  std::vector<std::string> known;
  std::string text = "Profiles (csreport profiles ID prints one, to copy and adapt for --profile FILE):\n\n";
  for (const ProfileInfo& profile : profiles()) {
    if (id == profile.id) return profile.json;
    known.push_back(profile.id);
    text += fmt::format("  {:<16} {}\n", profile.id, profile.title);
  }
  if (id) throw_unknown("profile", *id, known, "profiles");
  return text;
}

std::string templates_text(const Options& options) {
  const auto name = single_argument(options, "templates");
  if (name) {
    if (const auto text = find_built_in_template(*name)) return std::string(*text);
  }
  std::vector<std::string> known;
  std::string text = "Templates (csreport templates NAME prints one, to copy and adapt for --template FILE):\n\n";
  for (const std::string_view one : built_in_templates()) {
    known.emplace_back(one);
    text += fmt::format("  {}\n", one);
  }
  if (name) throw_unknown("template", *name, known, "templates");
  return text;
}

}  // namespace csreport

#include "app/plan.hpp"

#include <algorithm>
#include <filesystem>

#include "fmt/format.h"

#include "app/option_table.hpp"
#include "app/option_values.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// Runs `resolve`; its Error gets the name of the option whose value it speaks of, and what that
/// option accepts besides.
template <typename Resolve>
auto for_option(std::string_view option, const Resolve& resolve, std::string_view also = {}) {
  try {
    return resolve();
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", option, error.what()), error.hint() + std::string(also),
                error.detail());
  }
}

TimeZone zone_of(std::string_view option, const std::optional<std::string>& name, const TimeZone& otherwise) {
  return name ? for_option(option, [&] { return TimeZone::load(*name); }) : otherwise;
}

Verbosity verbosity_of(const Options& options) {
  if (options.quiet && options.verbose) {
    throw Error(ExitCode::usage, "--quiet and --verbose contradict each other", "give one of them");
  }
  return options.quiet ? Verbosity::quiet : options.verbose ? Verbosity::verbose : Verbosity::normal;
}

/// A mistyped command looks like a file that is not there ("csreport inspct x.csv").
void reject_mistyped_command(const std::string& word) {
  std::error_code ignored;
  if (word == kStandardStream || word.find_first_of("./") != std::string::npos ||
      std::filesystem::exists(word, ignored)) {
    return;
  }
  std::vector<std::string> names;
  for (const CommandRow& row : command_table()) names.emplace_back(row.name);
  const auto near = nearest_words(word, names, 1);
  if (near.empty()) return;
  if (near.front() == word) {
    throw Error(ExitCode::usage, fmt::format("the command '{}' must be the first word", word),
                fmt::format("csreport {} ...", word));
  }
  throw Error(ExitCode::usage, fmt::format("there is neither a command nor a file '{}'", word), did_you_mean(near));
}

std::vector<InputSpec> inputs_of(const Options& options) {
  if (options.arguments.empty()) {
    throw Error(
        ExitCode::usage, "no input file",
        fmt::format("csreport {}FILE..., or - for standard input; csreport --help explains",
                    options.command == Command::report ? "" : std::string(command_row(options.command).name) + ' '));
  }
  std::vector<InputSpec> inputs;
  for (const std::string& argument : options.arguments) {
    reject_mistyped_command(argument);
    inputs.push_back(parse_input(argument));
  }
  const auto from_stdin =
      std::count_if(inputs.begin(), inputs.end(), [](const InputSpec& input) { return input.path == kStandardStream; });
  if (from_stdin > 1) throw Error(ExitCode::usage, "standard input (-) is given more than once", "give it once");
  return inputs;
}

std::optional<RejectLimit> reject_limit_of(const Options& options) {
  if (options.strict && options.max_rejects) {
    throw Error(ExitCode::usage, "--strict is --max-rejects 0, and --max-rejects is given too", "give one of them");
  }
  if (options.strict) return RejectLimit{.count = 0, .share = std::nullopt};
  if (options.max_rejects) return parse_reject_limit(*options.max_rejects);
  return std::nullopt;
}

std::string format_list() {
  std::string list;
  for (const RendererRow& row : renderers()) list += (list.empty() ? "" : ", ") + std::string(row.id);
  return list;
}

std::string ending_list() {
  std::string list;
  for (const RendererRow& row : renderers()) {
    for (const std::string_view ending : row.endings) list += (list.empty() ? "" : " ") + std::string(ending);
  }
  return list;
}

ReportOutput output_of(const std::string& path, const RendererRow* asked) {
  const RendererRow* const by_ending = path == kStandardStream ? nullptr : renderer_for_file(path);
  if (by_ending != nullptr && asked != nullptr && by_ending != asked) {
    throw Error(ExitCode::usage, fmt::format("'{}' ends like {}, but --format says {}", path, by_ending->id, asked->id),
                "leave out --format, or choose another ending");
  }
  if (by_ending != nullptr) return {path, by_ending};
  if (asked != nullptr) return {path, asked};
  if (path == kStandardStream) return {path, find_renderer("md")};
  throw Error(
      ExitCode::usage, fmt::format("'{}' has no ending that names a format", path),
      fmt::format("add --format with one of: {}; or use an ending of those formats: {}", format_list(), ending_list()));
}

std::vector<ReportOutput> outputs_of(const Options& options) {
  const RendererRow* const asked = options.format ? find_renderer(*options.format) : nullptr;
  if (options.format && asked == nullptr) reject_value("--format", *options.format, format_list());
  std::vector<std::string> paths = options.outputs;
  if (paths.empty()) paths.emplace_back(kStandardStream);
  std::vector<ReportOutput> outputs;
  for (const std::string& path : paths) {
    if (path.empty())
      throw Error(ExitCode::usage, "the name of an output is empty", "is a variable of the script unset?");
    outputs.push_back(output_of(path, asked));
  }
  return outputs;
}

template <typename Parsed>
Parsed require(std::string_view option, const std::string& value, std::optional<Parsed> parsed,
               std::string_view accepted) {
  if (!parsed) reject_value(option, value, accepted);
  return *parsed;
}

/// Which of the file's schedules count for whom (METRICS 0.5).
BusinessHours business_hours_of(const Options& options) {
  BusinessHours hours{options.settings.schedules, options.settings.business_hours};
  std::vector<std::string> names;
  for (const Schedule& schedule : hours.schedules) names.push_back(schedule.name);
  if (const auto& name = options.business_hours) {
    if (std::find(names.begin(), names.end(), *name) == names.end()) {
      const std::string near = did_you_mean(nearest_words(*name, names));
      throw Error(ExitCode::usage, fmt::format("--business-hours: there is no schedule '{}'", *name),
                  near.empty() ? fmt::format("add a table [schedules.{}] to csreport.toml", *name) : near);
    }
    hours.choice = {.schedule = *name};
  }
  const ScheduleChoice& choice = hours.choice;
  if (choice.by.empty() != choice.by_value.empty()) {
    throw Error(ExitCode::usage,
                fmt::format("{}: [business_hours] has only one of 'by' and 'values'", options.settings.file),
                R"(they belong together: by = "team" and values = { "Tier 2" = "NAME" })");
  }
  if (!choice.schedule.empty() || !choice.by.empty() || names.empty()) return hours;
  if (names.size() > 1) {
    throw Error(ExitCode::usage,
                fmt::format("{}: nothing says which of the schedules counts: {}", options.settings.file,
                            fmt::join(names, ", ")),
                fmt::format("add [business_hours] with schedule = \"{0}\", or --business-hours {0}", names[0]));
  }
  hours.choice.schedule = names[0];
  return hours;
}

/// A schedule that was typed asks for its clock; so it wins over a clock of the file.
Clock measuring_clock(const Options& options, const BusinessHours& hours) {
  const bool typed = options.clock && !options.settings.origins.contains("--clock");
  if (options.business_hours && !typed) return Clock::business;
  const Clock clock = options.clock ? parse_clock(*options.clock) : Clock::calendar;
  if (clock == Clock::business && hours.schedules.empty()) {
    throw Error(ExitCode::usage, "--clock business needs business hours, and there is no schedule",
                "add a table [schedules.NAME] with its zone and hours to csreport.toml; docs/configuration.md has one");
  }
  return clock;
}

SlaPolicies sla_of(const Options& options, const BusinessHours& hours) {
  const SlaPolicies& policies = options.settings.sla;
  const bool by_business = std::any_of(policies.begin(), policies.end(),
                                       [](const SlaPolicy& policy) { return policy.clock == Clock::business; });
  if (by_business && hours.schedules.empty()) {
    throw Error(
        ExitCode::usage,
        fmt::format("{}: [[sla]] promises by the business clock, and there is no schedule", options.settings.file),
        "add a table [schedules.NAME] with its zone and hours; docs/configuration.md has one");
  }
  return policies;
}

/// Columns that become dimensions whenever an export has them.
bool is_read_anyway(std::string_view column) {
  constexpr std::string_view kColumns[] = {"channel", "team", "agent", "category", "priority"};
  return std::find(std::begin(kColumns), std::end(kColumns), column) != std::end(kColumns);
}

Variants variants_of(const Options& options) {
  Variants variants;
  if (options.anchor) variants.anchor = parse_anchor(*options.anchor);
  variants.frt_include_automatic = options.frt_include_auto;
  if (options.fcr) {
    variants.fcr = require("--fcr", *options.fcr, parse_fcr_method(*options.fcr),
                           "auto, one_touch, no_repeat, strict, flag, survey");
  }
  if (options.fcr_base) {
    variants.fcr_base = require("--fcr-base", *options.fcr_base, parse_fcr_base(*options.fcr_base), "issue, contact");
  }
  variants.fcr_no_transfer = options.fcr_no_transfer;
  if (variants.fcr_no_transfer && variants.fcr == FcrMethod::survey) {
    throw Error(ExitCode::usage, "--fcr-no-transfer does not go with --fcr survey",
                "customers do not say whether they were transferred: leave one of them out");
  }
  if (options.fcr_window) {
    const Seconds window = parse_span("--fcr-window", *options.fcr_window, DurationUnit::days);
    variants.fcr_window = std::chrono::floor<std::chrono::days>(window);
    if (variants.fcr_window < std::chrono::days{1} || window != variants.fcr_window) {
      reject_value("--fcr-window", *options.fcr_window, "a whole number of days from 1 on");
    }
  }
  if (options.sl) {
    variants.service_level = require("--sl", *options.sl, parse_service_level_variant(*options.sl),
                                     "strict, abandon_in_t_ok, ignore_abandon_in_t, ignore_short, answered_only");
  }
  if (options.sl_threshold) {
    variants.service_level_threshold = parse_span("--sl-threshold", *options.sl_threshold, DurationUnit::seconds);
  }
  if (options.exclude_short) {
    variants.short_abandon = parse_span("--exclude-short", *options.exclude_short, DurationUnit::seconds);
  }
  if (options.csat_neutral) variants.csat_neutral = parse_neutral(*options.csat_neutral);
  return variants;
}

std::optional<double> amount_of(std::string_view option, const std::optional<std::string>& value) {
  if (!value) return std::nullopt;
  return parse_amount(option, *value);
}

std::optional<double> gross_margin_of(const Options& options) {
  if (!options.gross_margin) return std::nullopt;
  const auto share = parse_number(*options.gross_margin, DecimalMark::point);
  if (!share || !(*share > 0) || *share > 1) {
    reject_value("--gross-margin", *options.gross_margin, "a share above 0 and up to 1, such as 0.7 or 70%");
  }
  return share;
}

/// nullptr when the configuration declares none.
std::shared_ptr<const IndicatorMetrics> indicators_of(const Options& options) {
  if (options.settings.indicators.empty()) return nullptr;
  return std::make_shared<const IndicatorMetrics>(options.settings.indicators);
}

std::vector<std::string> metrics_of(const Options& options) {
  auto ids = split_list(options.metrics);
  std::vector<std::string> known;
  for (const MetricRow& row : metric_catalogue()) known.emplace_back(row.id);
  for (const Indicator& indicator : options.settings.indicators) known.push_back(indicator.id);
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const std::string near = did_you_mean(nearest_words(id, known));
    throw Error(ExitCode::usage, fmt::format("--metrics: there is no metric '{}'", id),
                near.empty() ? "csreport metrics lists them" : near);
  }
  return ids;
}

PeriodContext clock_of(const Options& options, const InputPlan& input, const TimeZone& zone,
                       const Surroundings& surroundings) {
  PeriodContext clock;
  clock.zone = zone;
  if (options.week_start) clock.week_start = parse_week_start(*options.week_start);
  if (input.normalise.as_of) {
    clock.now = *input.normalise.as_of;
  } else if (surroundings.source_date_epoch) {
    clock.now = parse_source_date(*surroundings.source_date_epoch);
  } else {
    clock.now = surroundings.clock;
  }
  return clock;
}

/// Words that name no period at all are refused before the first file is opened.
void check_periods(const ReportPlan& plan) {
  const Period any = for_option("--period", [&] { return resolve_period(plan.period, plan.clock).period; });
  for_option(
      "--compare", [&] { return resolve_comparison(plan.compare, any, plan.clock); },
      "; also previous, year-ago, none");
}

}  // namespace

bool rejects_exceed(const std::optional<RejectLimit>& limit, std::int64_t rejected, std::int64_t records) {
  if (rejected == 0) return false;
  if (!limit) return rejected == records;
  if (limit->count) return rejected > *limit->count;
  return static_cast<double>(rejected) > *limit->share * static_cast<double>(records);
}

InputPlan plan_input(const Options& options, const Surroundings& surroundings) {
  InputPlan plan;
  NormaliseOptions& normalise = plan.normalise;
  normalise.inputs = inputs_of(options);
  const TimeZone zone = zone_of("--tz", options.tz, TimeZone::utc());
  normalise.input_zone = zone_of("--input-tz", options.input_tz, zone);
  normalise.input_zone_given = options.tz || options.input_tz;
  if (options.as_of) normalise.as_of = parse_as_of(*options.as_of, zone);
  normalise.profile = options.profile;
  for (const std::string& value : options.map) normalise.map.push_back(parse_mapping(value));
  for (const std::string& value : options.unit) normalise.units.push_back(parse_unit_setting(value));
  for (const std::string& value : options.date_format) normalise.date_formats.push_back(parse_date_format(value));
  normalise.threads = options.threads ? parse_threads(*options.threads) : surroundings.processors;
  normalise.read.encoding = options.encoding;
  if (options.delimiter) normalise.read.delimiter = parse_delimiter(*options.delimiter);
  normalise.group_by = split_list(options.by);
  normalise.report_zone = zone;
  normalise.where = parse_conditions(options.where);
  normalise.words = options.settings.words;
  normalise.csat_scale = options.csat_scale;
  normalise.ces_scale = options.ces_scale;
  plan.settings_file = options.settings.file;
  plan.reject_limit = reject_limit_of(options);
  plan.rejects_path = options.rejects;
  if (options.csv_raw) plan.formula_guard = FormulaGuard::off;
  static_cast<void>(verbosity_of(options));
  return plan;
}

ReportPlan plan_report(const Options& options, const Surroundings& surroundings) {
  ReportPlan plan;
  plan.input = plan_input(options, surroundings);
  plan.outputs = outputs_of(options);
  plan.render.ascii = options.ascii;
  plan.key_metrics = options.settings.key_metrics;
  plan.title = options.title.value_or("");
  plan.organisation = options.organisation.value_or("");
  plan.clock = clock_of(options, plan.input, zone_of("--tz", options.tz, TimeZone::utc()), surroundings);
  plan.period = options.period.value_or(plan.period);
  plan.compare = options.compare.value_or(plan.compare);
  check_periods(plan);
  if (options.grain) {
    plan.grain = require("--grain", *options.grain, parse_grain(*options.grain), "hour, day, week, month, quarter");
  }
  plan.compute.metrics = metrics_of(options);
  const bool holds_all = std::any_of(plan.outputs.begin(), plan.outputs.end(),
                                     [](const ReportOutput& output) { return output.renderer->holds_all_metrics; });
  plan.compute.scope = holds_all ? MetricScope::all : MetricScope::shown_in_every_layout;
  plan.compute.dimensions = plan.input.normalise.group_by;
  plan.compute.cost = amount_of("--cost", options.cost);
  plan.compute.customers = amount_of("--customers", options.customers);
  plan.compute.gross_margin = gross_margin_of(options);
  plan.compute.indicators = indicators_of(options);
  plan.compute.threads = plan.input.normalise.threads;
  plan.compute.group_series = options.group_series;
  plan.compute.variants = variants_of(options);
  plan.compute.business_hours = business_hours_of(options);
  plan.compute.variants.clock = measuring_clock(options, plan.compute.business_hours);
  plan.compute.sla = sla_of(options, plan.compute.business_hours);
  auto& columns = plan.input.normalise.group_by;
  const std::string& column = plan.compute.business_hours.choice.by;
  if (!column.empty() && !is_read_anyway(column) &&
      std::find(columns.begin(), columns.end(), column) == columns.end()) {
    plan.schedule_column = column;
    columns.push_back(column);
  }
  plan.timings = {.on_standard_error = options.timings, .in_json = options.timings_in_json};
  plan.verbosity = verbosity_of(options);
  return plan;
}

NormalizePlan plan_normalize(const Options& options, const Surroundings& surroundings) {
  NormalizePlan plan;
  plan.input = plan_input(options, surroundings);
  if (options.outputs.size() > 1)
    throw Error(ExitCode::usage, "normalize writes one table, but -o is given more than once", "give it once");
  if (!options.outputs.empty()) plan.output = options.outputs.front();
  const auto name =
      options.format.value_or(plan.output.ends_with(".ndjson") || plan.output.ends_with(".jsonl") ? "ndjson" : "csv");
  if (name != "csv" && name != "ndjson") reject_value("--format", name, "csv, ndjson");
  plan.format = name == "csv" ? TableFormat::csv : TableFormat::ndjson;
  plan.verbosity = verbosity_of(options);
  return plan;
}

}  // namespace csreport

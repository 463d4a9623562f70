#include "app/plan.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "fmt/format.h"
#include "fmt/ranges.h"

#include "app/judging_plan.hpp"
#include "app/option_table.hpp"
#include "app/option_values.hpp"
#include "app/output_plan.hpp"
#include "app/service_plan.hpp"
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
  const bool is_init = options.command == Command::init;
  if (options.arguments.empty()) {
    throw Error(
        ExitCode::usage, "no input file",
        fmt::format("csreport {}FILE...{}; csreport --help explains",
                    options.command == Command::report ? "" : std::string(command_row(options.command).name) + ' ',
                    is_init ? "" : ", or - for standard input"));
  }
  std::vector<InputSpec> inputs;
  for (const std::string& argument : options.arguments) {
    reject_mistyped_command(argument);
    inputs.push_back(parse_input(argument));
  }
  const auto from_stdin =
      std::count_if(inputs.begin(), inputs.end(), [](const InputSpec& input) { return input.path == kStandardStream; });
  if (from_stdin > 0 && is_init) {
    throw Error(ExitCode::usage, "init reads its files twice, which standard input (-) does not allow",
                "write it to a file first");
  }
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

template <typename Parsed>
Parsed require(std::string_view option, const std::string& value, std::optional<Parsed> parsed,
               std::string_view accepted) {
  if (!parsed) reject_value(option, value, accepted);
  return *parsed;
}

/// A column that is named twice makes one table.
std::vector<std::string> without_repeats(const std::vector<std::string>& names) {
  std::vector<std::string> once;
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(fold_word(name)).second) once.push_back(name);
  }
  return once;
}

/// Columns that become dimensions whenever an export has them.
bool is_read_anyway(std::string_view column) {
  constexpr std::string_view kColumns[] = {"channel", "team", "agent", "category", "priority"};
  return std::find(std::begin(kColumns), std::end(kColumns), column) != std::end(kColumns);
}

/// What the page quotes of a comment (UX.md 4).
constexpr std::size_t kLongestComment = 240;

/// "none" stands alone: no column at all. An empty list is nothing that was said.
std::vector<std::string> fcr_key_of(const Options& options) {
  constexpr std::string_view kNone = "none";
  std::vector<std::string> columns = without_repeats(split_list(options.fcr_key));
  if (columns.empty()) return Variants{}.fcr_key;
  const auto none = std::find(columns.begin(), columns.end(), kNone);
  if (none == columns.end()) return columns;
  if (columns.size() > 1) {
    throw Error(
        ExitCode::usage, "--fcr-key: none does not go with a column",
        "none alone takes all contacts of a requester as one thing; else name the columns, such as category,channel");
  }
  return {};
}

Variants variants_of(const Options& options) {
  Variants variants;
  if (options.anchor) variants.anchor = parse_anchor(*options.anchor);
  variants.frt_include_automatic = options.frt_include_auto;
  if (options.frt_start) variants.frt_start = parse_response_start(*options.frt_start);
  if (options.frt_outbound) variants.frt_outbound = parse_outbound_response(*options.frt_outbound);
  if (options.art) variants.art = parse_response_base(*options.art);
  if (options.art_start) variants.art_start = parse_response_time_start(*options.art_start);
  variants.art_exclude_first = options.art_exclude_first;
  variants.automatic_counts = options.auto_counts;
  variants.human_only = options.human_only;
  if (options.repeat_base) variants.repeat_base = parse_repeat_base(*options.repeat_base);
  if (options.aht) variants.aht = parse_handle_time_parts(*options.aht);
  variants.talk_includes_hold = options.talk_includes_hold;
  if (options.asa) variants.asa = parse_answer_speed_base(*options.asa);
  if (options.net_of) variants.net_of = parse_net_of(*options.net_of);
  if (options.resolution_start) variants.resolution_start = parse_resolution_start(*options.resolution_start);
  if (options.resolution_end) variants.resolution_end = parse_resolution_end(*options.resolution_end);
  const bool elsewhere =
      variants.resolution_start != ResolutionStart::created || variants.resolution_end != ResolutionEnd::solved;
  if (elsewhere && variants.net_of != NetOf::nothing) {
    throw Error(ExitCode::usage, "--net-of does not go with --resolution-start or --resolution-end",
                "net of pending is the requester's wait from the creation to the solution: leave one of them out");
  }
  if (options.aht_per) variants.aht_per = parse_handle_time_unit(*options.aht_per);
  if (options.third_party) variants.third_party = parse_third_party(*options.third_party);
  if (options.rating_credit) variants.rating_credit = parse_rating_credit(*options.rating_credit);
  if (options.abandonment_base) variants.abandonment_base = parse_abandonment_base(*options.abandonment_base);
  if (options.percentiles) variants.percentiles = parse_percentile_method(*options.percentiles);
  if (options.sla_priority) variants.sla_priority = parse_promise_priority(*options.sla_priority);
  if (options.fcr) {
    variants.fcr = require("--fcr", *options.fcr, parse_fcr_method(*options.fcr),
                           "auto, one_touch, no_repeat, strict, flag, survey, teammate");
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
    const Seconds window = parse_duration(*options.fcr_window, DurationUnit::days).value_or(Seconds{0});
    variants.fcr_window = std::chrono::floor<std::chrono::days>(window);
    if (variants.fcr_window < std::chrono::days{1} || window != variants.fcr_window) {
      reject_value("--fcr-window", *options.fcr_window, "a whole number of days from 1 on, such as 7 or 14d");
    }
  }
  if (!options.fcr_key.empty()) variants.fcr_key = fcr_key_of(options);
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

/// Those of the configuration, and those that an id asks for with a number of its own; nullptr when there are none.
std::shared_ptr<const RunMetrics> run_metrics_of(const Options& options, const Judging& judging) {
  std::vector<std::string> ids = split_list(options.metrics);
  for (const KeyMetric& key : options.settings.key_metrics) ids.push_back(key.metric);
  const auto judged = judged_metrics(judging);
  ids.insert(ids.end(), judged.begin(), judged.end());
  auto metrics = std::make_shared<const RunMetrics>(options.settings.indicators, ids);
  return metrics->rows().empty() ? nullptr : metrics;
}

std::vector<std::string> metrics_of(const Options& options) {
  auto ids = split_list(options.metrics);
  std::vector<std::string> known = catalogue_ids();
  for (const Indicator& indicator : options.settings.indicators) known.push_back(indicator.id);
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) != known.end() || find_parameter_form(id) != nullptr) continue;
    throw Error(ExitCode::usage, fmt::format("--metrics: there is no metric '{}'", id), unknown_metric_hint(id, known));
  }
  return ids;
}

/// Whether a card is to show a metric that no layout shows by itself.
bool has_hidden_card(const std::vector<KeyMetric>& key_metrics) {
  return std::any_of(key_metrics.begin(), key_metrics.end(), [](const KeyMetric& key) {
    const MetricRow* const row = find_metric(key.metric);
    return row != nullptr && row->shown == Shown::in_full;
  });
}

/// Their channels as the rows have them; each once.
std::vector<KeyMetric> key_metrics_of(const Options& options) {
  std::vector<KeyMetric> all;
  for (KeyMetric key : options.settings.key_metrics) {
    if (key.dimension == "channel") key.group = channel_name(key.group, options.settings.words);
    if (std::find(all.begin(), all.end(), key) == all.end()) all.push_back(std::move(key));
  }
  return all;
}

WorkPolicies work_of(const Options& options) {
  WorkPolicies work = options.settings.work;
  if (options.at_risk_within) {
    work.at_risk_within = parse_span("--at-risk-within", *options.at_risk_within, DurationUnit::hours);
  }
  return work;
}

PeriodContext clock_of(const Options& options, const InputPlan& input, const TimeZone& zone,
                       const Surroundings& surroundings) {
  PeriodContext clock;
  clock.zone = zone;
  if (options.week_start) clock.week_start = parse_week_start(*options.week_start);
  clock.as_of = input.normalise.as_of;
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
      "; also previous, quarter-ago, year-ago, none");
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
  normalise.group_by = without_repeats(split_list(options.by));
  normalise.report_zone = zone;
  normalise.where = parse_conditions(options.where);
  normalise.excluded_requesters = split_list(options.exclude_requester);
  normalise.excluded_tags = split_list(options.exclude_tag);
  const bool bots_typed = !options.bot_authors.empty();
  normalise.bot_authors = bots_typed ? split_list(options.bot_authors) : options.settings.bot_authors;
  normalise.words = options.settings.words;
  normalise.escalation = options.settings.escalation;
  if (const auto tiers = split_list(options.tier_order); !tiers.empty()) {
    if (const auto problem = problem_of_tiers(tiers)) {
      throw Error(ExitCode::usage, "--tier-order: " + problem->what, "write --tier-order \"First line,Second line\"");
    }
    normalise.escalation.tiers = tiers;
    normalise.escalation.tiers_by = "--tier-order";
  }
  normalise.strip_plus_tags = options.plus_tags && parse_strip_plus_tags(*options.plus_tags);
  normalise.keep_call_legs = options.aht_per && parse_handle_time_unit(*options.aht_per) == HandleTimeUnit::leg;
  normalise.csat_scale = options.csat_scale;
  normalise.ces_scale = options.ces_scale;
  plan.settings_file = options.settings.file;
  plan.reject_limit = reject_limit_of(options);
  if (options.rejects) require_name("the file for --rejects", *options.rejects);
  plan.rejects_path = options.rejects;
  if (options.csv_raw) plan.formula_guard = FormulaGuard::off;
  static_cast<void>(verbosity_of(options));
  return plan;
}

namespace {

LayoutInfo layout_of(const Options& options) {
  const std::string name = options.layout.value_or("team");
  const auto known = report_layouts();
  const auto found = std::find_if(known.begin(), known.end(), [&](const LayoutInfo& one) { return one.id == name; });
  if (found != known.end()) return *found;
  std::vector<std::string_view> ids;
  for (const LayoutInfo& one : known) ids.push_back(one.id);
  reject_value("--layout", name, fmt::format("{}", fmt::join(ids, ", ")));
}

/// An agent is named for a scorecard.
std::string agent_of(const Options& options, const LayoutInfo& layout) {
  if (!options.agent) return {};
  if (layout.id != "agent" && layout.id != "full") {
    throw Error(ExitCode::usage, fmt::format("--agent: the layout {} has no scorecards", layout.id),
                "add --layout agent");
  }
  return *options.agent;
}

}  // namespace

namespace {

/// A column that a setting asks about is read like one of --by, but is none.
/// Such a column must be there.
void require_column(ReportPlan& plan, std::string setting, const std::string& column) {
  auto& columns = plan.input.normalise.group_by;
  if (std::find(columns.begin(), columns.end(), column) != columns.end()) return;
  plan.columns_of_settings.push_back({std::move(setting), column});
  columns.push_back(column);
  if (!is_read_anyway(column)) plan.hidden_dimensions.push_back(column);
}

void read_for(ReportPlan& plan, std::string setting, const std::string& column) {
  if (!column.empty() && !is_read_anyway(column)) require_column(plan, std::move(setting), column);
}

}  // namespace

ReportPlan plan_report(const Options& options, const Surroundings& surroundings) {
  ReportPlan plan;
  plan.input = plan_input(options, surroundings);
  plan.outputs = plan_outputs(options, plan.input, surroundings, plan.dress_files);
  plan.key_metrics = key_metrics_of(options);
  plan.layout = layout_of(options);
  if (!plan.layout.needs.agents) plan.hidden_dimensions.emplace_back("agent");
  plan.agent = agent_of(options, plan.layout);
  plan.title = options.title.value_or("");
  plan.organisation = options.organisation.value_or("");
  plan.clock = clock_of(options, plan.input, zone_of("--tz", options.tz, TimeZone::utc()), surroundings);
  plan.period = options.period.value_or(plan.period);
  plan.compare = options.compare.value_or(plan.compare);
  check_periods(plan);
  if (options.grain) {
    plan.grain = require("--grain", *options.grain, parse_grain(*options.grain), "hour, day, week, month, quarter");
  }
  plan.compute.zone = plan.clock.zone;
  plan.compute.metrics = metrics_of(options);
  const bool holds_all = std::any_of(plan.outputs.begin(), plan.outputs.end(),
                                     [](const ReportOutput& output) { return output.renderer->holds_all_metrics; });
  const bool all = holds_all || has_hidden_card(plan.key_metrics);
  plan.compute.scope = all ? MetricScope::all : MetricScope::shown_in_every_layout;
  plan.compute.shows_all = plan.layout.needs.every_metric;
  plan.compute.computed_too.assign(plan.layout.needs.metrics.begin(), plan.layout.needs.metrics.end());
  plan.compute.dimensions = plan.input.normalise.group_by;
  plan.judging = plan_judging(options);
  plan.shrinkage = options.settings.shrinkage;
  ask_for_judged(plan.judging, plan.compute);
  plan.compute.cost = amount_of("--cost", options.cost);
  plan.compute.customers = amount_of("--customers", options.customers);
  plan.compute.gross_margin = gross_margin_of(options);
  plan.compute.run_metrics = run_metrics_of(options, plan.judging);
  plan.compute.work = work_of(options);
  plan.compute.threads = plan.input.normalise.threads;
  plan.compute.group_series = options.group_series;
  plan.compute.variants = variants_of(options);
  plan.compute.business_hours = business_hours_of(options);
  plan.compute.variants.clock = measuring_clock(options, plan.compute.business_hours);
  plan.compute.sla = sla_of(options);
  if (!options.fcr_key.empty()) {
    for (const std::string& column : plan.compute.variants.fcr_key) require_column(plan, "--fcr-key", column);
  }
  plan.reasons = options.settings.reasons;
  read_for(plan, plan.compute.business_hours.choice.asked_by, plan.compute.business_hours.choice.by);
  if (plan.layout.needs.reasons) read_for(plan, "[reasons] second_level", plan.reasons.second_level);
  plan.input.normalise.peers = plan.layout.needs.peers;
  if (plan.layout.needs.peers) {
    plan.input.normalise.shift = options.settings.shift;
    read_for(plan, "[scorecards] shift", options.settings.shift);
  }
  if (plan.layout.needs.comments && options.settings.comments) plan.input.normalise.comments = kLongestComment;
  const EscalationRules& escalation = plan.input.normalise.escalation;
  plan.compute.tier_column = escalation.column;
  if (!escalation.tiers.empty()) read_for(plan, "[escalation] column", escalation.column);
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
  require_name("an output", plan.output);
  const auto name =
      options.format.value_or(plan.output.ends_with(".ndjson") || plan.output.ends_with(".jsonl") ? "ndjson" : "csv");
  if (name != "csv" && name != "ndjson") reject_value("--format", name, "csv, ndjson");
  plan.format = name == "csv" ? TableFormat::csv : TableFormat::ndjson;
  plan.verbosity = verbosity_of(options);
  return plan;
}

}  // namespace csreport

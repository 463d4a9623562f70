// `csreport report`: the stages one after the other.

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "fmt/format.h"

#include "app/commands.hpp"
#include "app/diagnostic_text.hpp"
#include "app/judging_plan.hpp"
#include "app/output_files.hpp"
#include "app/progress_bar.hpp"
#include "app/staffing_plan.hpp"
#include "app/stage_clock.hpp"
#include "csreport/compare/comparison.hpp"
#include "csreport/compute/day_counts.hpp"
#include "csreport/compute/hour_grid.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/parallel.hpp"
#include "csreport/core/row_totals.hpp"
#include "csreport/core/text.hpp"
#include "csreport/render/words.hpp"
#include "csreport/report/report.hpp"

namespace csreport {
namespace {

/// Earlier periods behind the current one; with it a half-year of weeks.
constexpr std::size_t kEarlierPeriods = 25;

std::vector<std::string> output_paths(const ReportPlan& plan) {
  std::vector<std::string> paths;
  for (const ReportOutput& output : plan.outputs) paths.push_back(output.path);
  if (plan.input.rejects_path) paths.push_back(*plan.input.rejects_path);
  return paths;
}

/// The last second that the data tells of.
std::optional<Instant> last_known(const Dataset& dataset) {
  if (!dataset.covered_until) return dataset.horizon;
  return std::max(*dataset.horizon, *dataset.covered_until - Seconds{1});
}

/// Until when periods are told by the data. One that runs ends with its last event, and without a period asked for the
/// last one is taken that is surely complete; any other is over, so that quiet days at its end are no missing ones.
std::optional<Instant> told_for(const std::string& period, const Dataset& dataset, const DayCounts& days,
                                const ReportPlan& plan) {
  if (plan.input.normalise.as_of || !dataset.horizon) return dataset.horizon;
  if (period == "auto") {  // a week without tickets that has solutions is no complete one
    const auto silence = dataset.has_tickets ? silent_since(days, plan.clock.zone) : std::nullopt;
    return silence ? std::min(*last_known(dataset), *silence - Seconds{1}) : last_known(dataset);
  }
  if (period == "all" || period == "today" || period.starts_with("this-")) return dataset.horizon;
  return std::max(*dataset.horizon, *told_until(dataset, days, plan.clock.zone) - Seconds{1});
}

PeriodChoice resolve_periods(const ReportPlan& plan, const Dataset& dataset, const DayCounts& days,
                             ComputeOptions& compute) {
  PeriodContext context = plan.clock;
  context.first_event = dataset.first_event;
  context.horizon = told_for(plan.period, dataset, days, plan);
  PeriodContext rows = context;
  if (plan.period == "all") {
    rows.first_event = dataset.first_row;
    rows.horizon = dataset.last_row;
  }
  PeriodChoice choice = resolve_period(plan.period, rows);
  const bool lists_customers = dataset.has_customers && dataset.customers.rows > 0;
  if (choice.reason.key == "period_reason.no_dates" && lists_customers) choice.reason = {"period_reason.no_events", {}};
  compute.current = choice.period;
  compute.previous = resolve_comparison(plan.compare, choice.period, context);
  const Grain grain = plan.grain.value_or(default_trend_grain(choice.period));
  compute.trend = trend_periods(choice.period, grain, kEarlierPeriods, context);
  if (context.horizon) {  // the data says nothing of what came after it
    std::erase_if(compute.trend,
                  [&](const Period& period) { return period.start > *context.horizon && period != choice.period; });
  }
  return choice;
}

/// The current period set against what the alert rules compare it with besides the previous one. Periods that nothing
/// is known of are left out.
std::map<std::string, Comparison> compare_further(const ReportPlan& plan, const Dataset& dataset,
                                                  ComputeOptions options) {
  PeriodContext context = plan.clock;
  context.first_event = dataset.first_event;
  context.horizon = dataset.horizon;
  options.trend.clear();
  options.shown_too.clear();
  options.computed_too.clear();
  options.computed_with.clear();
  std::map<std::string, Comparison> references;
  for (const auto& [word, metrics] : reference_metrics(plan.judging.rules)) {
    options.previous = resolve_comparison(word, options.current, context);
    const bool known = options.previous && dataset.first_event && *dataset.first_event < options.previous->end;
    if (!known) continue;
    options.metrics = metrics;
    references.emplace(word, compare(compute(dataset, options)));
  }
  return references;
}

/// Behind the period, or behind the day of the horizon where that comes sooner.
std::chrono::local_days first_day_to_come(const TimeZone& zone, const Dataset& dataset, const Period& period) {
  using std::chrono::days;
  const auto end = std::chrono::floor<days>(zone.to_local(period.end));
  if (!dataset.horizon) return end;
  return std::min(end, std::chrono::floor<days>(zone.to_local(*dataset.horizon)) + days{1});
}

/// What the comparison is judged by, with what the data brings.
Judging judging_of(const ReportPlan& plan, const Dataset& dataset, const ComputeOptions& compute_options) {
  Judging judging = plan.judging;
  judging.day = {.through = first_day_to_come(plan.clock.zone, dataset, compute_options.current),
                 .zone = plan.clock.zone};
  judging.references = compare_further(plan, dataset, compute_options);
  const RowTotals rows = total_rows(dataset.inputs);
  judging.rows_read = rows.read - rows.blank;
  judging.rows_rejected = rows.rejected;
  return judging;
}

std::vector<std::string> condition_texts(const std::vector<Condition>& conditions) {
  std::vector<std::string> texts;
  for (const Condition& condition : conditions)
    texts.push_back(condition.column + (condition.equal ? "=" : "!=") + condition.value);
  return texts;
}

/// The parts of the period by which its flow is shown: hours of a day, days of a week or month, months of a year.
std::vector<Period> parts_of(const Period& period, const PeriodContext& context) {
  constexpr std::size_t kMostParts = 31;
  Grain grain = Grain::month;
  const auto days = (period.end - period.start) / Seconds{86400};
  if (days <= 1) {
    grain = Grain::hour;
  } else if (days <= static_cast<std::int64_t>(kMostParts)) {
    grain = Grain::day;
  }
  if (grain == period.grain || period.is_all()) return {};
  auto parts = trend_periods(period, grain, kMostParts, context);
  std::erase_if(parts, [&](const Period& part) {
    const bool unknown = context.horizon && part.start > *context.horizon;  // behind the data nothing is 0
    return part.start < period.start || part.end > period.end || unknown;
  });
  if (period.to_date && !parts.empty() && parts.back().end < period.end) {  // its last day is not over
    parts.push_back(next_period(parts.back(), context));
    parts.back().end = period.end;
  }
  const bool whole = !parts.empty() && parts.front().start == period.start;
  return whole && parts.size() > 1 ? parts : std::vector<Period>();
}

HoursOfWeek hours_of(const ReportPlan& plan, const Dataset& dataset, const Period& period) {
  HoursOfWeek hours;
  hours.limits = answer_limits_of(plan);
  hours.grid = count_by_hour(dataset, {.period = period,
                                       .zone = plan.clock.zone,
                                       .limits = hours.limits,
                                       .business_hours = plan.compute.business_hours,
                                       .priority = plan.compute.variants.sla_priority});
  hours.staffing = plan_staffing(hours.grid, staffing_options_of(plan));
  return hours;
}

DetailRequest details_of(const ReportPlan& plan, const Dataset& dataset, const Period& period) {
  constexpr std::size_t kOldest = 5;
  constexpr std::size_t kListed = 10;
  const LayoutNeeds& needs = plan.layout.needs;
  DetailRequest request{.open_tickets = needs.lists_tickets, .oldest = kOldest, .answers = needs.answers, .parts = {}};
  if (needs.waits) request.listed = kListed;
  if (plan.input.normalise.comments > 0) request.comments = kListed;
  request.peers = needs.peers;
  request.reasons = needs.reasons;
  request.second_level = plan.reasons.second_level;
  if (!needs.flow) return request;
  PeriodContext context = plan.clock;
  context.first_event = dataset.first_event;
  context.horizon = last_known(dataset);
  request.parts = parts_of(period, context);
  return request;
}

/// The agent of --agent, as the data spells the name.
std::string known_agent(const std::string& asked, const Dataset& dataset) {
  if (asked.empty()) return {};
  const Dimension* const agents = dataset.tickets.dimension("agent");
  std::vector<std::string> names;
  for (std::uint32_t code = 1; agents != nullptr && code < agents->names.size(); ++code) {
    names.emplace_back(agents->names.text(code));
    if (fold_identity(names.back()) == fold_identity(asked)) return names.back();
  }
  const std::string near = did_you_mean(nearest_words(asked, names));
  throw Error(ExitCode::usage, fmt::format("--agent: the data has no agent '{}'", asked),
              near.empty() ? "leave --agent out for a scorecard of every agent" : near);
}

/// Those of targets, conditions and key metrics.
std::vector<std::string> named_dimensions(const ReportPlan& plan) {
  std::vector<std::string> ids = judged_dimensions(plan.judging);
  for (const KeyMetric& key : plan.key_metrics) {
    if (!key.dimension.empty()) ids.push_back(key.dimension);
  }
  return ids;
}

Report make_report(const ReportPlan& plan, Dataset& dataset, std::string& summary, StageClock& clock) {
  ComputeOptions compute_options = plan.compute;
  compute_options.series_dimensions.assign(plan.layout.needs.series.begin(), plan.layout.needs.series.end());
  for (const KeyMetric& key : plan.key_metrics) {
    if (!key.dimension.empty()) compute_options.series_dimensions.push_back(key.dimension);
  }
  auto& dimensions = compute_options.dimensions;
  if (!dimensions.empty() && dataset.tickets.dimension(kChannelClass) != nullptr) {
    dimensions.emplace_back(kChannelClass);  // live and waiting channels stay apart whatever --by says
  }
  if (!dimensions.empty() && !dataset.tickets.peers_of_agents.empty()) dimensions.emplace_back(kPeers);
  for (const std::string& id : named_dimensions(plan)) {
    const bool known = std::find(dimensions.begin(), dimensions.end(), id) != dimensions.end();
    if (!dimensions.empty() && !known && dataset.tickets.dimension(id) != nullptr) dimensions.push_back(id);
  }
  compute_options.hidden_dimensions = plan.hidden_dimensions;
  // --as-of says itself until when something is known.
  DayCounts days = count_by_day(dataset, plan.clock.zone);
  if (!plan.input.normalise.as_of) dataset.covered_until = covered_until(dataset, days, plan.clock.zone);
  if (const auto last = last_known(dataset)) {
    days.reach(std::chrono::floor<std::chrono::days>(plan.clock.zone.to_local(*last)) + std::chrono::days{1});
  }
  dataset.day_gaps = day_gaps_of(days);
  PeriodChoice choice = resolve_periods(plan, dataset, days, compute_options);
  summary = fmt::format("period {} ({}){}{}", choice.period.label, describe_period(choice.period, plan.clock.zone),
                        choice.reason.empty() ? "" : ": ", in_words(choice.reason));
  ReportInputs inputs;
  clock.begin("compute");
  Snapshot snapshot = compute(dataset, compute_options);
  if (plan.layout.needs.hours) inputs.hours = hours_of(plan, dataset, choice.period);
  if (plan.layout.needs.outlook) {
    inputs.outlooks = look_ahead(days, choice.period, plan.clock);
  }
  Judging judging;
  const std::array<std::function<void()>, 2> further = {
      [&] { inputs.details = compute_details(dataset, compute_options, details_of(plan, dataset, choice.period)); },
      [&] { judging = judging_of(plan, dataset, compute_options); }};
  run_parallel(compute_options.threads, further.size(), [&](std::size_t i) { further[i](); });
  clock.begin("report");
  inputs.comparison = compare(std::move(snapshot), compute_options.threads);
  if (!choice.period.is_all()) inputs.comparison.next = next_period(choice.period, plan.clock);
  adjust_signals(inputs.comparison);
  inputs.verdicts = judge(inputs.comparison, judging);
  inputs.inputs = std::move(dataset.inputs);
  inputs.diagnostics = std::move(dataset.diagnostics);
  inputs.warnings = std::move(dataset.warnings);
  inputs.generator.version = CSREPORT_VERSION;
  inputs.as_of = plan.input.normalise.as_of ? plan.input.normalise.as_of : dataset.horizon;
  inputs.zone = plan.clock.zone;
  inputs.period_reason = std::move(choice.reason);
  inputs.conditions = condition_texts(plan.input.normalise.where);
  inputs.organisation = plan.organisation;
  inputs.title = plan.title;
  inputs.layout = plan.layout.id;
  inputs.agent = known_agent(plan.agent, dataset);
  inputs.key_metrics = plan.key_metrics;
  inputs.reasons = plan.reasons;
  return build_report(std::move(inputs));
}

/// One rendering per format and dress, however many outputs ask for it.
std::vector<std::optional<std::string>> render_all(const ReportPlan& plan, const Report& report) {
  std::vector<std::optional<std::string>> contents;
  for (std::size_t i = 0; i < plan.outputs.size(); ++i) {
    const auto same = std::find_if(
        plan.outputs.begin(), plan.outputs.begin() + static_cast<std::ptrdiff_t>(i), [&](const ReportOutput& other) {
          return other.renderer == plan.outputs[i].renderer && other.render == plan.outputs[i].render;
        });
    const auto index = static_cast<std::size_t>(same - plan.outputs.begin());
    contents.push_back(index < i ? contents[index] : plan.outputs[i].renderer->render(report, plan.outputs[i].render));
  }
  return contents;
}

/// The columns of settings are read like those of --by, and missing by the setting's name.
Normalised normalise_for_settings(const NormaliseOptions& options, const std::vector<ColumnOfSetting>& columns) {
  try {
    return normalise(options);
  } catch (const MissingColumn& missing) {
    const auto asks = [&](const ColumnOfSetting& one) { return one.column == missing.column; };
    const auto setting = std::find_if(columns.begin(), columns.end(), asks);
    if (missing.option != "--by" || setting == columns.end()) throw;
    throw MissingColumn(setting->setting, missing.column, missing.hint());
  }
}

/// Reads everything; with a bar when somebody watches and it takes long.
Normalised read_inputs(const ReportPlan& plan, const Messages& terminal, StageClock& clock, std::uint64_t& bytes) {
  std::optional<ProgressBar> bar;
  if (terminal && plan.verbosity != Verbosity::quiet) bar.emplace(terminal);
  NormaliseOptions options = plan.input.normalise;
  std::vector<std::shared_ptr<const InputMeter>> meters;
  options.events.input_begins = [&](const std::string& path, std::shared_ptr<const InputMeter> meter) {
    if (bar) bar->begin_input(path == kStandardStream ? "standard input" : path, meter);
    meters.push_back(std::move(meter));
  };
  options.events.all_read = [&] { clock.begin("settle"); };
  clock.begin("read");
  Normalised data = normalise_for_settings(options, plan.columns_of_settings);
  for (const auto& meter : meters) bytes += meter->read;
  return data;
}

Timings timings_of(const StageClock& clock, const ReportPlan& plan, const std::vector<InputSummary>& inputs,
                   std::uint64_t bytes) {
  Timings timings = clock.timings();
  for (const InputSummary& input : inputs) timings.rows += input.read;
  timings.bytes = bytes;
  timings.threads = plan.input.normalise.threads;
  return timings;
}

}  // namespace

namespace {

/// Why the exit code is 1, one line for each --fail-on that holds.
void tell_failures(const Verdicts& verdicts, const Messages& messages) {
  for (const Failure& failure : verdicts.failures) {
    if (!failure.holds) continue;
    const bool tells_more = failure.by != std::vector<std::string>{failure.written};
    messages(fmt::format("--fail-on {} holds{}{}{}", failure.written, tells_more ? ": " : "",
                         tells_more ? fmt::format("{}", fmt::join(failure.by, ", ")) : "",
                         failure.no_value ? " (no value)" : ""));
  }
}

}  // namespace

ExitCode run_report(const ReportPlan& plan, const Messages& messages, const Messages& terminal) {
  const auto paths = output_paths(plan);
  std::vector<std::string> inputs = files_read(plan.input);
  inputs.insert(inputs.end(), plan.dress_files.begin(), plan.dress_files.end());
  OutputFiles files(paths, inputs);  // proves that they can be written, before the reading
  StageClock clock;
  std::uint64_t bytes = 0;
  Normalised data = read_inputs(plan, terminal, clock, bytes);
  forget_reading(data.dataset, plan.layout.needs.lists_tickets ? TicketIds::keep : TicketIds::forget);
  const ReadingResult reading{data.dataset.inputs, data.dataset.diagnostics, data.dataset.warnings, data.rejected};
  if (plan.verbosity == Verbosity::verbose) report_reading(plan.input, reading, messages);
  check_rejects(plan.input, reading, files, plan.outputs.size());
  std::string summary;
  Report report = make_report(plan, data.dataset, summary, clock);
  clock.end();
  if (plan.timings.in_json) report.timings = timings_of(clock, plan, report.inputs, bytes);
  clock.begin("render");
  auto contents = render_all(plan, report);
  if (plan.input.rejects_path) contents.emplace_back(rejects_csv(data.rejected, plan.input.formula_guard));
  clock.begin("write");
  files.write(contents);
  clock.end();
  if (plan.timings.on_standard_error) messages(timings_text(timings_of(clock, plan, report.inputs, bytes)));
  if (plan.verbosity == Verbosity::verbose) {
    messages(summary);
    for (const std::string& path : paths)
      messages(fmt::format("written: {}", path == kStandardStream ? "standard output" : path));
  }
  if (!report.verdicts.fails()) return ExitCode::ok;
  if (plan.verbosity != Verbosity::quiet) tell_failures(report.verdicts, messages);
  return ExitCode::gate_tripped;
}

}  // namespace csreport

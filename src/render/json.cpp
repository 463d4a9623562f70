// The JSON output: DESIGN.md 4 to the letter. Keys stand in this order; what is missing is null or empty, and the few
// that the schema does not require are left out. Numbers are not rounded.
#include <array>
#include <string>
#include <tuple>

#include <nlohmann/json.hpp>

#include "csreport/core/dates.hpp"
#include "csreport/core/json_text.hpp"
#include "csreport/core/row_totals.hpp"
#include "csreport/render/words.hpp"
#include "render/formats.hpp"
#include "render/json_plans.hpp"
#include "render/json_tables.hpp"
#include "render/json_verdicts.hpp"
#include "render/sentence.hpp"

namespace csreport {
namespace {

Json period_json(const Period& period, const TimeZone& zone) {
  return {{"start", format_iso8601(period.start, zone)},
          {"end", format_iso8601(period.end, zone)},
          {"label", period.label},
          {"grain", std::string(grain_name(period.grain))},
          {"time_zone", zone.name()}};
}

// ---- inputs -------------------------------------------------------------------------------------

Json input_json(const InputSummary& input) {
  Json excluded = Json::array();
  for (const ReasonCount& count : input.excluded_reasons)
    excluded.push_back({{"reason", count.reason}, {"rows", count.rows}});
  Json rejected = Json::array();
  for (const ReasonCount& count : input.rejected_reasons) {
    rejected.push_back({{"reason", count.reason},
                        {"rows", count.rows},
                        {"first_line", count.first_line != 0 ? Json(count.first_line) : Json(nullptr)}});
  }
  Json columns = Json::array();
  for (const auto& column : input.columns) {
    columns.push_back({{"header", column.header},
                       {"field", text_or_null(column.field)},
                       {"reading", text_or_null(in_words(column.reading))}});
  }
  return {{"path", input.path},
          {"kind", std::string(record_kind_name(input.kind))},
          {"profile", input.profile},
          {"rows",
           {{"read", input.read},
            {"used", input.used},
            {"excluded", input.excluded},
            {"rejected", input.rejected},
            {"blank", input.blank}}},
          {"excluded", std::move(excluded)},
          {"rejected", std::move(rejected)},
          {"columns", std::move(columns)}};
}

// ---- values -------------------------------------------------------------------------------------

Json duration_classes_json(const DurationClasses& classes) {
  constexpr std::array<const char*, std::tuple_size_v<DurationClasses>> kNames = {"<5m",  "5-15m", "15-60m", "1-4h",
                                                                                  "4-8h", "8-24h", "1-2d",   ">=2d"};
  Json object = Json::object();
  for (std::size_t i = 0; i < classes.size(); ++i) object[kNames[i]] = classes[i];
  return object;
}

Json stats_json(const std::optional<Statistics>& stats) {
  if (!stats) return nullptr;
  Json object = object_of({{"mean", number(stats->mean)},
                           {"p25", number(stats->p25)},
                           {"median", number(stats->median)},
                           {"p75", number(stats->p75)},
                           {"p90", number(stats->p90)},
                           {"p95", number(stats->p95)},
                           {"p99", number(stats->p99)},
                           {"min", number(stats->min)},
                           {"max", number(stats->max)}});
  if (stats->duration_classes) object["buckets"] = duration_classes_json(*stats->duration_classes);
  return object;
}

Json excluded_json(const std::vector<ExcludedCount>& excluded) {
  Json object = Json::object();
  for (const ExcludedCount& count : excluded) object[count.reason] = count.n;
  return object;
}

Json interval_json(const std::optional<Interval>& interval) {
  if (!interval) return nullptr;
  return object_of({{"low", number(interval->low)},
                    {"high", number(interval->high)},
                    {"level", number(interval->level)},
                    {"method", interval->method}});
}

/// The keys that every value has, at the end of `object`, which has none of them.
void put_value(Json& object, const MetricValue& value) {
  auto& members = object.get_ref<Json::object_t&>();
  members.emplace_back("value", number(value.value));
  members.emplace_back("n", value.n);
  members.emplace_back("numerator", number(value.numerator));
  members.emplace_back("denominator", number(value.denominator));
  members.emplace_back("stats", stats_json(value.stats));
  members.emplace_back("excluded", excluded_json(value.excluded));
}

Json previous_json(const std::optional<MetricValue>& previous) {
  if (!previous) return nullptr;
  Json object = Json::object();
  put_value(object, *previous);
  return object;
}

Json change_json(const Change& change) {
  return object_of({{"absolute", number(change.absolute)},
                    {"relative", number(change.relative)},
                    {"low", number(change.low)},
                    {"high", number(change.high)},
                    {"p", number(change.p)},
                    {"p_adjusted", number(change.p_adjusted)},
                    {"significant", change.significant ? Json(*change.significant) : Json(nullptr)},
                    {"probability_lower", number(change.probability_lower)}});
}

Json series_json(const std::vector<SeriesPoint>& series) {
  Json array = Json::array();
  for (const SeriesPoint& point : series) {
    array.push_back(object_of({{"period", point.period}, {"value", number(point.value)}, {"n", point.n}}));
  }
  return array;
}

// ---- metrics ------------------------------------------------------------------------------------

Json contribution_json(const std::optional<Contribution>& contribution) {
  if (!contribution) return nullptr;
  return object_of({{"rate", number(contribution->rate)},
                    {"mix", number(contribution->mix)},
                    {"share", number(contribution->share)}});
}

Json target_json(const TargetResult* result) {
  if (result == nullptr) return nullptr;
  Json object = limit_json(result->target);
  object["state"] = std::string(target_state_name(result->state));
  object["gap"] = number(result->gap);
  return object;
}

/// Which metric the groups are of, and the verdicts on all.
struct JudgedMetric {
  const MetricComparison& metric;
  const Verdicts& verdicts;

  [[nodiscard]] Json target(std::string_view dimension, std::string_view group) const {
    return target_json(find_target(verdicts.targets, metric.row->id, dimension, group));
  }
};

Json normal_json(const std::optional<NormalRange>& normal) {
  if (!normal) return nullptr;
  return {
      {"mean", number(normal->mean)},       {"low", number(normal->low)},
      {"high", number(normal->high)},       {"points", normal->points},
      {"provisional", normal->provisional}, {"per_days", normal->per_days ? Json(*normal->per_days) : Json(nullptr)}};
}

Json signal_json(const Signal& signal) {
  return {{"state", std::string(signal_state_name(signal.state))},
          {"rule", text_or_null(signal.rule)},
          {"p", number(signal.p)},
          {"p_adjusted", number(signal.p_adjusted)}};
}

Json group_json(const GroupComparison& group, Json target) {
  Json object = Json::object();
  auto& members = object.get_ref<Json::object_t&>();
  members.reserve(15);
  put_value(object, group.values.current);
  members.emplace_back("interval", interval_json(group.interval));
  members.emplace_back("previous", previous_json(group.values.previous));
  members.emplace_back("change", change_json(group.change));
  members.emplace_back("target", std::move(target));
  members.emplace_back("contribution", contribution_json(group.contribution));
  if (group.values.mix_adjusted) members.emplace_back("mix_adjusted", number(group.values.mix_adjusted));
  if (!group.values.series.empty()) {
    members.emplace_back("normal", normal_json(group.judgement.normal));
    members.emplace_back("signal", signal_json(group.judgement.signal));
  }
  members.emplace_back("series", series_json(group.values.series));
  return object;
}

Json by_json(const JudgedMetric& judged) {
  Json dimensions = Json::object();
  for (const DimensionComparison& dimension : judged.metric.by) {
    // Names are unique; pushed past the search for an equal key, which would be quadratic.
    Json groups = Json::object();
    auto& members = groups.get_ref<Json::object_t&>();
    for (const GroupComparison& group : dimension.groups) {
      const std::string& name = group.values.group;
      members.push_back({name, group_json(group, judged.target(dimension.dimension, name))});
    }
    dimensions[dimension.dimension] = std::move(groups);
  }
  return dimensions;
}

Json other_clock_json(const std::optional<OtherClock>& other) {
  if (!other) return nullptr;
  Json object = {{"clock", other->clock == Clock::business ? "business" : "calendar"},
                 {"variant", in_words(other->variant)}};
  put_value(object, other->current);
  return object;
}

Json quality_json(const MetricComparison& metric) {
  Json notes = Json::array();
  for (const Phrase& note : metric.quality.notes) notes.push_back(in_words(note));
  return {{"state", std::string(quality_state_name(metric.quality.state))},
          {"min_n", metric.row->min_n},
          {"notes", std::move(notes)}};
}

Json survival_json(const std::optional<SurvivalMedian>& survival) {
  if (!survival) return nullptr;
  return object_of({{"median", number(survival->median)},
                    {"low", number(survival->low)},
                    {"high", number(survival->high)},
                    {"level", 0.95},
                    {"ended", survival->ended},
                    {"outstanding", survival->outstanding}});
}

Json with_recent_json(const std::optional<SurvivalShare>& share) {
  if (!share) return nullptr;
  return object_of({{"value", share->share},
                    {"low", number(share->low)},
                    {"high", number(share->high)},
                    {"level", 0.95},
                    {"repeated", share->ended},
                    {"not_repeated", share->outlasted},
                    {"outstanding", share->outstanding}});
}

Json order_interval_json(const std::optional<OrderInterval>& interval) {
  if (!interval) return nullptr;
  return object_of({{"low", number(interval->low)}, {"high", number(interval->high)}, {"level", interval->level}});
}

/// The slow end of a distribution: how sure it is, and how far it moved.
Json percentile_json(const std::optional<OrderInterval>& interval, const std::optional<PercentileChange>& change) {
  Json moved = nullptr;
  if (change) {
    moved = object_of(
        {{"absolute", number(change->absolute)}, {"low", number(change->low)}, {"high", number(change->high)}});
  }
  return object_of({{"interval", order_interval_json(interval)}, {"change", std::move(moved)}});
}

/// Per dimension: the median with the mix of the period before.
Json mix_adjusted_json(const MetricComparison& metric) {
  Json object = Json::object();
  for (const DimensionComparison& dimension : metric.by) {
    if (dimension.mix_adjusted) object[dimension.dimension] = number(dimension.mix_adjusted);
  }
  return object;
}

Json driver_json(const MetricComparison& metric) {
  const Driver& driver = *metric.driver;
  return object_of({{"dimension", metric.by[driver.dimension].dimension},
                    {"concentration", number(driver.concentration)},
                    {"rate", number(driver.rate)},
                    {"mix", number(driver.mix)},
                    {"p", number(driver.p)},
                    {"p_adjusted", number(driver.p_adjusted)}});
}

Json outcomes_json(const std::optional<FirstContactOutcomes>& outcomes) {
  if (!outcomes) return nullptr;
  return object_of({{"created", outcomes->created},
                    {"not_solved", outcomes->not_solved},
                    {"excluded", excluded_json(outcomes->excluded)},
                    {"success", outcomes->success},
                    {"fail_reply_count", outcomes->fail_reply_count},
                    {"fail_teammates", outcomes->fail_teammates},
                    {"fail_reopen", outcomes->fail_reopen},
                    {"fail_repeat", outcomes->fail_repeat},
                    {"fail_flag", outcomes->fail_flag},
                    {"fail_transfer", outcomes->fail_transfer},
                    {"unverified_first", outcomes->unverified_first}});
}

Json metric_json(const JudgedMetric& judged) {
  const MetricComparison& metric = judged.metric;
  const MetricRow& row = *metric.row;
  Json object = {{"title", std::string(row.title)},
                 {"unit", std::string(unit_name(row.unit))},
                 {"better", std::string(better_name(metric.better))},
                 {"kind", std::string(kind_name(row.kind))},
                 {"headline", std::string(headline_name(row.headline))},
                 {"variant", text_or_null(in_words(metric.variant))}};
  put_value(object, metric.current);
  object["interval"] = interval_json(metric.interval);
  object["previous"] = previous_json(metric.previous);
  object["change"] = change_json(metric.change);
  if (metric.survival || metric.previous_survival) {
    object["survival"] = {{"current", survival_json(metric.survival)},
                          {"previous", survival_json(metric.previous_survival)}};
  }
  if (metric.with_recent || metric.previous_with_recent) {
    object["with_recent"] = {{"current", with_recent_json(metric.with_recent)},
                             {"previous", with_recent_json(metric.previous_with_recent)}};
  }
  if (metric.current.stats && metric.current.stats->p90_interval) {
    object["percentiles"] = {{"p90", percentile_json(metric.current.stats->p90_interval, metric.p90_change)},
                             {"p95", percentile_json(metric.current.stats->p95_interval, metric.p95_change)}};
  }
  if (Json adjusted = mix_adjusted_json(metric); !adjusted.empty()) object["mix_adjusted"] = std::move(adjusted);
  if (metric.driver) object["driver"] = driver_json(metric);
  if (metric.outcomes || metric.previous_outcomes) {
    object["outcomes"] = {{"current", outcomes_json(metric.outcomes)},
                          {"previous", outcomes_json(metric.previous_outcomes)}};
  }
  if (metric.flips) {
    object["flips"] = {{"good_to_bad", metric.flips->good_to_bad}, {"bad_to_good", metric.flips->bad_to_good}};
  }
  object["normal"] = normal_json(metric.judgement.normal);
  object["signal"] = signal_json(metric.judgement.signal);
  object["target"] = judged.target({}, {});
  object["other_clock"] = other_clock_json(metric.other_clock);
  object["quality"] = quality_json(metric);
  object["series"] = series_json(metric.series);
  object["by"] = by_json(judged);
  return object;
}

Json metrics_json(const Comparison& comparison, const Verdicts& verdicts) {
  Json metrics = Json::object();
  for (const MetricComparison& metric : comparison.metrics) {
    metrics[std::string(metric.row->id)] = metric_json({metric, verdicts});
  }
  return metrics;
}

// ---- findings -----------------------------------------------------------------------------------

Json finding_json(const Finding& finding, std::size_t rank, const Wording& wording) {
  Json args = Json::object();
  for (const auto& [slot, argument] : finding.sentence.args) args[slot] = argument_text(argument, wording);
  Json support = Json::array();
  for (const Message& message : finding.support) support.push_back(plain_text(sentence_of(message, wording)));
  return {{"id", finding.id},
          {"rank", rank},
          {"metric", finding.row != nullptr ? Json(std::string(finding.row->id)) : Json(nullptr)},
          {"group", text_or_null(finding.group)},
          {"state", std::string(signal_state_name(finding.state))},
          {"rule", text_or_null(finding.rule)},
          {"p", number(finding.p)},
          {"p_adjusted", number(finding.p_adjusted)},
          {"message", finding.sentence.key},
          {"args", std::move(args)},
          {"text", plain_text(sentence_of(finding.sentence, wording))},
          {"support", std::move(support)},
          {"evidence",
           {{"dimension", text_or_null(finding.evidence.dimension)},
            {"groups", finding.evidence.groups},
            {"n", finding.evidence.n}}}};
}

/// Their ranks go on behind `first`.
Json findings_json(const std::vector<Finding>& findings, std::size_t first, const Wording& wording) {
  Json array = Json::array();
  for (const Finding& finding : findings) array.push_back(finding_json(finding, first + array.size() + 1, wording));
  return array;
}

Json action_json(const Action& action, std::size_t rank, const Report& report, const Wording& wording) {
  const ActionCheck& check = action.check;
  const auto words = [&](const Message& message) { return plain_text(sentence_of(message, wording)); };
  return {{"id", action.id},
          {"rank", rank},
          {"from", Json::array({action.id})},
          {"text", words(action.sentence)},
          {"evidence", words(action.evidence)},
          {"check",
           {{"metric", std::string(check.row->id)},
            {"group", text_or_null(check.group)},
            {"op", check.at_most ? "<=" : ">="},
            {"value", number(check.threshold)},
            {"period", check.in ? Json(check.in->label) : Json(nullptr)},
            {"due", check.in ? Json(format_iso8601(check.in->end, report.zone)) : Json(nullptr)},
            {"text", words(action.check_words)}}},
          {"owner", nullptr}};
}

Json actions_json(const Report& report, const Wording& wording) {
  Json array = Json::array();
  for (const Action& action : report.actions) array.push_back(action_json(action, array.size() + 1, report, wording));
  return array;
}

// ---- what concerns the whole report ---------------------------------------------------------------

Json warnings_json(const std::vector<Warning>& warnings, const Language& language) {
  Json array = Json::array();
  for (const Warning& warning : warnings)
    array.push_back({{"code", warning.code}, {"text", phrase_text(warning.text, language)}});
  return array;
}

Json timings_json(const Timings& timings) {
  Json stages = Json::array();
  for (const StageTime& stage : timings.stages) {
    stages.push_back(
        {{"stage", stage.stage}, {"wall_seconds", stage.wall_seconds}, {"cpu_seconds", stage.cpu_seconds}});
  }
  return {{"rows", timings.rows},
          {"bytes", timings.bytes},
          {"threads", timings.threads},
          {"peak_memory_bytes", timings.peak_bytes},
          {"stages", std::move(stages)}};
}

/// All rows of the files, as the head of the report tells them.
Json rows_json(const std::vector<InputSummary>& inputs) {
  const RowTotals rows = total_rows(inputs);
  return {{"read", rows.read}, {"used", rows.used}};
}

/// Each metric with percentiles says in its variant where they do not lie on a line.
const char* percentile_method(const Comparison& comparison) {
  const auto by_rank = [](const MetricComparison& metric) {
    return std::any_of(metric.variant.begin(), metric.variant.end(),
                       [](const Phrase& part) { return part.key == "variant.nearest_rank"; });
  };
  const bool any = std::any_of(comparison.metrics.begin(), comparison.metrics.end(), by_rank);
  return any ? "nearest_rank" : "linear";
}

Json not_understood_json(const std::vector<Diagnostic>& diagnostics) {
  constexpr std::array kConsequences = {"none", "cell_missing", "row_rejected"};
  Json all = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    Json lines = Json::array();
    for (const std::uint64_t line : diagnostic.lines) {
      if (line != 0) lines.push_back(line);
    }
    all.push_back({{"what", diagnostic.code},
                   {"path", diagnostic.file},
                   {"column", text_or_null(diagnostic.column)},
                   {"times", diagnostic.count},
                   {"first_lines", std::move(lines)},
                   {"found", diagnostic.value},
                   {"expected", in_words(diagnostic.expected)},
                   {"consequence", kConsequences[static_cast<std::size_t>(diagnostic.consequence)]}});
  }
  return all;
}

}  // namespace

std::string render_json(const Report& report, const RenderOptions& options) {
  const Comparison& comparison = report.comparison;
  Json root = Json::object();
  root["schema_version"] = "1";
  root["generator"] = {{"name", report.generator.name}, {"version", report.generator.version}};
  root["layout"] = report.layout;
  root["as_of"] = report.as_of ? Json(format_iso8601(*report.as_of, report.zone)) : Json(nullptr);
  root["period"] = period_json(comparison.current, report.zone);
  root["compared_with"] = comparison.previous ? period_json(*comparison.previous, report.zone) : Json(nullptr);
  root["percentile_method"] = percentile_method(comparison);
  if (!report.conditions.empty()) root["conditions"] = report.conditions;
  root["inputs"] = Json::array();
  for (const InputSummary& input : report.inputs) root["inputs"].push_back(input_json(input));
  root["rows"] = rows_json(report.inputs);
  root["not_understood"] = not_understood_json(report.diagnostics);
  root["metrics"] = metrics_json(comparison, report.verdicts);
  const Wording wording{Language::load(options.language), NumberFormat(Language::load(options.language)), report.zone};
  const FindingList& findings = report.findings;
  root["findings"] = findings_json(findings.shown, 0, wording);
  if (!findings.beyond.empty()) {
    root["further_findings"] = findings_json(findings.beyond, findings.shown.size(), wording);
  }
  root["actions"] = actions_json(report, wording);
  root["alerts"] = alerts_json(report, wording);
  const Verdicts& verdicts = report.verdicts;
  if (!verdicts.goals.empty()) root["goals"] = goals_json(verdicts.goals);
  if (!verdicts.tracked_actions.empty()) root["tracked_actions"] = tracked_actions_json(verdicts.tracked_actions);
  root["fail_on"] = failures_json(report.verdicts.failures);
  const bool hours = report.hours && report.hours->grid.total.contacts > 0;
  if (hours) root["staffing"] = staffing_json(*report.hours);
  if (!report.outlooks.empty()) root["outlook"] = outlook_json(report.outlooks, report.zone);
  root["tables"] = tables_json(report, wording);
  root["warnings"] = warnings_json(report.warnings, wording.language);
  if (report.timings) root["timings"] = timings_json(*report.timings);
  return json_with_visible_controls(root.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace csreport

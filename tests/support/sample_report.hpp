#pragma once
// A made-up comparison of a small shop, as the stages before would hand it over: 26 weeks that end
// with 2026-W46, five channels, agents and categories. Deterministic; the same numbers everywhere.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compare/drivers.hpp"
#include "compare/limits.hpp"
#include "csreport/report/report.hpp"

namespace csreport::sample {

struct Shape {
  int weeks = 26;
  int agents = 8;
  int categories = 9;
  double volume = 1;  ///< factor of all counts
  bool compared = true;
  bool channel_classes = true;
};

inline Instant week_start(int weeks_ago) {
  using namespace std::chrono;
  return sys_seconds{sys_days{year{2026} / 11 / 9} - days{7 * weeks_ago}};
}

inline Period week(int weeks_ago) {
  const int number = 46 - weeks_ago;
  const std::string label = (number < 10 ? "2026-W0" : "2026-W") + std::to_string(number);
  return {week_start(weeks_ago), week_start(weeks_ago - 1), Grain::week, label, /*to_date=*/false};
}

/// Between -1 and 1, the same for the same numbers.
inline double noise(std::uint32_t a, std::uint32_t b) {
  std::uint32_t h = a * 2654435761U ^ (b + 0x9e3779b9U) * 2246822519U;
  h ^= h >> 15U;
  h *= 2654435761U;
  h ^= h >> 13U;
  return static_cast<double>(h % 20001U) / 10000.0 - 1.0;
}

/// What a metric looks like; times in seconds, shares in 0..1.
struct Story {
  std::string_view id;
  double base;    ///< long-time level
  double spread;  ///< of the weekly noise
  double previous;
  double current;
  double n;  ///< observations of the current week
};
inline constexpr Story kStories[] = {
    {"csat", 0.868, 0.018, 0.855, 0.813, 412},
    {"nps", 41, 8, 40, 34, 58},
    {"ces", 5.5, 0.15, 5.5, 5.44, 131},
    {"frt", 3180, 420, 2460, 2280, 643},
    {"resolution_time", 33600, 3000, 33120, 35280, 1263},
    {"aht", 660, 30, 655, 680, 616},
    {"asa", 48, 9, 44, 63, 402},
    {"service_level", 0.81, 0.03, 0.82, 0.76, 402},
    {"abandonment_rate", 0.051, 0.012, 0.049, 0.068, 431},
    {"fcr", 0.724, 0.018, 0.726, 0.719, 1263},
    {"reopen_rate", 0.031, 0.006, 0.030, 0.032, 1263},
    {"escalation_rate", 0.051, 0.007, 0.050, 0.052, 1284},
    {"replies_per_ticket", 1.84, 0.05, 1.83, 1.86, 1263},
    {"tickets_created", 1225, 60, 1236, 1284, 1284},
    {"tickets_solved", 1235, 55, 1251, 1263, 1263},
    {"backlog", 195, 16, 214, 276, 276},
};

inline MetricValue value_of(const MetricRow& row, double value, double n) {
  MetricValue result;
  result.n = static_cast<std::int64_t>(std::llround(n));
  if (row.fold == Fold::count || row.fold == Fold::count_open) {
    result.value = std::round(value);
    result.n = std::llround(value);
    return result;
  }
  if (result.n == 0) return result;
  const auto count = static_cast<double>(result.n);
  result.value = value;
  if (row.fold == Fold::ratio) {
    result.numerator = std::round(value * count);
    result.denominator = count;
    result.value = *result.numerator / count;
  }
  if (row.unit == Unit::seconds) {
    Statistics stats;
    stats.mean = value * 1.6, stats.p25 = value * 0.5, stats.median = value, stats.p75 = value * 2;
    stats.p90 = value * 4.2, stats.p95 = value * 6, stats.p99 = value * 11, stats.min = 4, stats.max = value * 30;
    result.stats = stats;
  }
  if (row.fold == Fold::net_score) {
    ClassCounts classes;
    classes.low = std::llround(count * (0.5 - value / 200) * 0.6);
    classes.high = classes.low + std::llround(count * value / 100);
    classes.middle = result.n - classes.high - classes.low;
    result.classes = classes;
  }
  return result;
}

inline Change change_of(const MetricRow& row, const MetricValue& now, const std::optional<MetricValue>& before) {
  Change change;
  if (!before) {
    change.state = ChangeState::no_comparison;
    return change;
  }
  if (!now.value) return change;
  change.state = before->value ? ChangeState::compared : ChangeState::is_new;
  if (!before->value) return change;
  change.absolute = *now.value - *before->value;
  const bool relative = row.unit == Unit::seconds || row.unit == Unit::count;
  if (relative && *before->value != 0) change.relative = *change.absolute / *before->value;
  if (row.fold == Fold::ratio) {
    const double error = 1.96 * std::sqrt(*now.value * (1 - *now.value) / static_cast<double>(now.n) +
                                          *before->value * (1 - *before->value) / static_cast<double>(before->n));
    change.low = *change.absolute - error;
    change.high = *change.absolute + error;
  }
  return change;
}

inline std::optional<Interval> interval_of(const MetricRow& row, const MetricValue& value) {
  if (value.value && value.classes) {
    const auto n = static_cast<double>(value.n);
    const double high = static_cast<double>(value.classes->high) / n;
    const double low = static_cast<double>(value.classes->low) / n;
    const double error = 196 * std::sqrt((high + low - (high - low) * (high - low)) / n);
    return Interval{*value.value - error, *value.value + error, 0.95, "nps_wald"};
  }
  if (!value.value || row.fold != Fold::ratio) return std::nullopt;
  const double error = 1.96 * std::sqrt(*value.value * (1 - *value.value) / static_cast<double>(value.n));
  return Interval{std::max(0.0, *value.value - error), std::min(1.0, *value.value + error), 0.95, "wilson"};
}

struct GroupStory {
  std::string name;
  double weight;  ///< of the volume
  double factor;  ///< of a time, against the total
  double shift;   ///< of the change in the last week
};

inline std::vector<GroupStory> channels() {
  return {{"Email", 0.39, 1.2, 0.2},
          {"Chat", 0.31, 0.03, 2.4},
          {"Phone", 0.17, 0.02, 0.4},
          {"Web form", 0.1, 1.5, 0.3},
          {"Social", 0.03, 0.7, 0}};
}

inline std::vector<GroupStory> numbered(const char* word, int count) {
  std::vector<GroupStory> groups;
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += 1.0 / (i + 3);
  for (int i = 0; i < count; ++i) {
    groups.push_back({std::string(word) + " " + std::to_string(i + 1), 1.0 / (i + 3) / sum,
                      1 + 0.2 * noise(static_cast<std::uint32_t>(i), 7), noise(static_cast<std::uint32_t>(i), 9)});
  }
  return groups;
}

inline DimensionComparison dimension_of(const MetricRow& row, const Story& story, const Shape& shape, std::string name,
                                        const std::vector<GroupStory>& groups, const MetricComparison& total) {
  DimensionComparison dimension{std::move(name), {}};
  double left_now = total.current.value.value_or(0);
  double left_before = total.previous ? total.previous->value.value_or(0) : 0;
  const bool counts = row.fold == Fold::count || row.fold == Fold::count_open;
  for (const GroupStory& group : groups) {
    const double change = (story.current - story.previous) * group.shift;
    double now = row.unit == Unit::seconds ? story.current * group.factor : story.current;
    double before = row.unit == Unit::seconds ? story.previous * group.factor : now - change;
    if (counts) {
      now = std::min(left_now, std::round(total.current.value.value_or(0) * group.weight));
      before =
          std::min(left_before, std::round((total.previous ? total.previous->value.value_or(0) : 0) * group.weight));
      left_now -= now;
      left_before -= before;
    }
    GroupComparison item;
    item.values.group = group.name;
    item.values.current = value_of(row, now, story.n * shape.volume * group.weight);
    if (total.previous) item.values.previous = value_of(row, before, story.n * shape.volume * group.weight);
    item.change = change_of(row, item.values.current, item.values.previous);
    item.interval = interval_of(row, item.values.current);
    dimension.groups.push_back(std::move(item));
  }
  if (counts && (left_now > 0 || left_before > 0)) {
    GroupComparison none;
    none.values.group = "(none)";
    none.values.current = value_of(row, left_now, left_now);
    if (total.previous) none.values.previous = value_of(row, left_before, left_before);
    none.change = change_of(row, none.values.current, none.values.previous);
    dimension.groups.push_back(std::move(none));
  }
  return dimension;
}

inline MetricComparison metric_of(const MetricRow& row, const Story& story, std::uint32_t seed, const Shape& shape) {
  MetricComparison metric;
  metric.row = &row;
  metric.shown = row.shown == Shown::in_every_layout;
  metric.better = row.better;
  const bool counts = row.fold == Fold::count || row.fold == Fold::count_open;
  const double factor = counts ? shape.volume : 1;
  metric.current = value_of(row, story.current * factor, story.n * shape.volume);
  if (shape.compared) metric.previous = value_of(row, story.previous * factor, story.n * shape.volume * 0.97);
  metric.change = change_of(row, metric.current, metric.previous);
  metric.interval = interval_of(row, metric.current);
  for (int ago = shape.weeks - 1; ago >= 0; --ago) {
    const double level = ago == 0   ? story.current
                         : ago == 1 ? story.previous
                                    : story.base + story.spread * noise(seed, static_cast<std::uint32_t>(ago));
    const MetricValue point = value_of(row, level * factor, story.n * shape.volume);
    metric.series.push_back({week(ago).label, point.value, point.n});
  }
  metric.judgement = judge_series({&row, metric.better}, metric.series, {.interval = metric.interval});
  if (row.id == "frt") metric.current.excluded = {{"awaiting_first_reply", 14}, {"negative", 2}};
  if (row.id == "csat") metric.variant = {{"variant.scale", {{"scale", "1-5"}}}};
  metric.by.push_back(dimension_of(row, story, shape, "channel", channels(), metric));
  metric.by.push_back(
      dimension_of(row, story, shape, "team", {{"Orders", 0.55, 1, 1}, {"Returns", 0.45, 1.1, 1}}, metric));
  metric.by.push_back(dimension_of(row, story, shape, "agent", numbered("Agent", shape.agents), metric));
  metric.by.push_back(dimension_of(row, story, shape, "category", numbered("Category", shape.categories), metric));
  if (shape.channel_classes) {
    metric.by.push_back(dimension_of(row, story, shape, std::string("channel_class"),
                                     {{"waiting", 0.52, 1, 1}, {"live", 0.48, 0.03, 1}}, metric));
    for (auto& group : metric.by.back().groups) {
      for (const SeriesPoint& point : metric.series) {
        SeriesPoint own = point;
        if (own.value && row.unit == Unit::seconds && group.values.group == "live") *own.value *= 0.03;
        group.values.series.push_back(own);
      }
      group.judgement = judge_series({&row, metric.better}, group.values.series, {.interval = group.interval});
    }
  }
  find_contributions(metric);
  metric.driver = find_driver(metric);
  return metric;
}

/// A metric that the export has no column for.
inline MetricComparison missing_metric(const MetricRow& row) {
  MetricComparison metric;
  metric.row = &row;
  metric.shown = row.shown == Shown::in_every_layout;
  metric.better = row.better;
  metric.quality.state = row.id == "art" ? QualityState::no_message_log : QualityState::missing_column;
  metric.quality.notes = {{"quality_note.immature", {}}};
  return metric;
}

inline Comparison comparison(const Shape& shape = {}) {
  Comparison result;
  result.current = week(0);
  if (shape.compared) result.previous = week(1);
  for (int ago = shape.weeks - 1; ago >= 0; --ago) result.trend.push_back(week(ago));
  std::uint32_t seed = 1;
  for (const MetricRow& row : metric_catalogue()) {
    const Story* found = nullptr;
    for (const Story& story : kStories) {
      if (story.id == row.id) found = &story;
    }
    result.metrics.push_back(found != nullptr ? metric_of(row, *found, ++seed, shape) : missing_metric(row));
  }
  result.warnings = {warning_of("left_truncated")};
  return result;
}

inline InputSummary tickets_input() {
  InputSummary input;
  input.path = "tickets.csv";
  input.profile = "zendesk";
  input.read = 34'180, input.used = 34'153, input.excluded = 15, input.rejected = 9, input.blank = 3;
  input.excluded_reasons = {{"duplicate", 11, 0}, {"spam", 4, 0}};
  input.rejected_reasons = {{"invalid_time", 9, 217}};
  input.columns = {{"Id", "ticket_id", {{"reading.id", {}}}},
                   {"Created at",
                    "created_at",
                    {{"reading.time", {{"pattern", "YYYY-MM-DD hh:mm"}}}, {"reading.zone", {{"zone", "Europe/Riga"}}}}},
                   {"First reply time in minutes", "first_response_time", {{"reading.duration_in.minutes", {}}}},
                   {"Satisfaction Score", "csat", {{"reading.rating", {}}}},
                   {"Loyalty tier", "", {}}};
  return input;
}

inline ReportInputs inputs(Comparison comparison_of_periods) {
  ReportInputs result;
  result.comparison = std::move(comparison_of_periods);
  adjust_signals(result.comparison);
  result.inputs = {tickets_input()};
  Diagnostic diagnostic;
  diagnostic.code = "invalid_time", diagnostic.file = "tickets.csv", diagnostic.column = "Created at";
  diagnostic.value = "31/02/2026", diagnostic.expected = {"expected.time", {{"pattern", "YYYY-MM-DD hh:mm"}}};
  diagnostic.consequence = Consequence::row_rejected, diagnostic.count = 9, diagnostic.lines = {217, 901, 4410};
  result.diagnostics = {diagnostic};
  result.warnings = {warning_of("no_time_zone")};
  result.generator.version = "0.1.0";
  result.as_of = week_start(-1) - std::chrono::seconds{1};
  result.period_reason = {"period_reason.last_in_data.week", {}};
  result.organisation = "Harbour & Pine, customer support";
  return result;
}

inline Report report(const Shape& shape = {}) { return build_report(inputs(comparison(shape))); }

/// With targets of every state, and the alerts that follow.
inline Report judged_report() {
  Judging judging;
  const auto aim = [&](std::string_view metric, TargetOperator op, double low, double high, std::string written) {
    Target target;
    target.metric = metric, target.op = op, target.low = low, target.high = high, target.written = std::move(written);
    judging.targets.push_back(std::move(target));
  };
  aim("csat", TargetOperator::at_least, 0.86, 0.86, "csat>=86%");
  aim("nps", TargetOperator::at_least, 40, 40, "nps>=40");
  aim("frt", TargetOperator::at_most, 3600, 3600, "frt<=1h");
  aim("frt", TargetOperator::below, 60, 60, "channel.<Chat>.frt<60s");
  judging.targets.back().channel = "Chat";
  aim("fcr", TargetOperator::at_least, 0.72, 0.72, "fcr>=72%");
  aim("backlog", TargetOperator::at_most, 250, 250, "backlog<=250");
  aim("aht", TargetOperator::between, 600, 900, "aht=10m..15m");
  aim("art", TargetOperator::at_most, 3600, 3600, "art<=1h");
  AlertRule rule;
  rule.id = "own_rule";
  rule.severity = Severity::critical;
  rule.advice = "Read <b>the comments</b> | of *the worst*.";
  AlertCondition condition;
  condition.limit = judging.targets.front();
  condition.limit.op = TargetOperator::below;
  condition.written = "csat<86%";
  rule.conditions = {condition};
  judging.rules = {rule};
  FailCondition fail;
  fail.written = "alerts";
  judging.fail_on = {fail};
  ReportInputs judged = inputs(comparison());
  judged.verdicts = judge(judged.comparison, judging);
  return build_report(std::move(judged));
}

/// Contacts by day, more of them about noon and on weekdays, half of them late; two agents.
inline HoursOfWeek hours_of_week() {
  HoursOfWeek hours;
  HourGrid& grid = hours.grid;
  grid.has_sessions = true;
  grid.outbound = 12;
  grid.abandoned = 20;
  grid.queue_seconds = 2400;
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      HourCell& cell = grid.cells[day][hour];
      const auto away = std::abs(static_cast<std::int64_t>(hour) - 12);
      cell.seconds = 3600;
      cell.contacts = std::max<std::int64_t>(0, (day < 5 ? 22 : 9) - 3 * away);
      cell.live = cell.handled = cell.live_handled = cell.contacts / 2;
      cell.judged = cell.contacts;
      cell.late = cell.contacts / 2;
      cell.handle_seconds = cell.live_handle_seconds = 400 * cell.live;
      cell.staffed_seconds = away < 5 ? 7200 : 0;
      grid.total += cell;
    }
  }
  grid.without_limit = 5;
  grid.calls_judged = 80;
  hours.limits.first_reply = {{.channel = "Chat", .threshold = Seconds{60}}, {.threshold = Seconds{14400}}};
  hours.staffing = plan_staffing(grid, {.shrinkage = 0.3});
  return hours;
}

/// Goals and actions in several states, the hours of the week and what comes next.
inline Report operations_report() {
  using std::chrono::local_days;
  const local_days monday{
      local_days::duration{std::chrono::duration_cast<std::chrono::days>(week_start(0).time_since_epoch())}};
  Target aim;
  aim.metric = "csat", aim.op = TargetOperator::at_least, aim.low = aim.high = 0.9, aim.written = "csat>=90%";
  Target step = aim;
  step.low = step.high = 0.89;
  Target quick;
  quick.metric = "frt", quick.op = TargetOperator::at_most, quick.low = quick.high = 7200, quick.written = "frt<=2h";
  Judging judging;
  judging.day.through = monday + std::chrono::days{7};
  judging.goals = {
      {.id = "happier",
       .title = "Happier | <customers>",
       .owner = "Ann",
       .target = aim,
       .by = monday + std::chrono::days{60},
       .start = 0.8,
       .milestones = {{step, monday - std::chrono::days{8}}, {step, monday + std::chrono::days{30}}}},
      {.id = "goal_2", .title = "", .owner = "", .target = quick, .by = monday, .start = {}, .milestones = {}}};
  judging.actions = {
      {.id = "action_1", .title = "A rota", .owner = "Bob", .check = quick, .due = monday + std::chrono::days{9}},
      {.id = "action_2", .title = "A *macro*", .owner = "", .check = std::nullopt, .due = monday}};
  ReportInputs all = inputs(comparison());
  all.layout = "operations";
  all.verdicts = judge(all.comparison, judging);
  all.hours = hours_of_week();
  Outlook weeks{.grain = Grain::week, .state = OutlookState::given, .points = {}, .total = {}, .backtest = {}};
  weeks.points = {{week(-1), 1290.4, 1150, 1440}, {week(-2), 1301, 1100, 1520}};
  weeks.total = {week(-1), 2591.4, 2300, 2880};
  weeks.backtest = {.forecasts = 24, .error = 61, .naive_error = 80};
  all.outlooks = {weeks};
  return build_report(std::move(all));
}

/// A report of files without any row.
inline Report empty_report() {
  Comparison nothing;
  nothing.current = week(0);
  for (const MetricRow& row : metric_catalogue()) {
    MetricComparison metric;
    metric.row = &row;
    metric.shown = row.shown == Shown::in_every_layout;
    metric.better = row.better;
    metric.quality.state = QualityState::missing_column;
    if (row.headline == Headline::count) metric.current.value = 0, metric.quality.state = QualityState::ok;
    nothing.metrics.push_back(metric);
  }
  ReportInputs empty = inputs(std::move(nothing));
  empty.inputs.clear(), empty.diagnostics.clear(), empty.warnings.clear();
  empty.as_of.reset();
  return build_report(std::move(empty));
}

struct NamedReport {
  std::string name;
  Report report;
};
/// The shapes that every format has to stand.
inline std::vector<NamedReport> all_reports() {
  Shape three_weeks, one_ticket, many_groups, no_comparison;
  three_weeks.weeks = 3, three_weeks.volume = 0.02;
  one_ticket.weeks = 1, one_ticket.agents = 1, one_ticket.categories = 1, one_ticket.volume = 0.0008,
  one_ticket.compared = false;
  many_groups.agents = 400, many_groups.categories = 200, many_groups.volume = 8;
  no_comparison.compared = false, no_comparison.channel_classes = false;
  return {{"default", report()},
          {"judged", judged_report()},
          {"operations", operations_report()},
          {"three_weeks", report(three_weeks)},
          {"one_ticket", report(one_ticket)},
          {"many_groups", report(many_groups)},
          {"no_comparison", report(no_comparison)},
          {"empty", empty_report()}};
}

}  // namespace csreport::sample

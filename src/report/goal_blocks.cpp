// Goals and tracked actions of the configuration, what is behind first.

#include <algorithm>

#include "csreport/core/dates.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

using Day = std::optional<std::chrono::local_days>;

bool is_behind(GoalState state) { return state == GoalState::overdue || state == GoalState::missed; }

/// The results in the order of urgency; equal ones as they were configured.
template <typename Result>
std::vector<const Result*> by_urgency(const std::vector<Result>& results) {
  std::vector<const Result*> order;
  for (const Result& result : results) order.push_back(&result);
  std::stable_sort(order.begin(), order.end(),
                   [](const Result* a, const Result* b) { return urgency_of(a->state) < urgency_of(b->state); });
  return order;
}

/// How many are late, else how many are reached.
template <typename Result>
Note title_of(const std::vector<Result>& results, const std::string& kind) {
  const auto count = [&](auto holds) {
    return static_cast<std::int64_t>(
        std::count_if(results.begin(), results.end(), [&](const Result& one) { return holds(one.state); }));
  };
  const Count all{static_cast<std::int64_t>(results.size())};
  if (const auto behind = count(is_behind); behind > 0) {
    return Message{"figure." + kind + ".behind", {{"n", Count{behind}}, {"all", all}}};
  }
  const auto done = count([](GoalState state) { return state == GoalState::done; });
  return Message{"figure." + kind + ".done", {{"n", Count{done}}, {"all", all}}};
}

/// In the words of the user: nowhere else on the page.
Name whole(const std::string& text) { return {.text = text, .dimension = {}, .whole = true}; }

Cell text_cell(const std::string& text) { return text.empty() ? Cell{} : Cell{whole(text)}; }

PeriodName date(std::chrono::local_days day, const TimeZone& zone) {
  const auto begin = [&](std::chrono::local_days of) { return zone.to_instant(LocalTime{of}).instant; };
  return {{.start = begin(day), .end = begin(day + std::chrono::days{1}), .grain = Grain::day, .label = iso_date(day)}};
}

Cell date_cell(const Day& day, const TimeZone& zone) {
  if (!day) return {};
  return Message{"figure.goals.date", {{"date", date(*day, zone)}}};
}

Amount amount(const MetricRow* row, const std::optional<double>& value, std::int64_t n) {
  MetricValue metric;
  metric.value = value;
  metric.n = n;
  return {row, metric, std::nullopt};
}

Cell value_cell(const TargetResult& verdict) {
  if (!verdict.value) return {};
  return amount(verdict.row, verdict.value, verdict.n);
}

Cell state_cell(const std::string& kind, GoalState state) {
  const SignalState colour = state == GoalState::done ? SignalState::better
                             : is_behind(state)       ? SignalState::worse
                                                      : SignalState::normal;
  return Standing{kind, std::string(goal_state_name(state)), colour};
}

MetricName metric_of(const TargetResult& verdict, NamePlace place) {
  return {verdict.row, verdict.group, place, verdict.dimension};
}

/// What it is called, else its metric.
Cell head_of(const std::string& title, const TargetResult& verdict) {
  if (!title.empty()) return whole(title);
  return Message{"figure.metric", {{"metric", metric_of(verdict, NamePlace::table_head)}}};
}

/// The milestone that matters now: of a goal that is behind the last one that passed unmet, else the next one.
const MilestoneResult* milestone_of(const GoalResult& result) {
  const MilestoneResult* shown = nullptr;
  if (result.state == GoalState::done) return shown;
  for (const MilestoneResult& one : result.milestones) {
    if (one.passed && !one.met.value_or(false) && result.state == GoalState::overdue) shown = &one;
  }
  for (const MilestoneResult& one : result.milestones) {
    if (shown == nullptr && !one.passed) shown = &one;
  }
  return shown;
}

/// The metric of a goal that has a title of its own, and the milestone.
std::optional<Note> remark_of(const GoalResult& result, const TimeZone& zone) {
  const bool titled = !result.goal.title.empty();
  const MetricRow* const row = result.verdict.row;
  const MilestoneResult* const shown = milestone_of(result);
  Message remark;
  if (titled) remark.args.emplace_back("metric", metric_of(result.verdict, NamePlace::table_head));
  if (shown == nullptr) {
    if (!titled) return std::nullopt;
    remark.key = "figure.goals.metric";
    return remark;
  }
  const char* const milestone = !shown->passed ? "next" : shown->value ? "was" : "passed";
  remark.key = std::string("figure.goals.") + (titled ? "metric_" : "") + milestone;
  remark.args.emplace_back("limit", Limit{row, shown->milestone.target});
  remark.args.emplace_back("date", date(shown->milestone.by, zone));
  if (shown->passed && shown->value) {
    Amount was = amount(row, shown->value, result.verdict.n);
    was.beside = shown->milestone.target.low;
    remark.args.emplace_back("value", was);
  }
  return remark;
}

FigureColumn column(const char* id, ColumnKind kind, Axis axis = {}) {
  return {id, words(std::string("figure.goals.") + id), kind, std::move(axis)};
}

Cell check_cell(const TrackedActionResult& result) {
  const TargetResult& verdict = result.verdict;
  if (!result.action.check) return {};
  return Message{
      "figure.actions.check",
      {{"metric", metric_of(verdict, NamePlace::inside)}, {"limit", Limit{verdict.row, *result.action.check}}}};
}

bool any_owner(const auto& results, auto owner_of) {
  return std::any_of(results.begin(), results.end(), [&](const auto& one) { return !owner_of(one).empty(); });
}

bool is_one_page(const Report& report) { return report.layout == "executive"; }

/// They are known in the mail too; a layout of one page keeps the most urgent ones.
void keep_urgent(const Report& report, Figure& figure) {
  constexpr std::size_t kMostOnOnePage = 3;
  figure.in_mail = true;
  if (!is_one_page(report) || figure.rows.size() <= kMostOnOnePage) return;
  const auto more = static_cast<std::int64_t>(figure.rows.size() - kMostOnOnePage);
  figure.notes.push_back(Message{"figure.goals.more", {{"n", Count{more}}}});
  figure.rows.resize(kMostOnOnePage);
}

}  // namespace

bool goals_take_room(const Report& report) {
  return is_one_page(report) && !(report.verdicts.goals.empty() && report.verdicts.tracked_actions.empty());
}

std::vector<Block> goals_with_progress(const Report& report) {
  const auto& goals = report.verdicts.goals;
  if (goals.empty()) return {};
  const auto owner = [](const GoalResult& one) { return one.goal.owner; };
  const bool measured =
      std::any_of(goals.begin(), goals.end(), [](const GoalResult& one) { return one.progress.has_value(); });
  const bool owned = any_owner(goals, owner);
  const bool drawn = measured && !is_one_page(report);  // there the progress is a number, and the start its part
  Figure figure;
  figure.title = title_of(goals, "goals");
  figure.subtitle = words("figure.goals.subtitle");
  if (drawn) figure.key = words("figure.goals.key");
  figure.columns = {column("goal", ColumnKind::words), column("state", ColumnKind::words)};
  if (drawn) figure.columns.push_back(column("start", ColumnKind::numbers));
  figure.columns.push_back(column("now", ColumnKind::numbers));
  figure.columns.push_back(column("target", ColumnKind::numbers));
  figure.columns.push_back(column("by", ColumnKind::numbers));
  if (drawn) {
    figure.columns.push_back(
        column("bar", ColumnKind::sparkline, {.low = 0, .high = 1, .logarithmic = false, .ticks = {}}));
  }
  if (measured) figure.columns.push_back(column("progress", ColumnKind::numbers));
  if (owned) figure.columns.push_back(column("owner", ColumnKind::words));
  for (const GoalResult* one : by_urgency(goals)) {
    FigureRow row{.kind = one->state == GoalState::done ? FigureRowKind::quiet : FigureRowKind::normal,
                  .head = head_of(one->goal.title, one->verdict),
                  .remark = remark_of(*one, report.zone),
                  .cells = {state_cell("goal", one->state)}};
    if (drawn) {
      row.cells.push_back(one->goal.start ? Cell{amount(one->verdict.row, one->goal.start, one->verdict.n)} : Cell{});
    }
    row.cells.push_back(value_cell(one->verdict));
    row.cells.push_back(ShortLimit{one->verdict.row, one->goal.target});
    row.cells.push_back(date_cell(one->goal.by, report.zone));
    if (drawn) row.cells.push_back(one->progress ? Cell{Drawing{Against{*one->progress, 1.0}}} : Cell{});
    if (measured) {
      row.cells.push_back(one->progress ? Cell{Quantity{QuantityKind::share, *one->progress, 0}} : Cell{});
    }
    if (owned) row.cells.push_back(text_cell(owner(*one)));
    figure.rows.push_back(std::move(row));
  }
  keep_urgent(report, figure);
  return {{.id = "goals", .content = std::move(figure)}};
}

std::vector<Block> tracked_actions(const Report& report) {
  const auto& actions = report.verdicts.tracked_actions;
  if (actions.empty()) return {};
  const auto owner = [](const TrackedActionResult& one) { return one.action.owner; };
  const bool owned = any_owner(actions, owner);
  const bool checked =
      std::any_of(actions.begin(), actions.end(), [](const auto& one) { return one.action.check.has_value(); });
  Figure figure;
  figure.title = title_of(actions, "actions");
  figure.subtitle = words(checked ? "figure.actions.subtitle" : "figure.actions.subtitle_dates");
  figure.columns = {column("action", ColumnKind::words), column("state", ColumnKind::words)};
  if (checked) {
    figure.columns.push_back(column("check", ColumnKind::words));
    figure.columns.push_back(column("now", ColumnKind::numbers));
  }
  figure.columns.push_back(column("due", ColumnKind::numbers));
  if (owned) figure.columns.push_back(column("owner", ColumnKind::words));
  for (const TrackedActionResult* one : by_urgency(actions)) {
    const TargetResult& verdict = one->verdict;
    FigureRow row{.kind = one->state == GoalState::done ? FigureRowKind::quiet : FigureRowKind::normal,
                  .head = whole(one->action.title),
                  .remark = std::nullopt,
                  .cells = {state_cell("action", one->state)}};
    if (checked) {
      row.cells.push_back(check_cell(*one));
      row.cells.push_back(value_cell(verdict));
    }
    row.cells.push_back(date_cell(one->action.due, report.zone));
    if (owned) row.cells.push_back(text_cell(owner(*one)));
    figure.rows.push_back(std::move(row));
  }
  keep_urgent(report, figure);
  return {{.id = "tracked_actions", .content = std::move(figure)}};
}

}  // namespace csreport

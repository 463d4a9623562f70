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

/// "1 of 3 goals is behind", else how many are reached.
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

Cell text_cell(const std::string& text) { return text.empty() ? Cell{} : Cell{Name{text}}; }

Cell date_cell(const Day& day) {
  if (!day) return {};
  return Message{"figure.goals.date", {{"date", Name{iso_date(*day)}}}};
}

Cell value_cell(const TargetResult& verdict) {
  if (!verdict.value) return {};
  MetricValue value;
  value.value = verdict.value;
  value.n = verdict.n;
  return Amount{verdict.row, value, std::nullopt};
}

Cell state_cell(GoalState state) { return Message{"goal_state." + std::string(goal_state_name(state)), {}}; }

/// What it is called, else its metric.
Cell head_of(const std::string& title, const TargetResult& verdict) {
  if (!title.empty()) return Name{title};
  return Message{"figure.metric", {{"metric", MetricName{verdict.row, verdict.group, NamePlace::table_head}}}};
}

/// The milestone that matters now: the last one that passed unmet, else the next one.
std::optional<Note> milestone_of(const GoalResult& result) {
  const MilestoneResult* shown = nullptr;
  for (const MilestoneResult& one : result.milestones) {
    if (one.passed && !one.met) shown = &one;
  }
  for (const MilestoneResult& one : result.milestones) {
    if (shown == nullptr && !one.passed) shown = &one;
  }
  if (shown == nullptr || result.state == GoalState::done) return std::nullopt;
  return Message{
      shown->passed ? "figure.goals.milestone_passed" : "figure.goals.milestone",
      {{"limit", Limit{result.verdict.row, shown->milestone.target}}, {"date", Name{iso_date(shown->milestone.by)}}}};
}

FigureColumn column(const char* id, ColumnKind kind, Axis axis = {}) {
  return {id, words(std::string("figure.goals.") + id), kind, std::move(axis)};
}

bool any_owner(const auto& results, auto owner_of) {
  return std::any_of(results.begin(), results.end(), [&](const auto& one) { return !owner_of(one).empty(); });
}

}  // namespace

std::vector<Block> goals_with_progress(const Report& report) {
  const auto& goals = report.verdicts.goals;
  if (goals.empty()) return {};
  const auto owner = [](const GoalResult& one) { return one.goal.owner; };
  const bool measured =
      std::any_of(goals.begin(), goals.end(), [](const GoalResult& one) { return one.progress.has_value(); });
  const bool owned = any_owner(goals, owner);
  Figure figure;
  figure.title = title_of(goals, "goals");
  figure.subtitle = words("figure.goals.subtitle");
  figure.columns = {column("goal", ColumnKind::words), column("state", ColumnKind::words),
                    column("now", ColumnKind::numbers), column("target", ColumnKind::numbers),
                    column("by", ColumnKind::words)};
  if (measured) {
    figure.columns.push_back(
        column("bar", ColumnKind::drawing, {.low = 0, .high = 1, .logarithmic = false, .ticks = {}}));
    figure.columns.push_back(column("progress", ColumnKind::numbers));
  }
  if (owned) figure.columns.push_back(column("owner", ColumnKind::words));
  for (const GoalResult* one : by_urgency(goals)) {
    FigureRow row{.kind = one->state == GoalState::done ? FigureRowKind::quiet : FigureRowKind::normal,
                  .head = head_of(one->goal.title, one->verdict),
                  .remark = milestone_of(*one),
                  .cells = {state_cell(one->state), value_cell(one->verdict),
                            ShortLimit{one->verdict.row, one->goal.target}, date_cell(one->goal.by)}};
    if (measured) {
      row.cells.push_back(one->progress ? Cell{Drawing{Against{*one->progress, 1.0}}} : Cell{});
      row.cells.push_back(one->progress ? Cell{Quantity{QuantityKind::share, *one->progress, 0}} : Cell{});
    }
    if (owned) row.cells.push_back(text_cell(owner(*one)));
    figure.rows.push_back(std::move(row));
  }
  return {{.id = "goals", .content = std::move(figure)}};
}

std::vector<Block> tracked_actions(const Report& report) {
  const auto& actions = report.verdicts.tracked_actions;
  if (actions.empty()) return {};
  const auto owner = [](const TrackedActionResult& one) { return one.action.owner; };
  const bool owned = any_owner(actions, owner);
  Figure figure;
  figure.title = title_of(actions, "actions");
  figure.subtitle = words("figure.actions.subtitle");
  figure.columns = {column("action", ColumnKind::words), column("state", ColumnKind::words),
                    column("check", ColumnKind::words), column("now", ColumnKind::numbers),
                    column("due", ColumnKind::words)};
  if (owned) figure.columns.push_back(column("owner", ColumnKind::words));
  for (const TrackedActionResult* one : by_urgency(actions)) {
    const TargetResult& verdict = one->verdict;
    const MetricName metric{verdict.row, verdict.group, NamePlace::inside};
    FigureRow row{.kind = one->state == GoalState::done ? FigureRowKind::quiet : FigureRowKind::normal,
                  .head = Name{one->action.title},
                  .remark = std::nullopt,
                  .cells = {state_cell(one->state),
                            Message{"figure.actions.check",
                                    {{"metric", metric}, {"limit", Limit{verdict.row, one->action.check}}}},
                            value_cell(verdict), date_cell(one->action.due)}};
    if (owned) row.cells.push_back(text_cell(owner(*one)));
    figure.rows.push_back(std::move(row));
  }
  return {{.id = "tracked_actions", .content = std::move(figure)}};
}

}  // namespace csreport

#include "csreport/conclude/goals.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "conclude/subjects.hpp"

namespace csreport {
namespace {

using Day = std::chrono::local_days;

/// A value of the metric beside the target, and where it was.
struct Judged {
  TargetResult verdict;
  std::optional<double> previous;
  const MetricValue* current = nullptr;
  std::optional<Interval> interval{};
};

/// How far the value is from where the target begins to be met; 0 when it is.
double distance_to(const Target& target, double value) {
  if (meets(target, value)) return 0;
  return std::min(std::fabs(value - target.low), std::fabs(value - target.high));
}

int rank_of(const TargetResult& result) {
  if (!result.value) return 3;
  return result.state == TargetState::missed ? 2 : result.state == TargetState::unclear ? 1 : 0;
}

/// Of several values (the classes of channels) the one that is farthest behind.
Judged judge_one(const Comparison& comparison, const Target& target) {
  const MetricComparison* const metric = comparison.metric(target.metric);
  if (metric == nullptr) {
    TargetResult nothing;
    nothing.row = row_of(target.metric, comparison);
    nothing.target = target;
    return {.verdict = nothing, .previous = std::nullopt};
  }
  std::optional<Judged> worst;
  for (const Subject& subject : subjects_of(*metric, target.channel, target.priority)) {
    Judged one{
        .verdict = judge_target(target, *metric->row, *subject.current, *subject.interval, comparison.current.to_date),
        .previous = subject.previous->has_value() ? (*subject.previous)->value : std::nullopt,
        .current = subject.current,
        .interval = *subject.interval};
    one.verdict.dimension = subject.dimension;
    one.verdict.group = subject.group;
    one.verdict.group_known = subject.known;
    if (!worst || rank_of(one.verdict) > rank_of(worst->verdict)) worst = std::move(one);
  }
  return *std::move(worst);
}

bool is_judgeable(const TargetResult& verdict) { return verdict.value && verdict.n >= verdict.row->min_n; }

bool came_nearer(const Judged& judged, const Target& target) {
  return judged.previous && distance_to(target, *judged.verdict.value) < distance_to(target, *judged.previous) &&
         !same_number(*judged.verdict.value, *judged.previous);
}

/// From 0 at the start to 1 where the target is met.
std::optional<double> progress_of(const Goal& goal, const TargetResult& verdict) {
  if (!goal.start || !verdict.value) return std::nullopt;
  const double whole = distance_to(goal.target, *goal.start);
  if (whole == 0) return std::nullopt;  // it was met from the start
  if (meets(goal.target, *verdict.value)) return 1;
  return std::clamp(1 - distance_to(goal.target, *verdict.value) / whole, 0.0, 1.0);
}

/// Answers that leave the goal unclear may leave no doubt that a milestone before it was not reached.
bool misses_a_milestone_for_sure(const GoalResult& result, const Judged& judged) {
  return std::any_of(result.milestones.begin(), result.milestones.end(), [&](const MilestoneResult& one) {
    if (!one.passed || one.met.value_or(false)) return false;
    const TargetResult now = judge_target(one.milestone.target, *result.verdict.row, *judged.current, judged.interval);
    return now.state == TargetState::missed;
  });
}

GoalState state_of(const GoalResult& result, const Judged& judged, Day through) {
  const TargetResult& verdict = result.verdict;
  if (!is_judgeable(verdict)) return GoalState::no_value;
  if (verdict.state == TargetState::met) return GoalState::done;
  if (verdict.state == TargetState::unclear) {
    return misses_a_milestone_for_sure(result, judged) ? GoalState::overdue : GoalState::unclear;
  }
  if (result.goal.by && *result.goal.by < through) return GoalState::missed;
  const auto is_met_now = [&](const MilestoneResult& one) { return meets(one.milestone.target, *verdict.value); };
  const auto behind = [&](const MilestoneResult& one) {
    return one.passed && !one.met.value_or(false) && !is_met_now(one);
  };
  const auto level = [&](const MilestoneResult& one) { return one.passed && is_met_now(one); };
  if (std::any_of(result.milestones.begin(), result.milestones.end(), behind)) return GoalState::overdue;
  if (std::any_of(result.milestones.begin(), result.milestones.end(), level)) return GoalState::on_the_way;
  const bool nearer = result.progress ? *result.progress > 0 : came_nearer(judged, result.goal.target);
  return nearer ? GoalState::on_the_way : GoalState::open;
}

GoalState state_of(const TrackedAction& action, const Judged& judged, Day through) {
  const bool is_late = action.due && *action.due < through;
  if (!action.check) return is_late ? GoalState::overdue : GoalState::open;
  if (!is_judgeable(judged.verdict)) return GoalState::no_value;
  if (judged.verdict.state == TargetState::met) return GoalState::done;
  if (judged.verdict.state == TargetState::unclear) return GoalState::unclear;
  if (is_late) return GoalState::overdue;
  return came_nearer(judged, *action.check) ? GoalState::on_the_way : GoalState::open;
}

/// The last whole period of the trend that is over with the day; nothing: the trend begins later.
std::optional<std::size_t> last_period_by(const Comparison& comparison, Day day, const TimeZone& zone) {
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < comparison.trend.size(); ++i) {
    const Day end = std::chrono::floor<std::chrono::days>(zone.to_local(comparison.trend[i].end));
    if (!comparison.trend[i].to_date && end <= day + std::chrono::days{1}) last = i;
  }
  return last;
}

MilestoneResult judge_milestone(const Comparison& comparison, const Milestone& milestone, const JudgingDay& day) {
  MilestoneResult result{.milestone = milestone, .passed = milestone.by < day.through};
  const MetricComparison* const metric = comparison.metric(milestone.target.metric);
  const auto period = last_period_by(comparison, milestone.by, day.zone);
  if (!result.passed || metric == nullptr || !period) return result;
  const Target& target = milestone.target;
  for (const Subject& subject : subjects_of(*metric, target.channel, target.priority)) {
    const bool known = *period < subject.series->size();
    const SeriesPoint point = known ? (*subject.series)[*period] : SeriesPoint{};
    if (!point.value || point.n < metric->row->min_n) return {.milestone = milestone, .passed = true};
    const bool met = meets(target, *point.value);
    if (result.value && (met || !*result.met)) continue;  // of several values the first that is behind
    result.value = point.value;
    result.met = met;
  }
  return result;
}

}  // namespace

std::string_view goal_state_name(GoalState state) {
  static constexpr std::array<std::string_view, 7> kNames = {"done",   "unclear", "on_the_way", "overdue",
                                                             "missed", "open",    "no_value"};
  return kNames[static_cast<std::size_t>(state)];
}

std::vector<GoalResult> judge_goals(const Comparison& comparison, std::span<const Goal> goals, const JudgingDay& day) {
  std::vector<GoalResult> results;
  for (const Goal& goal : goals) {
    Judged judged = judge_one(comparison, goal.target);
    GoalResult result{.goal = goal, .verdict = judged.verdict, .previous = judged.previous};
    result.progress = progress_of(goal, judged.verdict);
    for (const Milestone& milestone : goal.milestones) {
      result.milestones.push_back(judge_milestone(comparison, milestone, day));
    }
    result.state = state_of(result, judged, day.through);
    // No way is measured by a value that may be chance.
    if (result.state == GoalState::unclear || result.state == GoalState::no_value) result.progress.reset();
    results.push_back(std::move(result));
  }
  return results;
}

std::vector<TrackedActionResult> judge_tracked_actions(const Comparison& comparison,
                                                       std::span<const TrackedAction> actions, const JudgingDay& day) {
  std::vector<TrackedActionResult> results;
  for (const TrackedAction& action : actions) {
    Judged judged = action.check ? judge_one(comparison, *action.check) : Judged{};
    const GoalState state = state_of(action, judged, day.through);
    results.push_back({action, std::move(judged.verdict), state, judged.previous});
  }
  return results;
}

int urgency_of(GoalState state) {
  constexpr std::array kOrder = {GoalState::overdue, GoalState::missed,     GoalState::open, GoalState::no_value,
                                 GoalState::unclear, GoalState::on_the_way, GoalState::done};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), state) - kOrder.begin());
}

}  // namespace csreport

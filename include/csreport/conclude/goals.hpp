#pragma once
// What the team wants to reach and what it set out to do, from the configuration, judged anew by every run: nothing is
// stored, so a goal is where its metric is now. Knows no words.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/conclude/targets.hpp"
#include "csreport/core/time_zone.hpp"

namespace csreport {

struct Milestone {
  Target target;
  std::chrono::local_days by;
};

/// A [[goal]].
struct Goal {
  std::string id;     ///< "goal_1", or as written
  std::string title;  ///< the user's words; may be empty
  std::string owner;  ///< may be empty
  Target target;
  std::optional<std::chrono::local_days> by;  ///< the last day on which it can be reached in time
  std::optional<double> start;                ///< where the metric was when the goal was set, in its unit
  std::vector<Milestone> milestones;          ///< by date, of the target's metric and group
};

/// An [[action]] that somebody carries out; it helped when the check is met. Without a check only its date counts.
struct TrackedAction {
  std::string id;  ///< "action_1", or as written
  std::string title;
  std::string owner;
  std::optional<Target> check;
  std::optional<std::chrono::local_days> due;
};

enum class GoalState {
  done,        ///< the target, or the check, is met
  unclear,     ///< the value meets it, and the interval of the survey holds it
  on_the_way,  ///< not yet, and nearer than it was, or level with its milestones
  overdue,     ///< a milestone has passed that was not met and is not now; of an action: its due date
  missed,      ///< the goal's own date has passed
  open,        ///< not yet, and no nearer
  no_value     ///< nothing can be said: no value, or of too few cases
};
std::string_view goal_state_name(GoalState state);  ///< "done", "on_the_way", ...

struct MilestoneResult {
  Milestone milestone;
  bool passed = false;          ///< its day is over
  std::optional<double> value;  ///< of the last whole period of the trend that ends by its day
  std::optional<bool> met;      ///< by that value: nothing before its day, or where none or too few cases are known
};

struct GoalResult {
  Goal goal;
  TargetResult verdict;  ///< of the value that is farthest behind, where the page shows channel classes
  GoalState state = GoalState::no_value;
  std::optional<double> progress;  ///< from the start to the target, from 0 to 1; nothing without a start
  std::vector<MilestoneResult> milestones;
  std::optional<double> previous;  ///< the value of the period compared with
};

struct TrackedActionResult {
  TrackedAction action;
  TargetResult verdict;                   ///< without a row: there is no check
  GoalState state = GoalState::no_value;  ///< never `missed`
  std::optional<double> previous;
};

/// When goals are judged, and by whose days.
struct JudgingDay {
  std::chrono::local_days through;  ///< the first day that is not over: neither in the period nor in the data
  TimeZone zone = TimeZone::utc();
};

/// Done asks of a survey that its whole interval meets the target, as everywhere; one whose value alone does is
/// unclear, also after its date. A milestone is judged by the value at its day and not by that of now: who came late
/// has reached it all the same, and who fell back behind it had. Where the trend does not reach back to its day, the
/// value of now decides whether the goal is behind it. Results stand in the order of the configuration.
std::vector<GoalResult> judge_goals(const Comparison& comparison, std::span<const Goal> goals, const JudgingDay& day);
std::vector<TrackedActionResult> judge_tracked_actions(const Comparison& comparison,
                                                       std::span<const TrackedAction> actions, const JudgingDay& day);

/// Where a reader looks first: overdue, missed, open, no value, unclear, on the way, done.
int urgency_of(GoalState state);

}  // namespace csreport

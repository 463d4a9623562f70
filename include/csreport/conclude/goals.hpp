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

/// An [[action]] that somebody carries out; it helped when the check is met.
struct TrackedAction {
  std::string id;  ///< "action_1", or as written
  std::string title;
  std::string owner;
  Target check;
  std::optional<std::chrono::local_days> due;
};

enum class GoalState {
  done,        ///< the target is met
  on_the_way,  ///< not yet, and nearer than it was, or level with its milestones
  overdue,     ///< a milestone has passed that is not met; of an action: its due date
  missed,      ///< the goal's own date has passed
  open,        ///< not yet, and no nearer
  no_value     ///< nothing can be said: no value, or of too few cases
};
std::string_view goal_state_name(GoalState state);  ///< "done", "on_the_way", ...

struct MilestoneResult {
  Milestone milestone;
  bool passed = false;  ///< its day is over
  bool met = false;     ///< by the value of now
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
  TargetResult verdict;
  GoalState state = GoalState::no_value;  ///< never `missed`
  std::optional<double> previous;
};

/// `through`: the first day that the period no longer holds; a day before it is over. Done asks of a survey that its
/// whole interval meets the target, as everywhere; one whose value alone does is on the way, also after its date.
/// Results stand in the order of the configuration.
std::vector<GoalResult> judge_goals(const Comparison& comparison, std::span<const Goal> goals,
                                    std::chrono::local_days through);
std::vector<TrackedActionResult> judge_tracked_actions(const Comparison& comparison,
                                                       std::span<const TrackedAction> actions,
                                                       std::chrono::local_days through);

/// Where a reader looks first: overdue, missed, open, no value, on the way, done.
int urgency_of(GoalState state);

}  // namespace csreport

#pragma once
// The keys of [[goal]] and [[action]], and what they mean together.

#include <vector>

#include "app/alert_rows.hpp"
#include "app/settings_rows.hpp"
#include "csreport/conclude/goals.hpp"

namespace csreport {

void add_goal_rows(std::vector<SettingRow>& rows);

/// What is wrong is told at the text that is; ids that are not given are goal_1, action_2 ...
std::vector<Goal> understand_goals(const std::vector<GoalDraft>& drafts, const RefuseText& refuse);
std::vector<TrackedAction> understand_tracked_actions(const std::vector<GoalDraft>& drafts, const RefuseText& refuse);

}  // namespace csreport

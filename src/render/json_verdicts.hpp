#pragma once
// The JSON of what the user asked for and how it came out: targets, alerts, --fail-on, goals and tracked actions.

#include <vector>

#include "csreport/report/report.hpp"
#include "render/json_values.hpp"
#include "render/sentence.hpp"

namespace csreport {

/// {op, value}: what a value is held to.
Json limit_json(const Target& target);

/// Sentences are in the report's language.
Json alerts_json(const Report& report, const Wording& wording);
Json failures_json(const std::vector<Failure>& failures);
Json goals_json(const std::vector<GoalResult>& goals);
Json tracked_actions_json(const std::vector<TrackedActionResult>& actions);

}  // namespace csreport

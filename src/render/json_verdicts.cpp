#include "render/json_verdicts.hpp"

#include <chrono>
#include <optional>
#include <string>

#include "csreport/core/dates.hpp"
#include "csreport/render/words.hpp"
#include "render/formats.hpp"

namespace csreport {

Json limit_json(const Target& target) {
  const bool range = target.op == TargetOperator::between;
  return object_of({{"op", std::string(target_operator_name(target.op))},
                    {"value", range ? Json::array({number(target.low), number(target.high)}) : number(target.low)}});
}

namespace {

std::string alert_text(const Alert& alert, const Wording& wording) {
  std::string text;
  for (const Message& message : alert.text) {
    if (!text.empty()) text += wording.language.text("list.sentences");
    text += plain_text(sentence_of(message, wording));
  }
  return text;
}

Json date_json(const std::optional<std::chrono::local_days>& day) { return day ? Json(iso_date(*day)) : Json(nullptr); }

/// What goals and tracked actions have in common, at the begin of `object`.
Json judged_json(const std::string& id, const std::string& title, const std::string& owner, const TargetResult& verdict,
                 GoalState state, const std::optional<double>& previous) {
  return object_of({{"id", id},
                    {"title", text_or_null(title)},
                    {"owner", text_or_null(owner)},
                    {"metric", verdict.row != nullptr ? Json(std::string(verdict.row->id)) : Json(nullptr)},
                    {"dimension", text_or_null(verdict.dimension)},
                    {"group", text_or_null(verdict.group)},
                    {"state", std::string(goal_state_name(state))},
                    {"value", number(verdict.value)},
                    {"n", verdict.n},
                    {"previous", number(previous)},
                    {"gap", number(verdict.gap)},
                    {"target", verdict.row != nullptr ? limit_json(verdict.target) : Json(nullptr)}});
}

}  // namespace

Json alerts_json(const Report& report, const Wording& wording) {
  Json array = Json::array();
  for (const Alert& alert : report.verdicts.alerts) {
    array.push_back(object_of({{"id", alert.id},
                               {"metric", alert.row != nullptr ? Json(std::string(alert.row->id)) : Json(nullptr)},
                               {"dimension", text_or_null(alert.dimension)},
                               {"group", text_or_null(alert.group)},
                               {"rule", alert.rule},
                               {"severity", std::string(severity_name(alert.severity))},
                               {"value", number(alert.value)},
                               {"threshold", number(alert.threshold)},
                               {"fired", alert.fired},
                               {"reason", text_or_null(unjudged_name(alert.unjudged))},
                               {"text", alert_text(alert, wording)},
                               {"advice", text_or_null(alert_advice(alert, wording.language))}}));
  }
  return array;
}

Json failures_json(const std::vector<Failure>& failures) {
  Json array = Json::array();
  for (const Failure& failure : failures) {
    array.push_back(object_of({{"condition", failure.written},
                               {"holds", failure.holds},
                               {"reason", failure.no_value ? Json("no_value") : Json(nullptr)},
                               {"by", failure.by}}));
  }
  return array;
}

Json goals_json(const std::vector<GoalResult>& goals) {
  Json array = Json::array();
  for (const GoalResult& result : goals) {
    const Goal& goal = result.goal;
    Json object = judged_json(goal.id, goal.title, goal.owner, result.verdict, result.state, result.previous);
    object["by"] = date_json(goal.by);
    object["start"] = number(goal.start);
    object["progress"] = number(result.progress);
    object["milestones"] = Json::array();
    for (const MilestoneResult& one : result.milestones) {
      object["milestones"].push_back(object_of({{"by", date_json(one.milestone.by)},
                                                {"target", limit_json(one.milestone.target)},
                                                {"passed", one.passed},
                                                {"value", number(one.value)},
                                                {"met", one.met ? Json(*one.met) : Json(nullptr)}}));
    }
    array.push_back(std::move(object));
  }
  return array;
}

Json tracked_actions_json(const std::vector<TrackedActionResult>& actions) {
  Json array = Json::array();
  for (const TrackedActionResult& result : actions) {
    const TrackedAction& action = result.action;
    Json object = judged_json(action.id, action.title, action.owner, result.verdict, result.state, result.previous);
    object["due"] = date_json(action.due);
    array.push_back(std::move(object));
  }
  return array;
}

}  // namespace csreport

#include "app/alert_rows.hpp"

#include <algorithm>
#include <stdexcept>

#include "fmt/format.h"

#include "app/target_text.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/period.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

struct ConditionRow {
  std::string_view metric;
  std::string_view compare;
  std::string_view threshold;
  bool clear = false;
};

/// `also` without a metric: one condition.
struct DefaultRule {
  std::string_view id;
  ConditionRow condition;
  ConditionRow also{};
};

/// METRICS 1.27. "Up" and "down" are the smallest effects of METRICS 4.4: 5 % of times and numbers, 2 points of shares,
/// 3 of the net promoter score. A share or score must have changed by more than chance, too: 1 of 42 and 2 of 50
/// are 1.7 times as many. "High" and "low" are not in the definition: docs/decisions.md.
constexpr DefaultRule kDefaultRules[] = {
    {"csat_drop_quarter", {"csat", "quarter-ago", "<=-10%", /*clear=*/true}},
    {"csat_drop", {"csat", "previous", "<=-5pts", /*clear=*/true}},
    {"slower_first_response", {"frt", "previous", ">1.5x"}},
    {"slower_responses", {"art", "previous", ">1.5x"}},
    {"escalations_jump", {"escalation_rate", "previous", ">=1.5x", /*clear=*/true}},
    {"repeat_contacts_jump", {"repeat_contact_rate", "previous", ">=1.5x", /*clear=*/true}},
    {"loyalty_falls_while_volume_grows",
     {"nps", "previous", "<=-3pts", /*clear=*/true},
     {"requesters", "previous", ">=5%"}},
    {"satisfied_but_unfinished", {"csat", "value", ">=85%"}, {"completion_rate", "value", "<75%"}},
    {"more_effort_fewer_solved",
     {"interactions_per_ticket", "previous", ">=5%"},
     {"tickets_solved", "previous", "<=-5%"}},
    {"slower_and_less_satisfied", {"art", "previous", ">=5%"}, {"csat", "previous", "<=-2pts", /*clear=*/true}},
};

std::optional<AlertCondition> condition_of(const ConditionRow& row) {
  Target subject;
  subject.metric = row.metric;
  if (find_metric(row.metric) == nullptr) return std::nullopt;
  auto condition = understand_condition(subject, row.compare, row.threshold);
  if (!condition.value) throw std::logic_error("a default alert rule is none: " + condition.problem);
  condition.value->clear = row.clear;
  return condition.value;
}

template <typename T>
struct Word {
  std::string_view word;
  T value;
};

Severity severity_of(const AlertText& text, const RefuseText& refuse) {
  constexpr Word<Severity> kWords[] = {
      {"info", Severity::info}, {"warning", Severity::warning}, {"critical", Severity::critical}};
  for (const auto& row : kWords) {
    if (text.text == row.word) return row.value;
  }
  refuse(text, fmt::format("severity cannot be '{}'", text.text), "accepted: info, warning, critical");
  return Severity::warning;
}

/// "value", or what --compare takes, asked for a week that nobody means.
void check_compare(const AlertText& text, const RefuseText& refuse) {
  if (text.text == "value" || text.text.empty()) return;
  constexpr std::string_view kWords = "accepted: value, previous, quarter-ago, year-ago, or a period";
  PeriodContext context;
  context.now = Instant{Seconds{1'767'225'600}};
  try {
    const Period week = resolve_period("2026-W01", context).period;
    if (resolve_comparison(text.text, week, context)) return;
  } catch (const Error& error) {
    if (error.code() != ExitCode::usage) throw;
  }
  refuse(text, fmt::format("compare cannot be '{}'", text.text), std::string(kWords));
}

AlertCondition understand_draft(const ConditionDraft& draft, const RefuseText& refuse) {
  auto subject = understand_target_key(draft.metric.text);
  if (!subject.value) refuse(draft.metric, subject.problem, subject.hint);
  check_compare(draft.compare, refuse);
  const std::string compare = draft.compare.text.empty() ? "value" : draft.compare.text;
  auto condition = understand_condition(*subject.value, compare, draft.threshold.text);
  if (!condition.value) refuse(draft.threshold, condition.problem, condition.hint);
  condition.value->clear = draft.clear;
  return *condition.value;
}

bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string id_of(const AlertDraft& draft, std::size_t number, const std::vector<AlertRule>& before,
                  const RefuseText& refuse) {
  if (draft.id.text.empty()) return fmt::format("alert_{}", number);
  const auto checks = alert_check_ids();
  if (!is_id(draft.id.text)) {
    refuse(draft.id, fmt::format("'{}' is no id", draft.id.text), "an id has small letters, digits and _");
  }
  const bool taken =
      std::find(checks.begin(), checks.end(), draft.id.text) != checks.end() ||
      std::any_of(before.begin(), before.end(), [&](const auto& rule) { return rule.id == draft.id.text; });
  if (taken) refuse(draft.id, fmt::format("there is an alert '{}' already", draft.id.text), "choose another id");
  return draft.id.text;
}

}  // namespace

std::vector<AlertRule> default_alert_rules() {
  std::vector<AlertRule> rules;
  for (const DefaultRule& row : kDefaultRules) {
    AlertRule rule;
    rule.id = row.id;
    const auto first = condition_of(row.condition);
    if (!first) continue;
    rule.conditions.push_back(*first);
    if (!row.also.metric.empty()) {
      const auto second = condition_of(row.also);
      if (!second) continue;
      rule.conditions.push_back(*second);
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<AlertRule> understand_alerts(const std::vector<AlertDraft>& drafts, const RefuseText& refuse) {
  std::vector<AlertRule> rules;
  for (const AlertDraft& draft : drafts) {
    AlertRule rule;
    rule.id = id_of(draft, rules.size() + 1, rules, refuse);
    rule.conditions.push_back(understand_draft(draft.condition, refuse));
    if (draft.also) rule.conditions.push_back(understand_draft(*draft.also, refuse));
    rule.min_n = draft.min_n;
    if (!draft.severity.text.empty()) rule.severity = severity_of(draft.severity, refuse);
    rule.advice = draft.advice;
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace csreport

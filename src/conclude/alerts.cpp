#include "csreport/conclude/alerts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "conclude/alert_checks.hpp"
#include "conclude/subjects.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/compare/named_groups.hpp"

namespace csreport {
namespace {

constexpr std::string_view kPrevious = "previous";

/// One condition beside one value.
struct Outcome {
  const MetricRow* row = nullptr;
  std::string dimension;
  std::string group;
  std::optional<double> measured;
  bool holds = false;
  Unjudged unjudged = Unjudged::no;
  bool within_range = false;  ///< of a condition on the period before: nothing unusual happened
  Message text;
};

const Comparison* compared_with(const AlertCondition& condition, const Comparison& comparison, const Judging& judging) {
  if (condition.compare.empty() || condition.compare == kPrevious) return &comparison;
  const auto found = judging.references.find(condition.compare);
  return found == judging.references.end() ? nullptr : &found->second;
}

std::optional<double> measure(Aspect aspect, const Subject& subject) {
  const auto& now = subject.current->value;
  if (aspect == Aspect::value || !now) return now;
  if (!subject.previous->has_value() || !(*subject.previous)->value) return std::nullopt;
  const double before = *(*subject.previous)->value;
  if (aspect == Aspect::difference) return *now - before;
  if (before == 0) return std::nullopt;
  return aspect == Aspect::relative ? (*now - before) / std::fabs(before) : *now / before;
}

bool is_clear(const Change& change) { return change.low && change.high && (*change.low > 0 || *change.high < 0); }

bool counts_things(const MetricRow& row) { return row.headline == Headline::count; }

Unjudged why_unjudged(const AlertCondition& condition, const Outcome& outcome, const Subject& subject,
                      const Comparison& comparison, std::int64_t min_n) {
  if (!outcome.measured) return Unjudged::no_value;
  const bool alone = condition.aspect == Aspect::value;
  if (subject.current->n < min_n || (!alone && (*subject.previous)->n < min_n)) return Unjudged::few;
  const TargetOperator op = condition.limit.op;
  const bool can_cease = op == TargetOperator::below || op == TargetOperator::at_most;
  if (alone && comparison.current.to_date && can_cease && grows_with_time(*outcome.row)) return Unjudged::unclear;
  if (!alone && counts_things(*outcome.row) && !comparison.gaps.counts_compare()) return Unjudged::not_comparable;
  return Unjudged::no;
}

Message sentence(const AlertCondition& condition, const Outcome& outcome, const Subject& subject,
                 const Comparison& comparison) {
  const MetricName name{outcome.row, outcome.group, NamePlace::sentence_start, outcome.dimension};
  if (!subject.current->value) return {"alert.no_value", {{"metric", name}}};
  const Amount now{outcome.row, *subject.current};
  const Count n{subject.current->n};
  const bool counts = counts_things(*outcome.row);
  if (condition.aspect == Aspect::value) {
    return {counts ? "alert.value_count" : "alert.value",
            {{"metric", name}, {"now", now}, {"n", n}, {"rule", Name{.text = condition.written, .whole = true}}}};
  }
  if (!outcome.measured || !comparison.previous) return {"alert.nothing_before", {{"metric", name}, {"now", now}}};
  return {counts ? "alert.moved_count" : "alert.moved",
          {{"metric", name},
           {"before", Amount{outcome.row, **subject.previous}},
           {"period", PeriodName{*comparison.previous}},
           {"now", now},
           {"n", n}}};
}

/// One outcome for each value that the condition is about; never empty.
std::vector<Outcome> look_at(const AlertCondition& condition, const Comparison& main, const Judging& judging,
                             std::optional<std::int64_t> min_n) {
  const Comparison* const comparison = compared_with(condition, main, judging);
  const MetricComparison* const metric = comparison != nullptr ? comparison->metric(condition.limit.metric) : nullptr;
  Outcome nothing;
  nothing.row = row_of(condition.limit.metric, main);
  nothing.unjudged = Unjudged::no_value;
  nothing.text = {"alert.no_value", {{"metric", MetricName{nothing.row, {}, NamePlace::sentence_start}}}};
  const MetricComparison* const now = main.metric(condition.limit.metric);
  if (metric == nullptr && now != nullptr && now->current.value) {
    nothing.text = {"alert.nothing_before",
                    {{"metric", MetricName{nothing.row, {}, NamePlace::sentence_start}},
                     {"now", Amount{nothing.row, now->current}}}};
  }
  if (metric == nullptr) return {nothing};
  std::vector<Outcome> outcomes;
  for (const Subject& subject : subjects_of(*metric, condition.limit.channel, condition.limit.priority)) {
    Outcome outcome;
    outcome.row = metric->row;
    outcome.dimension = subject.dimension;
    outcome.group = subject.group;
    outcome.measured = measure(condition.aspect, subject);
    outcome.unjudged = why_unjudged(condition, outcome, subject, *comparison, min_n.value_or(metric->row->min_n));
    outcome.holds = outcome.unjudged == Unjudged::no && meets(condition.limit, *outcome.measured) &&
                    (!condition.clear || is_clear(*subject.change));
    outcome.within_range = condition.compare == kPrevious && subject.judgement->normal &&
                           subject.judgement->signal.state == SignalState::normal;
    outcome.text = sentence(condition, outcome, subject, *comparison);
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

/// The one that holds, else the first.
const Outcome& telling(const std::vector<Outcome>& outcomes) {
  const auto holds = std::find_if(outcomes.begin(), outcomes.end(), [](const Outcome& one) { return one.holds; });
  return holds == outcomes.end() ? outcomes.front() : *holds;
}

/// One alert for each value of the first condition.
std::vector<Alert> alerts_of(const AlertRule& rule, const Comparison& comparison, const Judging& judging) {
  std::vector<Alert> alerts;
  for (Outcome& first : look_at(rule.conditions.front(), comparison, judging, rule.min_n)) {
    Alert alert;
    alert.id = rule.id;
    alert.row = first.row;
    alert.dimension = first.dimension;
    alert.group = first.group;
    alert.rule = rule.conditions.front().written;
    alert.severity = rule.severity;
    alert.value = first.measured;
    alert.threshold = rule.conditions.front().limit.low;
    alert.fired = first.holds;
    alert.unjudged = first.unjudged;
    if (rule.is_default && first.within_range && first.holds) {
      alert.fired = false;
      alert.unjudged = Unjudged::within_range;
    }
    alert.text.push_back(std::move(first.text));
    alert.advice = rule.advice;
    for (std::size_t i = 1; i < rule.conditions.size(); ++i) {
      alert.rule += " and " + rule.conditions[i].written;
      if (first.unjudged == Unjudged::no_value) continue;  // nothing to be told together with
      const auto outcomes = look_at(rule.conditions[i], comparison, judging, rule.min_n);
      const Outcome& other = telling(outcomes);
      alert.fired = alert.fired && other.holds;
      if (alert.unjudged == Unjudged::no) alert.unjudged = other.unjudged;
      alert.text.push_back(other.text);
    }
    alerts.push_back(std::move(alert));
  }
  return alerts;
}

std::vector<Alert> all_alerts(const CheckInput& input) {
  std::vector<Alert> alerts;
  for (const AlertRule& rule : input.judging.rules) {
    for (Alert& alert : alerts_of(rule, input.comparison, input.judging)) alerts.push_back(std::move(alert));
  }
  if (!input.judging.checks) return alerts;
  for (const AlertCheck& check : alert_checks()) {
    for (Alert& alert : check.look(input)) {
      alert.id = check.id;
      alert.severity = check.severity;
      if (alert.rule.empty()) alert.rule = check.rule;
      alerts.push_back(std::move(alert));
    }
  }
  return alerts;
}

// ---- --fail-on ----------------------------------------------------------------------------------

void add_name(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// Alerts that fired; a rule that was named must also be able to judge.
void fail_on_alerts(const FailCondition& asked, const std::vector<Alert>& alerts, Failure& failure) {
  const bool any = asked.kind == FailCondition::Kind::alerts;
  for (const Alert& alert : alerts) {
    if (!any && alert.id != asked.rule) continue;
    const bool blind = !any && alert.unjudged == Unjudged::no_value;
    if (!alert.fired && !blind) continue;
    add_name(failure.by, alert.id);
    failure.no_value = failure.no_value || (blind && !failure.holds);
    failure.holds = true;
  }
}

/// A target without a value is missed too, unless it is of the ready set.
void fail_on_targets(const std::vector<TargetResult>& targets, Failure& failure) {
  bool missed = false;
  for (const TargetResult& result : targets) {
    const bool blind = !result.value && !result.target.is_norm;
    if (result.pooled || (result.state != TargetState::missed && !blind)) continue;
    missed = missed || !blind;
    add_name(failure.by, result.target.written);
    failure.holds = true;
  }
  failure.no_value = failure.holds && !missed;
}

/// "channel.chat.frt>1h", as it would be typed: also where one condition is judged by channel classes.
std::string written_for(const FailCondition& asked, const Outcome& outcome) {
  const Target& limit = asked.condition.limit;
  if (limit.channel || limit.priority || outcome.group.empty()) return asked.written;
  return outcome.dimension + "." + outcome.group + "." + asked.written;
}

void fail_on_condition(const FailCondition& asked, const Comparison& comparison, const Judging& judging,
                       Failure& failure) {
  bool held = false;
  for (const Outcome& outcome : look_at(asked.condition, comparison, judging, /*min_n=*/0)) {
    const bool blind = outcome.unjudged == Unjudged::no_value;
    if (!outcome.holds && !blind) continue;
    held = held || outcome.holds;
    failure.holds = true;
    add_name(failure.by, written_for(asked, outcome));
  }
  failure.no_value = failure.holds && !held;
}

Failure fail_on(const FailCondition& asked, const Comparison& comparison, const Judging& judging,
                const Verdicts& verdicts) {
  Failure failure;
  failure.written = asked.written;
  switch (asked.kind) {
    case FailCondition::Kind::alerts:
    case FailCondition::Kind::rule: fail_on_alerts(asked, verdicts.alerts, failure); break;
    case FailCondition::Kind::missed_targets: fail_on_targets(verdicts.targets, failure); break;
    case FailCondition::Kind::condition: fail_on_condition(asked, comparison, judging, failure); break;
  }
  return failure;
}

/// Groups that a target of the user names and the data does not have: perhaps a typing error. Where other metrics have
/// the group, nobody mistyped it: there was no case in it, or nothing tells the group of any case.
std::vector<Warning> unknown_groups(const std::vector<TargetResult>& targets, const Comparison& comparison) {
  std::vector<Warning> warnings;
  for (const TargetResult& result : targets) {
    if (result.group_known || result.target.is_norm) continue;
    const MetricComparison* const metric = comparison.metric(result.row->id);
    if (metric != nullptr && lacks_groups(*metric, result.dimension)) {
      warnings.push_back(warning_of("without_groups", {{"metric", std::string(result.row->id)},
                                                       {"dimension", std::string(result.dimension)},
                                                       {"written", result.target.written}}));
      continue;
    }
    if (knows_group(comparison, result.dimension, result.group)) continue;
    warnings.push_back(
        warning_of("unknown_target_group",
                   {{"dimension", result.dimension}, {"group", result.group}, {"target", result.target.written}}));
  }
  return warnings;
}

}  // namespace

std::string_view severity_name(Severity severity) {
  static constexpr std::array<std::string_view, 3> kNames = {"info", "warning", "critical"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::string_view unjudged_name(Unjudged reason) {
  static constexpr std::array<std::string_view, 6> kNames = {"",        "no_value",       "few",
                                                             "unclear", "not_comparable", "within_range"};
  return kNames[static_cast<std::size_t>(reason)];
}

bool Verdicts::fails() const {
  return std::any_of(failures.begin(), failures.end(), [](const Failure& failure) { return failure.holds; });
}

Verdicts judge(const Comparison& comparison, const Judging& judging) {
  Verdicts verdicts;
  verdicts.targets = judge_targets(comparison, judging.targets);
  verdicts.goals = judge_goals(comparison, judging.goals, judging.day);
  verdicts.tracked_actions = judge_tracked_actions(comparison, judging.actions, judging.day);
  verdicts.warnings = unknown_groups(verdicts.targets, comparison);
  verdicts.alerts = all_alerts({comparison, judging, verdicts.targets});
  for (const FailCondition& asked : judging.fail_on) {
    verdicts.failures.push_back(fail_on(asked, comparison, judging, verdicts));
  }
  return verdicts;
}

std::map<std::string, std::vector<std::string>> reference_metrics(std::span<const AlertRule> rules) {
  std::map<std::string, std::vector<std::string>> needed;
  for (const AlertRule& rule : rules) {
    for (const AlertCondition& condition : rule.conditions) {
      if (condition.compare.empty() || condition.compare == kPrevious) continue;
      add_name(needed[condition.compare], condition.limit.metric);
    }
  }
  return needed;
}

}  // namespace csreport

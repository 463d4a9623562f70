#pragma once
// Rules that ring when a number is bad (METRICS 1.27), and the conditions of --fail-on. Rules are data: conditions on
// metrics, all of which must hold. What is no condition on a metric (a new channel, rejected rows) is a check of its
// own in alert_checks.cpp.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/conclude/goals.hpp"
#include "csreport/conclude/message.hpp"
#include "csreport/conclude/targets.hpp"

namespace csreport {

enum class Severity { info, warning, critical };
std::string_view severity_name(Severity severity);

/// What of a metric a condition looks at; all but `value` set it against an earlier period.
enum class Aspect {
  value,
  difference,  ///< now - before, in the metric's unit
  relative,    ///< (now - before) / |before|
  ratio        ///< now / before
};

struct AlertCondition {
  Target limit;  ///< whose metric and group, and where it holds: the limits are those of the aspect
  Aspect aspect = Aspect::value;
  std::string compare;  ///< with which period: a word of --compare; empty for `value`
  bool clear = false;   ///< and the 95 % interval of the change leaves zero out
  std::string written;  ///< "csat quarter-ago <=-10%"
};

struct AlertRule {
  std::string id;
  std::vector<AlertCondition> conditions;  ///< one or more; all must hold
  std::optional<std::int64_t> min_n;  ///< with fewer cases now or before it is not judged; nothing: the metric's own
  Severity severity = Severity::warning;
  std::string advice;       ///< the user's words; empty: the message "advice.<id>", if there is one
  bool is_default = false;  ///< built in
};

enum class Unjudged {
  no,
  no_value,        ///< there is no value, or none to set it against
  few,             ///< fewer cases than the rule needs
  unclear,         ///< the interval of the value holds the target
  not_comparable,  ///< numbers of things, and one of the periods is incomplete or longer
  within_range     ///< of a built-in rule against the period before: the value lies within its normal range
};
std::string_view unjudged_name(Unjudged reason);  ///< "no_value", ...; empty for `no`

/// A rule or check beside one value. Where the page shows channel classes instead of a metric, there is one for each.
struct Alert {
  std::string id;                  ///< of the rule
  const MetricRow* row = nullptr;  ///< nullptr: it is about no metric
  std::string dimension;
  std::string group;  ///< empty: the whole metric
  std::string rule;   ///< as written
  Severity severity = Severity::warning;
  std::optional<double> value;  ///< what the first condition looked at: the value, or the change in its aspect
  std::optional<double> threshold;
  bool fired = false;
  Unjudged unjudged = Unjudged::no;
  std::vector<Message> text;  ///< sentences, one for each condition
  std::string advice;         ///< the user's words; may be empty
};

/// One --fail-on.
struct FailCondition {
  enum class Kind { alerts, missed_targets, rule, condition };
  Kind kind = Kind::alerts;
  std::string written;
  std::string rule;          ///< id, of `rule`
  AlertCondition condition;  ///< of `condition`
};
struct Failure {
  std::string written;
  bool holds = false;
  bool no_value = false;        ///< it holds because there is no value to judge
  std::vector<std::string> by;  ///< ids of the alerts, the targets missed, or the condition with the group it holds for
};

/// Everything that a comparison is judged by.
struct Judging {
  std::vector<Target> targets;
  std::vector<AlertRule> rules;
  bool checks = true;  ///< those of alert_checks.cpp too
  std::vector<FailCondition> fail_on;
  std::vector<Goal> goals;
  std::vector<TrackedAction> actions;
  JudgingDay day;                                ///< of goals and actions
  std::map<std::string, Comparison> references;  ///< by the word in `compare`, but for "previous"
  std::int64_t rows_read = 0;
  std::int64_t rows_rejected = 0;
};

/// What came of it.
struct Verdicts {
  std::vector<TargetResult> targets;
  std::vector<Alert> alerts;  ///< in the order of the rules, then of the checks
  std::vector<Failure> failures;
  std::vector<GoalResult> goals;
  std::vector<TrackedActionResult> tracked_actions;
  std::vector<Warning> warnings;  ///< targets of groups that the data does not have

  [[nodiscard]] bool fails() const;
};

Verdicts judge(const Comparison& comparison, const Judging& judging);

/// The words of --compare that the rules need besides "previous", with the metrics that they need them for.
std::map<std::string, std::vector<std::string>> reference_metrics(std::span<const AlertRule> rules);

/// The check of normal ranges, whose alerts "What changed" tells as findings.
inline constexpr std::string_view kOutsideRange = "outside_range";

/// Ids of the checks, which no rule may have.
std::vector<std::string_view> alert_check_ids();

}  // namespace csreport

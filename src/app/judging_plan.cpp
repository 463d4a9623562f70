#include "app/judging_plan.hpp"

#include <algorithm>

#include "fmt/format.h"

#include "app/alert_rows.hpp"
#include "app/option_values.hpp"
#include "app/target_text.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/normalise/normalise.hpp"

namespace csreport {
namespace {

bool is_same(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  return a.has_value() == b.has_value() && (!a || fold_identity(*a) == fold_identity(*b));
}

/// Whether both are about the same values.
bool concern_the_same(const Target& a, const Target& b) {
  return a.metric == b.metric && is_same(a.channel, b.channel) && is_same(a.priority, b.priority);
}

/// A channel is what the rows make of its name: "Live Chat" is chat.
class ChannelNames {
 public:
  explicit ChannelNames(const std::vector<WordSetting>& words) : words_(words) {}
  void settle(Target& target) const {
    if (target.channel) target.channel = channel_name(*target.channel, words_);
  }

 private:
  const std::vector<WordSetting>& words_;
};

void put(std::vector<Target>& targets, Target target) {
  const auto known =
      std::find_if(targets.begin(), targets.end(), [&](const Target& one) { return concern_the_same(one, target); });
  if (known == targets.end()) {
    targets.push_back(std::move(target));
  } else {
    *known = std::move(target);
  }
}

constexpr std::string_view kNorms = "norms";

std::vector<Target> typed_targets(const Options& options) {
  const ChannelNames channels(options.settings.words);
  std::vector<Target> targets;
  for (const std::string& text : split_list(options.target)) {
    if (text == kNorms) continue;
    auto target = understand_whole_target(text);
    if (!target.value) throw Error(ExitCode::usage, fmt::format("--target: {}", target.problem), target.hint);
    channels.settle(*target.value);
    const auto twice = std::find_if(targets.begin(), targets.end(),
                                    [&](const Target& one) { return concern_the_same(one, *target.value); });
    if (twice != targets.end()) {
      throw Error(ExitCode::usage,
                  fmt::format("--target: '{}' and '{}' are about the same values", twice->written, text),
                  fmt::format("give one of them, or both ends as a range: {}=LOW..HIGH", twice->metric));
    }
    targets.push_back(std::move(*target.value));
  }
  return targets;
}

std::vector<Target> targets_of(const Options& options) {
  std::vector<Target> targets;
  const ChannelNames channels(options.settings.words);
  const auto put_all = [&](std::vector<Target> some) {
    for (Target& target : some) {
      channels.settle(target);
      put(targets, std::move(target));
    }
  };
  if (options.settings.norms) put_all(norm_targets());
  put_all(options.settings.targets);
  const auto typed = split_list(options.target);
  if (std::find(typed.begin(), typed.end(), kNorms) != typed.end()) put_all(norm_targets());
  put_all(typed_targets(options));
  return targets;
}

std::vector<AlertRule> rules_of(const Options& options) {
  std::vector<AlertRule> rules;
  const auto& own = options.settings.alerts;
  if (options.settings.default_alerts) {
    for (AlertRule& rule : default_alert_rules()) {
      const bool replaced =
          std::any_of(own.begin(), own.end(), [&](const AlertRule& one) { return one.id == rule.id; });
      rule.is_default = true;
      if (!replaced) rules.push_back(std::move(rule));
    }
  }
  rules.insert(rules.end(), own.begin(), own.end());
  return rules;
}

std::vector<std::string> alert_ids(const Judging& judging) {
  std::vector<std::string> ids;
  for (const AlertRule& rule : judging.rules) ids.push_back(rule.id);
  if (!judging.checks) return ids;
  for (const std::string_view id : alert_check_ids()) ids.emplace_back(id);
  return ids;
}

FailCondition fail_condition(const std::string& text, const std::vector<std::string>& rules) {
  using Kind = FailCondition::Kind;
  constexpr std::string_view kAlerts = "alerts", kMissedTargets = "missed-targets";
  FailCondition asked;
  asked.written = text;
  if (text == kAlerts) return asked;
  if (text == kMissedTargets) {
    asked.kind = Kind::missed_targets;
    return asked;
  }
  if (text.find_first_of("<>=") != std::string::npos) {
    auto limit = understand_whole_target(text);
    if (!limit.value) throw Error(ExitCode::usage, fmt::format("--fail-on: {}", limit.problem), limit.hint);
    asked.kind = Kind::condition;
    asked.condition.limit = std::move(*limit.value);
    asked.condition.written = text;
    return asked;
  }
  asked.kind = Kind::rule;
  asked.rule = text;
  if (std::find(rules.begin(), rules.end(), text) != rules.end()) return asked;
  std::vector<std::string> known = rules;
  known.emplace_back(kAlerts);
  known.emplace_back(kMissedTargets);
  const std::string near = did_you_mean(nearest_words(text, known));
  throw Error(ExitCode::usage, fmt::format("--fail-on: there is no alert '{}'", text),
              fmt::format("{}accepted: alerts, missed-targets, a condition such as csat<80%, or an alert: {}",
                          near.empty() ? "" : near + ' ', fmt::join(rules, ", ")));
}

void add(std::vector<std::string>& ids, const std::string& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

bool is_asked_for(const std::string& id, const ComputeOptions& compute) {
  const auto among = [&](const std::vector<std::string>& ids) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  return compute.metrics.empty() || among(compute.metrics) || among(compute.shown_too) || among(compute.computed_too);
}

/// All that values are held against.
std::vector<const Target*> limits_of(const Judging& judging) {
  std::vector<const Target*> limits;
  for (const Target& target : judging.targets) limits.push_back(&target);
  for (const Goal& goal : judging.goals) limits.push_back(&goal.target);
  for (const TrackedAction& action : judging.actions) {
    if (action.check) limits.push_back(&*action.check);
  }
  for (const FailCondition& asked : judging.fail_on) limits.push_back(&asked.condition.limit);
  for (const AlertRule& rule : judging.rules) {
    for (const AlertCondition& condition : rule.conditions) limits.push_back(&condition.limit);
  }
  return limits;
}

}  // namespace

Judging plan_judging(const Options& options) {
  Judging judging;
  judging.targets = targets_of(options);
  judging.rules = rules_of(options);
  judging.checks = options.settings.default_alerts;
  judging.goals = options.settings.goals;
  judging.actions = options.settings.actions;
  const auto ids = alert_ids(judging);
  for (const std::string& text : split_list(options.fail_on)) judging.fail_on.push_back(fail_condition(text, ids));
  const ChannelNames channels(options.settings.words);
  for (Goal& goal : judging.goals) {
    channels.settle(goal.target);
    for (Milestone& milestone : goal.milestones) channels.settle(milestone.target);
  }
  for (TrackedAction& action : judging.actions) {
    if (action.check) channels.settle(*action.check);
  }
  for (FailCondition& asked : judging.fail_on) channels.settle(asked.condition.limit);
  for (AlertRule& rule : judging.rules) {
    for (AlertCondition& condition : rule.conditions) channels.settle(condition.limit);
  }
  return judging;
}

void ask_for_judged(Judging& judging, ComputeOptions& compute) {
  for (const Target& target : judging.targets) {
    if (!target.is_norm || compute.metrics.empty()) add(compute.shown_too, target.metric);
  }
  for (const Goal& goal : judging.goals) add(compute.computed_too, goal.target.metric);
  for (const TrackedAction& action : judging.actions) {
    if (action.check) add(compute.computed_too, action.check->metric);
  }
  for (const FailCondition& asked : judging.fail_on) {
    if (asked.kind == FailCondition::Kind::condition) add(compute.computed_too, asked.condition.limit.metric);
  }
  for (const AlertRule& rule : judging.rules) {
    if (rule.is_default) continue;
    for (const AlertCondition& condition : rule.conditions) add(compute.computed_too, condition.limit.metric);
  }
  std::erase_if(judging.rules, [&](const AlertRule& rule) {
    return rule.is_default && !std::all_of(rule.conditions.begin(), rule.conditions.end(), [&](const auto& condition) {
             return is_asked_for(condition.limit.metric, compute);
           });
  });
  for (const AlertRule& rule : judging.rules) {
    const std::string& first = rule.conditions.front().limit.metric;
    add(compute.computed_too, first);
    for (std::size_t i = 1; i < rule.conditions.size(); ++i) {
      // Without a value of the first condition nobody looks at the others.
      compute.computed_with.emplace_back(rule.conditions[i].limit.metric, first);
    }
  }
}

std::vector<std::string> judged_metrics(const Judging& judging) {
  std::vector<std::string> ids;
  for (const Target* target : limits_of(judging)) {
    if (!target->metric.empty()) add(ids, target->metric);
  }
  return ids;
}

std::vector<std::string> judged_dimensions(const Judging& judging) {
  std::vector<std::string> ids;
  for (const Target* target : limits_of(judging)) {
    if (target->channel) add(ids, "channel");
    if (target->priority) add(ids, "priority");
  }
  return ids;
}

}  // namespace csreport

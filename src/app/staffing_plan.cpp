#include "app/staffing_plan.hpp"

#include <algorithm>
#include <cmath>

namespace csreport {
namespace {

/// The longest wait in whole seconds that meets an upper target of first response times; nothing for other targets.
std::optional<Seconds> longest_wait(const Target& target) {
  if (target.metric != "frt") return std::nullopt;
  switch (target.op) {
    case TargetOperator::below: return Seconds{static_cast<std::int64_t>(std::ceil(target.high)) - 1};
    case TargetOperator::at_most:
    case TargetOperator::between: return Seconds{static_cast<std::int64_t>(std::floor(target.high))};
    case TargetOperator::above:
    case TargetOperator::at_least: break;
  }
  return std::nullopt;
}

/// Of a channel, of a priority, of all.
int width_of(const SlaPolicy& policy) { return policy.channel ? 0 : policy.priority ? 1 : 2; }

}  // namespace

AnswerLimits answer_limits_of(const ReportPlan& plan) {
  AnswerLimits limits;
  limits.queue = plan.compute.variants.service_level_threshold;
  for (const SlaPolicy& policy : plan.compute.sla) {
    if (policy.metric == SlaMetric::frt) limits.first_reply.push_back(policy);
  }
  SlaPolicies aims;
  for (const Target& target : plan.judging.targets) {
    if (const auto wait = longest_wait(target)) {
      aims.push_back({.channel = target.channel,
                      .team = std::nullopt,
                      .priority = target.channel ? std::nullopt : target.priority,
                      .threshold = *wait,
                      .clock = plan.compute.variants.clock});
    }
  }
  std::stable_sort(aims.begin(), aims.end(),
                   [](const SlaPolicy& a, const SlaPolicy& b) { return width_of(a) < width_of(b); });
  limits.first_reply.insert(limits.first_reply.end(), aims.begin(), aims.end());
  const auto for_all = std::find_if(limits.first_reply.begin(), limits.first_reply.end(),
                                    [](const SlaPolicy& one) { return !one.channel && !one.team && !one.priority; });
  if (for_all != limits.first_reply.end()) limits.first_reply.erase(for_all + 1, limits.first_reply.end());
  return limits;
}

StaffingOptions staffing_options_of(const ReportPlan& plan) {
  StaffingOptions options;
  options.within = static_cast<double>(plan.compute.variants.service_level_threshold.count());
  options.shrinkage = plan.shrinkage;
  for (const Target& target : plan.judging.targets) {
    const bool lower = target.op == TargetOperator::at_least || target.op == TargetOperator::above;
    const bool usable = lower && target.low > 0 && target.low < 1;
    if (target.metric == "service_level" && usable && !target.channel && !target.priority) options.share = target.low;
  }
  return options;
}

}  // namespace csreport

#pragma once
// Alerts that are no condition on a metric: each is a row with a function of its own.

#include <span>
#include <string_view>
#include <vector>

#include "csreport/conclude/alerts.hpp"

namespace csreport {

struct CheckInput {
  const Comparison& comparison;
  const Judging& judging;
  std::span<const TargetResult> targets;
};

struct AlertCheck {
  std::string_view id;
  Severity severity;
  std::string_view rule;  ///< as the JSON has it
  /// One alert for each value looked at, or only for those that fired where there is no list of them. The caller fills
  /// in id, severity and, where it is empty, the rule.
  std::vector<Alert> (*look)(const CheckInput& input);
};

std::span<const AlertCheck> alert_checks();

}  // namespace csreport

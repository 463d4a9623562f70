#pragma once
// Values beside what they should be: met, missed or unclear (UX.md 5 and 6). Knows no words.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/compute/policies.hpp"

namespace csreport {

enum class TargetState { met, missed, unclear };
std::string_view target_state_name(TargetState state);  ///< "met", "missed", "unclear"

/// One value judged: that of a metric, or of one group of it.
struct TargetResult {
  const MetricRow* row = nullptr;
  std::string dimension;  ///< "channel", "priority", "channel_class"; empty: the whole metric
  std::string group;
  Target target;
  TargetState state = TargetState::unclear;
  std::optional<double> value;  ///< nothing: there is none, and the state is unclear
  std::int64_t n = 0;           ///< observations behind it
  bool had_value = false;       ///< in the period compared with
  bool group_known = true;      ///< false: the data has no such group, in either period
  std::optional<double> gap;    ///< value - target, in the metric's unit; of a range to the nearer end, 0 inside
  bool narrowly = false;        ///< missed by less than 1 % of the target
  bool pooled = false;          ///< a total of which the page shows the channel classes, which are judged too
};

/// A share or score of which only some were asked (a survey) misses or meets a target only when its whole interval
/// does. Any metric's value of fewer than the row's min_n is unclear, and what a period counts while it still runs
/// (`so_far`), unless the rest of it cannot change the verdict.
TargetResult judge_target(const Target& target, const MetricRow& row, const MetricValue& value,
                          const std::optional<Interval>& interval, bool so_far = false);

/// Whether the value meets the limit or limits; the same number written in two ways (17 of 20, 85 %) is one number.
bool meets(const Target& target, double value);

/// Every target whose metric the comparison has, in the targets' order. One for all tickets judges the metric, and its
/// channel classes where the page shows those instead; one for a channel or priority judges that group, also when
/// nothing was observed there (the state is unclear).
std::vector<TargetResult> judge_targets(const Comparison& comparison, std::span<const Target> targets);

/// The verdict on the metric (no dimension) or on one of its groups; nullptr: there is none.
const TargetResult* find_target(std::span<const TargetResult> results, std::string_view metric,
                                std::string_view dimension = {}, std::string_view group = {});

}  // namespace csreport

#pragma once
// Targets and conditions as people write them: "csat>=85%", "channel.chat.frt<=60s", "acw_time=30s..60s", and what
// [[alert]] compares ("<=-10%" of the value a quarter ago). Text in, operator and numbers in the metric's unit out.

#include <optional>
#include <string>
#include <string_view>

#include "csreport/compute/catalogue.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/conclude/alerts.hpp"

namespace csreport {

/// What an accepted text looks like for `unit`, for messages.
std::string_view target_form(Unit unit);

/// Of the target only the operator and its numbers are filled. Times carry their unit ("1h", "90s"); shares are "85%"
/// or 0.85. Nothing when it is no such text, or when a range ends below its begin.
std::optional<Target> parse_target(std::string_view text, Unit unit);

/// Why no value of the metric can ever meet or miss it ("csat lies between 0% and 100%"); empty: some can.
std::string impossible_because(const Target& target, const MetricRow& row);

/// A text that is understood, or what is wrong with it and what would be right.
template <typename T>
struct Understood {
  std::optional<T> value;  ///< nothing: see `problem`
  std::string problem;
  std::string hint;
};

/// Why the metric has no values of a channel or priority ("nps is not counted by channel"); empty: it can have some.
std::string not_counted_because(const MetricRow& row, std::string_view dimension);

/// The row of the catalogue, of any number in the id where it has one; nullptr for other names.
const MetricRow* row_named(std::string_view id);

/// `limit` is what parse_target takes, or "60s..90s" without a sign.
Understood<Target> understand_target(const MetricRow& row, std::string_view limit);

/// The key of a target in one line: "csat", "channel.chat.csat", "priority.urgent.frt". Only the metric and its group
/// are filled; the metric is one of row_named().
Understood<Target> understand_target_key(std::string_view key);

/// Key, sign and limit in one text. `understood.problem` quotes the part that is wrong.
Understood<Target> understand_whole_target(std::string_view text);

/// How a rule compares: `compare` is "value" or a word of --compare, `threshold` a sign and a number: in the metric's
/// unit for "value", else a change ("<=-10%" of the value before, "<=-5pts", ">+30m", ">20") or a ratio (">1.5x").
/// REQUIRES: `subject` is of understand_target_key().
Understood<AlertCondition> understand_condition(const Target& subject, std::string_view compare,
                                                std::string_view threshold);

/// The set of METRICS 1.28, without those whose metric the catalogue does not have.
std::vector<Target> norm_targets();

}  // namespace csreport

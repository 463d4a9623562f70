#include "csreport/conclude/targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "conclude/subjects.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {
namespace {

/// Missed by less of the target is told as "short", in the smallest words that are true (UX.md 5).
constexpr double kNarrow = 0.01;

double gap_of(const Target& target, double value) {
  const bool below = value < target.low;
  if (target.op == TargetOperator::between && meets(target, value)) return 0;
  const double limit = target.op == TargetOperator::between && !below ? target.high : target.low;
  return same_number(value, limit) ? 0 : value - limit;
}

/// Both ends of the interval say the same as the value; a range must hold all of it, or none.
bool is_clear(const Target& target, double value, const Interval& interval) {
  const bool met = meets(target, value);
  const bool around = target.op == TargetOperator::between && interval.low < target.low && interval.high > target.high;
  return !around && meets(target, interval.low) == met && meets(target, interval.high) == met;
}

/// What still grows has met its target for good when it asks for no less, and missed it when it asks for no more.
bool is_decided(const Target& target, double value) {
  switch (target.op) {
    case TargetOperator::below:
    case TargetOperator::at_most: return !meets(target, value);
    case TargetOperator::above:
    case TargetOperator::at_least: return meets(target, value);
    case TargetOperator::between: return value > target.high && !same_number(value, target.high);
  }
  return true;
}

}  // namespace

std::string_view target_state_name(TargetState state) {
  static constexpr std::array<std::string_view, 3> kNames = {"met", "missed", "unclear"};
  return kNames[static_cast<std::size_t>(state)];
}

bool meets(const Target& target, double value) {
  const bool at_low = same_number(value, target.low), at_high = same_number(value, target.high);
  switch (target.op) {
    case TargetOperator::below: return value < target.high && !at_high;
    case TargetOperator::at_most: return value < target.high || at_high;
    case TargetOperator::above: return value > target.low && !at_low;
    case TargetOperator::at_least: return value > target.low || at_low;
    case TargetOperator::between: return (value > target.low || at_low) && (value < target.high || at_high);
  }
  return false;
}

TargetResult judge_target(const Target& target, const MetricRow& row, const MetricValue& value,
                          const std::optional<Interval>& interval, bool so_far) {
  TargetResult result;
  result.row = &row;
  result.target = target;
  result.value = value.value;
  result.n = value.n;
  if (!value.value) return result;
  result.gap = gap_of(target, *value.value);
  const bool asks_some = row.kind == MetricKind::survey && interval.has_value();
  if (value.n < row.min_n || (asks_some && !is_clear(target, *value.value, *interval))) return result;
  if (so_far && grows_with_time(row) && !is_decided(target, *value.value)) return result;
  result.state = meets(target, *value.value) ? TargetState::met : TargetState::missed;
  const double miss = std::fabs(*result.gap);
  result.narrowly = result.state == TargetState::missed && miss > 0 && miss < kNarrow * std::fabs(target.low);
  return result;
}

std::vector<TargetResult> judge_targets(const Comparison& comparison, std::span<const Target> targets) {
  std::vector<TargetResult> results;
  for (const Target& target : targets) {
    const MetricComparison* const metric = comparison.metric(target.metric);
    if (metric == nullptr) continue;
    auto subjects = subjects_of(*metric, target.channel, target.priority);
    const bool is_split = subjects.front().dimension == kChannelClass;
    if (is_split) subjects.insert(subjects.begin(), whole(*metric));  // the JSON keeps the total
    for (const Subject& subject : subjects) {
      TargetResult result =
          judge_target(target, *metric->row, *subject.current, *subject.interval, comparison.current.to_date);
      result.dimension = subject.dimension;
      result.group = subject.group;
      result.group_known = subject.known;
      result.had_value = subject.previous->has_value() && (*subject.previous)->value.has_value();
      result.pooled = is_split && subject.dimension.empty();
      results.push_back(std::move(result));
    }
  }
  return results;
}

const TargetResult* find_target(std::span<const TargetResult> results, std::string_view metric,
                                std::string_view dimension, std::string_view group) {
  const auto found = std::find_if(results.begin(), results.end(), [&](const TargetResult& result) {
    return result.row->id == metric && result.dimension == dimension && result.group == group;
  });
  return found == results.end() ? nullptr : &*found;
}

}  // namespace csreport

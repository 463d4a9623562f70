#include "conclude/group_moves.hpp"

#include <algorithm>

#include "csreport/core/channel_class.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

bool signals(const Signal& signal) {
  const SignalState state = signal.state;
  return state == SignalState::better || state == SignalState::worse || state == SignalState::changed;
}

/// A signal that holds among those of all groups.
bool is_marked(const Signal& signal) { return signals(signal) && signal.p_adjusted.value_or(0) <= kFalseDiscoveryRate; }

}  // namespace

bool is_named(const GroupComparison& group) { return group.values.group != kNoneGroup; }

bool is_of_class(const Candidate& candidate, const GroupComparison& channel) {
  return candidate.group == nullptr || class_of_channel(channel.values.group) == candidate.group->values.group;
}

bool has_firm_range(const GroupComparison& group) {
  constexpr std::int64_t kFirmPoints = 15;
  const auto& normal = group.judgement.normal;
  return normal && normal->points >= kFirmPoints;
}

bool moved(const MetricRow& row, const GroupComparison& group) {
  const auto& before = group.values.previous;
  if (!is_named(group) || !before) return false;
  // A count may come from nothing or go to it.
  const auto [fewer, more] = std::minmax(group.values.current.n, before->n);
  if ((row.headline == Headline::count ? more : fewer) < row.min_n) return false;
  if (!group.change.absolute || *group.change.absolute == 0) return false;
  if (!has_firm_range(group)) return group.change.significant.value_or(false);
  const bool low = *group.values.current.value < group.judgement.normal->mean;
  return signals(group.judgement.signal) && low == (*group.change.absolute < 0);
}

bool moved_clearly(const MetricRow& row, const GroupComparison& group) {
  const Signal& signal = group.judgement.signal;
  return moved(row, group) && (!signals(signal) || is_marked(signal));
}

void add_values(Message& message, const Candidate& candidate, const GroupComparison& group, Name name) {
  message.args.emplace_back("group", std::move(name));
  message.args.emplace_back("before", candidate.amount(group.values.previous.value_or(MetricValue{})));
  message.args.emplace_back("now", candidate.amount(group.values.current));
}

}  // namespace csreport

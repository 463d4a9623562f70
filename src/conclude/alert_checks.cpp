#include "conclude/alert_checks.hpp"

#include <algorithm>
#include <array>

#include "conclude/candidates.hpp"
#include "conclude/hidden_moves.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {
namespace {

constexpr double kNewGroupShare = 0.05;
/// Of fewer tickets a single one is a share of 5 %; a new group then needs more of them.
constexpr double kFewestTickets = 20;
constexpr double kFewestOfFew = 5;
constexpr double kRejectedShare = 0.01;

MetricName name_of(const TargetResult& result) {
  const bool named = !result.dimension.empty();
  return {result.row, named ? result.group : std::string(), NamePlace::sentence_start, result.dimension};
}

MetricValue value_of(const TargetResult& result) {
  MetricValue value;
  value.value = result.value;
  value.n = result.n;
  return value;
}

Alert alert_of(const TargetResult& result) {
  Alert alert;
  alert.row = result.row;
  alert.dimension = result.dimension;
  alert.group = result.group;
  alert.rule = result.target.written;
  alert.value = result.value;
  return alert;
}

std::vector<Alert> missed_targets(const CheckInput& input) {
  std::vector<Alert> alerts;
  for (const TargetResult& result : input.targets) {
    if (result.pooled) continue;
    Alert alert = alert_of(result);
    alert.fired = result.state == TargetState::missed;
    const bool above = result.value && *result.value > result.target.high;
    alert.threshold = above ? result.target.high : result.target.low;
    if (!result.value) {
      alert.unjudged = Unjudged::no_value;
      alert.text.push_back({"alert.no_value", {{"metric", name_of(result)}}});
    } else {
      const bool few = result.n < result.row->min_n;
      if (result.state == TargetState::unclear) alert.unjudged = few ? Unjudged::few : Unjudged::unclear;
      alert.text.push_back({"alert.target",
                            {{"metric", name_of(result)},
                             {"now", Amount{result.row, value_of(result), alert.threshold}},
                             {"target", Limit{result.row, result.target}}}});
    }
    alerts.push_back(std::move(alert));
  }
  return alerts;
}

/// A metric with a target that had a value and has none any more.
std::vector<Alert> lost_targets(const CheckInput& input) {
  std::vector<Alert> alerts;
  for (const TargetResult& result : input.targets) {
    if (result.pooled || result.value || !result.had_value) continue;
    Alert alert = alert_of(result);
    alert.fired = true;
    alert.text.push_back({"alert.lost", {{"metric", name_of(result)}}});
    alerts.push_back(std::move(alert));
  }
  return alerts;
}

bool was_there(const GroupComparison& group) {
  if (group.values.previous && group.values.previous->value.value_or(0) > 0) return true;
  const auto& series = group.values.series;
  for (std::size_t i = 0; i + 1 < series.size(); ++i) {
    if (series[i].value.value_or(0) > 0) return true;
  }
  return false;
}

/// The groups of a dimension that were not there before and bring a part of the volume.
std::vector<Alert> new_groups(const CheckInput& input, std::string_view dimension) {
  std::vector<Alert> alerts;
  const MetricComparison* const created = input.comparison.metric("tickets_created");
  const bool compared = created != nullptr && created->previous && created->previous->value.value_or(0) > 0;
  if (!compared || created->current.value.value_or(0) == 0) return alerts;
  const double all = *created->current.value;
  for (const DimensionComparison& by : created->by) {
    if (by.dimension != dimension) continue;
    for (const GroupComparison& group : by.groups) {
      const double tickets = group.values.current.value.value_or(0);
      const double share = tickets / all;
      const bool enough = share >= kNewGroupShare && (all >= kFewestTickets || tickets >= kFewestOfFew);
      if (group.values.group == kNoneGroup || was_there(group) || !enough) continue;
      Alert alert;
      alert.row = created->row;
      alert.dimension = dimension;
      alert.group = group.values.group;
      alert.value = share;
      alert.threshold = kNewGroupShare;
      alert.fired = true;
      alert.text.push_back({"alert.new_" + std::string(dimension),
                            {{"name", Name{group.values.group, std::string(dimension)}},
                             {"n", Count{static_cast<std::int64_t>(*group.values.current.value)}}}});
      alerts.push_back(std::move(alert));
    }
  }
  return alerts;
}
std::vector<Alert> new_channels(const CheckInput& input) { return new_groups(input, "channel"); }
std::vector<Alert> new_categories(const CheckInput& input) { return new_groups(input, "category"); }

std::vector<Alert> rejected_rows(const CheckInput& input) {
  const std::int64_t read = input.judging.rows_read;
  Alert alert;
  if (read > 0) alert.value = static_cast<double>(input.judging.rows_rejected) / static_cast<double>(read);
  alert.threshold = kRejectedShare;
  alert.fired = alert.value && *alert.value > kRejectedShare;
  if (!alert.value) alert.unjudged = Unjudged::no_value;
  alert.text.push_back({"alert.rejected_rows", {{"n", Count{input.judging.rows_rejected}}, {"read", Count{read}}}});
  return {alert};
}

std::vector<Alert> empty_period(const CheckInput& input) {
  Alert alert;
  alert.fired = !holds_the_period(input.comparison);
  alert.value = alert.fired ? 0 : 1;
  alert.threshold = 0;
  alert.text.push_back(
      {alert.fired ? "alert.empty_period" : "alert.filled_period", {{"period", PeriodName{input.comparison.current}}}});
  return {alert};
}

/// REQUIRES: it has a normal range.
Alert outside_range(const Candidate& candidate, std::string_view dimension, bool holds) {
  const SeriesJudgement& judgement = candidate.judgement();
  Alert alert;
  alert.row = candidate.metric->row;
  if (candidate.group != nullptr) {
    alert.dimension = dimension;
    alert.group = candidate.group->values.group;
  }
  alert.value = candidate.current().value;
  const bool low = *alert.value < judgement.normal->mean;
  alert.threshold = low ? judgement.normal->low : judgement.normal->high;
  alert.fired = judgement.signal.state == SignalState::worse && holds;
  const NormalRange& normal = *judgement.normal;
  alert.text.push_back(
      {candidate.is_count() ? "alert.range_count" : "alert.range",
       {{"metric", candidate.name(NamePlace::sentence_start)},
        {"now", candidate.amount(candidate.current())},
        {"n", Count{candidate.current().n}},
        {"range", ValueRange{alert.row, normal.low, normal.high, candidate.current().n, alert.value}}}});
  return alert;
}

/// Each value that is worse than usual (METRICS 1.27), by more than chance brings among so many values (METRICS 4.5),
/// and each channel that is where its line is not; "What changed" tells them, too.
std::vector<Alert> outside_ranges(const CheckInput& input) {
  std::vector<Alert> alerts;
  const auto candidates = candidates_of(input.comparison);
  const auto adjusted = adjusted_signals(candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (!candidate.judgement().normal) continue;
    alerts.push_back(outside_range(candidate, kChannelClass, is_told(candidate, adjusted[i])));
    const GroupComparison* const channel = alerts.back().fired ? nullptr : moved_alone(candidate);
    if (channel == nullptr || channel->judgement.signal.state != SignalState::worse) continue;
    alerts.push_back(outside_range({candidate.metric, channel}, "channel", /*holds=*/true));
  }
  return alerts;
}

constexpr std::array<AlertCheck, 7> kChecks = {{
    {kOutsideRange, Severity::warning, "worse than usual", outside_ranges},
    {"target_missed", Severity::warning, "", missed_targets},
    {"target_lost", Severity::warning, "", lost_targets},
    {"new_channel", Severity::info, "new channel >=5% of tickets", new_channels},
    {"new_category", Severity::info, "new category >=5% of tickets", new_categories},
    {"rejected_rows", Severity::warning, "rejected rows >1%", rejected_rows},
    {"empty_period", Severity::critical, "no row falls into the period", empty_period},
}};

}  // namespace

std::span<const AlertCheck> alert_checks() { return kChecks; }

std::vector<std::string_view> alert_check_ids() {
  std::vector<std::string_view> ids;
  for (const AlertCheck& check : kChecks) ids.push_back(check.id);
  return ids;
}

}  // namespace csreport

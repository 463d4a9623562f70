#include "conclude/hidden_moves.hpp"

#include <algorithm>

#include "conclude/group_moves.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {

bool any_channel_moved(const Candidate& candidate) {
  const MetricComparison& metric = *candidate.metric;
  return std::any_of(metric.by.begin(), metric.by.end(), [&](const DimensionComparison& dimension) {
    return dimension.dimension == "channel" &&
           std::any_of(dimension.groups.begin(), dimension.groups.end(), [&](const GroupComparison& group) {
             return is_of_class(candidate, group) && moved(*metric.row, group);
           });
  });
}

std::optional<Finding> opposite(const Candidate& candidate) {
  const MetricComparison& metric = *candidate.metric;
  const bool waits = metric.row->still_moving || metric.judgement.signal.rule == "unfinished_period";
  if (candidate.group != nullptr || waits) return std::nullopt;
  const GroupComparison* fell = nullptr;
  const GroupComparison* rose = nullptr;
  for (const DimensionComparison& dimension : metric.by) {
    if (dimension.dimension != "channel") continue;
    for (const GroupComparison& group : dimension.groups) {
      if (!moved_clearly(*metric.row, group)) continue;
      const GroupComparison*& place = *group.change.absolute < 0 ? fell : rose;
      if (place == nullptr || place->values.current.n < group.values.current.n) place = &group;
    }
  }
  if (fell == nullptr || rose == nullptr) return std::nullopt;
  Finding finding;
  finding.id = std::string(metric.row->id);
  finding.row = metric.row;
  finding.state = SignalState::changed;
  finding.rule = "opposite_groups";
  finding.moved = finding.taken_apart = finding.hidden = true;
  const auto& before = metric.previous ? metric.previous->value : std::nullopt;
  const bool whole_moved =
      metric.current.value && before && is_worth_mentioning(*metric.row, *metric.current.value, *before);
  finding.sentence = {whole_moved ? "finding.apart.opposite" : "finding.opposite",
                      {{"metric", candidate.name(NamePlace::sentence_start)}}};
  // A whole that did not move has no driver, so the dimension is named here.
  add_values(finding.sentence, candidate, *fell, Name{fell->values.group, "channel"});
  finding.sentence.args.emplace_back("second", Name{rose->values.group, "channel"});
  finding.sentence.args.emplace_back("second_before", candidate.amount(rose->values.previous.value_or(MetricValue{})));
  finding.sentence.args.emplace_back("second_now", candidate.amount(rose->values.current));
  finding.evidence = {.dimension = "channel",
                      .groups = {fell->values.group, rose->values.group},
                      .n = fell->values.current.n + rose->values.current.n};
  return finding;
}

namespace {

/// The week before may have too few cases to be judged by, and still leave no doubt.
bool changed_for_sure(const GroupComparison& group) {
  const Change& change = group.change;
  const bool low = *group.values.current.value < group.judgement.normal->mean;
  return change.low && change.high && (low ? *change.high < 0 : *change.low > 0);
}

}  // namespace

const GroupComparison* moved_alone(const Candidate& candidate) {
  const MetricComparison& metric = *candidate.metric;
  const GroupComparison* clearest = nullptr;
  if (candidate.is_count() && !grows_with_time(*metric.row)) return clearest;
  for (const DimensionComparison& dimension : metric.by) {
    if (dimension.dimension != "channel" || dimension.groups.size() < 2) continue;
    for (const GroupComparison& group : dimension.groups) {
      const Signal& signal = group.judgement.signal;
      const bool judged = signal.rule == "outside_limits" && signal.p_adjusted;
      if (!judged || !Candidate{&metric, &group}.stands_out()) continue;
      if (!is_named(group) || !is_of_class(candidate, group)) continue;
      if (!moved(*metric.row, group) && !changed_for_sure(group)) continue;
      if (*signal.p_adjusted > kFalseDiscoveryRate * kPartOfTheRest) continue;
      if (clearest == nullptr || *signal.p_adjusted < *clearest->judgement.signal.p_adjusted) clearest = &group;
    }
  }
  return clearest;
}

}  // namespace csreport

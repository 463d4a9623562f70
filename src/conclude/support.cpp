#include "conclude/support.hpp"

#include <algorithm>
#include <cmath>

#include "conclude/group_moves.hpp"
#include "csreport/compare/judgement.hpp"

namespace csreport {
namespace {

/// A dimension in which the groups moved nearly alike explains nothing.
constexpr double kFewestConcentration = 0.2;
/// A group with at least so much of the change is named alone; below it two are.
constexpr double kLargePart = 0.5;
/// A group that moved against the total is named when it made up for so much of the change.
constexpr double kLargeOffset = 0.2;

/// The groups of the dimension that drove the change, those with the largest part first.
std::vector<const GroupComparison*> by_part(const DimensionComparison& dimension) {
  std::vector<const GroupComparison*> groups;
  for (const GroupComparison& group : dimension.groups) groups.push_back(&group);
  std::stable_sort(groups.begin(), groups.end(), [](const auto* a, const auto* b) {
    return a->contribution->share.value_or(0) > b->contribution->share.value_or(0);
  });
  return groups;
}

double part_of(const GroupComparison& group) { return group.contribution->share.value_or(0); }
/// Of shares, means and scores only groups that are large enough are the source of anything.
bool is_spoken_of(const MetricRow& row, const GroupComparison& group) {
  return is_named(group) && !is_too_small(row, group.values);
}

/// The name of a group of the dimension that drove the change, which its sentence says with it. REQUIRES: there is one.
Name name_of(const Candidate& candidate, const GroupComparison& group) {
  const MetricComparison& metric = *candidate.metric;
  return {.text = group.values.group, .dimension = metric.by[metric.driver->dimension].dimension, .introduced = true};
}

/// "About 70% of the fall comes from chat: 87.3% -> 79.1% (n = 148)."
Message comes_from_one(const Candidate& candidate, const GroupComparison& group) {
  const bool fell = *candidate.change().absolute < 0;
  const bool whole = part_of(group) > kWholeChange;
  Message message{std::string("support.") + (whole ? "whole_" : "") + (candidate.is_count() ? "count_" : "") +
                      (fell ? "fall" : "rise"),
                  {{"share", RoughShare{part_of(group)}}}};
  add_values(message, candidate, group, name_of(candidate, group));
  message.args.emplace_back("n", Count{group.values.current.n});
  return message;
}

Message comes_from_two(const Candidate& candidate, const GroupComparison& first, const GroupComparison& second) {
  const bool fell = *candidate.change().absolute < 0;
  return {fell ? "support.fall_two" : "support.rise_two",
          {{"share", RoughShare{part_of(first)}},
           {"group", name_of(candidate, first)},
           {"second_share", RoughShare{part_of(second)}},
           {"second", name_of(candidate, second)}}};
}

/// Where a second group moved the same way by much of the change, the first is not the whole of it.
Message comes_from_both(const Candidate& candidate, const GroupComparison& first, const GroupComparison& second) {
  Message message{*candidate.change().absolute < 0 ? "support.fall_both" : "support.rise_both", {}};
  add_values(message, candidate, first, name_of(candidate, first));
  message.args.emplace_back("second", name_of(candidate, second));
  message.args.emplace_back("second_before", candidate.amount(second.values.previous.value_or(MetricValue{})));
  message.args.emplace_back("second_now", candidate.amount(second.values.current));
  return message;
}

/// How much of the cases the group was and is.
Amount share_of_cases(const MetricRow* row, const MetricValue& group, const MetricValue& all) {
  const double share = all.n == 0 ? 0 : static_cast<double>(group.n) / static_cast<double>(all.n);
  return {row, MetricValue{.value = share, .n = all.n}};
}

/// The group whose weight changed most: the total follows it, whatever the groups did.
Message follows_mix(const Candidate& candidate, const GroupComparison& group, const MetricValue& before_all,
                    const MetricValue& all, Name name, const char* key) {
  static const MetricRow kShareOfCases{.id = "share_of_cases", .unit = Unit::ratio, .headline = Headline::ratio};
  return {key,
          {{"metric", candidate.name(NamePlace::inside)},
           {"group", std::move(name)},
           {"before", share_of_cases(&kShareOfCases, group.values.previous.value_or(MetricValue{}), before_all)},
           {"now", share_of_cases(&kShareOfCases, group.values.current, all)}}};
}

/// Where the arithmetic says that the change lies; nothing for what is no sum of parts.
void add_drivers(const Candidate& candidate, Finding& finding) {
  const MetricComparison& metric = *candidate.metric;
  if (candidate.group != nullptr || !metric.driver || !metric.change.absolute) return;
  const DimensionComparison& dimension = metric.by[metric.driver->dimension];
  const auto groups = by_part(dimension);
  const auto name = [&](const GroupComparison& group) {
    finding.evidence.dimension = dimension.dimension;
    finding.evidence.groups.push_back(group.values.group);
  };
  if (metric.driver->follows_mix()) {
    const auto* most = *std::max_element(groups.begin(), groups.end(), [](const auto* a, const auto* b) {
      return std::fabs(a->contribution->mix) < std::fabs(b->contribution->mix);
    });
    if (!is_spoken_of(*metric.row, *most)) return;
    const bool whole = metric.driver->reversed() || metric.driver->rate == 0;
    finding.support.push_back(follows_mix(candidate, *most, *metric.previous, metric.current, name_of(candidate, *most),
                                          whole ? "support.mix" : "support.mix_most"));
    name(*most);
    return;
  }
  if (metric.driver->concentration < kFewestConcentration || metric.driver->is_even()) return;
  if (!is_spoken_of(*metric.row, *groups[0])) return;
  const bool both = part_of(*groups[0]) > kWholeChange && groups.size() > 1 && part_of(*groups[1]) >= kLargeOffset &&
                    is_spoken_of(*metric.row, *groups[1]);
  if (both) {
    finding.support.push_back(comes_from_both(candidate, *groups[0], *groups[1]));
    name(*groups[0]);
    name(*groups[1]);
  } else if (part_of(*groups[0]) >= kLargePart) {
    finding.support.push_back(comes_from_one(candidate, *groups[0]));
    name(*groups[0]);
  } else if (is_spoken_of(*metric.row, *groups[1])) {
    finding.support.push_back(comes_from_two(candidate, *groups[0], *groups[1]));
    name(*groups[0]);
    name(*groups[1]);
  }
  const bool proven = std::count_if(groups.begin(), groups.end(),
                                    [&](const GroupComparison* group) {
                                      return part_of(*group) > 0 && moved_clearly(*metric.row, *group);
                                    }) == 1 &&
                      moved_clearly(*metric.row, *groups[0]);
  if (!finding.support.empty() && metric.driver->may_be_even() && !proven) {
    finding.support.push_back({"support.maybe_even", {}});
    return;
  }
  const GroupComparison& last = *groups.back();
  if (finding.support.empty() || part_of(last) > -kLargeOffset || !is_spoken_of(*metric.row, last)) return;
  Message offset{"support.offset", {}};
  add_values(offset, candidate, last, name_of(candidate, last));
  finding.support.push_back(std::move(offset));
  name(last);
}

/// A median has no parts that add up; how much of its change is the mix of channels is told by the median with the mix
/// of before, where that took back half of the change or more.
void add_mix(const Candidate& candidate, Finding& finding) {
  constexpr double kLargeMix = 0.5;
  const auto& change = candidate.change().absolute;
  if (!change || *change == 0) return;
  for (const DimensionComparison& dimension : candidate.metric->by) {
    if (dimension.dimension != "channel") continue;
    const auto& with_mix = candidate.group != nullptr ? candidate.group->values.mix_adjusted : dimension.mix_adjusted;
    if (!with_mix || (*candidate.current().value - *with_mix) / *change < kLargeMix) return;
    MetricValue adjusted = candidate.current();
    adjusted.value = with_mix;
    finding.support.push_back({"support.mix_median", {{"value", candidate.amount(adjusted)}}});
    finding.evidence.dimension = dimension.dimension;
  }
}

/// Whether every channel of the class that both periods have went another way than the class, or stayed.
bool moved_by_mix(const Candidate& candidate, const DimensionComparison& channels) {
  const double change = *candidate.change().absolute;
  bool any = false;
  for (const GroupComparison& group : channels.groups) {
    if (!is_named(group) || !is_of_class(candidate, group) || !group.change.absolute) continue;
    if (is_too_small(*candidate.metric->row, group.values) || group.values.current.n == 0) continue;
    if (*group.change.absolute * change > 0) return false;
    any = true;
  }
  return any;
}

/// Of a channel class no median with another mix is known: what its channels did by themselves is.
void add_mix_of_class(const Candidate& candidate, Finding& finding) {
  if (candidate.group == nullptr || !candidate.change().absolute || candidate.current().n == 0) return;
  for (const DimensionComparison& dimension : candidate.metric->by) {
    if (dimension.dimension != "channel" || !moved_by_mix(candidate, dimension)) continue;
    const auto gained = [&](const GroupComparison& group) {
      const auto before = group.values.previous ? static_cast<double>(group.values.previous->n) : 0.0;
      return std::fabs(static_cast<double>(group.values.current.n) / static_cast<double>(candidate.current().n) -
                       before / static_cast<double>(candidate.previous()->n));
    };
    const GroupComparison* most = nullptr;
    for (const GroupComparison& group : dimension.groups) {
      if (!is_named(group) || !is_of_class(candidate, group)) continue;
      if (most == nullptr || gained(group) > gained(*most)) most = &group;
    }
    finding.support.push_back(follows_mix(candidate, *most, *candidate.previous(), candidate.current(),
                                          Name{most->values.group, dimension.dimension}, "support.mix"));
    finding.evidence.dimension = dimension.dimension;
    finding.evidence.groups.push_back(most->values.group);
    return;
  }
}

/// A channel that came or went explains more of a median than its groups can: "At the same time ... is new".
void add_channel_that_came_or_went(const Candidate& candidate, Finding& finding) {
  constexpr double kLargeShare = 0.05;
  const auto is_large = [](std::int64_t n, std::int64_t all) {
    return n > 0 && static_cast<double>(n) >= kLargeShare * static_cast<double>(all);
  };
  for (const DimensionComparison& dimension : candidate.metric->by) {
    if (dimension.dimension != "channel") continue;
    for (const GroupComparison& group : dimension.groups) {
      if (!is_named(group) || !is_of_class(candidate, group)) continue;
      const std::int64_t now = group.values.current.n;
      const std::int64_t before = group.values.previous ? group.values.previous->n : 0;
      const bool came = before == 0 && is_large(now, candidate.current().n);
      const bool went = now == 0 && is_large(before, candidate.previous()->n);
      if (!came && !went) continue;
      const MetricValue& value = came ? group.values.current : *group.values.previous;
      finding.support.push_back({came ? "support.new_group" : "support.gone_group",
                                 {{"group", Name{group.values.group, dimension.dimension}},
                                  {came ? "now" : "before", candidate.amount(value)},
                                  {"n", Count{value.n}}}});
      finding.evidence.dimension = dimension.dimension;
      finding.evidence.groups.push_back(group.values.group);
      return;
    }
  }
}

/// A channel that went the other way, where the total speaks for the rest; of several the one with the most cases.
void add_against(const Candidate& candidate, Finding& finding) {
  const auto& change = candidate.change().absolute;
  if (candidate.is_count() || !change || *change == 0) return;
  for (const DimensionComparison& dimension : candidate.metric->by) {
    if (dimension.dimension != "channel") continue;
    const GroupComparison* against = nullptr;
    for (const GroupComparison& group : dimension.groups) {
      if (!is_of_class(candidate, group) || !moved_clearly(*candidate.metric->row, group)) continue;
      if ((*group.change.absolute < 0) == (*change < 0)) continue;
      if (against == nullptr || against->values.current.n < group.values.current.n) against = &group;
    }
    if (against == nullptr) return;
    Message message{"support.against", {}};
    add_values(message, candidate, *against, Name{against->values.group, dimension.dimension});
    message.args.emplace_back("n", Count{against->values.current.n});
    finding.support.push_back(std::move(message));
    finding.evidence.dimension = dimension.dimension;
    finding.evidence.groups.push_back(against->values.group);
  }
}

}  // namespace

void add_support(const Candidate& candidate, bool left_now, Finding& finding) {
  const bool compared = candidate.previous() && candidate.previous()->n > 0;
  if (left_now) add_drivers(candidate, finding);
  finding.taken_apart = !finding.evidence.groups.empty();
  if (left_now && finding.support.empty() && compared) add_channel_that_came_or_went(candidate, finding);
  if (left_now && finding.support.empty() && compared) add_mix(candidate, finding);
  if (left_now && finding.support.empty() && compared) add_mix_of_class(candidate, finding);
  if (finding.support.empty() && compared) add_against(candidate, finding);
}

}  // namespace csreport

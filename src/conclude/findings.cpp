#include "csreport/conclude/findings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "conclude/candidates.hpp"
#include "conclude/kinship.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/core/channel_class.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostFindings = 5;
/// A dimension in which the groups moved nearly alike explains nothing.
constexpr double kFewestConcentration = 0.2;
/// A group with at least so much of the change is named alone; below it two are.
constexpr double kLargePart = 0.5;
/// A group that moved against the total is named when it made up for so much of the change.
constexpr double kLargeOffset = 0.2;

/// The rule of a finding that is no mark of a line.
constexpr const char* kOppositeGroups = "opposite_groups";

// ---- kin ----------------------------------------------------------------------------------------

bool are_kin(const MetricRow* a, const MetricRow* b) {
  return a != nullptr && b != nullptr && a != b && head_of_kin(*a) == head_of_kin(*b);
}

bool is_named_by_kin(const MetricNames& names, const MetricRow& row) {
  return std::any_of(names.names.begin(), names.names.end(),
                     [&](const MetricName& name) { return are_kin(name.row, &row); });
}

/// The same news: of the same cases, and in the same direction. What happens to live channels says nothing of others.
bool tells_as_kin(const Finding& one, const Finding& other) {
  const bool same_channels = one.group.empty() || one.group == other.group;
  return are_kin(one.row, other.row) && one.state == other.state && same_channels;
}

/// One piece of news is told once: of kin the first that signals speaks, with all its channel classes.
void leave_one_of_kin(std::vector<Finding>& findings) {
  const std::vector<Finding> all = findings;
  std::erase_if(findings, [&](const Finding& finding) {
    return std::any_of(all.begin(), all.end(), [&](const Finding& other) {
      return tells_as_kin(other, finding) && place_among_kin(*other.row) < place_among_kin(*finding.row);
    });
  });
}

// ---- the sentence -------------------------------------------------------------------------------

/// The value lies on the low side of what it is judged by.
bool is_low(const Candidate& candidate, const Signal& signal) {
  if (signal.rule == "significant_change") return candidate.change().absolute.value_or(0) < 0;
  return *candidate.current().value < candidate.judgement().normal->mean;
}

/// The period before lay outside the range on the same side: what it moved by since is the noise of two weeks.
bool was_there(const Candidate& candidate, const Signal& signal) {
  const auto& normal = candidate.judgement().normal;
  if (!normal || signal.rule != "outside_limits" || !candidate.change().absolute) return false;
  const double before = *candidate.current().value - *candidate.change().absolute;
  return is_low(candidate, signal) ? before < normal->low : before > normal->high;
}

/// It moved there from the period before, by as much as is worth mentioning: it fell below its range, and not only is
/// below it.
bool moved_there(const Candidate& candidate, const Signal& signal) {
  const Change& change = candidate.change();
  if (change.state != ChangeState::compared || !change.absolute) return false;
  const double now = *candidate.current().value;
  const double before = now - *change.absolute;
  return (*change.absolute < 0) == is_low(candidate, signal) &&
         is_worth_mentioning(*candidate.metric->row, now, before);
}

/// Which template.
std::string sentence_key(const Candidate& candidate, const Signal& signal) {
  const bool low = is_low(candidate, signal);
  const std::string kind = candidate.is_count() ? "finding.count." : "finding.";
  if (signal.rule == "significant_change") return kind + (low ? "fell" : "rose");
  if (signal.rule == "run_of_8") return kind + (low ? "run_below" : "run_above");
  return kind + (moved_there(candidate, signal) ? "" : "is_") + (low ? "below_range" : "above_range");
}

Message sentence_of(const Candidate& candidate, const Signal& signal) {
  const auto& normal = candidate.judgement().normal;
  const std::int64_t n = candidate.current().n;
  Message message{sentence_key(candidate, signal),
                  {{"metric", candidate.name(NamePlace::sentence_start)},
                   {"value", candidate.amount(candidate.current())},
                   {"change", candidate.difference()},
                   {"n", Count{n}}}};
  if (normal) {
    const MetricRow* row = candidate.metric->row;
    message.args.emplace_back("range", ValueRange{row, normal->low, normal->high, n, candidate.current().value});
    message.args.emplace_back("mean", Amount{row, MetricValue{.value = normal->mean, .n = n}});
  }
  return message;
}

// ---- where it comes from ------------------------------------------------------------------------

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
bool is_named(const GroupComparison& group) { return group.values.group != kNoneGroup; }
/// Of shares, means and scores only groups that are large enough are the source of anything.
bool is_spoken_of(const MetricRow& row, const GroupComparison& group) {
  return is_named(group) && !is_too_small(row, group.values);
}

/// The name of a group of the dimension that drove the change, which its sentence says with it. REQUIRES: there is one.
Name name_of(const Candidate& candidate, const GroupComparison& group) {
  const MetricComparison& metric = *candidate.metric;
  return {.text = group.values.group, .dimension = metric.by[metric.driver->dimension].dimension, .introduced = true};
}

void add_values(Message& message, const Candidate& candidate, const GroupComparison& group, Name name) {
  message.args.emplace_back("group", std::move(name));
  message.args.emplace_back("before", candidate.amount(group.values.previous.value_or(MetricValue{})));
  message.args.emplace_back("now", candidate.amount(group.values.current));
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
Message follows_mix(const Candidate& candidate, const GroupComparison& group) {
  static const MetricRow kShareOfCases{.id = "share_of_cases", .unit = Unit::ratio, .headline = Headline::ratio};
  const MetricComparison& metric = *candidate.metric;
  return {"support.mix",
          {{"metric", candidate.name(NamePlace::inside)},
           {"group", name_of(candidate, group)},
           {"before", share_of_cases(&kShareOfCases, group.values.previous.value_or(MetricValue{}), *metric.previous)},
           {"now", share_of_cases(&kShareOfCases, group.values.current, metric.current)}}};
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
  if (metric.driver->reversed() || metric.driver->rate == 0) {
    const auto* most = *std::max_element(groups.begin(), groups.end(), [](const auto* a, const auto* b) {
      return std::fabs(a->contribution->mix) < std::fabs(b->contribution->mix);
    });
    if (!is_spoken_of(*metric.row, *most)) return;
    finding.support.push_back(follows_mix(candidate, *most));
    name(*most);
    return;
  }
  if (metric.driver->concentration < kFewestConcentration || !is_spoken_of(*metric.row, *groups[0])) return;
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
  if (candidate.group != nullptr || !change || *change == 0) return;
  for (const DimensionComparison& dimension : candidate.metric->by) {
    if (dimension.dimension != "channel" || !dimension.mix_adjusted) continue;
    const double of_mix = (*candidate.current().value - *dimension.mix_adjusted) / *change;
    if (of_mix < kLargeMix) return;
    MetricValue adjusted = candidate.current();
    adjusted.value = dimension.mix_adjusted;
    finding.support.push_back({"support.mix_median", {{"value", candidate.amount(adjusted)}}});
    finding.evidence.dimension = dimension.dimension;
  }
}

/// Of a channel class only its own channels count.
bool is_of_class(const Candidate& candidate, const GroupComparison& channel) {
  return candidate.group == nullptr || class_of_channel(channel.values.group) == candidate.group->values.group;
}

/// A channel that was not there before explains more of a median than its groups can: "At the same time ... is new".
void add_new_channel(const Candidate& candidate, Finding& finding) {
  constexpr double kLargeShare = 0.05;
  for (const DimensionComparison& dimension : candidate.metric->by) {
    if (dimension.dimension != "channel") continue;
    for (const GroupComparison& group : dimension.groups) {
      const bool is_new = !group.values.previous || group.values.previous->n == 0;
      const auto n = static_cast<double>(group.values.current.n);
      if (!is_named(group) || !is_of_class(candidate, group) || !is_new) continue;
      if (n < kLargeShare * static_cast<double>(candidate.current().n)) continue;
      finding.support.push_back({"support.new_group",
                                 {{"group", Name{group.values.group, dimension.dimension}},
                                  {"now", candidate.amount(group.values.current)},
                                  {"n", Count{group.values.current.n}}}});
      finding.evidence.dimension = dimension.dimension;
      finding.evidence.groups.push_back(group.values.group);
      return;
    }
  }
}

bool signals(const Signal& signal) {
  const SignalState state = signal.state;
  return state == SignalState::better || state == SignalState::worse || state == SignalState::changed;
}

/// A signal that holds among those of all groups.
bool is_marked(const Signal& signal) { return signals(signal) && signal.p_adjusted.value_or(0) <= kFalseDiscoveryRate; }

/// Whether a group moved by more than its own range, where that is firm, or by a change that chance does not explain.
bool moved(const MetricRow& row, const GroupComparison& group) {
  constexpr std::int64_t kFirmPoints = 15;  // breakdowns raise no signal without a range of their own (UX.md 5)
  const auto& before = group.values.previous;
  if (!is_named(group) || !before || std::min(group.values.current.n, before->n) < row.min_n) return false;
  if (!group.change.absolute || *group.change.absolute == 0) return false;
  const auto& judgement = group.judgement;
  if (!judgement.normal || judgement.normal->points < kFirmPoints) return group.change.significant.value_or(false);
  const bool low = *group.values.current.value < judgement.normal->mean;
  return signals(judgement.signal) && low == (*group.change.absolute < 0);
}

/// And by more than chance brings among all groups.
bool moved_clearly(const MetricRow& row, const GroupComparison& group) {
  const Signal& signal = group.judgement.signal;
  return moved(row, group) && (!signals(signal) || is_marked(signal));
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

Finding finding_of(const Candidate& candidate, const Signal& signal) {
  Finding finding;
  finding.id = std::string(candidate.metric->row->id);
  finding.row = candidate.metric->row;
  if (candidate.group != nullptr) {
    finding.group = candidate.group->values.group;
    finding.id += "." + finding.group;
  }
  finding.state = signal.state;
  finding.rule = signal.rule;
  finding.sentence = sentence_of(candidate, signal);
  finding.evidence.n = candidate.current().n;
  finding.moved = moved_there(candidate, signal);
  const bool compared = candidate.previous() && candidate.previous()->n > 0;
  const bool left_now = finding.moved && !was_there(candidate, signal);
  if (left_now) add_drivers(candidate, finding);
  finding.taken_apart = !finding.evidence.groups.empty();
  if (left_now && finding.support.empty() && compared) add_mix(candidate, finding);
  if (left_now && finding.support.empty() && compared) add_new_channel(candidate, finding);
  if (finding.support.empty() && compared) add_against(candidate, finding);
  return finding;
}

// ---- what a total hides -------------------------------------------------------------------------

/// Chat as fast as ever is told also when e-mail got slower.
bool any_channel_moved(const Candidate& candidate) {
  const MetricComparison& metric = *candidate.metric;
  return std::any_of(metric.by.begin(), metric.by.end(), [&](const DimensionComparison& dimension) {
    return dimension.dimension == "channel" &&
           std::any_of(dimension.groups.begin(), dimension.groups.end(), [&](const GroupComparison& group) {
             return is_of_class(candidate, group) && moved(*metric.row, group);
           });
  });
}

/// Two channels that moved clearly, one down and one up, while the whole looks as if nothing had happened. Of several
/// those with the most cases.
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
  finding.rule = kOppositeGroups;
  finding.moved = finding.taken_apart = true;
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

/// Metrics that the period before had and this one has not: an export lost a column, or nobody was asked any more.
std::optional<Finding> vanished(const Comparison& comparison) {
  constexpr std::size_t kMostNames = 4;
  MetricNames names;
  for (const MetricComparison& metric : comparison.metrics) {
    const bool had = metric.previous && metric.previous->value && metric.previous->n >= metric.row->min_n;
    const bool waits = metric.quality.state == QualityState::immature;
    if (!metric.shown || metric.current.value || !had || waits || names.names.size() == kMostNames) continue;
    if (is_named_by_kin(names, *metric.row)) continue;
    names.names.push_back({metric.row, {}, NamePlace::inside});
  }
  if (names.names.empty()) return std::nullopt;
  Finding finding;
  finding.id = "vanished";
  finding.row = names.names.front().row;
  finding.state = SignalState::changed;
  finding.rule = "vanished";
  finding.moved = true;
  finding.sentence = {
      "finding.vanished",
      {{"metric", names.names.front()}, {"metrics", names}, {"period", PeriodName{comparison.current}}}};
  return finding;
}

// ---- what cannot be judged, and what did not change ---------------------------------------------

/// "NPS 34 rests on 58 answers: no conclusion possible." Of a survey with an interval but too few answers.
std::optional<Finding> unclear(const std::vector<Candidate>& all) {
  for (const Candidate& candidate : all) {
    const MetricComparison& metric = *candidate.metric;
    if (metric.row->kind != MetricKind::survey || metric.quality.state != QualityState::few || !metric.interval)
      continue;
    Finding finding;
    finding.id = std::string(metric.row->id);
    finding.row = metric.row;
    finding.state = SignalState::few;
    finding.evidence.n = metric.current.n;
    finding.sentence = {
        "finding.unclear",
        {{"metric", candidate.name(NamePlace::sentence_start)},
         {"value", candidate.amount(metric.current)},
         {"n", Count{metric.current.n}},
         {"range", ValueRange{metric.row, metric.interval->low, metric.interval->high, metric.current.n}}}};
    return finding;
  }
  return std::nullopt;
}

/// Which metrics stay within their range, in every channel, and are told of nowhere else; those that a reader looks for
/// first.
std::optional<Finding> unchanged(const std::vector<Candidate>& all, const std::vector<Finding>& told) {
  constexpr std::size_t kMostNames = 4;
  MetricNames names;
  const auto kin_moved = [&](const Candidate& candidate) {
    return std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
      return are_kin(candidate.metric->row, other.metric->row) && any_channel_moved(other);
    });
  };
  for (const Candidate& candidate : all) {
    if (candidate.judgement().signal.state != SignalState::normal || names.names.size() == kMostNames) continue;
    if (any_channel_moved(candidate) || kin_moved(candidate)) continue;
    const std::string group = candidate.name(NamePlace::inside).group;
    const bool is_told = std::any_of(told.begin(), told.end(), [&](const Finding& finding) {
      const bool same = finding.row == candidate.metric->row;
      return same ? finding.group.empty() || finding.group == group : are_kin(finding.row, candidate.metric->row);
    });
    if (is_told || is_named_by_kin(names, *candidate.metric->row)) continue;
    names.names.push_back(candidate.name(NamePlace::inside));
  }
  if (names.names.empty()) return std::nullopt;
  Finding finding;
  finding.id = "unchanged";
  finding.state = SignalState::normal;
  finding.sentence = {"finding.unchanged", {{"metrics", std::move(names)}}};
  return finding;
}

/// Worse before better before changed.
int rank_of(SignalState state) {
  constexpr std::array kOrder = {SignalState::worse, SignalState::better, SignalState::changed};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), state) - kOrder.begin());
}

/// Of the five places some are for what cannot be judged and what did not change, but what got worse comes first.
void make_room(std::vector<Finding>& others, FindingList& findings) {
  const auto worse =
      static_cast<std::size_t>(std::count_if(findings.shown.begin(), findings.shown.end(), [](const Finding& finding) {
        return finding.state == SignalState::worse;
      }));
  const std::size_t room = std::max(kMostFindings - others.size(), std::min(worse, kMostFindings));
  if (findings.shown.size() > room) {
    findings.more += findings.shown.size() - room;
    findings.shown.resize(room);
  }
  while (findings.shown.size() + others.size() > kMostFindings) others.erase(others.begin());
}

}  // namespace

FindingList find_findings(const Comparison& comparison) {
  const auto all = candidates_of(comparison);
  const auto adjusted = adjusted_signals(all);
  FindingList findings;
  std::size_t signals = 0;
  const MetricComparison* last_judged = nullptr;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Candidate& candidate = all[i];
    // Both channel classes of a metric stand side by side and are one metric.
    if (candidate.judgement().normal && candidate.metric != last_judged) {
      ++findings.judged;
      last_judged = candidate.metric;
    }
    if (candidate.stands_out()) {
      ++signals;
      Finding finding = finding_of(candidate, candidate.signal());
      finding.p = adjusted[i] ? candidate.signal().p : candidate.change().p;
      finding.p_adjusted = adjusted[i] ? adjusted[i] : candidate.change().p_adjusted;
      // Either test holds among all lines: against the range, or against the period before.
      const bool holds = finding.p_adjusted.value_or(0) <= kFalseDiscoveryRate ||
                         (finding.moved && candidate.change().significant.value_or(false));
      if (holds) findings.shown.push_back(std::move(finding));
    } else if (auto finding = opposite(candidate)) {
      findings.shown.push_back(std::move(*finding));
    }
  }
  leave_one_of_kin(findings.shown);
  const auto told = std::count_if(findings.shown.begin(), findings.shown.end(),
                                  [](const Finding& finding) { return finding.rule != kOppositeGroups; });
  findings.more = signals - static_cast<std::size_t>(told);  // as many marks as a reader finds untold
  if (auto finding = vanished(comparison)) findings.shown.push_back(std::move(*finding));
  // Within a state what moved in this period, then what concerns the most cases; equal ones in catalogue order.
  std::stable_sort(findings.shown.begin(), findings.shown.end(), [](const Finding& a, const Finding& b) {
    const int rank_a = rank_of(a.state);
    const int rank_b = rank_of(b.state);
    if (rank_a != rank_b) return rank_a < rank_b;
    if (a.moved != b.moved) return a.moved;
    return a.state != SignalState::changed && a.evidence.n > b.evidence.n;  // what comes in before what goes out
  });
  std::vector<Finding> others;
  if (auto finding = unclear(all)) others.push_back(std::move(*finding));
  if (auto finding = unchanged(all, findings.shown)) others.push_back(std::move(*finding));
  make_room(others, findings);
  for (Finding& finding : others) findings.shown.push_back(std::move(finding));
  return findings;
}

}  // namespace csreport

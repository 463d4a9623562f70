#include "csreport/conclude/findings.hpp"

#include <algorithm>
#include <array>

#include "conclude/candidates.hpp"
#include "conclude/hidden_moves.hpp"
#include "conclude/kinship.hpp"
#include "conclude/lasting_levels.hpp"
#include "conclude/support.hpp"
#include "csreport/compare/channel_split.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/core/channel_class.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostFindings = 5;

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
  const bool same_channels =
      one.group.empty() || one.group == other.group || class_of_channel(other.group) == one.group;
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

/// The period before lay outside the range on the same side: what it moved by since is the noise of two weeks.
bool was_there(const Candidate& candidate, const Signal& signal) {
  const auto& normal = candidate.judgement().normal;
  if (!normal || signal.rule != "outside_limits" || !candidate.change().absolute) return false;
  const double before = *candidate.current().value - *candidate.change().absolute;
  return is_low(candidate, signal) ? before < normal->low : before > normal->high;
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

/// Since when it is outside its range without a break, where that is longer than this period.
std::optional<Message> since_of(const Candidate& candidate, bool low, const std::vector<Period>& trend) {
  const auto& series = candidate.series();
  const auto& normal = candidate.judgement().normal;
  if (series.size() != trend.size() || !normal || normal->per_days) return std::nullopt;
  const auto is_outside = [&](const SeriesPoint& point) {
    return point.value && (low ? *point.value < normal->low : *point.value > normal->high);
  };
  const auto inside = std::find_if_not(series.rbegin(), series.rend(), is_outside);
  const auto outside = static_cast<std::size_t>(inside - series.rbegin());
  if (outside < 2 || inside == series.rend()) return std::nullopt;
  return Message{low ? "support.since_below" : "support.since_above",
                 {{"period", PeriodName{trend[trend.size() - outside]}}}};
}

Finding finding_of(const Candidate& candidate, const Signal& signal, const std::vector<Period>& trend) {
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
  const bool stays = was_there(candidate, signal);
  if (stays) {
    if (auto since = since_of(candidate, is_low(candidate, signal), trend))
      finding.support.push_back(std::move(*since));
  }
  add_support(candidate, finding.moved && !stays, finding);
  return finding;
}

/// A mark of the line that holds among all lines.
std::optional<Finding> of_line(const Candidate& candidate, std::optional<double> p_adjusted,
                               const std::vector<Period>& trend) {
  if (!is_told(candidate, p_adjusted)) return std::nullopt;
  Finding finding = finding_of(candidate, candidate.signal(), trend);
  finding.p = p_adjusted ? candidate.signal().p : candidate.change().p;
  finding.p_adjusted = p_adjusted ? p_adjusted : candidate.change().p_adjusted;
  return finding;
}

/// One channel that left its range, and that the line as a whole did not.
std::optional<Finding> of_channel(const Candidate& candidate, const std::vector<Period>& trend) {
  const GroupComparison* const channel = moved_alone(candidate);
  if (channel == nullptr) return std::nullopt;
  const Candidate alone{candidate.metric, channel};
  Finding finding = finding_of(alone, alone.signal(), trend);
  finding.hidden = true;
  finding.p = alone.signal().p;
  finding.p_adjusted = alone.signal().p_adjusted;
  finding.evidence.dimension = "channel";
  finding.evidence.groups = {channel->values.group};
  if (candidate.judgement().signal.state == SignalState::normal) {
    finding.support.push_back(
        {"support.whole_normal",
         {{"metric", candidate.name(NamePlace::sentence_start)}, {"value", candidate.amount(candidate.current())}}});
  }
  return finding;
}

/// The line had cases enough to be judged by, and has no value any more.
bool lost_value(const MetricRow& row, const MetricValue& now, const std::optional<MetricValue>& before) {
  return before && before->value && before->n >= row.min_n && !now.value;
}

/// Lines that the period before had and this one has not: an export lost a column, or nobody was asked any more.
std::optional<Finding> vanished(const Comparison& comparison) {
  constexpr std::size_t kMostNames = 4;
  MetricNames names;
  const auto add = [&](const MetricComparison& metric, const GroupComparison* group) {
    const MetricValue& now = group != nullptr ? group->values.current : metric.current;
    const auto& before = group != nullptr ? group->values.previous : metric.previous;
    if (!lost_value(*metric.row, now, before) || names.names.size() == kMostNames) return;
    if (is_named_by_kin(names, *metric.row)) return;
    names.names.push_back({metric.row, group != nullptr ? group->values.group : std::string(), NamePlace::inside});
  };
  for (const MetricComparison& metric : comparison.metrics) {
    const bool waits = metric.quality.state == QualityState::immature;
    // What is open at a moment may be unknown for its few tickets.
    if (!metric.shown || waits || metric.row->anchor == Anchor::period_end) continue;
    const auto classes = metric.current.value ? split_by_channel_class(metric) : std::vector<const GroupComparison*>{};
    if (classes.empty()) add(metric, nullptr);
    for (const GroupComparison* one : classes) add(metric, one);
  }
  if (names.names.empty()) return std::nullopt;
  Finding finding;
  finding.id = "vanished";
  finding.row = names.names.front().row;
  finding.group = names.names.front().group;
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

/// The line stays within its range, in every channel and with all its kin, and is told of nowhere else.
bool stays_as_it_was(const Candidate& candidate, const std::vector<Candidate>& all, const std::vector<Finding>& told) {
  if (candidate.judgement().signal.state != SignalState::normal || any_channel_moved(candidate)) return false;
  const MetricRow* const row = candidate.metric->row;
  const bool kin_moved = std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
    return are_kin(row, other.metric->row) && any_channel_moved(other);
  });
  const std::string group = candidate.name(NamePlace::inside).group;
  return !kin_moved && std::none_of(told.begin(), told.end(), [&](const Finding& finding) {
    const bool same = finding.row == row;
    return same ? finding.hidden || finding.group.empty() || finding.group == group : are_kin(finding.row, row);
  });
}

/// The first of them, those that a reader looks for first. A metric whose channel classes all stay is named as a whole.
std::optional<Finding> unchanged(const std::vector<Candidate>& all, const std::vector<Finding>& told) {
  constexpr std::size_t kMostNames = 4;
  MetricNames names;
  for (const Candidate& candidate : all) {
    if (names.names.size() == kMostNames || !stays_as_it_was(candidate, all, told)) continue;
    if (is_named_by_kin(names, *candidate.metric->row)) continue;
    const auto classes = split_by_channel_class(*candidate.metric);
    const bool whole = std::all_of(classes.begin(), classes.end(), [&](const GroupComparison* one) {
      return one->values.current.value && stays_as_it_was({candidate.metric, one}, all, told);
    });
    const MetricName name =
        whole ? MetricName{candidate.metric->row, {}, NamePlace::inside} : candidate.name(NamePlace::inside);
    const bool named =
        !names.names.empty() && names.names.back().row == name.row && names.names.back().group == name.group;
    if (!named) names.names.push_back(name);
  }
  if (names.names.empty()) return std::nullopt;
  Finding finding;
  finding.id = "unchanged";
  finding.state = SignalState::normal;
  finding.sentence = {"finding.unchanged", {{"metrics", std::move(names)}}};
  return finding;
}

/// Those of which nothing newer is told.
std::vector<Finding> levels_untold(const std::vector<Candidate>& all, const std::vector<Finding>& told,
                                   const std::vector<Period>& trend) {
  std::vector<Finding> levels = lasting_levels(all, trend);
  std::erase_if(levels, [&](const Finding& level) {
    return std::any_of(told.begin(), told.end(), [&](const Finding& finding) {
      return finding.row == level.row ? finding.hidden || finding.group.empty() || finding.group == level.group
                                      : are_kin(finding.row, level.row);
    });
  });
  leave_one_of_kin(levels);
  return levels;
}

/// Worse before better before changed.
int rank_of(SignalState state) {
  constexpr std::array kOrder = {SignalState::worse, SignalState::better, SignalState::changed};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), state) - kOrder.begin());
}

/// Within a state what moved in this period, then what concerns the most cases; equal ones in catalogue order.
void put_in_order(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    const int rank_a = rank_of(a.state);
    const int rank_b = rank_of(b.state);
    if (rank_a != rank_b) return rank_a < rank_b;
    if (a.moved != b.moved) return a.moved;
    return a.state != SignalState::changed && a.evidence.n > b.evidence.n;  // what comes in before what goes out
  });
}

/// Of the five places some are for what cannot be judged and what did not change, but what got worse comes first.
void make_room(std::vector<Finding>& others, FindingList& findings) {
  const auto worse =
      static_cast<std::size_t>(std::count_if(findings.shown.begin(), findings.shown.end(), [](const Finding& finding) {
        return finding.state == SignalState::worse;
      }));
  const std::size_t room = std::max(kMostFindings - others.size(), std::min(worse, kMostFindings));
  if (findings.shown.size() > room) {
    const auto first_beyond = findings.shown.begin() + static_cast<std::ptrdiff_t>(room);
    findings.beyond.assign(std::make_move_iterator(first_beyond), std::make_move_iterator(findings.shown.end()));
    findings.shown.erase(first_beyond, findings.shown.end());
  }
  while (findings.shown.size() + others.size() > kMostFindings) others.erase(others.begin());
}

/// Behind what changed: what stays on a new level where there is a place, what cannot be judged, what did not change.
void add_what_did_not_change(const std::vector<Candidate>& all, const std::vector<Period>& trend,
                             FindingList& findings) {
  const std::vector<Finding> levels = levels_untold(all, findings.shown, trend);
  std::vector<Finding> told = findings.shown;
  told.insert(told.end(), levels.begin(), levels.end());
  std::vector<Finding> others;
  if (auto finding = unclear(all)) others.push_back(std::move(*finding));
  if (auto finding = unchanged(all, told)) others.push_back(std::move(*finding));
  make_room(others, findings);
  const std::size_t places = kMostFindings - findings.shown.size() - others.size();
  const auto shown_levels = static_cast<std::ptrdiff_t>(std::min(places, levels.size()));
  findings.shown.insert(findings.shown.end(), levels.begin(), levels.begin() + shown_levels);
  findings.shown.insert(findings.shown.end(), others.begin(), others.end());
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
    if (candidate.stands_out()) ++signals;
    std::optional<Finding> finding = of_line(candidate, adjusted[i], comparison.trend);
    if (!finding) finding = opposite(candidate);
    if (!finding) finding = of_channel(candidate, comparison.trend);
    if (finding) findings.shown.push_back(std::move(*finding));
  }
  leave_one_of_kin(findings.shown);
  const auto marked = std::count_if(findings.shown.begin(), findings.shown.end(),
                                    [](const Finding& finding) { return !finding.hidden; });
  findings.more = signals - static_cast<std::size_t>(marked);  // as many marks as a reader finds untold
  if (auto finding = vanished(comparison)) findings.shown.push_back(std::move(*finding));
  put_in_order(findings.shown);
  add_what_did_not_change(all, comparison.trend, findings);
  return findings;
}

}  // namespace csreport

#include "conclude/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "csreport/compare/channel_split.hpp"
#include "csreport/compare/judgement.hpp"
#include "csreport/conclude/findings.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

/// Counts below it change by large percentages every week.
constexpr double kSmallestCount = 20;
/// So many more or fewer than usual are nothing to speak of, whatever the range says.
constexpr double kFewestApart = 5;

SignalState direction_of(const Candidate& candidate) {
  const auto improved = candidate.change().improved;
  if (!improved) return SignalState::changed;
  return *improved ? SignalState::better : SignalState::worse;
}

/// What a range judges, and whether it has only the rest's part of the allowance.
struct Line {
  const SeriesJudgement* judgement = nullptr;
  bool of_rest = false;
};

bool is_of_rest(const MetricComparison& metric) { return metric.row->shown == Shown::in_full; }

bool is_judged(const SeriesJudgement& judgement) {
  const SignalState state = judgement.signal.state;
  return judgement.normal && state != SignalState::none && state != SignalState::few;
}

/// The p-value of each line's signal among those of all lines; nothing for a line without a signal, which counts as one
/// that was looked at.
std::vector<std::optional<double>> adjusted_among(const std::vector<Line>& lines) {
  std::vector<std::optional<double>> adjusted(lines.size());
  for (const bool rest : {false, true}) {
    std::vector<std::size_t> family;
    std::vector<double> raw;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!is_judged(*lines[i].judgement) || lines[i].of_rest != rest) continue;
      const Signal& signal = lines[i].judgement->signal;
      family.push_back(i);
      raw.push_back(signal.state == SignalState::normal ? 1 : signal.p.value_or(0));
    }
    const std::vector<double> of_family = adjusted_p_values(raw);
    for (std::size_t i = 0; i < family.size(); ++i) {
      if (lines[family[i]].judgement->signal.state == SignalState::normal) continue;
      adjusted[family[i]] = rest ? std::min(1.0, of_family[i] / kPartOfTheRest) : of_family[i];
    }
  }
  return adjusted;
}

}  // namespace

const MetricValue& Candidate::current() const { return group != nullptr ? group->values.current : metric->current; }
const std::optional<MetricValue>& Candidate::previous() const {
  return group != nullptr ? group->values.previous : metric->previous;
}
const Change& Candidate::change() const { return group != nullptr ? group->change : metric->change; }
const SeriesJudgement& Candidate::judgement() const { return group != nullptr ? group->judgement : metric->judgement; }
const std::vector<SeriesPoint>& Candidate::series() const {
  return group != nullptr ? group->values.series : metric->series;
}

Signal Candidate::signal() const {
  if (judgement().normal || judgement().signal.state != SignalState::none) return judgement().signal;
  if (!judgement().signal.rule.empty() || !change().significant.value_or(false) || !large_enough()) return {};
  return {.state = direction_of(*this), .rule = "significant_change"};
}

bool Candidate::stands_out() const {
  const auto& normal = judgement().normal;
  if (is_count() && normal && std::fabs(current().value.value_or(0) - normal->mean) < kFewestApart) return false;
  const SignalState state = signal().state;
  return state == SignalState::better || state == SignalState::worse || state == SignalState::changed;
}

bool Candidate::large_enough() const {
  if (!previous()) return false;
  if (is_count()) return std::max(current().value.value_or(0), previous()->value.value_or(0)) >= kSmallestCount;
  return std::min(current().n, previous()->n) >= metric->row->min_n;
}

MetricName Candidate::name(NamePlace place) const {
  return {metric->row, group != nullptr ? group->values.group : std::string(), place};
}

Difference Candidate::difference() const {
  return {metric->row, change(), std::max(current().n, previous() ? previous()->n : 0),
          previous() ? previous()->value : std::nullopt};
}

std::vector<std::optional<double>> adjusted_signals(const std::vector<Candidate>& all) {
  std::vector<Line> lines;
  for (const Candidate& candidate : all) lines.push_back({&candidate.judgement(), is_of_rest(*candidate.metric)});
  return adjusted_among(lines);
}

void adjust_signals(Comparison& comparison) {
  const auto all = candidates_of(comparison);
  const auto adjusted = adjusted_signals(all);
  std::unordered_map<const SeriesJudgement*, std::optional<double>> headlines;
  for (std::size_t i = 0; i < all.size(); ++i) headlines.emplace(&all[i].judgement(), adjusted[i]);

  std::vector<Line> segments;
  std::vector<Signal*> of_segments;
  const auto look_at = [&](const MetricComparison& metric, SeriesJudgement& judgement) {
    const auto headline = headlines.find(&judgement);
    if (headline != headlines.end()) {
      judgement.signal.p_adjusted = headline->second;
    } else if (is_judged(judgement)) {
      segments.push_back({&judgement, is_of_rest(metric)});
      of_segments.push_back(&judgement.signal);
    }
  };
  for (MetricComparison& metric : comparison.metrics) {
    look_at(metric, metric.judgement);
    for (DimensionComparison& dimension : metric.by) {
      for (GroupComparison& group : dimension.groups) look_at(metric, group.judgement);
    }
  }
  const auto among_segments = adjusted_among(segments);
  for (std::size_t i = 0; i < segments.size(); ++i) of_segments[i]->p_adjusted = among_segments[i];
}

bool is_low(const Candidate& candidate, const Signal& signal) {
  if (signal.rule == "significant_change") return candidate.change().absolute.value_or(0) < 0;
  return *candidate.current().value < candidate.judgement().normal->mean;
}

bool moved_there(const Candidate& candidate, const Signal& signal) {
  const Change& change = candidate.change();
  if (change.state != ChangeState::compared || !change.absolute) return false;
  const double now = *candidate.current().value;
  const double before = now - *change.absolute;
  return (*change.absolute < 0) == is_low(candidate, signal) &&
         is_worth_mentioning(*candidate.metric->row, now, before);
}

bool is_told(const Candidate& candidate, std::optional<double> p_adjusted) {
  if (!candidate.stands_out()) return false;
  const bool against_before =
      moved_there(candidate, candidate.signal()) && candidate.change().significant.value_or(false);
  return against_before || p_adjusted.value_or(candidate.change().p_adjusted.value_or(0)) <= kFalseDiscoveryRate;
}

bool has_cases(const Comparison& comparison) {
  return std::any_of(comparison.metrics.begin(), comparison.metrics.end(), [](const MetricComparison& metric) {
    const Anchor anchor = metric.row->anchor;
    return metric.current.n > 0 && anchor != Anchor::period_end && anchor != Anchor::matured;
  });
}

bool holds_the_period(const Comparison& comparison) { return comparison.rows.of_period || has_cases(comparison); }

std::vector<Candidate> candidates_of(const Comparison& comparison) {
  std::vector<Candidate> all;
  for (const MetricComparison& metric : comparison.metrics) {
    if (!metric.shown || !metric.current.value) continue;
    const auto classes = split_by_channel_class(metric);
    if (classes.empty()) all.push_back({&metric, nullptr});
    for (const GroupComparison* one : classes) {
      if (one->values.current.value) all.push_back({&metric, one});
    }
  }
  return all;
}

}  // namespace csreport

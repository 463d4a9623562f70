#include "conclude/lasting_levels.hpp"

#include "csreport/compare/judgement.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

/// How rarely the level before comes to this one; 1 where the line is on no new level.
double chance_of_level(const Candidate& candidate, const std::vector<Period>& trend) {
  const SeriesJudgement& judgement = candidate.judgement();
  const bool is_normal = judgement.signal.state == SignalState::normal && judgement.normal && !judgement.per_days;
  if (!is_normal || !judgement.normal->provisional || judgement.levels.size() < 2) return 1;
  const auto& shift = judgement.levels.back().shift;
  if (!shift || candidate.series().size() != trend.size()) return 1;
  const double before = judgement.levels[judgement.levels.size() - 2].range.mean;
  const double now = *candidate.current().value;
  const bool stays = (shift->mean < before) == (now < before);
  return stays && is_worth_mentioning(*candidate.metric->row, shift->mean, before) ? shift->p : 1;
}

Finding finding_of(const Candidate& candidate, const std::vector<Period>& trend) {
  const MetricRow* const row = candidate.metric->row;
  const LevelShift& shift = *candidate.judgement().levels.back().shift;
  const double before = (candidate.judgement().levels.end() - 2)->range.mean;
  const std::int64_t n = candidate.current().n;
  const auto mean = [&](double value) { return Amount{row, MetricValue{.value = value, .n = n}}; };
  Finding finding;
  finding.id = std::string(row->id);
  finding.row = row;
  if (candidate.group != nullptr) {
    finding.group = candidate.group->values.group;
    finding.id += "." + finding.group;
  }
  finding.state = SignalState::normal;
  finding.rule = "lasting_level";
  finding.evidence.n = n;
  const std::string kind = candidate.is_count() ? "finding.count." : "finding.";
  finding.sentence = {kind + (shift.mean < before ? "stays_lower" : "stays_higher"),
                      {{"metric", candidate.name(NamePlace::sentence_start)},
                       {"value", candidate.amount(candidate.current())},
                       {"n", Count{n}},
                       {"period", PeriodName{trend[shift.since]}},
                       {"mean", mean(shift.mean)},
                       {"before", mean(before)}}};
  return finding;
}

}  // namespace

std::vector<Finding> lasting_levels(const std::vector<Candidate>& all, const std::vector<Period>& trend) {
  std::vector<const Candidate*> lines;
  std::vector<double> raw;
  for (const Candidate& candidate : all) {
    if (candidate.metric->row->shown == Shown::in_full) continue;
    lines.push_back(&candidate);
    raw.push_back(chance_of_level(candidate, trend));
  }
  const std::vector<double> adjusted = adjusted_p_values(raw);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (adjusted[i] > kFalseDiscoveryRate * kPartOfTheRest) continue;
    findings.push_back(finding_of(*lines[i], trend));
    findings.back().p = raw[i];
    findings.back().p_adjusted = adjusted[i];
  }
  return findings;
}

}  // namespace csreport

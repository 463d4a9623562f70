#include "csreport/conclude/actions.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "conclude/candidates.hpp"
#include "csreport/compare/judgement.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostActions = 3;
/// Less would read "about 0 agent hours".
constexpr double kFewestSeconds = 900;

/// How many cases the sentence speaks of.
enum class Cases {
  failed,     ///< of a share where more is better: those that are not in it
  counted,    ///< of a share where fewer is better: those that are in it
  low,        ///< of a score: its lowest class, detractors
  all,        ///< of the period
  above_mean  ///< of a count: those beyond its usual number
};

/// What is known of the agents' time behind the cases; a mean handle time must be, too.
enum class Hours {
  unknown,     ///< reading and looking: no export says how long it takes
  of_cases,    ///< each takes as long as a contact
  lost,        ///< each would have taken as long, and nobody spent it
  above_mean,  ///< of a handle time: what the cases took longer than usual
  more_work    ///< of work done several times: the part of it that is more than usual
};

/// One row for each metric that something can be done about; the sentences stand in the message files.
struct ActionRow {
  std::string_view metric;
  Cases cases;
  Hours hours;
};
constexpr ActionRow kActions[] = {
    {"csat", Cases::failed, Hours::unknown},
    {"nps", Cases::low, Hours::unknown},
    {"ces", Cases::all, Hours::unknown},
    {"frt", Cases::all, Hours::unknown},
    {"art", Cases::all, Hours::unknown},
    {"resolution_time", Cases::all, Hours::unknown},
    {"aht", Cases::all, Hours::above_mean},
    {"asa", Cases::all, Hours::unknown},
    {"service_level", Cases::failed, Hours::unknown},
    {"abandonment_rate", Cases::counted, Hours::lost},
    {"fcr", Cases::failed, Hours::of_cases},
    {"reopen_rate", Cases::counted, Hours::of_cases},
    {"escalation_rate", Cases::counted, Hours::of_cases},
    {"repeat_contact_rate", Cases::counted, Hours::of_cases},
    {"sla_frt", Cases::failed, Hours::unknown},
    {"sla_next_reply", Cases::failed, Hours::unknown},
    {"sla_resolution", Cases::failed, Hours::unknown},
    {"backlog", Cases::above_mean, Hours::of_cases},
    {"replies_per_ticket", Cases::all, Hours::more_work},
};

double cases_of(Cases cases, const Candidate& candidate) {
  const MetricValue& now = candidate.current();
  switch (cases) {
    case Cases::failed: return now.denominator.value_or(0) - now.numerator.value_or(0);
    case Cases::counted: return now.numerator.value_or(0);
    case Cases::low:
      if (now.classes) return static_cast<double>(now.classes->low);
      [[fallthrough]];
    case Cases::all: return static_cast<double>(now.n);
    case Cases::above_mean:
      return candidate.judgement().normal ? *now.value - candidate.judgement().normal->mean : *now.value;
  }
  return 0;
}

/// The agents' time behind so many cases, by the mean handle time of the period; nothing without one.
std::optional<double> handling(const Comparison& comparison, double cases) {
  const auto* aht = comparison.metric("aht");
  if (aht == nullptr || !aht->current.value || aht->quality.state != QualityState::ok) return std::nullopt;
  return cases * *aht->current.value;
}

/// The time of agents that the cases took, would have taken, or took more than usual.
std::optional<double> agent_seconds(const ActionRow& row, const Candidate& candidate, const Comparison& comparison,
                                    double cases) {
  const auto& normal = candidate.judgement().normal;
  const double now = *candidate.current().value;
  switch (row.hours) {
    case Hours::unknown: return std::nullopt;
    case Hours::of_cases:
    case Hours::lost: return handling(comparison, cases);
    case Hours::above_mean: return normal ? std::optional((now - normal->mean) * cases) : std::nullopt;
    case Hours::more_work: {
      if (!normal || now <= normal->mean) return std::nullopt;
      return handling(comparison, cases * (now - normal->mean) / now);
    }
  }
  return std::nullopt;
}

/// Nobody can promise that all cases or none will be in a share: what chance alone makes of such a period is asked for.
double within_reach(const Candidate& candidate, double threshold, bool lower_is_better) {
  const bool perfect = candidate.metric->row->unit == Unit::ratio && threshold == (lower_is_better ? 0 : 1);
  if (!perfect || !candidate.previous()) return threshold;
  const auto interval = interval_of(*candidate.metric->row, *candidate.previous());
  if (!interval) return threshold;
  return lower_is_better ? interval->high : interval->low;
}

/// Inside the range again, after a run of eight back to the old average; where there is none, to the value before.
ActionCheck check_of(const Candidate& candidate, const Comparison& comparison) {
  const bool lower_is_better = candidate.metric->better == Better::lower;
  const auto& normal = candidate.judgement().normal;
  double threshold = candidate.previous() ? candidate.previous()->value.value_or(0) : 0;
  if (normal) threshold = lower_is_better ? normal->high : normal->low;
  if (normal && candidate.signal().rule == "run_of_8") threshold = normal->mean;  // its single values are inside
  threshold = within_reach(candidate, threshold, lower_is_better);
  return {.row = candidate.metric->row,
          .group = candidate.group != nullptr ? candidate.group->values.group : std::string(),
          .at_most = lower_is_better,
          .threshold = threshold,
          .in = comparison.next};
}

Message check_words(const ActionCheck& check, const Candidate& candidate) {
  Message message{
      std::string("check.") + (check.at_most ? "at_most" : "at_least") + (check.in ? "_in" : ""),
      {{"metric", candidate.name(NamePlace::inside)},
       {"threshold", Amount{check.row, MetricValue{.value = check.threshold, .n = candidate.current().n}}}}};
  if (check.in) message.args.emplace_back("period", PeriodName{*check.in});
  return message;
}

/// The line that the finding is about, or its channel.
std::optional<Candidate> candidate_of(const Finding& finding, const std::vector<Candidate>& all) {
  for (const Candidate& candidate : all) {
    if (candidate.metric->row != finding.row) continue;
    if (candidate.name(NamePlace::inside).group == finding.group) return candidate;
    for (const DimensionComparison& dimension : candidate.metric->by) {
      if (!finding.hidden || dimension.dimension != finding.evidence.dimension) continue;
      for (const GroupComparison& group : dimension.groups) {
        if (group.values.group == finding.group) return Candidate{candidate.metric, &group};
      }
    }
  }
  return std::nullopt;
}

/// The words for a time of this kind.
const char* evidence_key(Hours hours) {
  switch (hours) {
    case Hours::of_cases: return "effort.each";
    case Hours::lost: return "effort.lost";
    case Hours::above_mean:
    case Hours::more_work: return "effort.longer";
    case Hours::unknown: break;
  }
  return "effort.cases";
}

Action action_of(const ActionRow& row, const Finding& finding, const Candidate& candidate,
                 const Comparison& comparison) {
  const auto cases = std::llround(std::max(0.0, cases_of(row.cases, candidate)));
  const Count n{cases};
  Action action;
  action.id = finding.id;
  action.sentence = {"action." + std::string(row.metric), {{"n", n}, {"metric", candidate.name(NamePlace::inside)}}};
  auto seconds = agent_seconds(row, candidate, comparison, static_cast<double>(cases));
  if (seconds && *seconds < kFewestSeconds) seconds.reset();
  action.evidence = {evidence_key(seconds ? row.hours : Hours::unknown), {{"n", n}}};
  if (seconds) action.evidence.args.emplace_back("hours", AgentHours{*seconds / 3600});
  action.check = check_of(candidate, comparison);
  action.check_words = check_words(action.check, candidate);
  return action;
}

}  // namespace

std::vector<Action> suggest_actions(const Comparison& comparison, const FindingList& findings) {
  const auto all = candidates_of(comparison);
  std::vector<Action> actions;
  for (const Finding& finding : findings.shown) {
    if (finding.state != SignalState::worse || actions.size() == kMostActions) continue;
    const auto* row = std::find_if(std::begin(kActions), std::end(kActions),
                                   [&](const ActionRow& one) { return one.metric == finding.row->id; });
    const auto candidate = candidate_of(finding, all);
    if (row == std::end(kActions) || !candidate) continue;
    // The same thing to do for both channel classes is done once, for the one that is told first.
    const bool is_there = std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
      return action.sentence.key == std::string("action.") + std::string(row->metric);
    });
    if (is_there) continue;
    actions.push_back(action_of(*row, finding, *candidate, comparison));
  }
  return actions;
}

}  // namespace csreport

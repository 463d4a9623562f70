#include "report/against_team.hpp"

#include <cmath>
#include <vector>

#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::string_view kAgent = "agent";

bool has_enough(const GroupComparison& agent) {
  return agent.values.current.value && agent.interval && agent.values.current.n >= kFewestForShare;
}

/// How probable a value so far from the team's is by chance: by the side of the 95 % interval that looks to the team,
/// so that 5 % is where the interval begins to exclude it.
double p_of(const GroupComparison& agent, double team) {
  const double value = *agent.values.current.value;
  const double side = team < value ? value - agent.interval->low : agent.interval->high - value;
  if (value == team) return 1;
  if (side <= 0) return 0;
  return normal_two_sided(normal_upper_point(0.025) * (value - team) / side);
}

}  // namespace

AgainstTeam::AgainstTeam(const MetricComparison& metric) : better_(metric.better), team_(metric.current.value) {
  const auto* by = find_dimension(metric, kAgent);
  if (by == nullptr) return;
  std::vector<std::string_view> names;
  std::vector<double> raw;
  for (const GroupComparison& agent : by->groups) judge(agent, names, raw);
  adjust(names, raw);
}

AgainstTeam::AgainstTeam(const MetricComparison& metric, std::optional<double> value,
                         std::span<const std::string> agents)
    : better_(metric.better), team_(value) {
  std::vector<std::string_view> names;
  std::vector<double> raw;
  const GroupIndex groups = index_groups(metric, kAgent);
  for (const std::string& name : agents) {
    const auto agent = groups.find(name);
    if (agent != groups.end()) judge(*agent->second, names, raw);
  }
  adjust(names, raw);
}

void AgainstTeam::judge(const GroupComparison& agent, std::vector<std::string_view>& names,
                        std::vector<double>& raw) const {
  if (!std::isfinite(team_.value_or(NAN)) || agent.values.group == kNoneGroup || !has_enough(agent)) return;
  names.push_back(agent.values.group);
  raw.push_back(p_of(agent, *team_));
}

void AgainstTeam::adjust(const std::vector<std::string_view>& names, const std::vector<double>& raw) {
  const auto adjusted = adjusted_p_values(raw);
  for (std::size_t i = 0; i < names.size(); ++i) p_.emplace(names[i], adjusted[i]);
}

Signal AgainstTeam::of(const GroupComparison* agent) const {
  if (agent == nullptr || !agent->values.current.value || !team_) return {SignalState::none, {}};
  const auto p = p_.find(agent->values.group);
  if (p == p_.end()) return {SignalState::few, "team"};
  const double team = *team_;
  const bool inside = agent->interval->low <= team && team <= agent->interval->high;
  if (inside || p->second > kFalseDiscoveryRate) return {SignalState::normal, "team"};
  if (better_ == Better::none) return {SignalState::changed, "team"};
  const bool above = agent->interval->low > team;
  return {above == (better_ == Better::higher) ? SignalState::better : SignalState::worse, "team"};
}

}  // namespace csreport

#pragma once
// An agent's number against that of the whole team: apart, or not to be told apart.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csreport/report/report.hpp"

namespace csreport {

/// All agents' values of one metric, judged together: of two hundred agents who are alike ten have a 95 % interval that
/// excludes the team's value, so that an interval alone says too much.
class AgainstTeam {
 public:
  /// Every agent against the whole. `metric` must outlive this.
  explicit AgainstTeam(const MetricComparison& metric);
  /// Some agents against the value of them all. The metric and the names must outlive this.
  AgainstTeam(const MetricComparison& metric, std::optional<double> value, std::span<const std::string> agents);

  /// `none`: no value; `few`: too few cases for a word; `normal`: cannot be told apart. Anything else: the 95 %
  /// interval excludes the team's value, and would if the rate of false discoveries among all agents is held
  /// (METRICS 4.5).
  [[nodiscard]] Signal of(const GroupComparison* agent) const;

 private:
  void judge(const GroupComparison& agent, std::vector<std::string_view>& names, std::vector<double>& raw) const;
  void adjust(const std::vector<std::string_view>& names, const std::vector<double>& raw);

  Better better_;
  std::optional<double> team_;
  std::unordered_map<std::string_view, double> p_;  // adjusted, of the agents with enough cases
};

}  // namespace csreport

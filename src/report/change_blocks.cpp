// What changed, in sentences.

#include <algorithm>
#include <utility>

#include "report/blocks.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostFindingsBesideGoals = 3;
constexpr std::size_t kMostActionsBesideGoals = 2;

/// Keeps the first ones; how many it left out.
template <typename T>
std::size_t keep(std::vector<T>& list, std::size_t most) {
  const std::size_t kept = std::min(list.size(), most);
  const std::size_t left_out = list.size() - kept;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(kept), list.end());
  return left_out;
}

/// "Further changes: escalated tickets and backlog; 2 more in the table of all metrics."
std::optional<Message> names_of(const std::vector<Finding>& beyond) {
  constexpr std::size_t kMostNames = 4;
  if (beyond.empty()) return std::nullopt;
  MetricNames names;
  for (const Finding& finding : beyond) {
    if (names.names.size() < kMostNames) names.names.push_back({finding.row, finding.group, NamePlace::inside});
  }
  const auto unnamed = static_cast<std::int64_t>(beyond.size() - names.names.size());
  Message message{unnamed > 0 ? "finding.beyond_more" : "finding.beyond", {{"metrics", std::move(names)}}};
  if (unnamed > 0) message.args.emplace_back("n", Count{unnamed});
  return message;
}

}  // namespace

std::vector<Block> change_list(const Report& report) {
  if (report.findings.shown.empty()) return {};
  ChangeList list{.findings = report.findings.shown,
                  .beyond = names_of(report.findings.beyond),
                  .more = report.findings.more,
                  .actions = report.actions};
  if (goals_take_room(report)) {
    list.further = keep(list.findings, kMostFindingsBesideGoals);
    if (list.further > 0) {  // said once: the page that has the rest has what lies beyond, too
      list.further += report.findings.beyond.size() + list.more;
      list.beyond.reset();
      list.more = 0;
    }
    list.further_actions = keep(list.actions, kMostActionsBesideGoals);
  }
  return {{.id = "change_list", .content = std::move(list)}};
}

}  // namespace csreport

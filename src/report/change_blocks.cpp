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

}  // namespace

std::vector<Block> change_list(const Report& report) {
  if (report.findings.shown.empty()) return {};
  ChangeList list{.findings = report.findings.shown, .more = report.findings.more, .actions = report.actions};
  if (goals_take_room(report)) {
    list.further = keep(list.findings, kMostFindingsBesideGoals);
    list.further_actions = keep(list.actions, kMostActionsBesideGoals);
  }
  return {{.id = "change_list", .content = std::move(list)}};
}

}  // namespace csreport

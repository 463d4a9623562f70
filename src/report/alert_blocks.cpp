// The alerts that fired: the most severe first, the rest told as a number.

#include <algorithm>
#include <utility>

#include "report/blocks.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostAlerts = 8;
constexpr std::size_t kMostAlertsBesideGoals = 4;

}  // namespace

std::vector<Block> alert_list(const Report& report) {
  AlertList list;
  for (const Alert& alert : report.verdicts.alerts) {
    if (alert.fired && alert.id != kOutsideRange) list.alerts.push_back(alert);  // those are findings
  }
  if (list.alerts.empty()) return {};
  std::stable_sort(list.alerts.begin(), list.alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.severity > b.severity; });
  const std::size_t most = goals_take_room(report) ? kMostAlertsBesideGoals : kMostAlerts;
  if (list.alerts.size() > most) {
    list.more = list.alerts.size() - most;
    list.alerts.resize(most);
  }
  return {{.id = "alerts", .content = std::move(list)}};
}

}  // namespace csreport

// The alerts that fired: the most severe first, the rest told as a number.

#include <algorithm>
#include <utility>

#include "report/blocks.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostAlerts = 8;

}  // namespace

std::vector<Block> alert_list(const Report& report) {
  AlertList list;
  for (const Alert& alert : report.verdicts.alerts) {
    if (alert.fired && alert.id != kOutsideRange) list.alerts.push_back(alert);  // those are findings
  }
  if (list.alerts.empty()) return {};
  std::stable_sort(list.alerts.begin(), list.alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.severity > b.severity; });
  if (list.alerts.size() > kMostAlerts) {
    list.more = list.alerts.size() - kMostAlerts;
    list.alerts.resize(kMostAlerts);
  }
  return {{.id = "alerts", .content = std::move(list)}};
}

}  // namespace csreport

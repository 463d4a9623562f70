#include "csreport/conclude/staffing.hpp"

#include <cmath>

namespace csreport {
namespace {

constexpr double kHour = 3600;

HourStaffing staff_hour(const HourCell& cell, const HourGrid& grid, const Staffing& staffing) {
  HourStaffing hour;
  if (cell.seconds == 0) return hour;  // the clock skips it
  const auto seconds = static_cast<double>(cell.seconds);
  hour.arrivals = static_cast<double>(cell.live) * kHour / seconds;
  hour.workload = static_cast<double>(cell.handle_seconds) / seconds;
  if (grid.has_sessions && grid.total.staffed_seconds > 0) {
    hour.staffed = static_cast<double>(cell.staffed_seconds) / seconds;
  }
  if (!staffing.live_handle_time) return hour;
  const QueueLoad load{.arrivals = static_cast<double>(cell.live) / seconds, .handle_time = *staffing.live_handle_time};
  const auto at_queue = static_cast<double>(agents_needed(load, staffing.goal));
  hour.agents_needed = static_cast<std::int64_t>(std::ceil(with_shrinkage(at_queue, staffing.shrinkage) - 1e-9));
  hour.short_of_agents = hour.staffed && std::llround(*hour.staffed) < static_cast<std::int64_t>(at_queue);
  return hour;
}

}  // namespace

Staffing plan_staffing(const HourGrid& grid, const StaffingOptions& options) {
  Staffing staffing;
  staffing.goal = {.share = options.share, .within = options.within, .patience = grid.patience()};
  staffing.shrinkage = options.shrinkage;
  const HourCell& total = grid.total;
  if (total.live_handled > 0 && total.live_handle_seconds > 0) {
    staffing.live_handle_time =
        static_cast<double>(total.live_handle_seconds) / static_cast<double>(total.live_handled);
  }
  staffing.workload_hours = static_cast<double>(total.handle_seconds) / kHour;
  if (grid.has_sessions) {
    staffing.staffed_hours = static_cast<double>(total.staffed_seconds + grid.unplaced_staffed_seconds) / kHour;
  }
  for (std::size_t weekday = 0; weekday < kWeekdays; ++weekday) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      HourStaffing& one = staffing.cells[weekday][hour];
      one = staff_hour(grid.cells[weekday][hour], grid, staffing);
      staffing.hours_short += one.short_of_agents ? 1 : 0;
    }
  }
  return staffing;
}

}  // namespace csreport

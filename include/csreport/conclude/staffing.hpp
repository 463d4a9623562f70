#pragma once
// The hours of a week beside the agents that were there and those that the work needs.

#include <array>
#include <cstdint>
#include <optional>

#include "csreport/compute/hour_grid.hpp"
#include "csreport/core/queues.hpp"

namespace csreport {

struct StaffingOptions {
  double share = 0.8;    ///< of live contacts that is to be answered ...
  double within = 20;    ///< ... within so many seconds
  double shrinkage = 0;  ///< share of the paid time that is not at the queue; 0: agents at the queue are told
};

/// One hour of one weekday, on the average of its occurrences in the period.
struct HourStaffing {
  double arrivals = 0;                        ///< live contacts an hour
  double workload = 0;                        ///< of all contacts, in agents who are busy all the time (Erlangs)
  std::optional<double> staffed;              ///< agents at the queue; nothing without sessions that tell the hour
  std::optional<std::int64_t> agents_needed;  ///< for the live contacts, with shrinkage; nothing without handle times
  bool short_of_agents = false;               ///< staffed, rounded, is below what is needed
};

struct Staffing {
  std::array<std::array<HourStaffing, kHours>, kWeekdays> cells{};
  ServiceGoal goal;  ///< with the patience of the data where customers left (Erlang A)
  double shrinkage = 0;
  std::optional<double> live_handle_time;  ///< mean of live contacts, in seconds: taken for every hour
  double workload_hours = 0;               ///< of the period: time spent on contacts
  std::optional<double> staffed_hours;     ///< of the period, unplaced ones too
  std::int64_t hours_short = 0;            ///< cells that are short of agents

  [[nodiscard]] bool tells_needs() const noexcept { return live_handle_time.has_value(); }
};

/// Each hour by itself (the stationary independent period by period approach, Green and Kolesar 1991), with the mean
/// handle time of the whole period, because an hour has too few contacts for one of its own. What waits in a mailbox
/// needs no agent in its hour and is only in the workload.
Staffing plan_staffing(const HourGrid& grid, const StaffingOptions& options);

}  // namespace csreport

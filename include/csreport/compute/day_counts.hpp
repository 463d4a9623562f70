#pragma once
// How many tickets were created on each day of the whole data: what a forecast learns from.

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Neighbouring local days.
struct DayCounts {
  std::chrono::local_days first;
  std::vector<std::int64_t> created;  ///< of `first` and the days after it

  [[nodiscard]] std::chrono::local_days end() const {
    return first + std::chrono::days{static_cast<std::int64_t>(created.size())};
  }
};

/// Until when the data says what happened: its horizon, or the end of the days behind it on whose weekdays no tickets
/// come (of the last twelve weeks at least half of all days have tickets, and at most one in ten of at least four such
/// weekdays). A desk that is closed on Saturdays and Sundays has a whole week on Friday evening. Nothing when nothing
/// has a time.
std::optional<Instant> covered_until(const Dataset& data, const TimeZone& zone);

/// The same tickets as `tickets_created`, from the local day of the first event until which the data is known, both
/// whole as far as anybody can tell (as in --period auto). No days when nothing has a time.
DayCounts count_by_day(const Dataset& data, const TimeZone& zone);

}  // namespace csreport

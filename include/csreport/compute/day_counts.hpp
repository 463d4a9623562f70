#pragma once
// How many tickets were created on each day of the whole data: what a forecast learns from.

#include <chrono>
#include <cstdint>
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

/// The same tickets as `tickets_created`, from the local day of the first event to that of the horizon, both whole as
/// far as anybody can tell (as in --period auto). No days when nothing has a time.
DayCounts count_by_day(const Dataset& data, const TimeZone& zone);

}  // namespace csreport

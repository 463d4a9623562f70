#pragma once
// How far the data covers the periods: what must be known before two numbers are compared.

#include <cstddef>
#include <optional>
#include <vector>

#include "csreport/compute/compute.hpp"

namespace csreport {

struct Coverage {
  bool current_has_data = true;   ///< false: the period lies wholly before or after the tickets
  bool previous_has_data = true;  ///< false: there is nothing to compare with
  CoverageGaps gaps;
  std::vector<Warning> warnings;
};

/// When the state of things at the end of a period is told: its end, or the horizon where the data is known only until
/// more than a day before it. How old an open ticket becomes after the last event nobody knows.
Instant state_instant(const Period& period, const Dataset& data);

/// The periods of the trend, the current one left out, of which half of the days that usually have tickets have none:
/// a hole in the export, or a closed desk.
std::vector<std::size_t> missing_periods(const Dataset& data, const ComputeOptions& options);

Coverage check_coverage(const Dataset& data, const ComputeOptions& options);

}  // namespace csreport

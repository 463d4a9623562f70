#pragma once
// Which days of a period are worked on. By dates alone: how long a day is open does not matter.

#include <cstdint>
#include <optional>

#include "csreport/compute/policies.hpp"
#include "csreport/core/period.hpp"

namespace csreport {

/// Dates of `zone` whose noon lies in the period, so that a day to date counts as soon as half of it is over: those on
/// which any of the schedules is open, else Monday to Friday. Nothing for a period of an hour.
std::optional<std::int64_t> business_days_of(const Period& period, const BusinessHours& hours, const TimeZone& zone);

}  // namespace csreport

#pragma once
// What lies ahead in JSON, unrounded: the forecast with its backtest, and the agents that each hour of the week needs.

#include <vector>

#include "csreport/core/time_zone.hpp"
#include "csreport/report/report.hpp"
#include "render/json_values.hpp"

namespace csreport {

/// One entry a grain, also those without a forecast: their state says why.
Json outlook_json(const std::vector<Outlook>& outlooks, const TimeZone& zone);

/// All 168 hours, Monday first.
Json staffing_json(const HoursOfWeek& week);

}  // namespace csreport

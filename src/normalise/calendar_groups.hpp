#pragma once
// Groups by the clock and the calendar: the hour and the weekday of a ticket's creation.

#include <string_view>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// "hour" and "weekday", which --by takes although no export has such columns.
bool is_calendar_group(std::string_view id);

/// Adds the dimension. REQUIRES: is_calendar_group(id).
void add_calendar_group(TicketTable& tickets, std::string_view id, const TimeZone& zone);

}  // namespace csreport

#pragma once
// Exports with a row for each update of a ticket: what the older rows tell of its status.

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Adds the statuses of tickets that have rows of different updates: one for each row with a time of update and a
/// status, the newest too. REQUIRES: duplicates are marked.
void add_update_history(const TicketTable& tickets, StatusTable& statuses);
/// The same of the values of a dimension, by ticket and time; nothing without it. REQUIRES: duplicates are marked.
std::vector<ValueChange> value_history(const TicketTable& tickets, std::string_view dimension);

}  // namespace csreport

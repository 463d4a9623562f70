#pragma once
// Call systems that write a row for each leg of a call: the legs of one call become one contact.

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Of the used rows with one call id the earliest leg stays and becomes the contact: the sum of the parts that agents
/// worked on, queue time and outcome of the first leg, the last agent and ending, how many legs and transfers. The
/// others become `call_leg`; a leg that is there twice becomes a duplicate. Rows without a call id stay as they are.
void fold_call_legs(TicketTable& tickets);

/// The row is told by its call id alone: the export has no id of the row itself.
inline bool named_by_its_call(const TicketTable& tickets, std::size_t row) {
  return !tickets.call.empty() && !tickets.call[row].absent() && tickets.call[row] == tickets.id[row];
}

}  // namespace csreport

#pragma once
// Contacts of one requester about one category, chained (METRICS 3.2 and 3.3): who came back, and
// whose problem was solved without a second contact.

#include <chrono>
#include <cstdint>
#include <vector>

#include "compute/ticket_facts.hpp"

namespace csreport {

/// What the chain says of one ticket.
struct ContactFacts {
  bool known_requester = false;  ///< takes part: counted, inbound, with a requester
  bool is_repeat = false;        ///< follows an earlier contact of its chain
  bool is_followed = false;      ///< another contact came within its own window
};

/// One entry per ticket row. A contact is a repeat when it was created after the first one and not
/// later than `window` (a multiple of 24 hours, inclusive) after an earlier one of the chain was
/// solved; `horizon` stands for the solution of a ticket that is still open.
std::vector<ContactFacts> chain_contacts(const TicketTable& tickets, const TicketFacts& known, std::chrono::days window,
                                         Instant horizon);

}  // namespace csreport

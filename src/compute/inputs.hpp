#pragma once
// What metrics need of the data, and what people are told when it is not there.

#include <cstdint>

#include "csreport/compute/snapshot.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {

enum class Input : std::uint8_t {
  none,
  ticket_file,
  message_log,
  solution_time,
  solution,  ///< a time or a status that tells solved tickets from open ones
  first_response,
  handle_parts,
  talk_time,
  hold_time,
  after_call_work_time,
  call_outcome,
  queue_time,
  replies,
  messages_of_both_sides,
  requester,
  agent,
  category,
  reopens,
  escalation,
  first_contact,  ///< what any of the FCR methods needs
  csat,
  nps,
  ces
};

/// `ok` when the data has it, else the reason why a metric that needs it has no value.
Quality look_for(Input input, const Dataset& data);

}  // namespace csreport

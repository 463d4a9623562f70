#pragma once
// What metrics need of the data, and what people are told when it is not there.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csreport/compute/compute.hpp"
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
  ces,
  first_solution,  ///< when tickets were solved for the first time
  ring_time,
  rings,
  transfers,
  assignees,
  comments,
  bot,
  human_part,  ///< whether people took part besides a bot
  lead,
  status_history,
  review_file,
  session_file,
  handling_and_available,
  paid_time,
  customer_file,
  customer_stays,
  referrals,
  revenue,
  indicator_file,
  topics,                 ///< a category, or tags among the groups
  direction,              ///< who called whom
  seven_steps_of_effort,  ///< effort answers on the scale from 1 to 7, on which high is easy
  statuses,               ///< of tickets, at least the last ones
  difficulty              ///< anything that tells hard tickets from others
};

/// What --fcr needs by this method; `no_transfer`: and --fcr-no-transfer.
Quality look_for_first_contact(FcrMethod method, bool no_transfer, const Dataset& data);

/// What --frt-start needs.
Quality look_for_start(ResponseStart start, const Dataset& data);

/// What --art-start needs.
Quality look_for_response_start(ResponseTimeStart start, const Dataset& data);

/// What --resolution-start and --resolution-end need.
Quality look_for_span(ResolutionStart start, ResolutionEnd end, const Dataset& data);

/// Whether response times are known as averages of tickets and not one by one (METRICS 1.26).
inline bool has_average_responses_alone(const Dataset& data) {
  return !data.has_messages && data.tickets.average_response_time.present();
}

/// The state with the note that says why: `key` of the group "missing_input" of the messages.
Quality without(QualityState state, std::string_view key, std::vector<std::pair<std::string, PhraseSlot>> slots = {});

/// `ok` when the data has it, else the reason why a metric that needs it has no value.
Quality look_for(Input input, const Dataset& data);

}  // namespace csreport

#pragma once
// What the kernels of ticket_measures.hpp read, found before the loop: columns by block, and the choices
// among definitions as plain numbers, so that no kernel asks which of them was made.

#include <array>
#include <cstdint>
#include <limits>

#include "compute/evidence.hpp"
#include "compute/exclusion.hpp"
#include "compute/raw_cells.hpp"

namespace csreport {

/// What the service level says of a call that was abandoned: why it is left out, and what it counts else.
struct AbandonedCalls {
  Exclusion within = Exclusion::none;         ///< the threshold
  Exclusion short_abandon = Exclusion::none;  ///< sooner than short_limit
  Exclusion unknown_wait = Exclusion::none;
  Exclusion others = Exclusion::none;
  std::int64_t value_within = 0;      ///< all others count 0
  std::int32_t short_limit = kNever;  ///< seconds; abandoned sooner is short

  static constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min();
};

/// All that the kernels of one metric read, found before the loop; the columns by block.
struct TicketInputs {
  TicketInputs(const MetricRow& metric, const Evidence& evidence);

  /// To the block of this first row, which is one of the table.
  void move_to(std::size_t row);

  BlockCells<std::uint8_t> bits;  ///< TicketFacts::bits()
  BlockCells<std::uint32_t> created;
  BlockCells<std::uint32_t> solved;  ///< see solved_instant()
  BlockCells<std::uint32_t> first_response_at;
  BlockCells<std::int32_t> first_response_time;
  BlockCells<std::int32_t> resolution_time;
  BlockCells<std::uint32_t> first_solved;  ///< see first_solutions()
  BlockCells<std::int32_t> first_resolution;
  BlockCells<std::int32_t> handle;
  BlockCells<std::int32_t> talk;
  BlockCells<std::int32_t> hold;
  BlockCells<std::int32_t> after_call_work;
  BlockCells<std::int32_t> queue;
  BlockCells<std::uint16_t> reopens;  ///< of the column, else of the history of statuses
  BlockCells<std::int32_t> ring;
  BlockCells<std::uint16_t> rings;
  BlockCells<std::uint16_t> transfers;
  BlockCells<std::uint16_t> legs;
  BlockCells<std::uint16_t> assignees;
  BlockCells<std::uint16_t> concurrency;
  BlockCells<std::uint32_t> assigned_at;
  BlockCells<std::uint32_t> last_assigned_at;
  BlockCells<CallOutcome, CallOutcome::none> outcome;
  BlockCells<Direction, Direction::unknown> direction;  ///< as the export says it
  BlockCells<Flag, Flag::unknown> escalated;
  BlockCells<Flag, Flag::unknown> first_contact_resolved;
  BlockCells<Flag, Flag::unknown> bot;
  BlockCells<Flag, Flag::unknown> handed_off;
  BlockCells<std::uint32_t> handed_off_at;
  BlockCells<Flag, Flag::unknown> lead;
  BlockCells<ContactFacts, ContactFacts{}> contacts;  ///< nothing when the measure asks nothing of them
  BlockCells<std::uint32_t> open_created;             ///< see BusinessTimes; nothing without business hours
  BlockCells<std::uint32_t> open_replied;
  BlockCells<std::uint32_t> open_solved;
  BlockCells<std::uint32_t> open_first_solved;
  /// Of the block, where the measure asks for them: public human replies and customer messages, from the log where it
  /// has the ticket, else from the export's columns. TicketLog::kUnknownAgents where the log has messages of nobody
  /// known, which may be replies.
  std::array<std::uint32_t, kBlockRows> replies;
  std::array<std::uint32_t, kBlockRows> touches;  ///< likewise, without the message by which the desk opened a ticket
  std::array<std::uint32_t, kBlockRows> customer_messages;
  std::array<std::uint32_t, kBlockRows> interactions;      ///< of both sides: see TicketLog::public_messages
  std::array<std::uint32_t, kBlockRows> reply_agents;      ///< likewise, of the log alone: see TicketLog::agents
  std::array<std::uint32_t, kBlockRows> internal_authors;  ///< and TicketLog::internal_authors
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  /// Of the block, where the measure asks for it: whether the ticket has a name in the measure's dimension.
  std::array<std::uint8_t, kBlockRows> named;

  bool talk_includes_hold;      ///< hold is a part of talk, not beside it
  bool per_issue;               ///< later contacts of a chain are not judged
  std::uint32_t immature_from;  ///< solved at or after it: the follow-up window has not ended at the horizon
  std::uint32_t parameter;      ///< of the metric
  std::uint32_t unripe_from;    ///< created at or after it: the parameter's seconds have not gone by at the horizon
  std::int32_t threshold;       ///< of the service level, in seconds
  std::int32_t short_limit;     ///< abandoned sooner is not counted as abandoned; AbandonedCalls::kNever: all are
  AbandonedCalls abandoned;

  [[nodiscard]] bool is(TicketFacts::Bit bit, std::size_t i) const { return (bits[i] & bit) != 0; }
  [[nodiscard]] bool is_solved(std::size_t i) const { return is(TicketFacts::solved, i); }

 private:
  void count_messages(std::size_t first_row);
  void look_for_names(std::size_t first_row);

  std::size_t rows_;
  const Timeline* timeline_;  ///< nullptr: no message log, or the measure asks nothing of it
  bool counts_messages_;
  const CodeColumn* names_;  ///< of `named`; nullptr: nobody asks
  BlockCells<std::uint16_t> own_replies_;
  BlockCells<std::uint16_t> own_customer_replies_;
};

}  // namespace csreport

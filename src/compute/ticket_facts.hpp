#pragma once
// What the columns say about one ticket, asked the same way by every kernel.

#include <cstdint>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "csreport/core/dataset.hpp"

namespace csreport {

/// Stands for "no ticket row": the record names a ticket that the ticket table does not have.
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

[[nodiscard]] inline bool is_used(const TicketTable& tickets, std::size_t row) {
  return tickets.state[row] == RowState::used;
}

/// When the ticket was last solved: solved_at, else closed_at (closed without solved counts at
/// closing), else creation plus the supplied resolution time.
std::optional<std::uint32_t> solved_instant(const TicketTable& tickets, std::size_t row);

/// Solved or closed as far as the export knows. Without a status, having a solution time decides; a
/// ticket that is open although it has one was reopened.
bool is_solved(const TicketTable& tickets, std::size_t row);

/// Opened by an agent.
inline bool is_outbound(const TicketTable& tickets, std::size_t row) {
  return !tickets.direction.empty() && tickets.direction[row] == Direction::outbound;
}

inline CallOutcome call_outcome(const TicketTable& tickets, std::size_t row) {
  return tickets.outcome.empty() ? CallOutcome::none : tickets.outcome[row];
}

/// Ticket id -> row, duplicates left out (their newest row stands for them).
using RowByKey = absl::flat_hash_map<std::uint64_t, std::uint32_t>;
RowByKey index_tickets(const TicketTable& tickets);

}  // namespace csreport

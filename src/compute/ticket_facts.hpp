#pragma once
// What the columns say about one ticket, asked the same way by every kernel.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "compute/raw_cells.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {

class StatusHistory;

/// Stands for "no ticket row": the record names a ticket that the ticket table does not have.
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

[[nodiscard]] inline bool is_used(const TicketTable& tickets, std::size_t row) {
  return tickets.state[row] == RowState::used;
}

/// When the ticket was last solved, by its columns: solved_at, else creation plus the supplied resolution time, else
/// closed_at (what nothing says was solved counts at its closing).
std::optional<std::uint32_t> solved_instant(const TicketTable& tickets, std::size_t row);

/// An event as two columns say it: its time, else the creation plus the supplied duration; InstantColumn::kMissing
/// without.
inline std::uint32_t event_instant(const RawCells<std::uint32_t>& at, const RawCells<std::int32_t>& after,
                                   std::uint32_t created, std::size_t row) {
  if (at.has(row)) return at[row];
  if (!after.has(row) || after[row] < 0) return InstantColumn::kMissing;
  return created + static_cast<std::uint32_t>(after[row]);
}

/// Whether some column says when tickets were solved.
bool has_solution_times(const TicketTable& tickets);
/// Whether a history of statuses says what no column does: which tickets are solved, or when.
bool history_completes(const Dataset& data);

/// Solved or closed as far as the columns know. Without a status, having a solution time decides; a
/// ticket that is open although it has one was reopened.
bool is_solved(const TicketTable& tickets, std::size_t row);

/// Opened by an agent, as the export says.
inline bool is_outbound(const TicketTable& tickets, std::size_t row) {
  return !tickets.direction.empty() && tickets.direction[row] == Direction::outbound;
}

inline CallOutcome call_outcome(const TicketTable& tickets, std::size_t row) {
  return tickets.outcome.empty() ? CallOutcome::none : tickets.outcome[row];
}

/// The answers to these questions for all tickets, worked out once for all metrics.
class TicketFacts {
 public:
  enum Bit : std::uint8_t {
    used = 1,
    solved = 2,
    ever_solved = 4,  ///< solved now, or has a solution time and was reopened since
    outbound = 8,     ///< opened by the desk
    handled = 16,     ///< answered, or another contact with handle parts
    answered = 32,
    abandoned = 64,
    offered = 128  ///< answered or abandoned
  };

  /// `history` speaks where no column does; nullptr: there is none. REQUIRES: `tickets` outlives this object.
  explicit TicketFacts(const TicketTable& tickets, unsigned threads = 1, const StatusHistory* history = nullptr);
  TicketFacts(const TicketFacts&) = delete;
  TicketFacts& operator=(const TicketFacts&) = delete;

  /// `outbound_rows`: tickets of which the message log says that the desk opened them. What the export says of a ticket
  /// wins: the first text of a web form is often in no log.
  void add_directions(std::span<const std::uint32_t> outbound_rows);

  [[nodiscard]] std::span<const std::uint8_t> bits() const noexcept { return bits_; }
  [[nodiscard]] bool is(Bit bit, std::size_t row) const noexcept { return (bits_[row] & bit) != 0; }
  /// See solved_instant().
  [[nodiscard]] std::optional<std::uint32_t> solved_at(std::size_t row) const noexcept {
    if (solved_at_[row] == InstantColumn::kMissing) return std::nullopt;
    return solved_at_[row];
  }
  /// The same as raw cells, InstantColumn::kMissing = none.
  [[nodiscard]] std::span<const std::uint32_t> solved_at() const noexcept { return solved_at_; }

 private:
  void note_rows(const TicketTable& tickets, const StatusHistory* history, std::size_t begin, std::size_t end);

  const TicketTable& tickets_;
  std::vector<std::uint8_t> bits_;
  std::vector<std::uint32_t> merged_;         // solution times of several columns; empty when one says all
  std::span<const std::uint32_t> solved_at_;  // the table's own column, else merged_
};

/// When each ticket was solved for the first time: first_solved_at, else creation plus the supplied first resolution
/// time, else as `history` says, else the last time of a ticket that was never reopened. Empty where nothing tells it
/// apart from the last time.
std::vector<std::uint32_t> first_solutions(const TicketTable& tickets, const TicketFacts& facts,
                                           const StatusHistory* history);

/// Ticket id -> row, duplicates left out (their newest row stands for them).
using RowByKey = absl::flat_hash_map<std::uint64_t, std::uint32_t>;
RowByKey index_tickets(const TicketTable& tickets);

}  // namespace csreport

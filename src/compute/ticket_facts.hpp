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

/// Stands for "no ticket row": the record names a ticket that the ticket table does not have.
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

[[nodiscard]] inline bool is_used(const TicketTable& tickets, std::size_t row) {
  return tickets.state[row] == RowState::used;
}

/// When the ticket was last solved: solved_at, else closed_at (closed without solved counts at
/// closing), else creation plus the supplied resolution time.
std::optional<std::uint32_t> solved_instant(const TicketTable& tickets, std::size_t row);

/// When the ticket was first answered as its columns say: first_response_at, else creation plus the supplied first
/// response time; InstantColumn::kMissing without.
inline std::uint32_t first_reply_instant(const RawCells<std::uint32_t>& at, const RawCells<std::int32_t>& after,
                                         std::uint32_t created, std::size_t row) {
  if (at.has(row)) return at[row];
  if (!after.has(row) || after[row] < 0) return InstantColumn::kMissing;
  return created + static_cast<std::uint32_t>(after[row]);
}

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

/// The answers to these questions for all tickets, worked out once for all metrics.
class TicketFacts {
 public:
  enum Bit : std::uint8_t {
    used = 1,
    solved = 2,
    ever_solved = 4,  ///< solved now, or has a solution time and was reopened since
    outbound = 8,
    handled = 16,  ///< answered, or another contact with handle parts
    answered = 32,
    abandoned = 64,
    offered = 128  ///< answered or abandoned
  };

  /// REQUIRES: `tickets` outlives this object.
  explicit TicketFacts(const TicketTable& tickets, unsigned threads = 1);
  TicketFacts(const TicketFacts&) = delete;
  TicketFacts& operator=(const TicketFacts&) = delete;

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
  void note_rows(const TicketTable& tickets, std::size_t begin, std::size_t end);

  std::vector<std::uint8_t> bits_;
  std::vector<std::uint32_t> merged_;         // solution times of several columns; empty when one says all
  std::span<const std::uint32_t> solved_at_;  // the table's own column, else merged_
};

/// Ticket id -> row, duplicates left out (their newest row stands for them).
using RowByKey = absl::flat_hash_map<std::uint64_t, std::uint32_t>;
RowByKey index_tickets(const TicketTable& tickets);

}  // namespace csreport

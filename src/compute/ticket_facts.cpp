#include "compute/ticket_facts.hpp"

#include <array>

#include "compute/raw_cells.hpp"
#include "compute/status_history.hpp"
#include "core/row_ranges.hpp"

namespace csreport {
namespace {

bool is_solved(Status status, bool has_solution_time) {
  switch (status) {
    case Status::solved:
    case Status::closed: return true;
    case Status::new_:
    case Status::open:
    case Status::pending:
    case Status::hold: return false;
    case Status::unknown: return has_solution_time;
  }
  return false;
}

Status status_of(const TicketTable& tickets, std::size_t row) {
  return tickets.status.empty() ? Status::unknown : tickets.status[row];
}

/// The solution times when several columns must be asked for them, or the history, else nothing.
std::vector<std::uint32_t> merged_solutions(const TicketTable& tickets, const StatusHistory* history) {
  if (tickets.solved_at.present() && !tickets.closed_at.present() && !tickets.resolution_time.present()) return {};
  std::vector<std::uint32_t> instants(tickets.rows);
  if (history != nullptr && !has_solution_times(tickets)) {
    for (std::size_t row = 0; row < tickets.rows; ++row) instants[row] = history->last_solved(row);
    return instants;
  }
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    instants[row] = solved_instant(tickets, row).value_or(InstantColumn::kMissing);
  }
  return instants;
}

unsigned bit_if(bool holds, unsigned bits) { return holds ? bits : 0U; }

/// What a ticket's bits say of its call; one without an outcome was handled when parts of it are known.
unsigned call_bits(CallOutcome outcome, bool has_parts) {
  switch (outcome) {
    case CallOutcome::answered: return TicketFacts::handled | TicketFacts::answered | TicketFacts::offered;
    case CallOutcome::abandoned: return TicketFacts::abandoned | TicketFacts::offered;
    case CallOutcome::blocked:
    case CallOutcome::callback:
    case CallOutcome::menu:
    case CallOutcome::other: return 0;
    case CallOutcome::none: return bit_if(has_parts, TicketFacts::handled);
  }
  return 0;
}

}  // namespace

bool has_solution_times(const TicketTable& tickets) {
  return tickets.solved_at.present() || tickets.closed_at.present() || tickets.resolution_time.present();
}

bool history_completes(const Dataset& data) {
  return data.statuses.rows > 0 && (!has_solution_times(data.tickets) || data.tickets.status.empty());
}

std::optional<std::uint32_t> solved_instant(const TicketTable& tickets, std::size_t row) {
  if (const auto solved = tickets.solved_at[row]) return solved;
  const auto created = tickets.created_at[row];
  const auto duration = tickets.resolution_time[row];
  if (!created || !duration) return tickets.closed_at[row];
  const std::int64_t instant = std::int64_t{*created} + *duration;
  if (instant < 0 || instant >= InstantColumn::kMissing) return std::nullopt;
  return static_cast<std::uint32_t>(instant);
}

bool is_solved(const TicketTable& tickets, std::size_t row) {
  const Status status = status_of(tickets, row);
  return is_solved(status, status == Status::unknown && solved_instant(tickets, row).has_value());
}

TicketFacts::TicketFacts(const TicketTable& tickets, unsigned threads, const StatusHistory* history)
    : tickets_(tickets),
      bits_(tickets.rows),
      merged_(merged_solutions(tickets, history)),
      solved_at_(merged_.empty() ? tickets.solved_at.raw() : std::span<const std::uint32_t>(merged_)) {
  const StatusHistory* const says_status = tickets.status.empty() ? history : nullptr;
  for_row_ranges(threads, tickets.rows,
                 [&](std::size_t begin, std::size_t end) { note_rows(tickets, says_status, begin, end); });
}

void TicketFacts::add_directions(std::span<const std::uint32_t> outbound_rows) {
  const auto& directions = tickets_.direction;
  for (const std::uint32_t row : outbound_rows) {
    if (directions.empty() || directions[row] == Direction::unknown)
      bits_[row] = static_cast<std::uint8_t>(bits_[row] | outbound);
  }
}

/// Few words and many rows: what a status or an outcome means is looked up, so that no row takes a branch.
void TicketFacts::note_rows(const TicketTable& tickets, const StatusHistory* history, std::size_t begin,
                            std::size_t end) {
  std::array<std::array<std::uint8_t, 2>, 7> of_status{};  // [status][has a solution time]
  for (std::size_t i = 0; i < of_status.size() * 2; ++i) {
    const bool solved_now = is_solved(static_cast<Status>(i / 2), i % 2 == 1);
    of_status[i / 2][i % 2] =
        static_cast<std::uint8_t>(bit_if(solved_now, solved) | bit_if(solved_now || i % 2 == 1, ever_solved));
  }
  std::array<std::array<std::uint8_t, 2>, 7> of_outcome{};  // [outcome][has parts]
  for (std::size_t i = 0; i < of_outcome.size() * 2; ++i) {
    of_outcome[i / 2][i % 2] = static_cast<std::uint8_t>(call_bits(static_cast<CallOutcome>(i / 2), i % 2 == 1));
  }
  const RawCells handle(tickets.handle_time), talk(tickets.talk_time), hold(tickets.hold_time),
      after(tickets.after_call_work_time);
  for (std::size_t row = begin; row < end; ++row) {
    const bool has_solution_time = solved_at_[row] != InstantColumn::kMissing;
    const bool has_parts = handle.has(row) | talk.has(row) | hold.has(row) | after.has(row);
    const auto status =
        static_cast<std::size_t>(history != nullptr ? history->last_status(row) : status_of(tickets, row));
    const auto outcome = static_cast<std::size_t>(call_outcome(tickets, row));
    bits_[row] =
        static_cast<std::uint8_t>(bit_if(is_used(tickets, row), used) | of_status[status][has_solution_time] |
                                  bit_if(is_outbound(tickets, row), outbound) | of_outcome[outcome][has_parts]);
  }
}

std::vector<std::uint32_t> first_solutions(const TicketTable& tickets, const TicketFacts& facts,
                                           const StatusHistory* history) {
  const RawCells first_at(tickets.first_solved_at);
  const RawCells first_after(tickets.first_resolution_time);
  if (!first_at.present() && !first_after.present() && history == nullptr && !tickets.reopens.present()) return {};
  const RawCells reopens(tickets.reopens);
  std::vector<std::uint32_t> instants(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    instants[row] = event_instant(first_at, first_after, tickets.created_at.raw()[row], row);
    if (instants[row] != InstantColumn::kMissing) continue;
    if (history != nullptr) instants[row] = history->first_solved(row);
    if (instants[row] == InstantColumn::kMissing && reopens[row] == 0) instants[row] = facts.solved_at()[row];
  }
  return instants;
}

RowByKey index_tickets(const TicketTable& tickets) {
  RowByKey rows;
  rows.reserve(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] == RowState::duplicate || tickets.id[row].absent()) continue;
    rows.emplace(tickets.id[row].bits, static_cast<std::uint32_t>(row));
  }
  return rows;
}

}  // namespace csreport

#include "compute/ticket_facts.hpp"

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

bool is_handled(const TicketTable& tickets, std::size_t row, CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::abandoned:
    case CallOutcome::blocked:
    case CallOutcome::callback: return false;
    case CallOutcome::answered: return true;
    case CallOutcome::none:
    case CallOutcome::other:
      return tickets.handle_time[row] || tickets.talk_time[row] || tickets.hold_time[row] ||
             tickets.after_call_work_time[row];
  }
  return false;
}

std::vector<std::uint32_t> solved_instants(const TicketTable& tickets) {
  const auto own = tickets.solved_at.raw();
  if (tickets.solved_at.present() && !tickets.closed_at.present() && !tickets.resolution_time.present()) {
    return {own.begin(), own.end()};
  }
  std::vector<std::uint32_t> instants(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    instants[row] = solved_instant(tickets, row).value_or(InstantColumn::kMissing);
  }
  return instants;
}

}  // namespace

std::optional<std::uint32_t> solved_instant(const TicketTable& tickets, std::size_t row) {
  if (const auto solved = tickets.solved_at[row]) return solved;
  if (const auto closed = tickets.closed_at[row]) return closed;
  const auto created = tickets.created_at[row];
  const auto duration = tickets.resolution_time[row];
  if (!created || !duration) return std::nullopt;
  const std::int64_t instant = std::int64_t{*created} + *duration;
  if (instant < 0 || instant >= InstantColumn::kMissing) return std::nullopt;
  return static_cast<std::uint32_t>(instant);
}

bool is_solved(const TicketTable& tickets, std::size_t row) {
  const Status status = status_of(tickets, row);
  return is_solved(status, status == Status::unknown && solved_instant(tickets, row).has_value());
}

TicketFacts::TicketFacts(const TicketTable& tickets) : bits_(tickets.rows), solved_at_(solved_instants(tickets)) {
  const auto bit_if = [](bool holds, unsigned bits) { return holds ? bits : 0U; };
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const bool has_solution_time = solved_at_[row] != InstantColumn::kMissing;
    const bool solved_now = is_solved(status_of(tickets, row), has_solution_time);
    bits_[row] = static_cast<std::uint8_t>(bit_if(is_used(tickets, row), used) | bit_if(solved_now, solved) |
                                           bit_if(solved_now || has_solution_time, ever_solved) |
                                           bit_if(is_outbound(tickets, row), outbound));
  }
  const bool has_calls = !tickets.outcome.empty() || tickets.handle_time.present() || tickets.talk_time.present() ||
                         tickets.hold_time.present() || tickets.after_call_work_time.present();
  if (!has_calls) return;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const CallOutcome outcome = call_outcome(tickets, row);
    bits_[row] = static_cast<std::uint8_t>(bits_[row] | bit_if(is_handled(tickets, row, outcome), handled) |
                                           bit_if(outcome == CallOutcome::answered, answered | offered) |
                                           bit_if(outcome == CallOutcome::abandoned, abandoned | offered));
  }
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

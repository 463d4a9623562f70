#include "compute/ticket_facts.hpp"

namespace csreport {

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
  const Status status = tickets.status.empty() ? Status::unknown : tickets.status[row];
  switch (status) {
    case Status::solved:
    case Status::closed:
      return true;
    case Status::new_:
    case Status::open:
    case Status::pending:
    case Status::hold:
      return false;
    case Status::unknown:
      return solved_instant(tickets, row).has_value();
  }
  return false;
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

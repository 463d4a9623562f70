#include "normalise/update_history.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace csreport {
namespace {

/// The rows of one ticket.
struct Updates {
  std::uint32_t first = InstantColumn::kMissing;
  std::uint32_t last = 0;
  std::uint32_t newest_row = 0;
};
using RepeatedTickets = absl::flat_hash_map<std::uint64_t, Updates>;

/// Those with several rows; none where no column says when a row was written.
RepeatedTickets repeated_tickets(const TicketTable& tickets) {
  RepeatedTickets repeated;
  if (!tickets.updated_at.present()) return repeated;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] == RowState::duplicate) repeated.try_emplace(tickets.id[row].bits);
  }
  if (repeated.empty()) return repeated;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto known = repeated.find(tickets.id[row].bits);
    if (known == repeated.end()) continue;
    Updates& updates = known->second;
    if (tickets.state[row] != RowState::duplicate) updates.newest_row = static_cast<std::uint32_t>(row);
    const auto at = tickets.updated_at[row];
    if (!at) continue;
    updates.first = std::min(updates.first, *at);
    updates.last = std::max(updates.last, *at);
  }
  return repeated;
}

/// nullptr for a ticket with one row, or with copies of one state.
const Updates* history_of(const RepeatedTickets& repeated, Key id) {
  const auto known = repeated.find(id.bits);
  if (known == repeated.end() || known->second.first >= known->second.last) return nullptr;
  return &known->second;
}

}  // namespace

void add_update_history(const TicketTable& tickets, StatusTable& statuses) {
  if (tickets.status.empty()) return;
  const RepeatedTickets repeated = repeated_tickets(tickets);
  if (repeated.empty()) return;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto at = tickets.updated_at[row];
    if (!at || tickets.status[row] == Status::unknown || history_of(repeated, tickets.id[row]) == nullptr) continue;
    statuses.state.push_back(RowState::used);
    statuses.ticket.push_back(tickets.id[row]);
    statuses.at.push_back(*at);
    statuses.status.push_back(tickets.status[row]);
    statuses.fate.push_back(RowState::used);
    statuses.role.push_back(AuthorRole::unknown);
    statuses.author.push_back(Dictionary::kNone);
    statuses.source.push_back(StatusSource::ticket_row);
    ++statuses.rows;
  }
}

std::vector<ValueChange> value_history(const TicketTable& tickets, std::string_view dimension) {
  std::vector<ValueChange> changes;
  const Dimension* const told = tickets.dimension(dimension);
  if (told == nullptr || !told->codes.present()) return changes;
  const RepeatedTickets repeated = repeated_tickets(tickets);
  if (repeated.empty()) return changes;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto at = tickets.updated_at[row];
    const Updates* const updates = at ? history_of(repeated, tickets.id[row]) : nullptr;
    if (updates != nullptr) changes.push_back({updates->newest_row, *at, told->codes[row]});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const ValueChange& a, const ValueChange& b) {
    return a.ticket_row != b.ticket_row ? a.ticket_row < b.ticket_row : a.at < b.at;
  });
  return changes;
}

}  // namespace csreport

#include "normalise/update_history.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace csreport {
namespace {

struct Updates {
  std::uint32_t first = InstantColumn::kMissing;
  std::uint32_t last = 0;
};

}  // namespace

void add_update_history(const TicketTable& tickets, StatusTable& statuses) {
  if (tickets.status.empty() || !tickets.updated_at.present()) return;
  absl::flat_hash_map<std::uint64_t, Updates> repeated;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] == RowState::duplicate) repeated.try_emplace(tickets.id[row].bits);
  }
  if (repeated.empty()) return;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto known = repeated.find(tickets.id[row].bits);
    const auto at = tickets.updated_at[row];
    if (known == repeated.end() || !at) continue;
    known->second.first = std::min(known->second.first, *at);
    known->second.last = std::max(known->second.last, *at);
  }
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    const auto known = repeated.find(tickets.id[row].bits);
    const auto at = tickets.updated_at[row];
    if (known == repeated.end() || !at || tickets.status[row] == Status::unknown) continue;
    if (known->second.first >= known->second.last) continue;  // copies of one state
    statuses.state.push_back(RowState::used);
    statuses.ticket.push_back(tickets.id[row]);
    statuses.at.push_back(*at);
    statuses.status.push_back(tickets.status[row]);
    statuses.role.push_back(AuthorRole::unknown);
    statuses.source.push_back(StatusSource::ticket_row);
    ++statuses.rows;
  }
}

}  // namespace csreport

#include "normalise/status_fates.hpp"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace csreport {
namespace {

struct Newest {
  std::uint32_t at = 0;
  RowState fate = RowState::used;
};
using Fates = absl::flat_hash_map<std::uint64_t, Newest>;  // of tickets that were spam, deleted or merged at some time

Fates newest_fates(const StatusTable& statuses) {
  Fates fates;
  for (std::size_t row = 0; row < statuses.rows; ++row) {
    if (statuses.fate[row] != RowState::used && statuses.state[row] == RowState::used) {
      fates.try_emplace(statuses.ticket[row].bits);
    }
  }
  if (fates.empty()) return fates;
  for (std::size_t row = 0; row < statuses.rows; ++row) {
    const bool tells = statuses.status[row] != Status::unknown || statuses.fate[row] != RowState::used;
    if (!tells || statuses.state[row] != RowState::used) continue;
    const auto known = fates.find(statuses.ticket[row].bits);
    // Of several statuses of one second the last in the order of reading holds.
    if (known != fates.end() && *statuses.at[row] >= known->second.at) {
      known->second = {*statuses.at[row], statuses.fate[row]};
    }
  }
  return fates;
}

}  // namespace

void leave_out_by_log(Dataset& data) {
  TicketTable& tickets = data.tickets;
  if (!tickets.status.empty()) return;
  const Fates fates = newest_fates(data.statuses);
  if (fates.empty()) return;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used) continue;
    const auto known = fates.find(tickets.id[row].bits);
    if (known != fates.end()) tickets.state[row] = known->second.fate;
  }
}

}  // namespace csreport

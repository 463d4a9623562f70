#include "normalise/peers.hpp"

#include <algorithm>
#include <string>

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

/// For each agent the code that most of the agent's tickets have in the dimension; kNone where none has any.
std::vector<std::uint32_t> main_codes(const TicketTable& tickets, const Dimension& agents, const Dimension* dimension) {
  std::vector<std::uint32_t> most(agents.names.size(), Dictionary::kNone);
  if (dimension == nullptr) return most;
  const std::size_t codes = dimension->names.size();
  std::vector<std::uint32_t> counts(agents.names.size() * codes);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] == RowState::used) ++counts[agents.codes[row] * codes + dimension->codes[row]];
  }
  for (std::size_t agent = 0; agent < most.size(); ++agent) {
    const auto own = counts.begin() + static_cast<std::ptrdiff_t>(agent * codes);
    if (codes < 2) continue;
    const auto named = std::max_element(own + 1, own + static_cast<std::ptrdiff_t>(codes));
    if (*named > 0) most[agent] = static_cast<std::uint32_t>(named - own);
  }
  return most;
}

std::string_view name_of(const Dimension* dimension, std::uint32_t code) {
  return dimension == nullptr ? std::string_view() : dimension->names.text(code);
}

}  // namespace

void add_peers(Dataset& data, std::string_view shift) {
  TicketTable& tickets = data.tickets;
  if (tickets.dimension("agent") == nullptr || tickets.dimension(kPeers) != nullptr) return;
  Dimension& peers = dimension_of(tickets, std::string(kPeers));  // moves the others
  const Dimension& agents = *tickets.dimension("agent");
  const Dimension* const channels = tickets.dimension("channel");
  const Dimension* const shifts = shift.empty() ? nullptr : tickets.dimension(shift);
  const auto channel_of = main_codes(tickets, agents, channels);
  const auto shift_of = main_codes(tickets, agents, shifts);
  auto& of_agents = tickets.peers_of_agents;
  of_agents.assign(agents.names.size(), Dictionary::kNone);
  for (std::size_t agent = Dictionary::kNone + 1; agent < of_agents.size(); ++agent) {
    const std::string_view channel = name_of(channels, channel_of[agent]);
    const std::string_view at = name_of(shifts, shift_of[agent]);
    std::string name(channel);
    if (!at.empty()) name.append(name.empty() ? "" : ", ").append(at);
    of_agents[agent] = peers.names.intern(name);
  }
  peers.codes.resize(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) peers.codes.set(row, of_agents[agents.codes[row]]);
}

}  // namespace csreport

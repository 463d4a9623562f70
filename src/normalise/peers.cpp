#include "normalise/peers.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

/// For each agent the code that more than half of the agent's tickets have in the dimension; kNone where none has.
std::vector<std::uint32_t> main_codes(const TicketTable& tickets, const Dimension& agents, const Dimension* dimension) {
  std::vector<std::uint32_t> most(agents.names.size(), Dictionary::kNone);
  if (dimension == nullptr) return most;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // agent, code
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] == RowState::used) pairs.emplace_back(agents.codes[row], dimension->codes[row]);
  }
  std::sort(pairs.begin(), pairs.end());
  for (auto of_agent = pairs.begin(); of_agent != pairs.end();) {
    const auto end = std::find_if(of_agent, pairs.end(), [&](const auto& one) { return one.first != of_agent->first; });
    // What more than half have is what the one in the middle has.
    const auto middle = of_agent + (end - of_agent) / 2;
    const auto same = std::equal_range(of_agent, end, *middle);
    if (2 * (same.second - same.first) > end - of_agent) most[middle->first] = middle->second;
    of_agent = end;
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

#include "normalise/peers.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "normalise/loaders.hpp"

namespace csreport {
namespace {

/// Which tickets are whose: those of the column, and for people whom only a message log knows those that they answered.
using Cases = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // agent, row of the tickets

Cases answered_cases(const Dataset& data, const Dimension& agents, const std::vector<char>& has_tickets) {
  const MessageTable& messages = data.messages;
  std::vector<std::uint32_t> agent_of(messages.author_names.size(), Dictionary::kNone);
  for (std::uint32_t author = Dictionary::kNone + 1; author < agent_of.size(); ++author) {
    const auto agent = agents.names.find(messages.author_names.text(author));
    if (agent && has_tickets[*agent] == 0) agent_of[author] = *agent;
  }
  Cases cases;
  if (std::all_of(agent_of.begin(), agent_of.end(), [](std::uint32_t agent) { return agent == Dictionary::kNone; })) {
    return cases;
  }
  std::unordered_map<std::uint64_t, std::uint32_t> rows;
  const TicketTable& tickets = data.tickets;
  for (std::uint32_t row = 0; row < tickets.id.size(); ++row) {
    if (tickets.state[row] == RowState::used && !tickets.id[row].absent()) rows.emplace(tickets.id[row].bits, row);
  }
  for (std::size_t i = 0; i < messages.rows; ++i) {
    const bool counts = messages.state[i] == RowState::used && messages.role[i] == AuthorRole::agent;
    if (!counts || agent_of[messages.author[i]] == Dictionary::kNone) continue;
    const auto row = rows.find(messages.ticket[i].bits);
    if (row != rows.end()) cases.emplace_back(agent_of[messages.author[i]], row->second);
  }
  std::sort(cases.begin(), cases.end());
  cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
  return cases;
}

Cases cases_of(const Dataset& data, const Dimension& agents) {
  const TicketTable& tickets = data.tickets;
  Cases cases;
  std::vector<char> has_tickets(agents.names.size(), 0);
  for (std::uint32_t row = 0; row < tickets.rows && row < agents.codes.size(); ++row) {
    if (tickets.state[row] != RowState::used) continue;
    cases.emplace_back(agents.codes[row], row);
    has_tickets[agents.codes[row]] = 1;
  }
  const Cases answered = answered_cases(data, agents, has_tickets);
  cases.insert(cases.end(), answered.begin(), answered.end());
  return cases;
}

/// For each agent the code that more than half of the agent's tickets have in the dimension; kNone where none has.
std::vector<std::uint32_t> main_codes(const Cases& cases, std::size_t agents, const Dimension* dimension) {
  std::vector<std::uint32_t> most(agents, Dictionary::kNone);
  if (dimension == nullptr) return most;
  Cases pairs;  // agent, code
  pairs.reserve(cases.size());
  for (const auto& [agent, row] : cases) pairs.emplace_back(agent, dimension->codes[row]);
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
  const Cases cases = cases_of(data, agents);
  const auto channel_of = main_codes(cases, agents.names.size(), channels);
  const auto shift_of = main_codes(cases, agents.names.size(), shifts);
  auto& of_agents = tickets.peers_of_agents;
  of_agents.assign(agents.names.size(), Dictionary::kNone);
  for (std::size_t agent = Dictionary::kNone + 1; agent < of_agents.size(); ++agent) {
    const std::string_view channel = name_of(channels, channel_of[agent]);
    const std::string_view at = name_of(shifts, shift_of[agent]);
    std::string name(channel);
    if (!at.empty()) name.append(name.empty() ? "" : ", ").append(at);
    of_agents[agent] = peers.names.intern(name);
    tickets.peer_work.resize(peers.names.size());
    tickets.peer_work[of_agents[agent]] = {.channel = std::string(channel), .shift = std::string(at)};
  }
  tickets.peer_work.resize(peers.names.size());
  peers.codes.resize(tickets.rows);
  for (std::size_t row = 0; row < tickets.rows; ++row) peers.codes.set(row, of_agents[agents.codes[row]]);
}

}  // namespace csreport

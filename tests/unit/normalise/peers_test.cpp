#include "normalise/peers.hpp"

#include <string>

#include "support/catch.hpp"

using namespace csreport;

namespace {

Dimension& dimension_in(Dataset& data, const char* id) {
  for (Dimension& known : data.tickets.dimensions) {
    if (known.id == id) return known;
  }
  data.tickets.dimensions.push_back({id, {}, {}});
  return data.tickets.dimensions.back();
}

void add(Dataset& data, const char* agent, const char* channel, const char* shift, RowState state = RowState::used) {
  for (const auto& [id, name] : {std::pair{"agent", agent}, {"channel", channel}, {"Shift", shift}}) {
    Dimension& dimension = dimension_in(data, id);
    dimension.codes.push_back(dimension.names.intern(name));
  }
  data.tickets.state.push_back(state);
  ++data.tickets.rows;
}

std::string peers_of(const Dataset& data, std::string_view agent) {
  const Dimension* const peers = data.tickets.dimension(kPeers);
  REQUIRE(peers != nullptr);
  const auto code = data.tickets.dimension("agent")->names.find(agent);
  REQUIRE(code);
  return std::string(peers->names.text(data.tickets.peers_of_agents[*code]));
}

/// Ann chats, Bob writes and chats once, Eve answers chats at night; what Zoe has is spam.
Dataset desk() {
  Dataset data;
  add(data, "Ann", "chat", "day");
  add(data, "Bob", "email", "day");
  add(data, "Bob", "email", "night");
  add(data, "Bob", "chat", "day");
  add(data, "Eve", "chat", "night");
  add(data, "", "phone", "day");
  add(data, "Zoe", "chat", "day", RowState::spam);
  add(data, "Kim", "", "");
  return data;
}

}  // namespace

TEST_CASE("agents are together with those whose tickets mostly come by the same channel", "[peers]") {
  Dataset data = desk();
  add_peers(data, "");
  CHECK(peers_of(data, "Ann") == "chat");
  CHECK(peers_of(data, "Bob") == "email");
  CHECK(peers_of(data, "Eve") == "chat");
  CHECK(peers_of(data, "Zoe").empty());  // only spam
  CHECK(peers_of(data, "Kim").empty());
  const Dimension& peers = *data.tickets.dimension(kPeers);
  CHECK(peers.names.text(peers.codes[3]) == "email");  // the group of Bob, whatever the ticket's own channel
  CHECK(peers.codes[5] == Dictionary::kNone);
}

TEST_CASE("where a column names the shift, it has to be the same too", "[peers]") {
  Dataset data = desk();
  add_peers(data, "Shift");
  CHECK(peers_of(data, "Ann") == "chat, day");
  CHECK(peers_of(data, "Eve") == "chat, night");
  CHECK(peers_of(data, "Bob") == "email, day");
  const auto& work = data.tickets.peer_work[*data.tickets.dimension(kPeers)->names.find("chat, night")];
  CHECK(work.channel == "chat");
  CHECK(work.shift == "night");
  CHECK(data.tickets.peer_work.size() == data.tickets.dimension(kPeers)->names.size());
}

TEST_CASE("who stands only in the message log has the channel of the tickets answered", "[peers]") {
  Dataset data = desk();
  TicketTable& tickets = data.tickets;
  SharedDictionary& keys = data.keys;
  for (std::size_t row = 0; row < tickets.rows; ++row) tickets.id.push_back(make_key(std::to_string(row), keys));
  for (Dimension& dimension : tickets.dimensions) {
    if (dimension.id == "agent") dimension.names.intern("Log");
  }
  MessageTable& messages = data.messages;
  const auto answer = [&](const char* author, int ticket, AuthorRole role = AuthorRole::agent) {
    messages.state.push_back(RowState::used);
    messages.ticket.push_back(make_key(std::to_string(ticket), keys));
    messages.role.push_back(role);
    messages.author.push_back(messages.author_names.intern(author));
    ++messages.rows;
  };
  answer("Log", 1);
  answer("Log", 2);
  for (int i = 0; i < 5; ++i) answer("Log", 0);  // one ticket, however often
  answer("Log", 3, AuthorRole::customer);
  answer("Log", 6);    // spam
  answer("Log", 999);  // no file has it
  answer("Ann", 1);    // her tickets tell her work
  answer("Ann", 2);
  add_peers(data, "");
  CHECK(peers_of(data, "Log") == "email");
  CHECK(peers_of(data, "Ann") == "chat");
}

TEST_CASE("half of the tickets make no main channel, and nothing that is unknown does", "[peers]") {
  Dataset data;
  add(data, "Ann", "email", "");
  add(data, "Bob", "chat", "");
  add(data, "Bob", "email", "");
  add(data, "Kim", "phone", "");
  add(data, "Kim", "", "");
  add(data, "Kim", "", "");
  add_peers(data, "");
  CHECK(peers_of(data, "Ann") == "email");
  CHECK(peers_of(data, "Bob").empty());
  CHECK(peers_of(data, "Kim").empty());
}

TEST_CASE("without agents there are no peers, and without channels all are alike", "[peers]") {
  Dataset nobody;
  nobody.tickets.rows = 1;
  nobody.tickets.state.push_back(RowState::used);
  add_peers(nobody, "");
  CHECK(nobody.tickets.dimension(kPeers) == nullptr);
  Dataset data = desk();
  std::erase_if(data.tickets.dimensions, [](const Dimension& dimension) { return dimension.id == "channel"; });
  add_peers(data, "");
  CHECK(peers_of(data, "Ann").empty());
}

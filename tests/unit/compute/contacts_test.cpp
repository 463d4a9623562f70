// Chains of contacts against the definition, asked of every pair of tickets.
#include "compute/contacts.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::int64_t kDay = 86400;

TicketTable random_tickets(std::mt19937_64& random, std::size_t rows, std::uint32_t people) {
  TicketTable tickets;
  tickets.rows = rows;
  Dimension& category = tickets.dimensions.emplace_back();
  category.id = "category";
  for (const char* name : {"a", "b"}) category.names.intern(name);
  for (std::uint32_t i = 1; i < people; ++i) tickets.requesters.intern(std::to_string(i));
  for (std::size_t row = 0; row < rows; ++row) {
    const auto created = static_cast<std::uint32_t>(100 * kDay + static_cast<std::int64_t>(random() % 40) * kDay / 2);
    tickets.state.push_back(random() % 8 == 0 ? RowState::spam : RowState::used);
    tickets.direction.push_back(random() % 8 == 0 ? Direction::outbound : Direction::inbound);
    tickets.created_at.push_back(created);
    random() % 4 == 0 ? tickets.solved_at.push_missing()
                      : tickets.solved_at.push_back(created + static_cast<std::uint32_t>(random() % 3 * kDay));
    tickets.requester.push_back(static_cast<std::uint32_t>(random() % people));
    category.codes.push_back(static_cast<std::uint32_t>(random() % 3));
  }
  return tickets;
}

bool takes_part(const TicketTable& tickets, std::size_t row) {
  return is_used(tickets, row) && !is_outbound(tickets, row) && tickets.requester[row] != Dictionary::kNone;
}

/// METRICS 3.2, asked of all pairs: first.created < later.created <= first.solved + window.
ContactFacts plain_facts(const TicketTable& tickets, std::size_t row, std::int64_t window, std::uint32_t horizon) {
  if (!takes_part(tickets, row)) return {};
  const auto follows = [&](std::size_t later, std::size_t first) {
    const auto created = *tickets.created_at[later];
    return created > *tickets.created_at[first] && created <= solved_instant(tickets, first).value_or(horizon) + window;
  };
  unsigned bits = ContactFacts::known_requester;
  for (std::size_t other = 0; other < tickets.rows; ++other) {
    if (!takes_part(tickets, other) || tickets.requester[other] != tickets.requester[row]) continue;
    if (tickets.dimensions[0].codes[other] != tickets.dimensions[0].codes[row]) continue;
    if (follows(row, other)) bits |= ContactFacts::repeat;
    if (follows(other, row)) bits |= ContactFacts::followed;
  }
  return {static_cast<std::uint8_t>(bits)};
}

}  // namespace

TEST_CASE("chains of contacts are what the definition says of each ticket") {
  constexpr unsigned kSeed = 20260721;
  std::mt19937_64 random(kSeed);
  const auto horizon = static_cast<std::uint32_t>(125 * kDay);
  for (int round = 0; round < 200; ++round) {
    const TicketTable tickets = random_tickets(random, random() % 60, static_cast<std::uint32_t>(2 + random() % 6));
    const std::chrono::days window{1 + random() % 7};
    const std::vector<std::string> key = {"category"};
    const auto facts =
        chain_contacts(tickets, TicketFacts(tickets), Matters(tickets, key), window, to_instant(horizon));
    REQUIRE(facts.size() == tickets.rows);
    for (std::size_t row = 0; row < tickets.rows; ++row) {
      INFO("seed " << kSeed << ", round " << round << ", row " << row);
      const ContactFacts expected = plain_facts(tickets, row, Seconds{window}.count(), horizon);
      CHECK(int{facts[row].bits} == int{expected.bits});
    }
  }
}

TEST_CASE("the next contact is told where one came within the window") {
  constexpr unsigned kSeed = 20261127;
  INFO("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const auto horizon = static_cast<std::uint32_t>(125 * kDay);
  const TicketTable tickets = random_tickets(random, 200, 9);
  const Matters everything(tickets, std::vector<std::string>{});
  std::vector<std::uint32_t> next(tickets.rows, InstantColumn::kMissing);
  const auto facts = chain_contacts(tickets, TicketFacts(tickets), everything, std::chrono::days{3},
                                    to_instant(horizon), /*threads=*/1, next);
  std::size_t followed = 0;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    std::uint32_t expected = InstantColumn::kMissing;
    for (std::size_t other = 0; other < tickets.rows; ++other) {
      const bool same =
          takes_part(tickets, row) && takes_part(tickets, other) && tickets.requester[other] == tickets.requester[row];
      const auto created = *tickets.created_at[other];
      if (same && created > *tickets.created_at[row]) expected = std::min(expected, created);
    }
    const std::int64_t reach = std::int64_t{solved_instant(tickets, row).value_or(horizon)} + 3 * kDay;
    if (expected != InstantColumn::kMissing && expected > reach) expected = InstantColumn::kMissing;
    CHECK(next[row] == expected);
    CHECK(facts[row].is(ContactFacts::followed) == (expected != InstantColumn::kMissing));
    followed += expected != InstantColumn::kMissing ? 1 : 0;
  }
  CHECK(followed > 20);
}

TEST_CASE("tickets are about one thing where they agree in all columns of the key") {
  TicketTable tickets;
  tickets.rows = 4;
  for (const char* id : {"category", "channel"}) {
    Dimension& dimension = tickets.dimensions.emplace_back();
    dimension.id = id;
    for (const char* name : {"a", "b"}) dimension.names.intern(name);
  }
  for (const std::uint32_t code : {1, 1, 2, 1}) tickets.dimensions[0].codes.push_back(code);
  for (const std::uint32_t code : {1, 2, 1, 1}) tickets.dimensions[1].codes.push_back(code);
  const Matters both(tickets, std::vector<std::string>{"category", "channel"});
  CHECK(both.size() == 3);
  CHECK(both.of(0) == both.of(3));
  CHECK(both.of(0) != both.of(1));
  CHECK(both.of(0) != both.of(2));
  CHECK(both.of(1) != both.of(2));
  CHECK(Matters(tickets, std::vector<std::string>{"channel"}).codes() == &tickets.dimensions[1].codes);
  const Matters unknown(tickets, std::vector<std::string>{"Product"});
  CHECK(unknown.codes() == nullptr);
  CHECK(unknown.of(2) == 0);
}

TEST_CASE("chains of contacts do not depend on threads or on the codes of the requesters") {
  constexpr unsigned kSeed = 20261126;
  INFO("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  constexpr std::uint32_t kPeople = 20011;
  TicketTable tickets = random_tickets(random, 60000, kPeople);  // several partitions
  const std::chrono::days window{7};
  const Instant horizon = to_instant(static_cast<std::uint32_t>(125 * kDay));
  const auto bits_of = [&](unsigned threads) {
    std::vector<std::uint8_t> bits;
    const Matters matters(tickets, std::vector<std::string>{"category"});
    for (const ContactFacts& facts : chain_contacts(tickets, TicketFacts(tickets), matters, window, horizon, threads))
      bits.push_back(facts.bits);
    return bits;
  };
  const auto alone = bits_of(1);
  CHECK(bits_of(2) == alone);
  CHECK(bits_of(5) == alone);
  std::vector<std::uint32_t> renamed(kPeople);
  std::iota(renamed.begin(), renamed.end(), 0U);
  std::shuffle(renamed.begin() + 1, renamed.end(), random);
  for (std::size_t row = 0; row < tickets.rows; ++row) tickets.requester.set(row, renamed[tickets.requester[row]]);
  CHECK(bits_of(3) == alone);
}

TEST_CASE("a chain may count contacts of the same second, ordered by a given rank") {
  TicketTable tickets;
  tickets.rows = 3;
  for (const char* name : {"a"}) tickets.requesters.intern(name);
  for (std::size_t row = 0; row < 3; ++row) {
    tickets.state.push_back(RowState::used);
    tickets.created_at.push_back(100);
    tickets.requester.push_back(1);
  }
  const TicketFacts known(tickets);
  const std::vector<Key> rank = {{2}, {1}, {3}};
  ContactChains chains{.requester = tickets.requester,
                       .requesters = tickets.requesters.size(),
                       .bits = known.bits(),
                       .created = tickets.created_at.raw(),
                       .window_begin = tickets.created_at.raw(),
                       .window = Seconds{0},
                       .same_second_follows = true,
                       .rank = rank};
  const auto followed = [&](std::size_t row) { return chain_contacts(chains, 1)[row].is(ContactFacts::followed); };
  CHECK(followed(1));
  CHECK(followed(0));
  CHECK_FALSE(followed(2));
  chains.same_second_follows = false;
  CHECK_FALSE(followed(1));
}

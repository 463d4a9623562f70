// Chains of contacts against the definition, asked of every pair of tickets.
#include "compute/contacts.hpp"

#include <algorithm>
#include <random>

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
  for (std::uint32_t i = 1; i < people; ++i) tickets.requester_names.intern(std::to_string(i));
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

/// The contacts of one ticket's requester and category in order of time, then of rows.
std::vector<std::size_t> thread_of(const TicketTable& tickets, std::size_t row) {
  std::vector<std::size_t> thread;
  for (std::size_t other = 0; other < tickets.rows; ++other) {
    if (!is_used(tickets, other) || is_outbound(tickets, other)) continue;
    if (tickets.requester[other] != tickets.requester[row]) continue;
    if (tickets.dimensions[0].codes[other] == tickets.dimensions[0].codes[row]) thread.push_back(other);
  }
  std::stable_sort(thread.begin(), thread.end(),
                   [&](auto a, auto b) { return *tickets.created_at[a] < *tickets.created_at[b]; });
  return thread;
}

ContactFacts plain_facts(const TicketTable& tickets, std::size_t row, std::int64_t window, std::uint32_t horizon) {
  if (!is_used(tickets, row) || is_outbound(tickets, row) || tickets.requester[row] == Dictionary::kNone) return {};
  const auto created = [&](std::size_t r) { return std::int64_t{*tickets.created_at[r]}; };
  const auto reach = [&](std::size_t r) { return solved_instant(tickets, r).value_or(horizon) + window; };
  ContactFacts facts{.known_requester = true};
  std::int64_t chain_begin = -1, chain_reach = -1;
  const auto thread = thread_of(tickets, row);
  for (std::size_t i = 0; i < thread.size(); ++i) {
    const std::int64_t at = created(thread[i]);
    const bool repeat = chain_begin >= 0 && at > chain_begin && at <= chain_reach;
    chain_reach = repeat ? std::max(chain_reach, reach(thread[i])) : reach(thread[i]);
    if (!repeat) chain_begin = at;
    if (thread[i] != row) continue;
    facts.is_repeat = repeat;
    if (i + 1 < thread.size()) {
      const std::int64_t next = created(thread[i + 1]);
      facts.is_followed = next > at && next <= reach(row);
    }
  }
  return facts;
}

}  // namespace

TEST_CASE("chains of contacts are what the definition says of each ticket") {
  constexpr unsigned kSeed = 20260721;
  std::mt19937_64 random(kSeed);
  const auto horizon = static_cast<std::uint32_t>(125 * kDay);
  for (int round = 0; round < 200; ++round) {
    const TicketTable tickets = random_tickets(random, random() % 60, static_cast<std::uint32_t>(2 + random() % 6));
    const std::chrono::days window{1 + random() % 7};
    const auto facts = chain_contacts(tickets, TicketFacts(tickets), window, to_instant(horizon));
    REQUIRE(facts.size() == tickets.rows);
    for (std::size_t row = 0; row < tickets.rows; ++row) {
      INFO("seed " << kSeed << ", round " << round << ", row " << row);
      const ContactFacts expected = plain_facts(tickets, row, Seconds{window}.count(), horizon);
      CHECK(facts[row].known_requester == expected.known_requester);
      CHECK(facts[row].is_repeat == expected.is_repeat);
      CHECK(facts[row].is_followed == expected.is_followed);
    }
  }
}

// The bit sets against plain maps.

#include "normalise/duplicates.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/row_ranges.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

using namespace csreport;
using csreport::test::Dice;

namespace {

/// One row after the other against the newest known.
std::vector<RowState> reference(const TicketTable& tickets) {
  std::vector<RowState> states(tickets.rows, RowState::used);
  std::map<std::uint64_t, std::size_t> newest;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.id[row].absent()) continue;
    const auto known = newest.find(tickets.id[row].bits);
    if (known == newest.end()) {
      newest[tickets.id[row].bits] = row;
    } else if (tickets.updated_at[row].value_or(0) >= tickets.updated_at[known->second].value_or(0)) {
      states[known->second] = RowState::duplicate;
      known->second = row;
    } else {
      states[row] = RowState::duplicate;
    }
  }
  return states;
}

TicketTable table_of(std::size_t rows) {
  TicketTable tickets;
  tickets.rows = rows;
  tickets.id.resize(rows);
  tickets.state.resize(rows, RowState::used);
  return tickets;
}

}  // namespace

TEST_CASE("of several rows with one id the newest update stays, among equal ones the last") {
  TicketTable tickets = table_of(4);
  for (Key& id : tickets.id) id = {8};
  for (const std::uint32_t updated : {20U, 30U, 30U, 10U}) tickets.updated_at.push_back(updated);
  mark_duplicates(tickets, 2);
  CHECK(tickets.state == std::vector{RowState::duplicate, RowState::duplicate, RowState::used, RowState::duplicate});
}

TEST_CASE("of several rows with one id the newest update until a moment is in force then") {
  TicketTable tickets = table_of(4);
  for (Key& id : tickets.id) id = {8};
  for (const std::uint32_t updated : {20U, 30U, 30U, 10U}) tickets.updated_at.push_back(updated);
  mark_duplicates(tickets, 2, 29);
  CHECK(tickets.state == std::vector{RowState::used, RowState::duplicate, RowState::duplicate, RowState::duplicate});

  std::fill(tickets.state.begin(), tickets.state.end(), RowState::used);
  mark_duplicates(tickets, 2, 30);  // at the moment is not after it
  CHECK(tickets.state == std::vector{RowState::duplicate, RowState::duplicate, RowState::used, RowState::duplicate});
}

TEST_CASE("of rows that were all written after a moment the first one is the nearest to what was so then") {
  TicketTable tickets = table_of(3);
  for (Key& id : tickets.id) id = {8};
  for (const std::uint32_t updated : {20U, 10U, 30U}) tickets.updated_at.push_back(updated);
  mark_duplicates(tickets, 2, 9);
  CHECK(tickets.state == std::vector{RowState::duplicate, RowState::used, RowState::duplicate});
}

TEST_CASE("ids that are close together, far apart, texts or absent are told apart as by a map") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    TicketTable tickets = table_of(dice.below(400));
    const std::uint64_t spread = dice.one_of(std::vector<std::uint64_t>{1, 3, 1'000'003, 1'000'000'000'039});
    const std::uint64_t distinct = 1 + dice.below(dice.below(2) == 0 ? 100 : 100'000);
    for (Key& id : tickets.id) {
      const bool text = dice.below(5) == 0;
      if (dice.below(20) != 0) id.bits = (1 + dice.below(distinct)) * spread | (text ? std::uint64_t{1} << 63 : 0);
      tickets.updated_at.push_back(dice.below(3) == 0 ? InstantColumn::kMissing
                                                      : static_cast<std::uint32_t>(dice.below(5)));
    }
    const auto expected = reference(tickets);
    mark_duplicates(tickets, 2);
    CHECK(tickets.state == expected);
  }
}

TEST_CASE("ids are compared across the ranges of rows that threads share") {
  TicketTable tickets = table_of(3 * kRowRange);
  for (std::size_t row = 0; row < tickets.rows; ++row) tickets.id[row] = {row + 5};
  tickets.id[tickets.rows - 1] = {7};            // in the last range as in the first
  tickets.id[kRowRange + 1] = {10 * kRowRange};  // the largest is in the middle one
  tickets.id[kRowRange + 2] = {1};               // and the smallest
  const auto expected = reference(tickets);
  REQUIRE(std::count(expected.begin(), expected.end(), RowState::duplicate) == 1);
  mark_duplicates(tickets, 2);
  CHECK(tickets.state == expected);
}

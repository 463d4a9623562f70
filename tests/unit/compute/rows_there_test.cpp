#include "compute/rows_there.hpp"

#include <chrono>
#include <initializer_list>
#include <optional>

#include "support/catch.hpp"

using namespace csreport;

namespace {

using namespace std::chrono;

constexpr Period week() {
  return {.start = sys_days{2026y / March / 2}, .end = sys_days{2026y / March / 9}, .grain = Grain::week, .label = "W"};
}

Instant at(unsigned day) { return sys_days{2026y / March / day}; }

/// One row per time; nullopt: a row without one.
void fill(InstantColumn& column, std::vector<RowState>& state, std::initializer_list<std::optional<Instant>> times) {
  for (const auto& time : times) {
    if (time) {
      column.push_back(static_cast<std::uint32_t>(time->time_since_epoch().count()));
    } else {
      column.push_missing();
    }
  }
  state.assign(times.size(), RowState::used);
}

void count_used(Dataset& data, std::int64_t used) { data.inputs.push_back({.read = used, .used = used}); }

}  // namespace

TEST_CASE("a row falls into the period by any of its times, from the first second to before the end", "[rows_there]") {
  for (InstantColumn TicketTable::*column :
       {&TicketTable::created_at, &TicketTable::first_response_at, &TicketTable::solved_at,
        &TicketTable::first_solved_at, &TicketTable::closed_at, &TicketTable::rated_at, &TicketTable::assigned_at,
        &TicketTable::last_assigned_at, &TicketTable::handed_off_at}) {
    for (const auto& [day, inside] : {std::pair{1U, false}, {2U, true}, {8U, true}, {9U, false}}) {
      Dataset data;
      fill(data.tickets.*column, data.tickets.state, {std::nullopt, at(day)});
      CHECK(rows_there(data, week()).of_period == inside);
      CHECK(rows_there(data, week()).dated);
    }
  }
}

TEST_CASE("rows of every kind count", "[rows_there]") {
  Dataset messages, statuses, surveys, reviews, indicators;
  fill(messages.messages.sent_at, messages.messages.state, {at(3)});
  fill(statuses.statuses.at, statuses.statuses.state, {at(3)});
  fill(surveys.surveys.answered_at, surveys.surveys.state, {at(3)});
  fill(reviews.reviews.reviewed_at, reviews.reviews.state, {at(3)});
  fill(indicators.indicators.measured_at, indicators.indicators.state, {at(3)});
  for (const Dataset* data : {&messages, &statuses, &surveys, &reviews, &indicators}) {
    CHECK(rows_there(*data, week()).of_period);
  }
}

TEST_CASE("sessions and customers belong to all periods in which they last", "[rows_there]") {
  for (const auto& [since, until, inside] : {std::tuple{1U, std::optional(4U), true},
                                             {1U, std::nullopt, true},
                                             {1U, std::optional(1U), false},
                                             {9U, std::nullopt, false},
                                             {8U, std::optional(20U), true}}) {
    Dataset sessions, customers;
    const auto end = until ? std::optional(at(*until)) : std::nullopt;
    fill(sessions.sessions.start, sessions.sessions.state, {at(since)});
    fill(sessions.sessions.end, sessions.sessions.state, {end});
    fill(customers.customers.since, customers.customers.state, {at(since)});
    fill(customers.customers.until, customers.customers.state, {end});
    CHECK(rows_there(sessions, week()).of_period == inside);
    CHECK(rows_there(customers, week()).of_period == inside);
  }
}

TEST_CASE("rows that are left out are not there", "[rows_there]") {
  Dataset data;
  fill(data.tickets.created_at, data.tickets.state, {at(3)});
  data.tickets.state[0] = RowState::filtered;
  CHECK_FALSE(rows_there(data, week()).dated);
  CHECK_FALSE(rows_there(data, week()).of_period);
}

TEST_CASE("of all data every row is part, also one without a date", "[rows_there]") {
  const Period all{.start = at(1), .end = at(1), .grain = Grain::custom, .label = "all"};
  Dataset undated;
  fill(undated.surveys.answered_at, undated.surveys.state, {std::nullopt});
  count_used(undated, 1);
  CHECK(rows_there(undated, all).of_period);
  CHECK_FALSE(rows_there(undated, all).dated);
  CHECK(rows_there(undated, all).used == 1);
  CHECK_FALSE(rows_there(undated, week()).of_period);
  CHECK_FALSE(rows_there(Dataset(), all).of_period);
}

TEST_CASE("contacts are tickets and their messages", "[rows_there]") {
  Dataset tickets, messages, customers;
  tickets.has_tickets = messages.has_messages = customers.has_customers = true;
  CHECK(rows_there(tickets, week()).contacts);
  CHECK(rows_there(messages, week()).contacts);
  CHECK_FALSE(rows_there(customers, week()).contacts);
}

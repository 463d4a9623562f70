// The identities of METRICS 1.4 and 1.21 on random histories of statuses, through the whole of compute().
#include <random>

#include "compute/status_history.hpp"
#include "csreport/compute/compute.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kDay = 86400;
constexpr std::uint32_t kStart = 20000 * kDay;  // of the current period

/// Tickets of two weeks, all with a history that begins at their creation.
Dataset random_histories(std::mt19937_64& random, std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  data.tickets.rows = rows;
  StatusTable& statuses = data.statuses;
  const auto tell = [&](std::size_t row, std::uint32_t at, Status status) {
    ++statuses.rows;
    statuses.state.push_back(RowState::used);
    statuses.ticket.push_back(data.tickets.id[row]);
    statuses.at.push_back(at);
    statuses.status.push_back(status);
    statuses.fate.push_back(RowState::used);
    statuses.role.push_back(AuthorRole::unknown);
    statuses.author.push_back(Dictionary::kNone);
    statuses.source.push_back(StatusSource::event);
  };
  for (std::size_t row = 0; row < rows; ++row) {
    const auto created = static_cast<std::uint32_t>(kStart - 7 * kDay + random() % (14 * kDay));
    data.tickets.state.push_back(RowState::used);
    data.tickets.id.push_back(make_key(std::to_string(row + 1), data.keys));
    data.tickets.created_at.push_back(created);
    tell(row, created, Status::new_);
    for (std::size_t left = random() % 6; left > 0; --left) {
      tell(row, created + static_cast<std::uint32_t>(random() % (5 * kDay)), static_cast<Status>(1 + random() % 6));
    }
  }
  data.first_event = to_instant(kStart - 7 * kDay);
  data.horizon = to_instant(kStart + 14 * kDay);
  return data;
}

Period week(std::uint32_t start) {
  return {.start = to_instant(start), .end = to_instant(start + 7 * kDay), .grain = Grain::week, .label = "week"};
}

const MetricValue& value_of(const Snapshot& snapshot, std::string_view id) {
  for (const MetricSnapshot& metric : snapshot.metrics) {
    if (metric.row->id == id) return metric.current;
  }
  throw std::logic_error("a metric that was not computed");
}

double sum_of(const MetricValue& value) {
  return value.n == 0 ? 0 : value.stats.value().mean * static_cast<double>(value.n);
}

std::int64_t reopened_in(const Dataset& data, const Period& period) {
  const StatusHistory history(data, index_tickets(data.tickets));
  std::int64_t reopened = 0;
  for (std::size_t row = 0; row < data.tickets.rows; ++row) {
    bool solved = false;
    for (const auto& change : history.changes(row)) {
      const bool solved_now = is_solved_status(change.status);
      const Instant at = to_instant(change.at);
      if (solved && !solved_now && at >= period.start && at < period.end) ++reopened;
      solved = solved_now;
    }
  }
  return reopened;
}

}  // namespace

TEST_CASE("what is open at the end is what was open, was created and reopened, less what was solved") {
  constexpr unsigned kSeed = 20261205;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 60; ++round) {
    INFO("seed " << kSeed << ", round " << round);
    const Dataset data = random_histories(random, 1 + random() % 400);
    ComputeOptions options;
    options.current = week(kStart);
    options.previous = week(kStart - 7 * kDay);
    options.metrics = {"backlog", "tickets_created", "solve_events", "backlog_age"};
    const Snapshot snapshot = compute(data, options);
    const auto count = [&](std::string_view id) { return static_cast<std::int64_t>(value_of(snapshot, id).n); };
    const std::int64_t before = snapshot.metrics.front().previous.value().n;
    CHECK(count("backlog") ==
          before + count("tickets_created") + reopened_in(data, options.current) - count("solve_events"));
    CHECK(count("backlog_age") == count("backlog"));
  }
}

TEST_CASE(
    "the time until the solution is the customer's waiting and the team's, and the resolution without reopenings") {
  constexpr unsigned kSeed = 20261206;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 40; ++round) {
    INFO("seed " << kSeed << ", round " << round);
    Dataset data = random_histories(random, 1 + random() % 300);
    ComputeOptions options;
    options.current = week(kStart);
    options.metrics = {"solve_time",   "requester_wait_time", "agent_wait_time", "agent_work_time",
                       "on_hold_time", "resolution_time",     "reopen_rate",     "first_resolution_time"};
    const Snapshot snapshot = compute(data, options);
    const auto sum = [&](std::string_view id) { return sum_of(value_of(snapshot, id)); };
    CHECK(sum("solve_time") == Approx(sum("requester_wait_time") + sum("agent_wait_time")));
    CHECK(sum("requester_wait_time") == Approx(sum("agent_work_time") + sum("on_hold_time")));
    CHECK(value_of(snapshot, "solve_time").n == value_of(snapshot, "resolution_time").n);
    CHECK(sum("solve_time") <= sum("resolution_time") + 0.5);
    // Only the tickets that were never reopened.
    const StatusHistory history(data, index_tickets(data.tickets));
    for (std::size_t row = 0; row < data.tickets.rows; ++row) {
      if (history.reopens()[row] != 0) data.tickets.state[row] = RowState::filtered;
    }
    const Snapshot once = compute(data, options);
    CHECK(sum_of(value_of(once, "solve_time")) == Approx(sum_of(value_of(once, "resolution_time"))));
    CHECK(sum_of(value_of(once, "first_resolution_time")) == Approx(sum_of(value_of(once, "resolution_time"))));
  }
}

// The cleaned history of statuses against the plain way of saying the same: the status of a ticket, second by second.
#include "compute/status_history.hpp"

#include <map>
#include <random>

#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kStart = 1'000'000;  // of all tickets
constexpr std::uint32_t kLength = 40;        // seconds that are looked at

Dataset tickets_only(std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  data.tickets.rows = rows;
  for (std::size_t row = 0; row < rows; ++row) {
    data.tickets.state.push_back(row % 7 == 6 ? RowState::spam : RowState::used);
    data.tickets.id.push_back(make_key(std::to_string(row + 1), data.keys));
    data.tickets.created_at.push_back(kStart);
  }
  return data;
}

void tell(Dataset& data, std::size_t ticket, std::uint32_t at, Status status) {
  StatusTable& statuses = data.statuses;
  ++statuses.rows;
  statuses.state.push_back(RowState::used);
  statuses.ticket.push_back(make_key(std::to_string(ticket + 1), data.keys));
  statuses.at.push_back(at);
  statuses.status.push_back(status);
  statuses.fate.push_back(RowState::used);
  statuses.role.push_back(AuthorRole::unknown);
  statuses.author.push_back(Dictionary::kNone);
  statuses.source.push_back(StatusSource::event);
}

StatusHistory history_of(const Dataset& data) { return {data, index_tickets(data.tickets)}; }

/// The last status that was told at that second or before, by time and then by the order of reading.
Status status_at(const Dataset& data, std::size_t ticket, std::uint32_t at) {
  const StatusTable& statuses = data.statuses;
  Status status = Status::new_;
  std::uint32_t told_at = 0;
  for (std::size_t i = 0; i < statuses.rows; ++i) {
    const bool counts = statuses.ticket[i] == data.tickets.id[ticket] && statuses.status[i] != Status::unknown;
    if (!counts || *statuses.at[i] > at || *statuses.at[i] < told_at) continue;
    status = statuses.status[i];
    told_at = *statuses.at[i];
  }
  return status;
}

std::vector<std::uint32_t> solutions_of(const StatusHistory& history, std::size_t row) {
  std::vector<std::uint32_t> solutions;
  history.for_each_solution(row, [&](const StatusHistory::Change& solved) { solutions.push_back(solved.at - kStart); });
  return solutions;
}

}  // namespace

TEST_CASE("the history of statuses is what each second says") {
  constexpr unsigned kSeed = 20261204;
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 40; ++round) {
    INFO("seed " << kSeed << ", round " << round);
    const std::size_t rows = 1 + random() % 12;
    Dataset data = tickets_only(rows);
    for (std::size_t left = random() % 80; left > 0; --left) {
      const auto at = static_cast<std::uint32_t>(kStart - 5 + random() % (kLength + 5));
      tell(data, random() % rows, at, static_cast<Status>(random() % 7));
    }
    const StatusHistory history = history_of(data);
    for (std::size_t row = 0; row < rows; ++row) {
      INFO("ticket " << row);
      if (!history.knows(row)) continue;
      std::map<Status, std::int64_t> expected, found;
      std::vector<std::uint32_t> solutions;
      std::uint16_t reopens = 0;
      bool solved = false;
      for (std::uint32_t second = 0; second < kLength; ++second) {
        const Status status = status_at(data, row, kStart + second);
        ++expected[status];
        const bool solved_now = is_solved_status(status);
        if (solved_now && !solved) solutions.push_back(second);
        if (!solved_now && solved) ++reopens;
        solved = solved_now;
      }
      history.for_each_piece(row, kStart + kLength,
                             [&](Status status, auto from, auto to) { found[status] += to - from; });
      CHECK(found == expected);
      CHECK(solutions_of(history, row) == solutions);
      CHECK(history.reopens()[row] == reopens);
      CHECK(is_solved_status(history.last_status(row)) == solved);
      CHECK(history.first_solved(row) == (solutions.empty() ? InstantColumn::kMissing : kStart + solutions.front()));
      CHECK(history.last_solved(row) == (solutions.empty() ? InstantColumn::kMissing : kStart + solutions.back()));
    }
  }
}

TEST_CASE("who solved first and who solved last is told by the log") {
  Dataset data = tickets_only(3);
  data.tickets.dimensions.emplace_back().id = "agent";
  Dictionary& agents = data.tickets.dimensions.back().names;
  const std::uint32_t ann = agents.intern("Ann");
  const std::uint32_t bob = agents.intern("Bob");
  const auto tell_by = [&](std::size_t ticket, std::uint32_t at, Status status, const char* author, AuthorRole role) {
    tell(data, ticket, at, status);
    data.statuses.author.back() = data.messages.author_names.intern(author);
    data.statuses.role.back() = role;
  };
  tell_by(0, kStart + 1, Status::solved, "Ann", AuthorRole::agent);
  tell_by(0, kStart + 2, Status::closed, "Bob", AuthorRole::agent);  // no solution of its own
  tell_by(0, kStart + 3, Status::open, "Bob", AuthorRole::agent);
  tell_by(0, kStart + 4, Status::solved, "Bob", AuthorRole::unknown);  // a name that the tickets know
  tell_by(1, kStart + 1, Status::solved, "Ann", AuthorRole::automatic);
  tell_by(2, kStart + 1, Status::solved, "Eve", AuthorRole::unknown);  // no agent of theirs
  const StatusHistory history = history_of(data);
  REQUIRE(history.first_solvers().size() == 3);
  CHECK(history.first_solvers()[0] == ann);
  CHECK(history.last_solvers()[0] == bob);
  for (const std::size_t row : {1U, 2U}) {
    CHECK(history.first_solvers()[row] == Dictionary::kNone);
    CHECK(history.last_solvers()[row] == Dictionary::kNone);
  }
  CHECK(history_of(tickets_only(1)).last_solvers().empty());
}

TEST_CASE("tickets that are not used and words without a meaning have no history") {
  Dataset data = tickets_only(7);
  tell(data, 6, kStart + 1, Status::solved);  // spam
  tell(data, 0, kStart + 1, Status::unknown);
  tell(data, 99, kStart + 1, Status::solved);  // no such ticket
  const StatusHistory history = history_of(data);
  for (std::size_t row = 0; row < 7; ++row) {
    CHECK_FALSE(history.knows(row));
    CHECK(history.reopens()[row] == CountColumn::kMissing);
    CHECK(history.last_status(row) == Status::unknown);
  }
}

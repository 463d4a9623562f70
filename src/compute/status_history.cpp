#include "compute/status_history.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// What is told, by ticket and in the order of reading: those of row r are [begin[r], begin[r + 1]).
struct Told {
  std::vector<std::uint32_t> begin;
  std::vector<StatusHistory::Change> changes;
};

/// Code of the agent for each author of the log; kNone for who is none.
std::vector<std::uint32_t> agents_of_authors(const Dataset& data) {
  const Dictionary& authors = data.messages.author_names;
  std::vector<std::uint32_t> codes(std::max<std::size_t>(authors.size(), 1), Dictionary::kNone);
  const Dimension* const agents = data.tickets.dimension("agent");
  for (std::uint32_t author = 1; agents != nullptr && author < authors.size(); ++author) {
    codes[author] = agents->names.find(authors.text(author)).value_or(Dictionary::kNone);
  }
  return codes;
}

/// A counting sort by ticket.
Told by_ticket(const Dataset& data, const RowByKey& rows) {
  const StatusTable& statuses = data.statuses;
  const TicketTable& tickets = data.tickets;
  std::vector<std::uint32_t> ticket_of(statuses.rows, kNoRow);
  Told told;
  told.begin.resize(tickets.rows + 1);
  for (std::size_t i = 0; i < statuses.rows; ++i) {
    if (statuses.state[i] != RowState::used || statuses.status[i] == Status::unknown) continue;
    const auto found = rows.find(statuses.ticket[i].bits);
    if (found == rows.end() || !is_used(tickets, found->second)) continue;
    ticket_of[i] = found->second;
    ++told.begin[found->second + 1];
  }
  for (std::size_t row = 0; row < tickets.rows; ++row) told.begin[row + 1] += told.begin[row];
  told.changes.resize(told.begin.back());
  std::vector<std::uint32_t> next(told.begin.begin(), told.begin.end() - 1);
  const auto at = statuses.at.raw();
  const auto agents = agents_of_authors(data);
  for (std::size_t i = 0; i < statuses.rows; ++i) {
    if (ticket_of[i] == kNoRow) continue;
    const AuthorRole role = statuses.role[i];
    const bool by_person = role != AuthorRole::automatic && role != AuthorRole::customer;
    told.changes[next[ticket_of[i]]++] = {at[i], statuses.status[i], role,
                                          by_person ? agents[statuses.author[i]] : Dictionary::kNone};
  }
  return told;
}

}  // namespace

StatusHistory::StatusHistory(const Dataset& data, const RowByKey& rows) {
  Told told = by_ticket(data, rows);
  const auto created = data.tickets.created_at.raw();
  begin_.reserve(data.tickets.rows + 1);
  begin_.push_back(0);
  changes_.reserve(told.changes.size() + data.tickets.rows);
  reopens_.reserve(data.tickets.rows);
  for (std::size_t row = 0; row < data.tickets.rows; ++row) {
    const auto of_ticket = std::span(told.changes).subspan(told.begin[row], told.begin[row + 1] - told.begin[row]);
    const auto earlier = [](const Change& a, const Change& b) { return a.at < b.at; };
    std::stable_sort(of_ticket.begin(), of_ticket.end(), earlier);
    add_cleaned(created[row], of_ticket);
    begin_.push_back(static_cast<std::uint32_t>(changes_.size()));
  }
  const bool names_agents = std::any_of(changes_.begin(), changes_.end(),
                                        [](const Change& change) { return change.agent != Dictionary::kNone; });
  if (names_agents) find_solvers();
}

void StatusHistory::find_solvers() {
  first_solvers_.resize(begin_.size() - 1, Dictionary::kNone);
  last_solvers_ = first_solvers_;
  for (std::size_t row = 0; row < last_solvers_.size(); ++row) {
    bool first = true;
    for_each_solution(row, [&](const Change& change) {
      if (first) first_solvers_[row] = change.agent;
      last_solvers_[row] = change.agent;
      first = false;
    });
  }
}

void StatusHistory::add_cleaned(std::uint32_t created, std::span<const Change> told) {
  if (told.empty()) {
    reopens_.push_back(CountColumn::kMissing);
    return;
  }
  const std::size_t first = changes_.size();
  const auto add = [&](Change change) {
    const bool same_second = changes_.size() > first && changes_.back().at == change.at;
    if (same_second) changes_.pop_back();
    if (changes_.size() > first && changes_.back().status == change.status) return;
    changes_.push_back(change);
  };
  add({created, Status::new_});
  for (const Change& change : told) add({std::max(change.at, created), change.status, change.role, change.agent});
  std::uint16_t reopens = 0;
  for (std::size_t i = first + 1; i < changes_.size(); ++i) {
    const bool reopened = is_solved_status(changes_[i - 1].status) && !is_solved_status(changes_[i].status);
    if (reopened && reopens + 1 < CountColumn::kMissing) ++reopens;
  }
  reopens_.push_back(reopens);
}

std::uint32_t StatusHistory::first_solved(std::size_t row) const {
  std::uint32_t first = InstantColumn::kMissing;
  for_each_solution(row, [&](const Change& change) { first = std::min(first, change.at); });
  return first;
}

std::uint32_t StatusHistory::first_reopened(std::size_t row) const {
  bool solved = false;
  for (const Change& change : changes(row)) {
    if (solved && !is_solved_status(change.status)) return change.at;
    solved = is_solved_status(change.status);
  }
  return InstantColumn::kMissing;
}

StatusHistory::Solving StatusHistory::last_solving(std::size_t row) const {
  Solving last;
  const auto all = changes(row);
  for (std::size_t i = 1; i < all.size(); ++i) {  // the first one is the creation
    if (is_solved_status(all[i].status) && !is_solved_status(all[i - 1].status)) last = {&all[i - 1], &all[i]};
  }
  return last;
}

std::uint32_t StatusHistory::last_solved(std::size_t row) const {
  std::uint32_t last = InstantColumn::kMissing;
  for_each_solution(row, [&](const Change& change) { last = change.at; });
  return last;
}

}  // namespace csreport

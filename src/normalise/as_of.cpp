#include "normalise/as_of.hpp"

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace csreport {

std::uint32_t as_seconds(Instant at) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(at.time_since_epoch().count(), 0, InstantColumn::kMissing - 1));
}

namespace {

/// What the customer had not said yet.
void forget_answers(TicketTable& tickets, std::size_t row) {
  for (RatingColumn* ratings : {&tickets.csat, &tickets.nps, &tickets.ces}) {
    if (ratings->present()) ratings->codes.set(row, Dictionary::kNone);
  }
  if (tickets.comment_words.present()) tickets.comment_words.set(row, CountColumn::kMissing);
  if (!tickets.sentiment.empty()) tickets.sentiment[row] = Sentiment::unknown;
}

/// Solved and closed are one solution, at the time of the first column that has one (see solved_instant() in compute):
/// while that lies ahead, the ticket is open; a closing ahead of a ticket that is solved changes nothing.
template <typename Forget, typename ForgetDuration>
void forget_solution(TicketTable& tickets, std::size_t row, Forget forget, ForgetDuration forget_duration) {
  const bool has_time = tickets.solved_at[row].has_value();
  const bool has_duration = tickets.resolution_time[row].has_value();
  const bool solved_later = forget(tickets.solved_at, row);
  const bool resolved_later = forget_duration(tickets.resolution_time, row);
  const bool closed_later = forget(tickets.closed_at, row);
  if (!(has_time ? solved_later : has_duration ? resolved_later : closed_later)) return;
  if (tickets.resolution_time.present()) tickets.resolution_time.set(row, DurationColumn::kMissing);
  if (tickets.closed_at.present()) tickets.closed_at.set(row, InstantColumn::kMissing);
  if (tickets.status.empty()) return;
  Status& status = tickets.status[row];
  // Not solved then, and nothing tells which other status it had.
  if (status == Status::solved || status == Status::closed) status = Status::unknown;
}

// --- statuses that a log tells ---------------------------------------------------------------------

/// What the log has told of a ticket until the moment.
struct Told {
  Status status = Status::new_;  ///< as every ticket begins
  std::uint32_t at = 0;          ///< when it told that; 0: it had told nothing yet
  std::uint32_t solved_at = InstantColumn::kMissing;
};

bool is_done(Status status) { return status == Status::solved || status == Status::closed; }

/// A status that the log tells behind the moment is in the export already, so what was so at the moment is what the log
/// told last until then. Of tickets without such a later status the export knows more.
class StatusesOfThen {
 public:
  StatusesOfThen(const StatusTable& statuses, std::uint32_t limit) : statuses_(statuses), limit_(limit) {
    for (std::size_t row = 0; row < statuses.rows; ++row) {
      if (tells(row) && *statuses.at[row] > limit) told_.try_emplace(statuses.ticket[row].bits);
    }
    if (!told_.empty()) follow();
  }

  /// nullptr: the export's own status holds.
  [[nodiscard]] const Told* of(Key ticket) const {
    const auto found = ticket.absent() ? told_.end() : told_.find(ticket.bits);
    return found == told_.end() ? nullptr : &found->second;
  }

 private:
  [[nodiscard]] bool tells(std::size_t row) const {
    return statuses_.source[row] != StatusSource::ticket_row && statuses_.status[row] != Status::unknown &&
           statuses_.state[row] == RowState::used && !statuses_.ticket[row].absent();
  }

  void follow() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t row = 0; row < statuses_.rows; ++row) {
      if (tells(row) && *statuses_.at[row] <= limit_ && told_.contains(statuses_.ticket[row].bits))
        order.push_back(row);
    }
    const auto at = statuses_.at.raw();
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return at[a] < at[b]; });
    for (const std::uint32_t row : order) {
      Told& told = told_.at(statuses_.ticket[row].bits);
      const Status status = statuses_.status[row];
      if (is_done(status) && !is_done(told.status)) told.solved_at = at[row];
      told.status = status;
      told.at = at[row];
    }
  }

  const StatusTable& statuses_;
  std::uint32_t limit_;
  absl::flat_hash_map<std::uint64_t, Told> told_;
};

/// The solution that the columns tell, as far as it had happened.
std::optional<std::int64_t> solution_of(const TicketTable& tickets, std::size_t row) {
  if (const auto solved = tickets.solved_at[row]) return *solved;
  if (const auto duration = tickets.resolution_time[row]) return std::int64_t{*tickets.created_at[row]} + *duration;
  return tickets.closed_at[row];
}

/// A log may hold some changes only, so a solution behind its last word counts. A ticket that was solved then and
/// reopened since has lost the time of that solution in the export.
void take_back(TicketTable& tickets, std::size_t row, const Told& told) {
  const auto solution = solution_of(tickets, row);
  const bool solved_since = solution && *solution > told.at && !is_done(told.status);
  if (!tickets.status.empty()) tickets.status[row] = solved_since ? Status::solved : told.status;
  const bool tells_times =
      tickets.solved_at.present() || tickets.closed_at.present() || tickets.resolution_time.present();
  if (!is_done(told.status) || !tells_times || solution) return;
  tickets.solved_at.resize(tickets.rows);
  tickets.solved_at.set(row, told.solved_at);
}

}  // namespace

void apply_as_of(LoadState& state, Instant as_of) {
  const std::uint32_t limit = as_seconds(as_of);
  Dataset& data = state.data;
  TicketTable& tickets = data.tickets;
  const auto forget = [limit](InstantColumn& column, std::size_t row) {
    const auto at = column[row];
    if (!at || *at <= limit) return false;
    column.set(row, InstantColumn::kMissing);
    return true;
  };
  const auto forget_duration = [&](DurationColumn& column, std::size_t row) {
    const auto duration = column[row];
    if (!duration || std::int64_t{*tickets.created_at[row]} + *duration <= limit) return false;
    column.set(row, DurationColumn::kMissing);
    return true;
  };
  const StatusesOfThen statuses_of_then(data.statuses, limit);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (*tickets.created_at[row] > limit) {
      if (tickets.state[row] == RowState::used) tickets.state[row] = RowState::after_as_of;
      if (row < state.failed_parts.size()) state.failed_parts[row] = kNoLeg;
    }
    forget(tickets.first_response_at, row);
    if (forget(tickets.rated_at, row)) forget_answers(tickets, row);
    forget(tickets.assigned_at, row);
    forget(tickets.last_assigned_at, row);
    forget(tickets.handed_off_at, row);
    forget(tickets.first_solved_at, row);
    forget_duration(tickets.first_response_time, row);
    forget_duration(tickets.first_resolution_time, row);
    forget_solution(tickets, row, forget, forget_duration);
    if (const Told* const told = statuses_of_then.of(tickets.id[row])) take_back(tickets, row, *told);
  }
  for (std::size_t row = 0; row < data.messages.rows; ++row) {
    RowState& known = data.messages.state[row];
    if (known == RowState::used && *data.messages.sent_at[row] > limit) known = RowState::after_as_of;
  }
  for (std::size_t row = 0; row < data.statuses.rows; ++row) {
    if (*data.statuses.at[row] > limit) data.statuses.state[row] = RowState::after_as_of;
  }
  for (std::size_t row = 0; row < data.surveys.rows; ++row) {
    if (data.surveys.answered_at[row].value_or(0) > limit) data.surveys.state[row] = RowState::after_as_of;
  }
}

}  // namespace csreport

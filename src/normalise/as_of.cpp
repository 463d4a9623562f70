#include "normalise/as_of.hpp"

#include <algorithm>

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

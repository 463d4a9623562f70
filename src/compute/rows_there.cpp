#include "compute/rows_there.hpp"

#include <algorithm>
#include <span>

#include "compute/raw_cells.hpp"
#include "csreport/core/row_totals.hpp"

namespace csreport {
namespace {

using Times = RawCells<std::uint32_t>;

struct Answers {
  bool dated = false;
  bool of_period = false;
};

class Search {
 public:
  explicit Search(const Period& period)
      : begin_(period.start.time_since_epoch().count()), end_(period.end.time_since_epoch().count()) {}

  [[nodiscard]] const Answers& answers() const { return answers_; }

  /// Rows that happen at moments.
  void look(const std::vector<RowState>& state, std::initializer_list<const InstantColumn*> columns) {
    for (const InstantColumn* column : columns) {
      const Times times(*column);
      for (std::size_t row = 0; times.present() && row < state.size() && !answers_.of_period; ++row) {
        if (state[row] != RowState::used || !times.has(row)) continue;
        answers_.dated = true;
        answers_.of_period = begin_ <= times[row] && times[row] < end_;
      }
    }
  }

  /// Rows that last; without an end they go on.
  void look_at_spans(const std::vector<RowState>& state, const InstantColumn& from, const InstantColumn& to) {
    const Times begins(from), ends(to);
    for (std::size_t row = 0; row < state.size() && !answers_.of_period; ++row) {
      if (state[row] != RowState::used || (!begins.has(row) && !ends.has(row))) continue;
      answers_.dated = true;
      const bool begun = !begins.has(row) || begins[row] < end_;
      answers_.of_period = begun && (!ends.has(row) || ends[row] >= begin_);
    }
  }

 private:
  std::int64_t begin_;
  std::int64_t end_;
  Answers answers_;
};

}  // namespace

RowsThere rows_there(const Dataset& data, const Period& period) {
  Search search(period);
  const TicketTable& tickets = data.tickets;
  search.look(tickets.state, {&tickets.created_at, &tickets.first_response_at, &tickets.solved_at,
                              &tickets.first_solved_at, &tickets.closed_at, &tickets.rated_at, &tickets.assigned_at,
                              &tickets.last_assigned_at, &tickets.handed_off_at});
  search.look(data.messages.state, {&data.messages.sent_at});
  search.look(data.statuses.state, {&data.statuses.at});
  search.look(data.surveys.state, {&data.surveys.answered_at});
  search.look(data.reviews.state, {&data.reviews.reviewed_at});
  search.look(data.indicators.state, {&data.indicators.measured_at});
  search.look_at_spans(data.sessions.state, data.sessions.start, data.sessions.end);
  search.look_at_spans(data.customers.state, data.customers.since, data.customers.until);
  RowsThere rows;
  rows.used = total_rows(data.inputs).used;
  rows.contacts = data.has_tickets || data.has_messages;
  rows.dated = search.answers().dated;
  rows.of_period = period.is_all() ? rows.used > 0 : search.answers().of_period;
  return rows;
}

}  // namespace csreport

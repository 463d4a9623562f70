#include "normalise/event_times.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/row_ranges.hpp"

namespace csreport {
namespace {

/// A day in 2099 is a slip or a word for "never", not an event, and must not become the horizon.
/// Implausible is what lies beyond a gap of five years without a single creation, on the side of the
/// fewer rows.
class PlausibleSpan {
 public:
  PlausibleSpan(const TicketTable& tickets, unsigned threads) : threads_(threads) {
    const Counts counts = count_steps(tickets.created_at.raw());
    const std::size_t all = tickets.created_at.raw().size();
    std::size_t below = 0;
    std::size_t last = kSteps;  // the last step with a creation so far
    for (std::size_t step = 0; step < kSteps; ++step) {
      if (counts[step] == 0) continue;
      if (last != kSteps && step - last > kGap) {
        if (2 * below < all) first_ = static_cast<std::uint32_t>(step << kShift);
        if (2 * below > all) break;  // what follows is the smaller part
      }
      below += counts[step];
      last = step;
    }
    if (last != kSteps && end_ == kNoEnd) end_ = clamp_end(last + 1 + kGap);
  }

  [[nodiscard]] bool holds(std::uint32_t at) const { return at >= first_ && at < end_; }
  /// Missing cells are held.
  [[nodiscard]] bool holds_all(const InstantColumn& column) const {
    const auto ranges = of_row_ranges<char>(threads_, column.raw().size(), [&](std::size_t begin, std::size_t end) {
      bool all = true;
      for (const std::uint32_t at : column.raw().subspan(begin, end - begin))
        all &= (at >= first_ && at < end_) || at == InstantColumn::kMissing;
      return all;
    });
    return std::all_of(ranges.begin(), ranges.end(), [](char all) { return all != 0; });
  }

 private:
  static constexpr unsigned kShift = 21;  // steps of 24 days
  static constexpr std::size_t kSteps = 1U << (32 - kShift);
  static constexpr std::size_t kGap = 76;  // about five years
  static constexpr std::uint32_t kNoEnd = InstantColumn::kMissing;
  static std::uint32_t clamp_end(std::size_t step) {
    return step >= kSteps ? kNoEnd : static_cast<std::uint32_t>(step << kShift);
  }

  using Counts = std::array<std::uint32_t, kSteps>;

  /// How many of the times are in each step.
  [[nodiscard]] Counts count_steps(std::span<const std::uint32_t> times) const {
    const auto ranges = of_row_ranges<Counts>(threads_, times.size(), [&](std::size_t begin, std::size_t end) {
      Counts counts{};
      for (const std::uint32_t at : times.subspan(begin, end - begin)) ++counts[at >> kShift];
      return counts;
    });
    Counts all{};
    for (const Counts& counts : ranges) {
      for (std::size_t step = 0; step < kSteps; ++step) all[step] += counts[step];
    }
    return all;
  }

  unsigned threads_;
  std::uint32_t first_ = 0;
  std::uint32_t end_ = kNoEnd;
};

/// First and last event of the used rows. Due dates and sentinels are no events.
class Span {
 public:
  explicit Span(unsigned threads) : threads_(threads) {}

  /// `starts`: the first of these events may be the first of all.
  void add(const std::vector<RowState>& states, std::span<const std::uint32_t> events, bool starts) {
    constexpr std::uint32_t kNone = InstantColumn::kMissing;
    struct Ends {
      std::uint32_t first = kNone;
      std::uint32_t last_plus_one = 0;  // so that "missing", the largest value, becomes the smallest
    };
    for (const Ends& ends : of_row_ranges<Ends>(threads_, events.size(), [&](std::size_t begin, std::size_t end) {
           Ends of;
           for (std::size_t row = begin; row < end; ++row) {
             const std::uint32_t at = states[row] == RowState::used ? events[row] : kNone;
             of.first = std::min(of.first, at);
             of.last_plus_one = std::max(of.last_plus_one, at + 1);
           }
           return of;
         })) {
      if (ends.last_plus_one == 0) continue;
      if (starts) first_ = first_ ? std::min(*first_, ends.first) : ends.first;
      last_ = last_ ? std::max(*last_, ends.last_plus_one - 1) : ends.last_plus_one - 1;
    }
  }
  /// Those of message logs that are no messages, and the rows of update logs; messages are added by themselves.
  void add_events(const StatusTable& statuses, bool starts) {
    const auto add_those_of = [&](StatusSource source, bool may_start) {
      std::vector<std::uint32_t> events(statuses.at.raw().begin(), statuses.at.raw().end());
      for (std::size_t row = 0; row < events.size(); ++row) {
        if (statuses.source[row] != source) events[row] = InstantColumn::kMissing;
      }
      add(statuses.state, events, may_start);
    };
    add_those_of(StatusSource::event, starts);
    add_those_of(StatusSource::ticket_row, /*may_start=*/false);
  }
  /// The last update of a ticket, where nothing says when it was solved: behind a solution it is often the closing by
  /// rule, or a change of many tickets at once.
  void add_updates(const TicketTable& tickets) {
    if (!tickets.updated_at.present()) return;
    const auto updated = tickets.updated_at.raw();
    std::vector<std::uint32_t> events(updated.begin(), updated.end());
    for (std::size_t row = 0; row < events.size(); ++row) {
      if (tickets.solved_at[row] || tickets.resolution_time[row] || tickets.closed_at[row])
        events[row] = InstantColumn::kMissing;
    }
    add(tickets.state, events, /*starts=*/false);
  }
  /// Where nothing else says when the ticket was solved: closings by rule, days later, are no events.
  void add_closings(const TicketTable& tickets) {
    if (!tickets.solved_at.present() && !tickets.resolution_time.present()) {
      return add(tickets.state, tickets.closed_at.raw(), /*starts=*/false);
    }
    const auto closed = tickets.closed_at.raw();
    std::vector<std::uint32_t> events(closed.begin(), closed.end());
    for (std::size_t row = 0; row < events.size(); ++row) {
      if (tickets.solved_at[row] || tickets.resolution_time[row]) events[row] = InstantColumn::kMissing;
    }
    add(tickets.state, events, /*starts=*/false);
  }
  void add_duration(const TicketTable& tickets, const DurationColumn& durations) {
    const auto created = tickets.created_at.raw();
    for (std::size_t row = 0; row < durations.size(); ++row) {
      const auto duration = durations[row];
      if (!duration || *duration <= 0 || tickets.state[row] != RowState::used) continue;
      const std::uint32_t at = created[row] + static_cast<std::uint32_t>(*duration);
      last_ = last_ ? std::max(*last_, at) : at;
    }
  }
  [[nodiscard]] std::optional<Instant> first() const { return instant(first_); }
  [[nodiscard]] std::optional<Instant> last() const { return instant(last_); }

 private:
  static std::optional<Instant> instant(std::optional<std::uint32_t> at) {
    return at ? std::optional(to_instant(*at)) : std::nullopt;
  }
  unsigned threads_;
  std::optional<std::uint32_t> first_, last_;
};

/// What stands beside tickets, messages and answers.
void add_side_tables(Span& span, const Dataset& data) {
  span.add(data.reviews.state, data.reviews.reviewed_at.raw(), /*starts=*/true);
  span.add(data.sessions.state, data.sessions.start.raw(), /*starts=*/true);
  span.add(data.sessions.state, data.sessions.end.raw(), /*starts=*/false);
  span.add(data.indicators.state, data.indicators.measured_at.raw(), /*starts=*/true);
}

}  // namespace

void forget_implausible_times(Dataset& data, unsigned threads) {
  TicketTable& tickets = data.tickets;
  const PlausibleSpan span(tickets, threads);
  const std::array<InstantColumn*, 9> others = {
      &tickets.first_response_at, &tickets.first_solved_at,  &tickets.solved_at,
      &tickets.closed_at,         &tickets.updated_at,       &tickets.rated_at,
      &tickets.assigned_at,       &tickets.last_assigned_at, &tickets.handed_off_at};
  if (span.holds_all(tickets.created_at) &&
      std::all_of(others.begin(), others.end(), [&](const InstantColumn* column) { return span.holds_all(*column); })) {
    return;
  }
  for (std::size_t row = 0; row < data.statuses.rows; ++row) {
    const bool of_update = data.statuses.source[row] == StatusSource::ticket_row;
    if (of_update && !span.holds(*data.statuses.at[row])) data.statuses.state[row] = RowState::implausible_time;
  }
  std::int64_t rows = 0;
  std::int64_t cells = 0;
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (tickets.state[row] != RowState::used) continue;
    if (!span.holds(*tickets.created_at[row])) {
      tickets.state[row] = RowState::implausible_time;
      ++rows;
      continue;
    }
    for (InstantColumn* const column : others) {
      const auto at = (*column)[row];
      if (!at || span.holds(*at)) continue;
      column->set(row, InstantColumn::kMissing);
      ++cells;
    }
  }
  if (rows + cells == 0) return;
  data.warnings.push_back(warning_of("implausible_times", {{"n", rows}, {"others", cells}}));
}

void find_span(Dataset& data, const NormaliseOptions& options) {
  Span span(options.threads);
  const TicketTable& tickets = data.tickets;
  span.add(tickets.state, tickets.created_at.raw(), /*starts=*/true);
  for (const InstantColumn* column :
       {&tickets.first_response_at, &tickets.first_solved_at, &tickets.solved_at, &tickets.rated_at}) {
    span.add(tickets.state, column->raw(), /*starts=*/false);
  }
  span.add_closings(tickets);
  span.add_updates(tickets);
  for (const DurationColumn* column :
       {&tickets.first_response_time, &tickets.first_resolution_time, &tickets.resolution_time})
    span.add_duration(tickets, *column);
  span.add(data.messages.state, data.messages.sent_at.raw(), /*starts=*/!data.has_tickets);
  span.add_events(data.statuses, /*starts=*/!data.has_tickets);
  span.add(data.surveys.state, data.surveys.answered_at.raw(),
           /*starts=*/!data.has_tickets && !data.has_messages);
  data.first_event = span.first();
  data.horizon = span.last();
  add_side_tables(span, data);
  data.first_row = span.first();
  data.last_row = span.last();
  if (!data.horizon) {  // files without a ticket, message or answer have the span of what else is in them
    data.first_event = data.first_row;
    data.horizon = data.last_row;
  }
  if (options.as_of) data.horizon = data.last_row = options.as_of;
}

}  // namespace csreport

// What the history of statuses tells of times: how long a ticket was in which status, when it was solved, and when it
// came back.
#include "compute/measures.hpp"
#include "compute/observe.hpp"
#include "compute/ticket_measures.hpp"

namespace csreport {
namespace {

class StatusTimes {
 public:
  StatusTimes(const MetricRow& metric, const Evidence& evidence, Clock clock)
      : history_(*evidence.history()),
        facts_(evidence.facts()),
        created_(evidence.tickets().created_at.raw()),
        times_(clock == Clock::business ? evidence.business_times() : nullptr),
        statuses_(metric.parameter) {}

  /// Up to the last solution, so that the sums are whole (METRICS 1.4).
  [[nodiscard]] Measured of(std::uint32_t row) const {
    if (!facts_.is(TicketFacts::used, row)) return excluded(Exclusion::outside);
    if (!facts_.is(TicketFacts::solved, row)) return excluded(Exclusion::open);
    const auto solved = facts_.solved_at(row);
    if (!solved) return excluded(Exclusion::missing_solved_at);
    if (*solved < created_[row]) return excluded(Exclusion::negative);
    if (!history_.knows(row)) return excluded(Exclusion::no_status_history);
    std::int64_t sum = 0;
    if (times_ != nullptr && !times_->between(row, created_[row], *solved)) return excluded(Exclusion::no_schedule);
    history_.for_each_piece(row, *solved, [&](Status status, std::uint32_t from, std::uint32_t to) {
      if ((statuses_ & status_bit(status)) == 0) return;
      sum += times_ == nullptr ? to - from : *times_->between(row, from, to);
    });
    return counted(sum);
  }

 private:
  const StatusHistory& history_;
  const TicketFacts& facts_;
  std::span<const std::uint32_t> created_;
  const BusinessTimes* times_;  // nullptr: by the calendar
  std::int32_t statuses_;
};

}  // namespace

void observe_time_in_statuses(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const StatusTimes times(metric, evidence, out.clock());
  const bool by_people = measure_row(metric.measure).by_people && evidence.variants().human_only;
  TicketInputs in(metric, evidence);
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        if (by_people) in.move_to(first_row);
        return [&, first_row](std::size_t i) {
          const Measured measured = times.of(first_row + static_cast<std::uint32_t>(i));
          return by_people ? without_bots(in, i, measured) : measured;
        };
      },
      out);
}

void observe_solutions(const MetricRow&, const Evidence& evidence, Observations& out) {
  const StatusHistory& history = *evidence.history();
  const auto created = evidence.tickets().created_at.raw();
  for (std::uint32_t row = 0; row < evidence.tickets().rows; ++row) {
    if (!evidence.facts().is(TicketFacts::used, row)) continue;
    if (!history.knows(row)) {
      out.exclude(created[row], {.ticket_row = row}, Exclusion::no_status_history);
      continue;
    }
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    history.for_each_solution(row, [&](const StatusHistory::Change& solved) {
      const bool known = solved.agent != Dictionary::kNone;
      const Subject subject{.ticket_row = row, .agent = known ? solved.agent : Subject::kTicketsAgent};
      out.add(by_creation ? created[row] : solved.at, subject, 1);
    });
  }
}

namespace {

/// Judged only when the whole window lies before the horizon, also when the ticket has come back already (METRICS 1.13
/// and 3.4).
Measured reopened_within(const TicketInputs& in, std::size_t i, std::uint32_t row, const StatusHistory& history) {
  if (!in.is(TicketFacts::used, i) || !was_once_solved(in, i)) return excluded(Exclusion::outside);
  if (!history.knows(row)) return excluded(Exclusion::no_status_history);
  if (!in.first_solved.has(i)) return excluded(Exclusion::unknown_first_solution);
  const std::uint32_t solved = in.first_solved[i];
  if (solved >= in.unripe_from) return excluded(Exclusion::immature);
  const std::uint32_t reopened = history.first_reopened(row);
  return counted(reopened != InstantColumn::kMissing && reopened <= solved + in.parameter);
}

}  // namespace

void observe_reopenings_within(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  TicketInputs in(metric, evidence);
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        in.move_to(first_row);
        return [&, first_row](std::size_t i) {
          return reopened_within(in, i, first_row + static_cast<std::uint32_t>(i), *evidence.history());
        };
      },
      out);
}

}  // namespace csreport

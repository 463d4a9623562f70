// Resolution times between other events than the creation and the solution (METRICS 1.3): from an assignment on, or
// until the wait began at whose end the ticket was closed by rule.
#include "compute/observe.hpp"
#include "compute/ticket_measures.hpp"

namespace csreport {
namespace {

class Spans {
 public:
  Spans(const Evidence& evidence, Clock clock)
      : evidence_(evidence), times_(clock == Clock::business ? evidence.business_times() : nullptr) {}

  [[nodiscard]] Measured of(const TicketInputs& in, std::size_t i, std::uint32_t row) const {
    const Measured whole = resolution_time(in, i);
    if (whole.excluded != Exclusion::none) return whole;
    const std::uint32_t start = start_of(in, i);
    if (start == InstantColumn::kMissing) return excluded(Exclusion::unknown_assignment);
    const Measured end = end_of(in, i, row);
    if (end.excluded != Exclusion::none) return end;
    const auto until = static_cast<std::uint32_t>(end.value);
    if (until < start) return excluded(Exclusion::negative);
    if (times_ == nullptr) return counted(until - start);
    const auto open = times_->between(row, start, until);
    return open ? counted(*open) : excluded(Exclusion::no_schedule);
  }

 private:
  [[nodiscard]] std::uint32_t start_of(const TicketInputs& in, std::size_t i) const {
    switch (evidence_.variants().resolution_start) {
      case ResolutionStart::created: return in.created[i];
      case ResolutionStart::first_assignment: return in.assigned_at[i];
      case ResolutionStart::last_assignment: return in.last_assigned_at[i];
    }
    return in.created[i];
  }
  /// Who solves a ticket out of its wait for the customer decides: a rule closes what nobody asked about any more.
  [[nodiscard]] Measured end_of(const TicketInputs& in, std::size_t i, std::uint32_t row) const {
    if (evidence_.variants().resolution_end == ResolutionEnd::solved) return counted(in.solved[i]);
    if (!evidence_.history()->knows(row)) return excluded(Exclusion::no_status_history);
    const StatusHistory::Solving last = evidence_.history()->last_solving(row);
    if (last.solved == nullptr || last.before->status != Status::pending) return counted(in.solved[i]);
    if (last.solved->role == AuthorRole::unknown) return excluded(Exclusion::unknown_author);
    return counted(last.solved->role == AuthorRole::automatic ? last.before->at : in.solved[i]);
  }

  const Evidence& evidence_;
  const BusinessTimes* times_;  // nullptr: by the calendar
};

}  // namespace

void observe_resolution_spans(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const Spans spans(evidence, out.clock());
  const bool by_people = evidence.variants().human_only;
  TicketInputs in(metric, evidence);
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        in.move_to(first_row);
        return [&, first_row](std::size_t i) {
          if (!in.is(TicketFacts::used, i)) return excluded(Exclusion::outside);
          const Measured measured = spans.of(in, i, first_row + static_cast<std::uint32_t>(i));
          return by_people ? without_bots(in, i, measured) : measured;
        };
      },
      out);
}

}  // namespace csreport

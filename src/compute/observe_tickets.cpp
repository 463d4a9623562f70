// One loop over the tickets for each measure: the row's population and anchor are applied here, its
// measure is a kernel of ticket_measures.hpp.
#include "compute/observe.hpp"
#include "compute/ticket_measures.hpp"

namespace csreport {
namespace {

/// What TicketFacts must say of a ticket of the population. Solved tickets are told apart by their
/// kernels, which count the open ones as excluded.
std::uint8_t required_bits(Population population) {
  switch (population) {
    case Population::tickets:
    case Population::inbound_tickets:
    case Population::issues:
    case Population::solved_tickets:
    case Population::open_tickets: return TicketFacts::used;
    case Population::ever_solved_tickets: return TicketFacts::used | TicketFacts::ever_solved;
    case Population::handled_contacts: return TicketFacts::used | TicketFacts::handled;
    case Population::answered_calls: return TicketFacts::used | TicketFacts::answered;
    case Population::offered_calls: return TicketFacts::used | TicketFacts::offered;
    case Population::reply_pairs:
    case Population::csat_answers:
    case Population::nps_answers:
    case Population::ces_answers: break;  // not tickets
  }
  return TicketFacts::used;
}

/// The event that decides the period; cases without it (still unanswered, still open) fall to the
/// period of their creation, where they are counted as excluded.
class Anchoring {
 public:
  Anchoring(const MetricRow& metric, const TicketInputs& in) {
    if (in.variants.anchor == AnchorChoice::created) return;
    switch (metric.anchor) {
      case Anchor::solved: by_solution_ = open_is_created_ = true; break;
      case Anchor::matured:
        by_solution_ = true;
        delay_ = static_cast<std::uint32_t>(Seconds{in.variants.fcr_window}.count());
        break;
      case Anchor::first_reply:
      case Anchor::reply: by_kernel_ = true; break;
      case Anchor::created:
      case Anchor::rated:
      case Anchor::period_end: break;
    }
  }

  [[nodiscard]] std::uint32_t instant(const TicketInputs& in, std::size_t row, const Measured& measured) const {
    const std::uint32_t created = in.created(row);
    if (by_kernel_) return measured.at.value_or(created);
    if (!by_solution_ || (open_is_created_ && measured.excluded == Exclusion::open)) return created;
    const auto solved = in.facts.solved_at(row);
    return solved ? *solved + delay_ : created;
  }

 private:
  bool by_solution_ = false;
  bool open_is_created_ = false;  // an open ticket's earlier solution does not count
  bool by_kernel_ = false;
  std::uint32_t delay_ = 0;
};

/// One instantiation for each measure, so that the kernel is part of the loop.
template <Measured (*measure)(const TicketInputs&, std::size_t)>
void observe_rows(const MetricRow& metric, const TicketInputs& in, Observations& out) {
  const std::uint8_t required = required_bits(metric.population);
  const Anchoring anchoring(metric, in);
  const bool needs_solution_time = metric.population == Population::ever_solved_tickets;
  for (std::uint32_t row = 0; row < in.tickets.rows; ++row) {
    if ((in.facts.bits(row) & required) != required) continue;
    const bool cannot_be_placed = needs_solution_time && !in.facts.solved_at(row);
    const Measured measured = cannot_be_placed ? excluded(Exclusion::missing_solved_at) : measure(in, row);
    const Subject subject{.ticket_row = row, .agent = measured.agent};
    const std::uint32_t at = anchoring.instant(in, row, measured);
    if (measured.excluded) {
      out.exclude(at, subject, *measured.excluded);
    } else {
      out.add(at, subject, measured.value);
      if (measured.imputed) out.count_imputed(at);
    }
  }
}

bool asks_for_contacts(Measure measure, FcrMethod method) {
  if (measure == Measure::first_contact_resolved) return method == FcrMethod::no_repeat || method == FcrMethod::strict;
  return measure == Measure::no_repeat_contact || measure == Measure::is_repeat_contact;
}

bool asks_for_timeline(Measure measure, FcrMethod method) {
  if (measure == Measure::first_contact_resolved) return method != FcrMethod::no_repeat && method != FcrMethod::flag;
  return measure == Measure::first_response_time || measure == Measure::replies || measure == Measure::interactions;
}

TicketInputs inputs_of(Measure measure, Evidence& evidence) {
  const FcrMethod method = evidence.fcr_method();
  TicketInputs in{.tickets = evidence.tickets(),
                  .facts = evidence.facts(),
                  .timeline = nullptr,
                  .contacts = {},
                  .variants = evidence.variants(),
                  .fcr_method = method,
                  .horizon = evidence.horizon()};
  if (evidence.data().has_messages && asks_for_timeline(measure, method)) in.timeline = &evidence.timeline();
  if (asks_for_contacts(measure, method)) in.contacts = evidence.contacts();
  return in;
}

/// Tickets that only the message log knows.
void observe_first_responses_without_ticket(Evidence& evidence, Observations& out) {
  for (const TicketLog& log : evidence.timeline().logs) {
    if (log.ticket_row != kNoRow) continue;
    const Measured measured = first_response_of_log(log, std::nullopt, /*solved=*/false);
    const Subject subject{.agent = log.first_reply_agent};
    const std::uint32_t started = log.first_customer_at;
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    if (!measured.excluded) {
      out.add(by_creation ? started : *measured.at, subject, measured.value);
    } else if (started != InstantColumn::kMissing) {
      out.exclude(started, subject, *measured.excluded);
    }
  }
}

}  // namespace

void observe_tickets(const MetricRow& metric, Evidence& evidence, Observations& out) {
  const TicketInputs in = inputs_of(metric.measure, evidence);
  switch (metric.measure) {
    case Measure::one: return observe_rows<one>(metric, in, out);
    case Measure::first_response_time:
      observe_rows<first_response_time>(metric, in, out);
      return observe_first_responses_without_ticket(evidence, out);
    case Measure::resolution_time: return observe_rows<resolution_time>(metric, in, out);
    case Measure::handle_time: return observe_rows<handle_time>(metric, in, out);
    case Measure::queue_time: return observe_rows<queue_time>(metric, in, out);
    case Measure::answered_in_time: return observe_rows<answered_in_time>(metric, in, out);
    case Measure::was_abandoned: return observe_rows<was_abandoned>(metric, in, out);
    case Measure::first_contact_resolved: return observe_rows<first_contact_resolved>(metric, in, out);
    case Measure::no_repeat_contact: return observe_rows<no_repeat_contact>(metric, in, out);
    case Measure::was_reopened: return observe_rows<was_reopened>(metric, in, out);
    case Measure::was_escalated: return observe_rows<was_escalated>(metric, in, out);
    case Measure::replies: return observe_rows<replies>(metric, in, out);
    case Measure::interactions: return observe_rows<interactions>(metric, in, out);
    case Measure::is_repeat_contact: return observe_rows<is_repeat_contact>(metric, in, out);
    case Measure::response_time:
    case Measure::is_satisfied:
    case Measure::nps_class:
    case Measure::ces_score: return;  // not measured on tickets
  }
}

}  // namespace csreport

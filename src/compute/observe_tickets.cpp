// Populations of tickets: which of them, and which kernel.
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

using Kernel = Measured (*)(const TicketInputs&, std::size_t);

/// One instantiation for each measure, so that the kernel is part of the loop. Those of the population that were solved
/// at an unknown time cannot be placed.
template <Kernel kernel>
void observe_rows(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const TicketInputs in(metric, evidence);
  const std::uint8_t required = required_bits(metric.population);
  const bool needs_solution_time = metric.population == Population::ever_solved_tickets;
  observe_all_tickets(
      metric, evidence, [&](std::size_t row) { return (in.bits[row] & required) == required; },
      [&](std::size_t row) {
        Measured measured = kernel(in, row);
        const bool unplaced = needs_solution_time & !in.solved.has(row);
        measured.excluded = reason_if(unplaced, Exclusion::missing_solved_at, measured.excluded);
        return measured;
      },
      out);
}

/// With a message log, first responses belong to the agents who gave them.
void observe_first_responses_by_log(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const TicketInputs in(metric, evidence);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  for (std::uint32_t row = 0; row < in.bits.size(); ++row) {
    if (!in.is(TicketFacts::used, row)) continue;
    const Measured measured = first_response_time(in, row);
    const Subject subject{.ticket_row = row, .agent = measured.agent};
    const bool by_reply = !by_creation && measured.at != InstantColumn::kMissing;
    const std::uint32_t at = by_reply ? measured.at : in.created[row];
    if (measured.excluded == Exclusion::none) {
      out.add(at, subject, static_cast<double>(measured.value));
    } else {
      out.exclude(at, subject, measured.excluded);
    }
  }
}

/// Tickets that only the message log knows.
void observe_first_responses_without_ticket(const Evidence& evidence, Observations& out) {
  for (const TicketLog& log : evidence.timeline().logs) {
    if (log.ticket_row != kNoRow) continue;
    const Measured measured = first_response_of_log(log, std::nullopt, /*solved=*/false);
    const Subject subject{.agent = log.first_reply_agent};
    const std::uint32_t started = log.first_customer_at;
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    if (measured.excluded == Exclusion::none) {
      out.add(by_creation ? started : measured.at, subject, static_cast<double>(measured.value));
    } else if (started != InstantColumn::kMissing) {
      out.exclude(started, subject, measured.excluded);
    }
  }
}

}  // namespace

TicketInputs::TicketInputs(const MetricRow& metric, const Evidence& evidence)
    : tickets(evidence.tickets()),
      bits(evidence.facts().bits()),
      created(tickets.created_at),
      solved(evidence.facts().solved_at()),
      first_response_at(tickets.first_response_at),
      first_response_time(tickets.first_response_time),
      handle(tickets.handle_time),
      talk(tickets.talk_time),
      hold(tickets.hold_time),
      after_call_work(tickets.after_call_work_time),
      queue(tickets.queue_time),
      own_replies(tickets.replies),
      own_customer_replies(tickets.customer_replies),
      reopens(tickets.reopens),
      timeline(evidence.reads_timeline(metric) ? &evidence.timeline() : nullptr),
      contacts(evidence.contacts()),
      variants(evidence.variants()),
      fcr_method(evidence.fcr_method()),
      mature_until((evidence.horizon() - variants.fcr_window).time_since_epoch().count()) {}

void observe_tickets(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (metric.measure) {
    case Measure::one: return observe_rows<one>(metric, evidence, out);
    case Measure::first_response_time:
      if (out.kind() == Subjects::Kind::tickets) return observe_rows<first_response_time>(metric, evidence, out);
      observe_first_responses_by_log(metric, evidence, out);
      return observe_first_responses_without_ticket(evidence, out);
    case Measure::resolution_time: return observe_rows<resolution_time>(metric, evidence, out);
    case Measure::handle_time: return observe_rows<handle_time>(metric, evidence, out);
    case Measure::queue_time: return observe_rows<queue_time>(metric, evidence, out);
    case Measure::answered_in_time: return observe_rows<answered_in_time>(metric, evidence, out);
    case Measure::was_abandoned: return observe_rows<was_abandoned>(metric, evidence, out);
    case Measure::first_contact_resolved: return observe_rows<first_contact_resolved>(metric, evidence, out);
    case Measure::no_repeat_contact: return observe_rows<no_repeat_contact>(metric, evidence, out);
    case Measure::was_reopened: return observe_rows<was_reopened>(metric, evidence, out);
    case Measure::was_escalated: return observe_rows<was_escalated>(metric, evidence, out);
    case Measure::replies: return observe_rows<replies>(metric, evidence, out);
    case Measure::interactions: return observe_rows<interactions>(metric, evidence, out);
    case Measure::is_repeat_contact: return observe_rows<is_repeat_contact>(metric, evidence, out);
    case Measure::response_time:
    case Measure::is_satisfied:
    case Measure::nps_class:
    case Measure::ces_score: return;  // not measured on tickets
  }
}

}  // namespace csreport

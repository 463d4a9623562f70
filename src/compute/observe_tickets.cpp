// Populations of tickets: which of them, and which kernel.
#include <optional>

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
  TicketInputs in(metric, evidence);
  const std::uint8_t required = required_bits(metric.population);
  const bool needs_solution_time = metric.population == Population::ever_solved_tickets;
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        in.move_to(first_row);
        return [&in, required, needs_solution_time](std::size_t i) {
          Measured measured = kernel(in, i);
          const bool unplaced = needs_solution_time & !in.solved.has(i);
          measured.excluded = reason_if(unplaced, Exclusion::missing_solved_at, measured.excluded);
          measured.excluded = reason_if((in.bits[i] & required) != required, Exclusion::outside, measured.excluded);
          return measured;
        };
      },
      out);
}

/// A first response with its event, InstantColumn::kMissing = none, and its agent.
struct FirstResponse {
  Measured measured;
  std::uint32_t at = InstantColumn::kMissing;
  std::uint32_t agent = Subject::kTicketsAgent;

  explicit FirstResponse(Exclusion excluded) : measured{.excluded = excluded} {}
  FirstResponse(const Measured& of_columns, std::uint32_t created)
      : measured(of_columns), at(created + static_cast<std::uint32_t>(of_columns.value)) {}
};

/// `created` and `solved`: of the ticket of the log.
FirstResponse first_response_of_log(const TicketLog& log, std::optional<std::uint32_t> created, bool solved) {
  if (log.outbound) return FirstResponse(Exclusion::outbound);
  const std::uint32_t start = log.first_customer_at != InstantColumn::kMissing
                                  ? log.first_customer_at
                                  : created.value_or(InstantColumn::kMissing);
  if (log.first_reply_at == InstantColumn::kMissing) {
    return FirstResponse(solved ? Exclusion::solved_without_reply : Exclusion::awaiting_first_reply);
  }
  if (start == InstantColumn::kMissing) return FirstResponse(Exclusion::no_date);
  const bool negative = log.first_reply_at < start;
  FirstResponse response(counted_unless(reason_if(negative, Exclusion::negative), log.first_reply_at - start), start);
  response.agent = log.first_reply_agent;
  return response;
}

/// With a message log, first responses belong to the agents who gave them.
void observe_first_responses_by_log(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  TicketInputs in(metric, evidence);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  for (std::uint32_t row = 0; row < evidence.tickets().rows; ++row) {
    in.move_to(row);
    if (!in.is(TicketFacts::used, 0)) continue;
    const TicketLog* log = evidence.timeline().log(row);
    const FirstResponse response = log != nullptr ? first_response_of_log(*log, in.created[0], in.is_solved(0))
                                                  : FirstResponse(first_response_time(in, 0), in.created[0]);
    const Subject subject{.ticket_row = row, .agent = response.agent};
    const std::uint32_t at = by_creation || response.at == InstantColumn::kMissing ? in.created[0] : response.at;
    if (response.measured.excluded == Exclusion::none) {
      out.add(at, subject, static_cast<double>(response.measured.value));
    } else {
      out.exclude(at, subject, response.measured.excluded);
    }
  }
}

/// Tickets that only the message log knows.
void observe_first_responses_without_ticket(const Evidence& evidence, Observations& out) {
  for (const TicketLog& log : evidence.timeline().logs) {
    if (log.ticket_row != kNoRow) continue;
    const FirstResponse response = first_response_of_log(log, std::nullopt, /*solved=*/false);
    const Measured& measured = response.measured;
    const Subject subject{.agent = log.first_reply_agent};
    const std::uint32_t started = log.first_customer_at;
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    if (measured.excluded == Exclusion::none) {
      out.add(by_creation ? started : response.at, subject, static_cast<double>(measured.value));
    } else if (started != InstantColumn::kMissing) {
      out.exclude(started, subject, measured.excluded);
    }
  }
}

void observe_first_contacts(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return observe_rows<first_contact_resolved<FcrMethod::one_touch>>(metric, evidence, out);
    case FcrMethod::no_repeat: return observe_rows<first_contact_resolved<FcrMethod::no_repeat>>(metric, evidence, out);
    case FcrMethod::strict: return observe_rows<first_contact_resolved<FcrMethod::strict>>(metric, evidence, out);
    case FcrMethod::flag: return observe_rows<first_contact_resolved<FcrMethod::flag>>(metric, evidence, out);
  }
}

}  // namespace

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
    case Measure::first_contact_resolved: return observe_first_contacts(metric, evidence, out);
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

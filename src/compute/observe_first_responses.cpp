// First responses by the message log, where they belong to the agents who gave them; without a log they are
// measured like any other time of a ticket.
#include <optional>

#include "compute/observe.hpp"
#include "compute/observe_rows.hpp"

namespace csreport {
namespace {

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

double value_of(const MetricRow& metric, const Measured& seconds) {
  if (metric.measure != Measure::replied_within) return static_cast<double>(seconds.value);
  return seconds.value <= metric.parameter ? 1 : 0;
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
      out.add(at, subject, value_of(metric, response.measured));
    } else {
      out.exclude(at, subject, response.measured.excluded);
    }
  }
}

/// Tickets that only the message log knows.
void observe_first_responses_without_ticket(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  for (const TicketLog& log : evidence.timeline().logs) {
    if (log.ticket_row != kNoRow) continue;
    const FirstResponse response = first_response_of_log(log, std::nullopt, /*solved=*/false);
    const Measured& measured = response.measured;
    const Subject subject{.agent = log.first_reply_agent};
    const std::uint32_t started = log.first_customer_at;
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    if (measured.excluded == Exclusion::none) {
      out.add(by_creation ? started : response.at, subject, value_of(metric, measured));
    } else if (started != InstantColumn::kMissing) {
      out.exclude(started, subject, measured.excluded);
    }
  }
}

/// A reply counts as 1 when it came within the metric's parameter. The period is that of the reply, so the
/// time to it is measured first.
struct WithinParameter {
  std::int64_t seconds;
  TallyEntry operator()(TallyEntry entry) const { return tally_entry(tally_sum(entry) <= seconds); }
};

}  // namespace

void observe_replies_within(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (out.kind() == Subjects::Kind::tickets)
    return observe_rows<first_response_time>(metric, evidence, out, WithinParameter{metric.parameter});
  observe_first_responses_by_log(metric, evidence, out);
  observe_first_responses_without_ticket(metric, evidence, out);
}

void observe_first_responses(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (out.kind() == Subjects::Kind::tickets) return observe_rows<first_response_time>(metric, evidence, out);
  observe_first_responses_by_log(metric, evidence, out);
  observe_first_responses_without_ticket(metric, evidence, out);
}

}  // namespace csreport

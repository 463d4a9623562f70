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
  std::uint32_t start = InstantColumn::kMissing;
  std::uint32_t at = InstantColumn::kMissing;
  std::uint32_t agent = Subject::kTicketsAgent;

  explicit FirstResponse(Exclusion excluded) : measured{.excluded = excluded} {}
  FirstResponse(const Measured& by_calendar, std::uint32_t started)
      : measured(by_calendar), start(started), at(started + static_cast<std::uint32_t>(by_calendar.value)) {}

  /// By the business clock of the ticket, or kNoRow.
  void measure_open_time(const BusinessTimes& times, std::uint32_t row) {
    if (measured.excluded != Exclusion::none) return;
    const auto open = times.between(row, start, at);
    measured = open ? counted(*open) : excluded(Exclusion::no_schedule);
  }
};

/// When a ticket was last reopened, not after `until`; kMissing: never.
std::uint32_t last_reopening(const StatusHistory& history, std::uint32_t row, std::uint32_t until) {
  std::uint32_t reopened = InstantColumn::kMissing;
  bool solved = false;
  for (const StatusHistory::Change& change : history.changes(row)) {
    if (change.at > until) break;
    if (solved && !is_solved_status(change.status)) reopened = change.at;
    solved = is_solved_status(change.status);
  }
  return reopened;
}

/// The event that --frt-start asks for and columns or the history of statuses tell; kMissing without.
std::uint32_t other_start(const Evidence& evidence, std::uint32_t row, std::uint32_t replied) {
  if (row == kNoRow) return InstantColumn::kMissing;
  const TicketTable& tickets = evidence.tickets();
  switch (evidence.variants().frt_start) {
    case ResponseStart::first_customer: break;
    case ResponseStart::created: break;
    case ResponseStart::handoff: return tickets.handed_off_at[row].value_or(InstantColumn::kMissing);
    case ResponseStart::assignment: return tickets.assigned_at[row].value_or(InstantColumn::kMissing);
    case ResponseStart::reopen:
      return evidence.history() == nullptr ? InstantColumn::kMissing
                                           : last_reopening(*evidence.history(), row, replied);
  }
  return InstantColumn::kMissing;
}

/// A wait cannot begin after it ended: such an event is not the one that the reply followed.
std::uint32_t start_of(const Evidence& evidence, std::uint32_t row, std::uint32_t otherwise, std::uint32_t replied) {
  const std::uint32_t other = other_start(evidence, row, replied);
  return other != InstantColumn::kMissing && other <= replied ? other : otherwise;
}

/// A ticket of which the columns tell the first response.
FirstResponse first_response_of_columns(const TicketInputs& in, const Evidence& evidence, std::uint32_t row) {
  FirstResponse response(first_response_time(in, 0), in.created[0]);
  if (response.measured.excluded != Exclusion::none) return response;
  response.start = start_of(evidence, row, response.start, response.at);
  response.measured.value = response.at - response.start;
  return response;
}

/// `created`, `solved` and `outbound`: of the ticket of the log.
FirstResponse first_response_of_log(const TicketLog& log, const Evidence& evidence,
                                    std::optional<std::uint32_t> created, bool solved, bool outbound) {
  const Variants& variants = evidence.variants();
  const bool unasked =
      variants.frt_outbound == OutboundResponse::first_customer && log.first_customer_at == InstantColumn::kMissing;
  if (outbound && (variants.frt_outbound == OutboundResponse::exclude || unasked)) {
    return FirstResponse(Exclusion::outbound);
  }
  const bool opened_by_desk = outbound && log.outbound;
  const std::uint32_t replied = opened_by_desk ? log.outbound_reply_at : log.first_reply_at;
  if (replied == InstantColumn::kMissing) {
    // Of a ticket that is still open, somebody has to look whether it waits.
    const Exclusion unanswered = log.unknown_authors ? Exclusion::unknown_author : Exclusion::solved_without_reply;
    return FirstResponse(solved ? unanswered : Exclusion::awaiting_first_reply);
  }
  const bool from_creation =
      outbound ? variants.frt_outbound == OutboundResponse::zendesk : variants.frt_start == ResponseStart::created;
  std::uint32_t start = created.value_or(InstantColumn::kMissing);
  const bool asked_elsewhere = log.outbound && !outbound;  // a form, perhaps: its text is not in the log
  const bool asked_at_creation = created && (from_creation || asked_elsewhere);
  if (log.first_customer_at != InstantColumn::kMissing && !asked_at_creation) start = log.first_customer_at;
  if (!outbound) start = start_of(evidence, log.ticket_row, start, replied);
  if (start == InstantColumn::kMissing) return FirstResponse(Exclusion::no_date);
  const bool negative = replied < start;
  FirstResponse response(counted_unless(reason_if(negative, Exclusion::negative), replied - start), start);
  response.agent = opened_by_desk ? log.outbound_reply_agent : log.first_reply_agent;
  return response;
}

double value_of(const MetricRow& metric, const Measured& seconds) {
  if (metric.measure != Measure::replied_within) return static_cast<double>(seconds.value);
  return seconds.value <= metric.parameter ? 1 : 0;
}

/// With a message log, first responses belong to the agents who gave them. Without one, those of the columns are looked
/// at one by one when they begin with another event than the creation.
void observe_first_responses_by_log(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  TicketInputs in(metric, evidence);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  for (std::uint32_t row = 0; row < evidence.tickets().rows; ++row) {
    in.move_to(row);
    if (!in.is(TicketFacts::used, 0)) continue;
    const TicketLog* log = evidence.timeline().log(row);
    FirstResponse response = log != nullptr ? first_response_of_log(*log, evidence, in.created[0], in.is_solved(0),
                                                                    in.is(TicketFacts::outbound, 0))
                                            : first_response_of_columns(in, evidence, row);
    if (out.clock() == Clock::business) response.measure_open_time(*evidence.business_times(), row);
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
    FirstResponse response = first_response_of_log(log, evidence, std::nullopt, /*solved=*/false, log.outbound);
    if (out.clock() == Clock::business) response.measure_open_time(*evidence.business_times(), kNoRow);
    const Measured& measured = response.measured;
    const Subject subject{.agent = log.first_reply_agent};
    const std::uint32_t started = log.first_customer_at;
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    const std::uint32_t at = by_creation || response.at == InstantColumn::kMissing ? started : response.at;
    if (measured.excluded == Exclusion::none) {
      out.add(at, subject, value_of(metric, measured));
    } else if (started != InstantColumn::kMissing) {
      out.exclude(at, subject, measured.excluded);
    }
  }
}

/// A reply counts as 1 when it came within the metric's parameter. The period is that of the reply, so the
/// time to it is measured first.
struct WithinParameter {
  std::int64_t seconds;
  TallyEntry operator()(const TicketInputs&, TallyEntry entry, std::uint32_t) const {
    return tally_entry(tally_sum(entry) <= seconds);
  }
};
struct OpenTimeWithinParameter {
  std::int64_t seconds;
  TallyEntry operator()(const TicketInputs& in, TallyEntry, std::uint32_t i) const {
    return tally_entry(in.open_replied[i] - in.open_created[i] <= seconds);
  }
};

}  // namespace

void observe_replies_within(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (out.kind() == Subjects::Kind::tickets) {
    if (out.clock() == Clock::calendar) {
      return observe_rows<first_response_time>(metric, evidence, out, WithinParameter{metric.parameter});
    }
    return observe_rows<under_a_schedule<first_response_time>>(metric, evidence, out,
                                                               OpenTimeWithinParameter{metric.parameter});
  }
  observe_first_responses_by_log(metric, evidence, out);
  observe_first_responses_without_ticket(metric, evidence, out);
}

void observe_first_responses(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (out.kind() == Subjects::Kind::tickets) {
    if (out.clock() == Clock::calendar) return observe_rows<first_response_time>(metric, evidence, out);
    return observe_rows<under_a_schedule<first_response_time>>(metric, evidence, out,
                                                               OpenTime{&TicketInputs::open_replied});
  }
  observe_first_responses_by_log(metric, evidence, out);
  observe_first_responses_without_ticket(metric, evidence, out);
}

}  // namespace csreport

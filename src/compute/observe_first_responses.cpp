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

/// `created`, `solved` and `outbound`: of the ticket of the log.
FirstResponse first_response_of_log(const TicketLog& log, std::optional<std::uint32_t> created, bool solved,
                                    bool outbound) {
  if (outbound) return FirstResponse(Exclusion::outbound);
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
    FirstResponse response =
        log != nullptr ? first_response_of_log(*log, in.created[0], in.is_solved(0), in.is(TicketFacts::outbound, 0))
                       : FirstResponse(first_response_time(in, 0), in.created[0]);
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
    FirstResponse response = first_response_of_log(log, std::nullopt, /*solved=*/false, log.outbound);
    if (out.clock() == Clock::business) response.measure_open_time(*evidence.business_times(), kNoRow);
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

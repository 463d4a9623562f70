#include "compute/ticket_inputs.hpp"

#include <algorithm>

#include "compute/measures.hpp"

namespace csreport {
namespace {

std::int32_t seconds_of(Seconds seconds) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(seconds.count(), std::numeric_limits<std::int32_t>::min(),
                                                            std::numeric_limits<std::int32_t>::max()));
}

/// METRICS 1.7; short abandons default to 5 s where the variant needs them.
AbandonedCalls abandoned_calls(const Variants& variants) {
  switch (variants.service_level) {
    case ServiceLevelVariant::strict: return {};
    case ServiceLevelVariant::answered_only:
      return {.within = Exclusion::abandoned, .unknown_wait = Exclusion::abandoned, .others = Exclusion::abandoned};
    case ServiceLevelVariant::abandon_in_t_ok:
      return {.unknown_wait = Exclusion::missing_queue_time, .value_within = 1};
    case ServiceLevelVariant::ignore_abandon_in_t:
      return {.within = Exclusion::abandoned_within_threshold, .unknown_wait = Exclusion::missing_queue_time};
    case ServiceLevelVariant::ignore_short:
      return {.short_abandon = Exclusion::short_abandon,
              .unknown_wait = Exclusion::missing_queue_time,
              .short_limit = seconds_of(variants.short_abandon.value_or(kDefaultShortAbandon))};
  }
  return {};
}

/// The first second from which a window of this length has not ended at the horizon.
std::uint32_t immature_from(const Evidence& evidence, Seconds window) {
  const Instant mature_until = evidence.horizon() - window;
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(mature_until.time_since_epoch().count() + 1, 0, InstantColumn::kMissing));
}

std::span<const std::uint32_t> open_cells(const Evidence& evidence,
                                          std::span<const std::uint32_t> (BusinessTimes::*cells)() const noexcept) {
  const BusinessTimes* const times = evidence.business_times();
  return times == nullptr ? std::span<const std::uint32_t>() : (times->*cells)();
}

std::span<const std::uint16_t> reopens_of(const Evidence& evidence) {
  const auto column = evidence.tickets().reopens.raw();
  const StatusHistory* const history = evidence.history();
  return column.empty() && history != nullptr ? history->reopens() : column;
}

const CodeColumn* names_of(const TicketTable& tickets, std::string_view named_by) {
  if (named_by == "requester") return &tickets.requester;
  const Dimension* const dimension = tickets.dimension(named_by);
  return dimension == nullptr ? nullptr : &dimension->codes;
}

}  // namespace

TicketInputs::TicketInputs(const MetricRow& metric, const Evidence& evidence)
    : bits(evidence.facts().bits()),
      created(evidence.tickets().created_at),
      solved(evidence.facts().solved_at()),
      first_response_at(evidence.tickets().first_response_at),
      first_response_time(evidence.tickets().first_response_time),
      resolution_time(evidence.tickets().resolution_time),
      first_solved(evidence.first_solved_at()),
      first_resolution(evidence.tickets().first_resolution_time),
      handle(evidence.tickets().handle_time),
      talk(evidence.tickets().talk_time),
      hold(evidence.tickets().hold_time),
      after_call_work(evidence.tickets().after_call_work_time),
      queue(evidence.tickets().queue_time),
      reopens(reopens_of(evidence)),
      ring(evidence.tickets().ring_time),
      rings(evidence.tickets().rings),
      transfers(evidence.tickets().transfers),
      legs(evidence.tickets().legs),
      assignees(evidence.tickets().assignees),
      concurrency(evidence.tickets().concurrency),
      assigned_at(evidence.tickets().assigned_at),
      last_assigned_at(evidence.tickets().last_assigned_at),
      outcome(evidence.tickets().outcome),
      direction(evidence.tickets().direction),
      escalated(evidence.tickets().escalated),
      first_contact_resolved(evidence.tickets().first_contact_resolved),
      bot(evidence.tickets().bot),
      handed_off(evidence.tickets().handed_off),
      handed_off_at(evidence.tickets().handed_off_at),
      lead(evidence.tickets().lead),
      contacts(evidence.contacts()),
      open_created(open_cells(evidence, &BusinessTimes::created)),
      open_replied(open_cells(evidence, &BusinessTimes::first_replies)),
      open_solved(open_cells(evidence, &BusinessTimes::solutions)),
      open_first_solved(open_cells(evidence, &BusinessTimes::first_solutions)),
      talk_includes_hold(evidence.variants().talk_includes_hold),
      per_issue(evidence.variants().fcr_base == FcrBase::issue),
      immature_from(csreport::immature_from(evidence, evidence.variants().fcr_window)),
      parameter(static_cast<std::uint32_t>(metric.parameter)),
      unripe_from(csreport::immature_from(evidence, Seconds{metric.parameter})),
      threshold(seconds_of(evidence.variants().service_level_threshold)),
      short_limit(evidence.variants().short_abandon ? seconds_of(*evidence.variants().short_abandon)
                                                    : AbandonedCalls::kNever),
      abandoned(abandoned_calls(evidence.variants())),
      rows_(evidence.tickets().rows),
      timeline_(evidence.reads_timeline(metric) ? &evidence.timeline() : nullptr),
      counts_messages_(evidence.counts_messages(metric)),
      names_(names_of(evidence.tickets(), measure_row(metric.measure).named_by)),
      own_replies_(evidence.tickets().replies),
      own_customer_replies_(evidence.tickets().customer_replies) {}

void TicketInputs::move_to(std::size_t row) {
  bits.move_to(row);
  created.move_to(row);
  solved.move_to(row);
  first_response_at.move_to(row);
  first_response_time.move_to(row);
  resolution_time.move_to(row);
  first_solved.move_to(row);
  first_resolution.move_to(row);
  handle.move_to(row);
  talk.move_to(row);
  hold.move_to(row);
  after_call_work.move_to(row);
  queue.move_to(row);
  reopens.move_to(row);
  ring.move_to(row);
  rings.move_to(row);
  transfers.move_to(row);
  legs.move_to(row);
  assignees.move_to(row);
  concurrency.move_to(row);
  assigned_at.move_to(row);
  last_assigned_at.move_to(row);
  outcome.move_to(row);
  direction.move_to(row);
  escalated.move_to(row);
  first_contact_resolved.move_to(row);
  bot.move_to(row);
  handed_off.move_to(row);
  handed_off_at.move_to(row);
  lead.move_to(row);
  contacts.move_to(row);
  open_created.move_to(row);
  open_replied.move_to(row);
  open_solved.move_to(row);
  open_first_solved.move_to(row);
  if (counts_messages_) count_messages(row);
  if (names_ != nullptr) look_for_names(row);
}

void TicketInputs::look_for_names(std::size_t first_row) {
  const std::size_t size = std::min(kBlockRows, rows_ - first_row);
  names_->visit([&](auto codes) {
    for (std::size_t i = 0; i < size; ++i) named[i] = codes[first_row + i] != Dictionary::kNone ? 1 : 0;
  });
}

void TicketInputs::count_messages(std::size_t first_row) {
  own_replies_.move_to(first_row);
  own_customer_replies_.move_to(first_row);
  const std::size_t size = std::min(kBlockRows, rows_ - first_row);
  for (std::size_t i = 0; i < size; ++i) {
    replies[i] = touches[i] = own_replies_.has(i) ? own_replies_[i] : kUnknown;
    customer_messages[i] = own_customer_replies_.has(i) ? own_customer_replies_[i] : kUnknown;
    const bool both = own_replies_.has(i) && own_customer_replies_.has(i);
    interactions[i] = both ? replies[i] + customer_messages[i] : kUnknown;
    reply_agents[i] = kUnknown;
    internal_authors[i] = kUnknown;
  }
  if (timeline_ == nullptr) return;
  for (std::size_t i = 0; i < size; ++i) {
    const TicketLog* log = timeline_->log(first_row + i);
    if (log == nullptr) continue;
    const bool opened_by_desk = log->outbound && is(TicketFacts::outbound, i);
    replies[i] = log->unknown_authors ? TicketLog::kUnknownAgents : log->replies;
    touches[i] = log->unknown_authors ? TicketLog::kUnknownAgents : log->replies - (opened_by_desk ? 1 : 0);
    customer_messages[i] = log->customer_messages;
    interactions[i] = log->unknown_authors ? TicketLog::kUnknownAgents : log->public_messages;
    reply_agents[i] = log->agents;
    internal_authors[i] = log->internal_authors;
  }
}

}  // namespace csreport

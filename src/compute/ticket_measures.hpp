#pragma once
// The kernels that measure one ticket. Each is a plain function of the columns and a row;
// observe_tickets.cpp compiles one loop for each, so that nothing is looked up or decided again for
// every row. What the data decides at random (is there a reply? is it solved?) is chosen between values and not
// by a branch, which would be mispredicted as often as not.

#include <optional>
#include <span>

#include "compute/ticket_loop.hpp"

namespace csreport {

inline Measured counted(std::int64_t value) { return {.value = value}; }
inline Measured excluded(Exclusion reason) { return {.excluded = reason}; }
inline Measured share(bool hit) { return {.value = hit ? 1 : 0}; }
/// The value, unless there is a reason against it.
inline Measured counted_unless(Exclusion reason, std::int64_t value) { return {.value = value, .excluded = reason}; }
/// `reason` when it holds, else `otherwise`.
inline Exclusion reason_if(bool holds, Exclusion reason, Exclusion otherwise = Exclusion::none) {
  return holds ? reason : otherwise;
}

/// All that the kernels of one metric read, found before the loop.
struct TicketInputs {
  TicketInputs(const MetricRow& metric, const Evidence& evidence);

  const TicketTable& tickets;
  std::span<const std::uint8_t> bits;  ///< TicketFacts::bits()
  RawCells<std::uint32_t> created;
  RawCells<std::uint32_t> solved;  ///< see solved_instant()
  RawCells<std::uint32_t> first_response_at;
  RawCells<std::int32_t> first_response_time;
  RawCells<std::int32_t> handle;
  RawCells<std::int32_t> talk;
  RawCells<std::int32_t> hold;
  RawCells<std::int32_t> after_call_work;
  RawCells<std::int32_t> queue;
  RawCells<std::uint16_t> own_replies;
  RawCells<std::uint16_t> own_customer_replies;
  RawCells<std::uint16_t> reopens;
  const Timeline* timeline;                ///< nullptr: no message log, or the measure asks nothing of it
  std::span<const ContactFacts> contacts;  ///< empty when the measure asks nothing of them
  const Variants& variants;
  FcrMethod fcr_method;
  std::int64_t mature_until;  ///< solved at or before it: the follow-up window has ended at the horizon

  [[nodiscard]] bool is(TicketFacts::Bit bit, std::size_t row) const { return (bits[row] & bit) != 0; }
  [[nodiscard]] bool is_solved(std::size_t row) const { return is(TicketFacts::solved, row); }

  [[nodiscard]] const TicketLog* log(std::size_t row) const {
    return timeline == nullptr ? nullptr : timeline->log(row);
  }
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  /// Public human replies of a ticket, from the log where it has one, else from the export's column.
  [[nodiscard]] std::uint32_t replies(std::size_t row) const {
    if (const TicketLog* known = log(row)) return known->replies;
    return own_replies.has(row) ? own_replies[row] : kUnknown;
  }
  [[nodiscard]] std::uint32_t customer_messages(std::size_t row) const {
    if (const TicketLog* known = log(row)) return known->customer_messages;
    return own_customer_replies.has(row) ? own_customer_replies[row] : kUnknown;
  }
};

// --- times ---------------------------------------------------------------------------------------

inline Measured duration_between(std::uint32_t from, std::uint32_t to) {
  return {.value = to - from, .excluded = reason_if(to < from, Exclusion::negative), .at = to};
}

/// `solved`: of the ticket of the log.
inline Measured first_response_of_log(const TicketLog& log, std::optional<std::uint32_t> created, bool solved) {
  if (log.outbound) return excluded(Exclusion::outbound);
  const std::uint32_t start = log.first_customer_at != InstantColumn::kMissing
                                  ? log.first_customer_at
                                  : created.value_or(InstantColumn::kMissing);
  if (log.first_reply_at == InstantColumn::kMissing) {
    return excluded(solved ? Exclusion::solved_without_reply : Exclusion::awaiting_first_reply);
  }
  if (start == InstantColumn::kMissing) return excluded(Exclusion::no_date);
  Measured measured = duration_between(start, log.first_reply_at);
  measured.agent = log.first_reply_agent;
  return measured;
}

[[gnu::always_inline]] inline Measured first_response_time(const TicketInputs& in, std::size_t row) {
  const std::uint32_t created = in.created[row];
  if (const TicketLog* log = in.log(row)) return first_response_of_log(*log, created, in.is_solved(row));
  const bool outbound = in.is(TicketFacts::outbound, row);
  const Exclusion unanswered =
      reason_if(in.is_solved(row), Exclusion::solved_without_reply, Exclusion::awaiting_first_reply);
  if (in.first_response_time.present() && !in.first_response_at.has(row) && in.first_response_time.has(row)) {
    const std::int32_t supplied = in.first_response_time[row];
    if (outbound || supplied < 0) return excluded(reason_if(outbound, Exclusion::outbound, Exclusion::negative));
    return duration_between(created, created + static_cast<std::uint32_t>(supplied));
  }
  const std::uint32_t replied = in.first_response_at[row];
  const Exclusion reason =
      reason_if(replied == InstantColumn::kMissing, unanswered, reason_if(replied < created, Exclusion::negative));
  return {.value = replied - created,
          .excluded = reason_if(outbound, Exclusion::outbound, reason),
          .at = outbound ? InstantColumn::kMissing : replied};
}

[[gnu::always_inline]] inline Measured resolution_time(const TicketInputs& in, std::size_t row) {
  const std::uint32_t created = in.created[row];
  const std::uint32_t solved = in.solved[row];
  const Exclusion without_time =
      reason_if(in.tickets.resolution_time[row].value_or(0) < 0, Exclusion::negative, Exclusion::missing_solved_at);
  const Exclusion reason =
      reason_if(solved == InstantColumn::kMissing, without_time, reason_if(solved < created, Exclusion::negative));
  return counted_unless(reason_if(!in.is_solved(row), Exclusion::open, reason), solved - created);
}

/// An empty part of a call counts 0 when another part is known. (`+` and `|`: no branch.)
[[gnu::always_inline]] inline Measured handle_time(const TicketInputs& in, std::size_t row) {
  if (in.handle.has(row)) {
    return counted_unless(reason_if(in.handle[row] < 0, Exclusion::negative), in.handle[row]);
  }
  const bool known = in.talk.has(row) | in.hold.has(row) | in.after_call_work.has(row);
  const std::int32_t talk = in.talk.or_zero(row);
  const std::int32_t hold = in.hold.or_zero(row);
  const std::int32_t after = in.after_call_work.or_zero(row);
  const Exclusion negative = reason_if((talk | hold | after) < 0, Exclusion::negative);
  return counted_unless(reason_if(!known, Exclusion::missing_handle_time, negative), std::int64_t{talk} + hold + after);
}

// --- calls ---------------------------------------------------------------------------------------

[[gnu::always_inline]] inline Measured queue_time(const TicketInputs& in, std::size_t row) {
  const Exclusion negative = reason_if(in.queue[row] < 0, Exclusion::negative);
  return counted_unless(reason_if(!in.queue.has(row), Exclusion::missing_queue_time, negative), in.queue[row]);
}

inline bool is_short_abandon(const TicketInputs& in, std::size_t row, Seconds limit) {
  return in.is(TicketFacts::abandoned, row) && in.queue.has(row) && in.queue[row] < limit.count();
}

/// An offered call that was abandoned; which variant it is is the same for all rows.
[[gnu::always_inline]] inline Measured abandoned_by_variant(const TicketInputs& in, std::size_t row, bool within) {
  const Exclusion unknown = reason_if(!in.queue.has(row), Exclusion::missing_queue_time);
  switch (in.variants.service_level) {
    case ServiceLevelVariant::strict: return counted(0);
    case ServiceLevelVariant::answered_only: return excluded(Exclusion::abandoned);
    case ServiceLevelVariant::abandon_in_t_ok: return counted_unless(unknown, within ? 1 : 0);
    case ServiceLevelVariant::ignore_abandon_in_t:
      return counted_unless(reason_if(within, Exclusion::abandoned_within_threshold, unknown), 0);
    case ServiceLevelVariant::ignore_short: {
      const Seconds limit = in.variants.short_abandon.value_or(kDefaultShortAbandon);
      return counted_unless(reason_if(is_short_abandon(in, row, limit), Exclusion::short_abandon, unknown), 0);
    }
  }
  return counted(0);
}

/// METRICS 1.7; a wait of exactly T is within. Short abandons default to 5 s where the variant
/// needs them.
[[gnu::always_inline]] inline Measured answered_in_time(const TicketInputs& in, std::size_t row) {
  const bool within = in.queue.has(row) & (in.queue[row] <= in.variants.service_level_threshold.count());
  const bool answered = in.is(TicketFacts::answered, row);
  const Measured other = abandoned_by_variant(in, row, within);
  const Exclusion unknown = reason_if(!in.queue.has(row), Exclusion::missing_queue_time);
  return counted_unless(answered ? unknown : other.excluded, answered ? std::int64_t{within} : other.value);
}

[[gnu::always_inline]] inline Measured was_abandoned(const TicketInputs& in, std::size_t row) {
  if (in.variants.short_abandon && is_short_abandon(in, row, *in.variants.short_abandon)) {
    return excluded(Exclusion::short_abandon);
  }
  return share(in.is(TicketFacts::abandoned, row));
}

// --- solving -------------------------------------------------------------------------------------

[[gnu::always_inline]] inline Measured one_touch(const TicketInputs& in, std::size_t row) {
  const std::uint32_t replies = in.replies(row);
  return counted_unless(reason_if(replies == TicketInputs::kUnknown, Exclusion::unknown_replies),
                        (replies == 1) & (in.reopens.or_zero(row) == 0) ? 1 : 0);
}

/// Judged only when the whole follow-up window lies before the horizon (METRICS 3.4), also when a
/// repeat has already come: else only failures would enter early. The last reason stands first.
[[gnu::always_inline]] inline Measured no_repeat_contact(const TicketInputs& in, std::size_t row) {
  const ContactFacts contact = in.contacts[row];
  const std::uint32_t solved = in.solved[row];
  const bool is_later_one = contact.is(ContactFacts::repeat) & (in.variants.fcr_base == FcrBase::issue);
  Exclusion reason = reason_if(is_later_one, Exclusion::not_first_contact);
  reason = reason_if(std::int64_t{solved} > in.mature_until, Exclusion::immature, reason);
  reason = reason_if(solved == InstantColumn::kMissing, Exclusion::missing_solved_at, reason);
  reason = reason_if(!in.is_solved(row), Exclusion::open, reason);
  reason = reason_if(!contact.is(ContactFacts::known_requester), Exclusion::unknown_requester, reason);
  reason = reason_if(in.is(TicketFacts::outbound, row), Exclusion::outbound, reason);
  return counted_unless(reason, contact.is(ContactFacts::followed) ? 0 : 1);
}

inline Measured flagged(Flag flag, Exclusion if_unknown) {
  return counted_unless(reason_if(flag == Flag::unknown, if_unknown), flag == Flag::yes ? 1 : 0);
}

[[gnu::always_inline]] inline Measured one_touch_without_repeat(const TicketInputs& in, std::size_t row) {
  const Measured touch = one_touch(in, row);
  const Measured repeat = no_repeat_contact(in, row);
  return counted_unless(reason_if(touch.excluded != Exclusion::none, touch.excluded, repeat.excluded),
                        touch.value * repeat.value);
}

[[gnu::always_inline]] inline Measured resolved_by_method(const TicketInputs& in, std::size_t row) {
  switch (in.fcr_method) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return one_touch(in, row);
    case FcrMethod::no_repeat: return no_repeat_contact(in, row);
    case FcrMethod::strict: return one_touch_without_repeat(in, row);
    case FcrMethod::flag: {
      const auto& flags = in.tickets.first_contact_resolved;
      return flagged(flags.empty() ? Flag::unknown : flags[row], Exclusion::unknown_flag);
    }
  }
  return excluded(Exclusion::unknown_flag);
}

[[gnu::always_inline]] inline Measured first_contact_resolved(const TicketInputs& in, std::size_t row) {
  const Measured measured = resolved_by_method(in, row);
  return counted_unless(reason_if(!in.is_solved(row), Exclusion::open, measured.excluded), measured.value);
}

[[gnu::always_inline]] inline Measured is_repeat_contact(const TicketInputs& in, std::size_t row) {
  const ContactFacts contact = in.contacts[row];
  const Exclusion unknown = reason_if(!contact.is(ContactFacts::known_requester), Exclusion::unknown_requester);
  return counted_unless(reason_if(in.is(TicketFacts::outbound, row), Exclusion::outbound, unknown),
                        contact.is(ContactFacts::repeat) ? 1 : 0);
}

[[gnu::always_inline]] inline Measured was_escalated(const TicketInputs& in, std::size_t row) {
  const auto& flags = in.tickets.escalated;
  return flagged(flags.empty() ? Flag::unknown : flags[row], Exclusion::unknown_escalation);
}

[[gnu::always_inline]] inline Measured was_reopened(const TicketInputs& in, std::size_t row) {
  return counted_unless(reason_if(!in.reopens.has(row), Exclusion::unknown_reopens), in.reopens[row] > 0 ? 1 : 0);
}

[[gnu::always_inline]] inline Measured replies(const TicketInputs& in, std::size_t row) {
  const std::uint32_t count = in.replies(row);
  const Exclusion unknown = reason_if(count == TicketInputs::kUnknown, Exclusion::unknown_replies);
  return counted_unless(reason_if(!in.is_solved(row), Exclusion::open, unknown), count);
}

[[gnu::always_inline]] inline Measured interactions(const TicketInputs& in, std::size_t row) {
  const std::uint32_t ours = in.replies(row);
  const std::uint32_t theirs = in.customer_messages(row);
  const bool known = (ours != TicketInputs::kUnknown) & (theirs != TicketInputs::kUnknown);
  return counted_unless(reason_if(!in.is_solved(row), Exclusion::open, reason_if(!known, Exclusion::unknown_replies)),
                        std::int64_t{ours} + theirs);
}

inline Measured one(const TicketInputs&, std::size_t) { return counted(1); }

}  // namespace csreport

#pragma once
// The kernels that measure one ticket. Each is a plain function of the columns and a row;
// observe_tickets.cpp compiles one loop for each, so that nothing is looked up or decided again for
// every row.

#include <optional>
#include <span>

#include "compute/evidence.hpp"
#include "compute/observations.hpp"

namespace csreport {

/// What a kernel says of one case: a value, or the reason why there is none.
struct Measured {
  double value = 0;
  std::optional<Exclusion> excluded;
  std::optional<std::uint32_t> at;  ///< the anchoring event, when it is the kernel that knows it
  std::uint32_t agent = Subject::kTicketsAgent;
  bool imputed = false;  ///< a missing part counted 0
};
inline Measured counted(double value) { return {.value = value}; }
inline Measured excluded(Exclusion reason) { return {.excluded = reason}; }
inline Measured share(bool hit) { return {.value = hit ? 1.0 : 0.0}; }

/// All that the kernels of one metric read, found before the loop.
struct TicketInputs {
  const TicketTable& tickets;
  const TicketFacts& facts;
  const Timeline* timeline;                ///< nullptr: no message log, or the measure asks nothing of it
  std::span<const ContactFacts> contacts;  ///< empty when the measure asks nothing of them
  const Variants& variants;
  FcrMethod fcr_method;
  Instant horizon;

  [[nodiscard]] bool is_solved(std::size_t row) const { return facts.is(TicketFacts::solved, row); }
  [[nodiscard]] bool is_outbound(std::size_t row) const { return facts.is(TicketFacts::outbound, row); }
  [[nodiscard]] std::uint32_t created(std::size_t row) const { return tickets.created_at.raw()[row]; }

  [[nodiscard]] const TicketLog* log(std::size_t row) const {
    return timeline == nullptr ? nullptr : timeline->log(row);
  }
  /// Public human replies of a ticket, from the log where it has one, else from the export's column.
  [[nodiscard]] std::optional<std::uint32_t> replies(std::size_t row) const {
    if (const TicketLog* known = log(row)) return known->replies;
    return tickets.replies[row];
  }
  [[nodiscard]] std::optional<std::uint32_t> customer_messages(std::size_t row) const {
    if (const TicketLog* known = log(row)) return known->customer_messages;
    return tickets.customer_replies[row];
  }
};

// --- times ---------------------------------------------------------------------------------------

inline Measured duration_between(std::uint32_t from, std::uint32_t to) {
  if (to < from) return {.excluded = Exclusion::negative, .at = to};
  return {.value = static_cast<double>(to - from), .at = to};
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
  if (const TicketLog* log = in.log(row)) {
    return first_response_of_log(*log, in.created(row), in.is_solved(row));
  }
  if (in.is_outbound(row)) return excluded(Exclusion::outbound);
  if (const auto replied = in.tickets.first_response_at[row]) {
    return duration_between(in.created(row), *replied);
  }
  if (const auto supplied = in.tickets.first_response_time[row]) {
    if (*supplied < 0) return excluded(Exclusion::negative);
    return duration_between(in.created(row), in.created(row) + static_cast<std::uint32_t>(*supplied));
  }
  return excluded(in.is_solved(row) ? Exclusion::solved_without_reply : Exclusion::awaiting_first_reply);
}

[[gnu::always_inline]] inline Measured resolution_time(const TicketInputs& in, std::size_t row) {
  if (!in.is_solved(row)) return excluded(Exclusion::open);
  if (const auto solved = in.facts.solved_at(row)) return duration_between(in.created(row), *solved);
  const auto supplied = in.tickets.resolution_time[row];
  return excluded(supplied && *supplied < 0 ? Exclusion::negative : Exclusion::missing_solved_at);
}

/// An empty part of a call counts 0 when another part is known; an empty after-call work is remarked.
[[gnu::always_inline]] inline Measured handle_time(const TicketInputs& in, std::size_t row) {
  const auto non_negative = [](double seconds) {
    return seconds < 0 ? excluded(Exclusion::negative) : counted(seconds);
  };
  const TicketTable& tickets = in.tickets;
  if (const auto handle = tickets.handle_time[row]) return non_negative(*handle);
  const auto talk = tickets.talk_time[row];
  const auto hold = tickets.hold_time[row];
  const auto after = tickets.after_call_work_time[row];
  if (!talk && !hold && !after) return excluded(Exclusion::missing_handle_time);
  const bool negative = talk.value_or(0) < 0 || hold.value_or(0) < 0 || after.value_or(0) < 0;
  Measured measured = negative ? excluded(Exclusion::negative)
                               : counted(double{1} * talk.value_or(0) + hold.value_or(0) + after.value_or(0));
  measured.imputed = !after && tickets.after_call_work_time.present();
  return measured;
}

// --- calls ---------------------------------------------------------------------------------------

[[gnu::always_inline]] inline Measured queue_time(const TicketInputs& in, std::size_t row) {
  const auto wait = in.tickets.queue_time[row];
  if (!wait) return excluded(Exclusion::missing_queue_time);
  return *wait < 0 ? excluded(Exclusion::negative) : counted(*wait);
}

inline bool is_short_abandon(const TicketInputs& in, std::size_t row, Seconds limit) {
  const auto wait = in.tickets.queue_time[row];
  return in.facts.is(TicketFacts::abandoned, row) && wait && *wait < limit.count();
}

/// METRICS 1.7; a wait of exactly T is within. Short abandons default to 5 s where the variant
/// needs them.
[[gnu::always_inline]] inline Measured answered_in_time(const TicketInputs& in, std::size_t row) {
  const Variants& variants = in.variants;
  const auto wait = in.tickets.queue_time[row];
  const bool within = wait && *wait <= variants.service_level_threshold.count();
  if (in.facts.is(TicketFacts::answered, row)) return wait ? share(within) : excluded(Exclusion::missing_queue_time);
  if (variants.service_level == ServiceLevelVariant::strict) return share(false);
  if (variants.service_level == ServiceLevelVariant::answered_only) {
    return excluded(Exclusion::abandoned);
  }
  if (!wait) return excluded(Exclusion::missing_queue_time);
  switch (variants.service_level) {
    case ServiceLevelVariant::strict:
    case ServiceLevelVariant::answered_only: break;
    case ServiceLevelVariant::abandon_in_t_ok: return share(within);
    case ServiceLevelVariant::ignore_abandon_in_t:
      return within ? excluded(Exclusion::abandoned_within_threshold) : share(false);
    case ServiceLevelVariant::ignore_short:
      return is_short_abandon(in, row, variants.short_abandon.value_or(kDefaultShortAbandon))
                 ? excluded(Exclusion::short_abandon)
                 : share(false);
  }
  return share(false);
}

[[gnu::always_inline]] inline Measured was_abandoned(const TicketInputs& in, std::size_t row) {
  if (in.variants.short_abandon && is_short_abandon(in, row, *in.variants.short_abandon)) {
    return excluded(Exclusion::short_abandon);
  }
  return share(in.facts.is(TicketFacts::abandoned, row));
}

// --- solving -------------------------------------------------------------------------------------

[[gnu::always_inline]] inline Measured one_touch(const TicketInputs& in, std::size_t row) {
  const auto replies = in.replies(row);
  if (!replies) return excluded(Exclusion::unknown_replies);
  return share(*replies == 1 && in.tickets.reopens[row].value_or(0) == 0);
}

/// Judged only when the whole follow-up window lies before the horizon (METRICS 3.4), also when a
/// repeat has already come: else only failures would enter early.
[[gnu::always_inline]] inline Measured no_repeat_contact(const TicketInputs& in, std::size_t row) {
  if (in.is_outbound(row)) return excluded(Exclusion::outbound);
  const ContactFacts& contact = in.contacts[row];
  if (!contact.known_requester) return excluded(Exclusion::unknown_requester);
  if (!in.is_solved(row)) return excluded(Exclusion::open);
  const auto solved = in.facts.solved_at(row);
  if (!solved) return excluded(Exclusion::missing_solved_at);
  if (to_instant(*solved) + in.variants.fcr_window > in.horizon) {
    return excluded(Exclusion::immature);
  }
  if (in.variants.fcr_base == FcrBase::issue && contact.is_repeat) {
    return excluded(Exclusion::not_first_contact);
  }
  return share(!contact.is_followed);
}

inline Measured flagged(Flag flag, Exclusion if_unknown) {
  return flag == Flag::unknown ? excluded(if_unknown) : share(flag == Flag::yes);
}

[[gnu::always_inline]] inline Measured first_contact_resolved(const TicketInputs& in, std::size_t row) {
  if (!in.is_solved(row)) return excluded(Exclusion::open);
  switch (in.fcr_method) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return one_touch(in, row);
    case FcrMethod::no_repeat: return no_repeat_contact(in, row);
    case FcrMethod::strict: {
      const Measured touch = one_touch(in, row);
      const Measured repeat = no_repeat_contact(in, row);
      if (touch.excluded) return touch;
      return repeat.excluded ? repeat : share(touch.value == 1 && repeat.value == 1);
    }
    case FcrMethod::flag: {
      const auto& flags = in.tickets.first_contact_resolved;
      return flagged(flags.empty() ? Flag::unknown : flags[row], Exclusion::unknown_flag);
    }
  }
  return excluded(Exclusion::unknown_flag);
}

[[gnu::always_inline]] inline Measured is_repeat_contact(const TicketInputs& in, std::size_t row) {
  if (in.is_outbound(row)) return excluded(Exclusion::outbound);
  const ContactFacts& contact = in.contacts[row];
  return contact.known_requester ? share(contact.is_repeat) : excluded(Exclusion::unknown_requester);
}

[[gnu::always_inline]] inline Measured was_escalated(const TicketInputs& in, std::size_t row) {
  const auto& flags = in.tickets.escalated;
  return flagged(flags.empty() ? Flag::unknown : flags[row], Exclusion::unknown_escalation);
}

[[gnu::always_inline]] inline Measured was_reopened(const TicketInputs& in, std::size_t row) {
  const auto reopens = in.tickets.reopens[row];
  return reopens ? share(*reopens > 0) : excluded(Exclusion::unknown_reopens);
}

[[gnu::always_inline]] inline Measured replies(const TicketInputs& in, std::size_t row) {
  if (!in.is_solved(row)) return excluded(Exclusion::open);
  const auto count = in.replies(row);
  return count ? counted(*count) : excluded(Exclusion::unknown_replies);
}

[[gnu::always_inline]] inline Measured interactions(const TicketInputs& in, std::size_t row) {
  if (!in.is_solved(row)) return excluded(Exclusion::open);
  const auto ours = in.replies(row);
  const auto theirs = in.customer_messages(row);
  if (!ours || !theirs) return excluded(Exclusion::unknown_replies);
  return counted(static_cast<double>(*ours) + static_cast<double>(*theirs));
}

inline Measured one(const TicketInputs&, std::size_t) { return counted(1); }

}  // namespace csreport

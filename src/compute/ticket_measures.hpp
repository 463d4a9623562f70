#pragma once
// The kernels that measure one ticket. Each is a plain function of the columns and the ticket's number in
// its block; observe_tickets.cpp compiles one loop for each, so that nothing is looked up or decided again for
// every row. None of them branches on the data: what a ticket has at random (is there a reply? is it solved?) is chosen
// between values, which is never mispredicted and lets the compiler measure several tickets at a time.

#include <algorithm>
#include <cstdint>

#include "compute/ticket_inputs.hpp"
#include "compute/ticket_loop.hpp"

namespace csreport {

/// `holds ? value : otherwise` by masks. The compiler makes branches of `?:` where it sees that one condition decides
/// another, and then does not vectorise.
template <typename T>
[[gnu::always_inline]] constexpr T choose(bool holds, T value, T otherwise) {
  const T mask = static_cast<T>(T{0} - static_cast<T>(holds));
  return static_cast<T>((value & mask) | (otherwise & static_cast<T>(~mask)));
}
/// `reason` when it holds, else `otherwise`.
[[gnu::always_inline]] constexpr Exclusion reason_if(bool holds, Exclusion reason,
                                                     Exclusion otherwise = Exclusion::none) {
  return static_cast<Exclusion>(choose(holds, static_cast<std::uint8_t>(reason), static_cast<std::uint8_t>(otherwise)));
}

inline Measured counted(std::int64_t value) { return {.value = value}; }
inline Measured excluded(Exclusion reason) { return {.excluded = reason}; }
/// The value, unless there is a reason against it.
inline Measured counted_unless(Exclusion reason, std::int64_t value) { return {.value = value, .excluded = reason}; }

// --- times ---------------------------------------------------------------------------------------

/// The value is the time from the creation to the first reply also where it is negative, else 0.
[[gnu::always_inline]] inline Measured first_response_time(const TicketInputs& in, std::size_t i) {
  const std::uint32_t created = in.created[i];
  const std::int32_t supplied = in.first_response_time[i];
  const bool has_instant = in.first_response_at.has(i);
  const bool has_duration = in.first_response_time.has(i) & !has_instant;
  const bool outbound = in.is(TicketFacts::outbound, i);
  const bool impossible = has_duration & (supplied < 0);
  const std::uint32_t replied =
      choose(has_instant, in.first_response_at[i], created + static_cast<std::uint32_t>(supplied));
  const Exclusion unanswered =
      reason_if(in.is_solved(i), Exclusion::solved_without_reply, Exclusion::awaiting_first_reply);
  const bool answered = has_instant | has_duration;
  Exclusion reason = reason_if(impossible | (replied < created), Exclusion::negative);
  reason = reason_if(answered, reason, unanswered);
  const bool has_event = answered & !impossible & !outbound;
  return counted_unless(reason_if(outbound, Exclusion::outbound, reason), choose(has_event, replied - created, 0U));
}

[[gnu::always_inline]] inline Measured resolution_time(const TicketInputs& in, std::size_t i) {
  const std::uint32_t created = in.created[i];
  const std::uint32_t solved = in.solved[i];
  const Exclusion without_time =
      reason_if(in.resolution_time[i] < 0, Exclusion::negative, Exclusion::missing_solved_at);
  const Exclusion reason = reason_if(!in.solved.has(i), without_time, reason_if(solved < created, Exclusion::negative));
  return counted_unless(reason_if(!in.is_solved(i), Exclusion::open, reason), solved - created);
}

/// A ticket that is open again may have lost the time of its solution: that it came back tells that there was one.
[[gnu::always_inline]] inline bool was_once_solved(const TicketInputs& in, std::size_t i) {
  return in.is(TicketFacts::ever_solved, i) | in.first_solved.has(i) | (in.reopens.or_zero(i) > 0);
}
/// What the kernel says of tickets that were solved at least once; others are none of its cases.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured of_once_solved(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  const bool placed = in.is(TicketFacts::ever_solved, i) | in.first_solved.has(i);
  const Exclusion reason = reason_if(!placed, Exclusion::unknown_first_solution, measured.excluded);
  return counted_unless(reason_if(!was_once_solved(in, i), Exclusion::outside, reason), measured.value);
}

/// Until the first solution, also of tickets that were reopened.
[[gnu::always_inline]] inline Measured first_resolution_time(const TicketInputs& in, std::size_t i) {
  const std::uint32_t created = in.created[i];
  const std::uint32_t solved = in.first_solved[i];
  const bool known = in.first_solved.has(i);
  const bool ever = was_once_solved(in, i);
  Exclusion unknown = reason_if(ever, Exclusion::unknown_first_solution, Exclusion::open);
  unknown = reason_if(in.first_resolution[i] < 0, Exclusion::negative, unknown);
  const Exclusion reason = reason_if(!known, unknown, reason_if(solved < created, Exclusion::negative));
  return counted_unless(reason, choose(known, solved - created, 0U));
}

/// Hold and after-call work count 0 where they are empty, talk never does (METRICS 0.3, 1.5).
[[gnu::always_inline]] inline Measured handle_time(const TicketInputs& in, std::size_t i) {
  const bool whole = in.handle.has(i);
  const bool known = whole | in.talk.has(i);
  const std::int32_t talk = choose(whole, in.handle[i], in.talk.or_zero(i));
  const bool held_within = whole | (in.talk_includes_hold & in.talk.has(i));
  const std::int32_t hold = choose(held_within, 0, in.hold.or_zero(i));
  const std::int32_t after = choose(whole, 0, in.after_call_work.or_zero(i));
  const Exclusion negative = reason_if((talk | hold | after) < 0, Exclusion::negative);
  const auto seconds = [](std::int32_t part) { return std::int64_t{static_cast<std::uint32_t>(part)}; };
  return counted_unless(reason_if(!known, Exclusion::missing_handle_time, negative),
                        seconds(talk) + seconds(hold) + seconds(after));
}

/// Of contacts that were handled. Where no export tells outcomes, one without any time may have been: it is counted as
/// missing. Beside calls with outcomes it is none of them.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured if_handled(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  const bool handled = in.is(TicketFacts::handled, i) | !in.outcome.present();
  return counted_unless(reason_if(!handled, Exclusion::outside, measured.excluded), measured.value);
}

/// With the time that it rang at the agents' phones, where that is known (METRICS 1.5).
[[gnu::always_inline]] inline Measured handle_time_with_ring(const TicketInputs& in, std::size_t i) {
  const Measured measured = handle_time(in, i);
  const std::int32_t ring = in.ring.or_zero(i);
  const Exclusion negative = reason_if(ring < 0, Exclusion::negative, measured.excluded);
  return counted_unless(reason_if(measured.excluded != Exclusion::none, measured.excluded, negative),
                        measured.value + ring);
}

/// What one of `contacts` that were handled at once takes of the time, to the nearest second (METRICS 1.5). 0 is one.
[[gnu::always_inline]] inline Measured share_of(const Measured& measured, std::int64_t contacts) {
  contacts = std::max<std::int64_t>(contacts, 1);
  return counted_unless(measured.excluded, (2 * measured.value + contacts) / (2 * contacts));
}
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured shared_among_contacts(const TicketInputs& in, std::size_t i) {
  return share_of(kernel(in, i), in.concurrency.or_zero(i));
}

/// The same without hold: a whole handle time counts where it is known how much of it was hold.
[[gnu::always_inline]] inline Measured handle_time_without_hold(const TicketInputs& in, std::size_t i) {
  const bool whole = in.handle.has(i);
  const bool parts = in.talk.has(i);
  const bool known = parts | (whole & in.hold.has(i));
  const std::int32_t within = choose(in.talk_includes_hold & in.talk.has(i), in.hold.or_zero(i), 0);
  const std::int32_t talk = choose(parts, in.talk.or_zero(i) - within, in.handle.or_zero(i) - in.hold.or_zero(i));
  const std::int32_t after = choose(parts, in.after_call_work.or_zero(i), 0);
  const Exclusion negative = reason_if((talk | after) < 0, Exclusion::negative);
  return counted_unless(reason_if(!known, Exclusion::missing_handle_time, negative), std::int64_t{talk} + after);
}

template <BlockCells<std::int32_t> TicketInputs::*column>
[[gnu::always_inline]] inline Measured duration(const TicketInputs& in, std::size_t i) {
  const BlockCells<std::int32_t>& cells = in.*column;
  const Exclusion negative = reason_if(cells[i] < 0, Exclusion::negative);
  return counted_unless(reason_if(!cells.has(i), Exclusion::missing_duration, negative), cells[i]);
}

// --- calls ---------------------------------------------------------------------------------------

[[gnu::always_inline]] inline Measured queue_time(const TicketInputs& in, std::size_t i) {
  const Exclusion negative = reason_if(in.queue[i] < 0, Exclusion::negative);
  return counted_unless(reason_if(!in.queue.has(i), Exclusion::missing_queue_time, negative), in.queue[i]);
}

/// Of the kernel's calls, those that customers made and that came as far as the queue (METRICS 1.8): a call of the desk
/// waits in none, and who hangs up in the menu has not reached it. The export says of each call who made it; one
/// without a direction came in, like any other contact.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured of_calls_at_the_queue(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  Exclusion reason = reason_if(in.outcome[i] == CallOutcome::menu, Exclusion::left_in_menu, measured.excluded);
  reason = reason_if(in.direction[i] == Direction::outbound, Exclusion::outbound, reason);
  const bool is_case = (measured.excluded != Exclusion::outside) | (in.outcome[i] == CallOutcome::menu);
  return counted_unless(reason_if(!is_case, Exclusion::outside, reason), measured.value);
}
/// What the kernel says of calls that were answered or abandoned; others are none of its cases.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured if_offered(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  const bool offered = in.is(TicketFacts::offered, i);
  return counted_unless(reason_if(!offered, Exclusion::outside, measured.excluded), measured.value);
}
/// The same with those who asked for a callback, which one does in the queue.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured if_queued(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  const bool queued = in.is(TicketFacts::offered, i) | (in.outcome[i] == CallOutcome::callback);
  return counted_unless(reason_if(!queued, Exclusion::outside, measured.excluded), measured.value);
}

/// METRICS 1.7; a wait of exactly T is within.
[[gnu::always_inline]] inline Measured answered_in_time(const TicketInputs& in, std::size_t i) {
  const bool negative = in.queue[i] < 0;
  const bool known = in.queue.has(i) & !negative;
  const Exclusion unknown = reason_if(negative, Exclusion::negative, Exclusion::missing_queue_time);
  const bool within = known & (in.queue[i] <= in.threshold);
  const bool answered = in.is(TicketFacts::answered, i);
  const bool too_short = known & (in.queue[i] < in.abandoned.short_limit) & in.is(TicketFacts::abandoned, i);
  const bool wait_decides = in.abandoned.unknown_wait == Exclusion::missing_queue_time;
  Exclusion reason = reason_if(wait_decides, unknown, in.abandoned.unknown_wait);
  reason = reason_if(known, in.abandoned.others, reason);
  reason = reason_if(within, in.abandoned.within, reason);
  reason = reason_if(too_short, in.abandoned.short_abandon, reason);
  reason = reason_if(answered, reason_if(!known, unknown), reason);
  return counted_unless(reason, std::int64_t{within} & choose(answered, std::int64_t{1}, in.abandoned.value_within));
}

[[gnu::always_inline]] inline Measured was_abandoned(const TicketInputs& in, std::size_t i) {
  const bool abandoned = in.is(TicketFacts::abandoned, i);
  const bool too_short = abandoned & (in.queue[i] >= 0) & (in.queue[i] < in.short_limit);
  return counted_unless(reason_if(too_short, Exclusion::short_abandon), abandoned);
}

/// The same of all that waited in a queue, callbacks that were asked for there among them. The caller of an abandoned
/// call did, whether or not the export says how long.
[[gnu::always_inline]] inline Measured was_abandoned_of_queued(const TicketInputs& in, std::size_t i) {
  const Measured measured = was_abandoned(in, i);
  const bool queued = in.queue.has(i) | in.is(TicketFacts::abandoned, i);
  return counted_unless(reason_if(!queued, Exclusion::missing_queue_time, measured.excluded), measured.value);
}

/// The wait of an abandoned call.
[[gnu::always_inline]] inline Measured abandon_wait(const TicketInputs& in, std::size_t i) {
  const Measured wait = queue_time(in, i);
  const bool too_short = (in.queue[i] >= 0) & (in.queue[i] < in.short_limit);
  return counted_unless(reason_if(too_short, Exclusion::short_abandon, wait.excluded), wait.value);
}

[[gnu::always_inline]] inline Measured is_call(const TicketInputs& in, std::size_t i) {
  const CallOutcome outcome = in.outcome[i];
  const bool counts =
      (outcome == CallOutcome::answered) | (outcome == CallOutcome::abandoned) | (outcome == CallOutcome::blocked);
  return counted_unless(reason_if(!counts, Exclusion::outside), 1);
}

/// Who called whom: the export says it of each call, and one without a direction came in, like any other contact.
[[gnu::always_inline]] inline Measured is_call_in_direction(const TicketInputs& in, std::size_t i) {
  const bool outbound = in.direction[i] == Direction::outbound;
  const bool asked = outbound == (in.parameter == static_cast<std::uint32_t>(Direction::outbound));
  return counted_unless(reason_if(!asked, Exclusion::outside, is_call(in, i).excluded), 1);
}

[[gnu::always_inline]] inline Measured was_blocked(const TicketInputs& in, std::size_t i) {
  return counted_unless(is_call(in, i).excluded, in.outcome[i] == CallOutcome::blocked);
}

[[gnu::always_inline]] inline Measured is_blocked_call(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(in.outcome[i] != CallOutcome::blocked, Exclusion::outside), 1);
}

[[gnu::always_inline]] inline Measured rings(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(!in.rings.has(i), Exclusion::missing_duration), in.rings[i]);
}

/// Several legs of a call are a transfer where nothing tells how many there were.
[[gnu::always_inline]] inline Measured transferred(const TicketInputs& in, std::size_t i) {
  const bool known = in.transfers.has(i) | in.legs.has(i);
  return counted_unless(reason_if(!known, Exclusion::unknown_transfers),
                        in.transfers.has(i) ? in.transfers.or_zero(i) > 0 : in.legs.or_zero(i) > 1);
}
/// Of contacts that somebody took up.
[[gnu::always_inline]] inline Measured was_transferred(const TicketInputs& in, std::size_t i) {
  const CallOutcome outcome = in.outcome[i];
  const bool nobody = (outcome == CallOutcome::abandoned) | (outcome == CallOutcome::blocked) |
                      (outcome == CallOutcome::callback) | (outcome == CallOutcome::menu) |
                      (outcome == CallOutcome::other);
  const Measured measured = transferred(in, i);
  return counted_unless(reason_if(nobody, Exclusion::outside, measured.excluded), measured.value);
}

/// A transferred contact fails.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured without_transfer(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  const Measured moved = transferred(in, i);
  const bool counts = measured.excluded == Exclusion::none;
  return counted_unless(reason_if(counts, moved.excluded, measured.excluded), measured.value & (moved.value ^ 1));
}

// --- solving -------------------------------------------------------------------------------------

/// Why a number of messages or of people is not known: METRICS 0.3 has none of that as 0.
[[gnu::always_inline]] inline Exclusion unknown_count(std::uint32_t count) {
  const Exclusion reason = reason_if(count == TicketLog::kUnknownAgents, Exclusion::unknown_author);
  return reason_if(count == TicketInputs::kUnknown, Exclusion::unknown_replies, reason);
}

[[gnu::always_inline]] inline Measured one_touch(const TicketInputs& in, std::size_t i) {
  const std::uint32_t touches = in.touches[i];
  return counted_unless(unknown_count(touches), (touches == 1) & (in.reopens.or_zero(i) == 0));
}

/// Closed once, with one person taking part.
[[gnu::always_inline]] inline Measured one_teammate(const TicketInputs& in, std::size_t i) {
  const std::uint32_t people = in.reply_agents[i];
  return counted_unless(unknown_count(people), (people == 1) & (in.reopens.or_zero(i) == 0));
}

/// Judged only when the whole follow-up window lies before the horizon (METRICS 3.4), also when a
/// repeat has already come: else only failures would enter early. The last reason stands first.
[[gnu::always_inline]] inline Measured no_repeat_contact(const TicketInputs& in, std::size_t i) {
  const ContactFacts contact = in.contacts[i];
  const std::uint32_t solved = in.solved[i];
  Exclusion reason = reason_if(solved >= in.immature_from, Exclusion::immature);
  reason = reason_if(contact.is(ContactFacts::repeat) & in.per_issue, Exclusion::not_first_contact, reason);
  reason = reason_if(!in.solved.has(i), Exclusion::missing_solved_at, reason);
  reason = reason_if(!in.is_solved(i), Exclusion::open, reason);
  reason = reason_if(!contact.is(ContactFacts::known_requester), Exclusion::unknown_requester, reason);
  reason = reason_if(in.is(TicketFacts::outbound, i), Exclusion::outbound, reason);
  return counted_unless(reason, !contact.is(ContactFacts::followed));
}

inline Measured flagged(Flag flag, Exclusion if_unknown) {
  return counted_unless(reason_if(flag == Flag::unknown, if_unknown), flag == Flag::yes);
}

[[gnu::always_inline]] inline Measured one_touch_without_repeat(const TicketInputs& in, std::size_t i) {
  const Measured touch = one_touch(in, i);
  const Measured repeat = no_repeat_contact(in, i);
  return counted_unless(reason_if(touch.excluded != Exclusion::none, touch.excluded, repeat.excluded),
                        touch.value * repeat.value);
}

template <FcrMethod method>
[[gnu::always_inline]] inline Measured resolved_by_method(const TicketInputs& in, std::size_t i) {
  switch (method) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return one_touch(in, i);
    case FcrMethod::no_repeat: return no_repeat_contact(in, i);
    case FcrMethod::strict: return one_touch_without_repeat(in, i);
    case FcrMethod::flag: return flagged(in.first_contact_resolved[i], Exclusion::unknown_flag);
    case FcrMethod::teammate: return one_teammate(in, i);
    case FcrMethod::survey: break;  // no measure of tickets
  }
  return excluded(Exclusion::unknown_flag);
}

template <FcrMethod method>
[[gnu::always_inline]] inline Measured first_contact_resolved(const TicketInputs& in, std::size_t i) {
  const Measured measured = resolved_by_method<method>(in, i);
  const Exclusion reason = reason_if(in.is(TicketFacts::outbound, i), Exclusion::outbound, measured.excluded);
  return counted_unless(reason_if(!in.is_solved(i), Exclusion::open, reason), measured.value);
}

[[gnu::always_inline]] inline Measured is_repeat_contact(const TicketInputs& in, std::size_t i) {
  const ContactFacts contact = in.contacts[i];
  const Exclusion unknown = reason_if(!contact.is(ContactFacts::known_requester), Exclusion::unknown_requester);
  return counted_unless(reason_if(in.is(TicketFacts::outbound, i), Exclusion::outbound, unknown),
                        contact.is(ContactFacts::repeat));
}

[[gnu::always_inline]] inline Measured was_escalated(const TicketInputs& in, std::size_t i) {
  return flagged(in.escalated[i], Exclusion::unknown_escalation);
}

[[gnu::always_inline]] inline Measured is_lead(const TicketInputs& in, std::size_t i) {
  return flagged(in.lead[i], Exclusion::unknown_flag);
}

/// Of assigned tickets.
[[gnu::always_inline]] inline Measured was_reassigned(const TicketInputs& in, std::size_t i) {
  Exclusion reason = reason_if(!in.assignees.has(i), Exclusion::unknown_assignees);
  reason = reason_if(!in.is_solved(i), Exclusion::open, reason);
  return counted_unless(reason_if(in.assignees[i] == 0, Exclusion::outside, reason), in.assignees[i] > 1);
}

/// Of conversations with the bot: no human replied, and it was not handed over. Either may be unknown.
[[gnu::always_inline]] inline Measured was_deflected(const TicketInputs& in, std::size_t i) {
  const std::uint32_t count = in.replies[i];
  const Exclusion uncounted = unknown_count(count);
  const bool human = (uncounted == Exclusion::none) & (count > 0);
  const bool handed_off = (in.handed_off[i] == Flag::yes) | in.handed_off_at.has(i);
  const bool told = handed_off | (in.handed_off[i] != Flag::unknown) | in.handed_off_at.present();
  Exclusion reason = reason_if(!told, uncounted);
  reason = reason_if(!in.is_solved(i), Exclusion::open, reason);
  reason = reason_if(in.bot[i] != Flag::yes, Exclusion::outside, reason);
  return counted_unless(reason, !(human | handed_off));
}

[[gnu::always_inline]] inline Measured was_reopened(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(!in.reopens.has(i), Exclusion::unknown_reopens), in.reopens[i] > 0);
}

/// METRICS 1.12: what opened an outbound ticket answered nobody.
[[gnu::always_inline]] inline Measured replies(const TicketInputs& in, std::size_t i) {
  const std::uint32_t count = in.touches[i];
  return counted_unless(reason_if(!in.is_solved(i), Exclusion::open, unknown_count(count)), count);
}

[[gnu::always_inline]] inline Measured interactions(const TicketInputs& in, std::size_t i) {
  const std::uint32_t count = in.interactions[i];
  return counted_unless(reason_if(!in.is_solved(i), Exclusion::open, unknown_count(count)), count);
}

/// Of solved tickets, `count` of their people.
[[gnu::always_inline]] inline Measured people(const TicketInputs& in, std::size_t i, std::uint32_t count) {
  return counted_unless(reason_if(!in.is_solved(i), Exclusion::open, unknown_count(count)), count);
}
/// Distinct people who replied.
[[gnu::always_inline]] inline Measured replying_agents(const TicketInputs& in, std::size_t i) {
  return people(in, i, in.reply_agents[i]);
}
/// The same with those who wrote internal notes alone.
[[gnu::always_inline]] inline Measured internal_authors(const TicketInputs& in, std::size_t i) {
  return people(in, i, in.internal_authors[i]);
}

/// Of solved tickets: exactly as many replies as the parameter.
[[gnu::always_inline]] inline Measured has_replies(const TicketInputs& in, std::size_t i) {
  const Measured count = replies(in, i);
  return counted_unless(count.excluded, in.touches[i] == in.parameter);
}
[[gnu::always_inline]] inline Measured has_many_replies(const TicketInputs& in, std::size_t i) {
  const Measured count = replies(in, i);
  return counted_unless(count.excluded, in.touches[i] >= in.parameter);
}

[[gnu::always_inline]] inline Measured reopens(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(!in.reopens.has(i), Exclusion::unknown_reopens), in.reopens[i]);
}

[[gnu::always_inline]] inline Measured is_solved(const TicketInputs& in, std::size_t i) {
  return counted(in.is_solved(i));
}

/// Only tickets old enough are judged, also where the answer is known sooner: else successes would enter early.
[[gnu::always_inline]] inline Measured solved_within(const TicketInputs& in, std::size_t i) {
  const std::uint32_t created = in.created[i];
  const std::uint32_t solved = in.solved[i];
  const bool unplaced = in.is_solved(i) & !in.solved.has(i);
  Exclusion reason = reason_if(in.is_solved(i) & in.solved.has(i) & (solved < created), Exclusion::negative);
  reason = reason_if(unplaced, Exclusion::missing_solved_at, reason);
  reason = reason_if(created >= in.unripe_from, Exclusion::immature, reason);
  return counted_unless(reason, in.is_solved(i) & (solved - created <= in.parameter));
}

[[gnu::always_inline]] inline Measured is_assigned(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(in.named[i] == 0, Exclusion::outside), 1);
}
[[gnu::always_inline]] inline Measured is_assigned_and_solved(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if((in.named[i] == 0) | !in.is_solved(i), Exclusion::outside), 1);
}
[[gnu::always_inline]] inline Measured was_completed(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(in.named[i] == 0, Exclusion::outside), in.is_solved(i));
}
[[gnu::always_inline]] inline Measured is_categorised(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(!in.is_solved(i), Exclusion::open), in.named[i]);
}

/// The same by the business clock: old enough by it, too.
[[gnu::always_inline]] inline Measured solved_within_open_time(const TicketInputs& in, std::size_t i) {
  const std::uint32_t age = BusinessTimes::kHorizon - in.open_created[i];
  Exclusion reason = reason_if(in.is_solved(i) & (in.solved[i] < in.created[i]), Exclusion::negative);
  reason = reason_if(in.is_solved(i) & !in.solved.has(i), Exclusion::missing_solved_at, reason);
  reason = reason_if(age < in.parameter, Exclusion::immature, reason);
  reason = reason_if(!in.open_created.has(i), Exclusion::no_schedule, reason);
  return counted_unless(reason, in.is_solved(i) & (in.open_solved[i] - in.open_created[i] <= in.parameter));
}

/// What the calendar lets in counts by the business clock only under a schedule.
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured under_a_schedule(const TicketInputs& in, std::size_t i) {
  const Measured measured = kernel(in, i);
  const bool uncounted = (measured.excluded == Exclusion::none) & !in.open_created.has(i);
  return counted_unless(reason_if(uncounted, Exclusion::no_schedule, measured.excluded), measured.value);
}

/// What a bot did alone does not count: solved without any reply of a person, unless the export says that no bot took
/// part. Where the replies are not known, it does.
[[gnu::always_inline]] inline Measured without_bots(const TicketInputs& in, std::size_t i, const Measured& measured) {
  const bool alone = (in.replies[i] == 0) & (in.bot[i] != Flag::no) & (measured.excluded == Exclusion::none);
  return counted_unless(reason_if(alone, Exclusion::without_human_reply, measured.excluded), measured.value);
}
template <Measured (*kernel)(const TicketInputs&, std::size_t)>
[[gnu::always_inline]] inline Measured by_people(const TicketInputs& in, std::size_t i) {
  return without_bots(in, i, kernel(in, i));
}

/// Whether the ticket has a name where the measure looks for it.
[[gnu::always_inline]] inline Measured has_requester(const TicketInputs& in, std::size_t i) {
  return counted_unless(reason_if(in.named[i] == 0, Exclusion::unknown_requester), 1);
}

inline Measured one(const TicketInputs&, std::size_t) { return counted(1); }

}  // namespace csreport

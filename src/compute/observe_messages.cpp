// Messages of the log one by one, and who is still waiting for an answer to theirs.
#include <algorithm>
#include <optional>

#include "compute/coverage.hpp"
#include "compute/observe.hpp"
#include "compute/ticket_loop.hpp"

namespace csreport {
namespace {

/// What a message counts for the metric; `outside` when it is none of its cases.
Measured judge(Measure measure, AuthorRole role) {
  if (role == AuthorRole::unknown) return {.excluded = Exclusion::unknown_author};
  const bool customer = role == AuthorRole::customer;
  const bool automatic = role == AuthorRole::automatic;
  switch (measure) {
    case Measure::is_customer_message: return {.value = 1, .excluded = customer ? Exclusion::none : Exclusion::outside};
    case Measure::is_automatic_reply:
      return {.value = automatic ? 1 : 0, .excluded = customer ? Exclusion::outside : Exclusion::none};
    default: return {.value = 1, .excluded = customer || automatic ? Exclusion::outside : Exclusion::none};
  }
}

/// A stretch in which the last word of a ticket was the customer's.
struct Wait {
  std::uint32_t ticket_row;
  std::uint32_t from;
  std::optional<std::uint32_t> until;  // nothing: it goes on
};

/// Of a run of messages. A solution ends the wait like an answer does, until the customer writes again.
void add_waits(std::uint32_t row, std::uint32_t asked, std::uint32_t asked_again, std::optional<std::uint32_t> answered,
               const TicketFacts& facts, std::vector<Wait>& waits) {
  const bool solved = row != kNoRow && facts.is(TicketFacts::solved, row);
  const auto solved_at = solved ? facts.solved_at(row) : std::nullopt;
  if (!solved_at || *solved_at < asked || (answered && *solved_at >= *answered)) {
    return waits.push_back({row, asked, answered});
  }
  waits.push_back({row, asked, solved_at});
  if (asked_again != InstantColumn::kMissing) waits.push_back({row, asked_again, answered});
}

/// Longest waits first; those of one second in the order of the log.
std::vector<Wait> waits_of(const Evidence& evidence) {
  std::vector<Wait> waits;
  for (const ReplyPair& pair : evidence.timeline().pairs) {
    add_waits(pair.ticket_row, pair.asked_at, pair.asked_again_at, pair.replied_at, evidence.facts(), waits);
  }
  for (const UnansweredRun& run : evidence.timeline().unanswered) {
    add_waits(run.ticket_row, run.asked_at, run.asked_again_at, std::nullopt, evidence.facts(), waits);
  }
  std::stable_sort(waits.begin(), waits.end(), [](const Wait& a, const Wait& b) { return a.from < b.from; });
  return waits;
}

}  // namespace

void observe_messages(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  for (const PublicMessage& message : evidence.timeline().messages) {
    const Measured measured = judge(metric.measure, message.role);
    if (measured.excluded == Exclusion::outside) continue;
    Subject subject{.ticket_row = message.ticket_row};
    if (message.role == AuthorRole::agent) subject.agent = message.agent;
    const bool of_ticket = by_creation && message.ticket_row != kNoRow;
    const std::uint32_t at = of_ticket ? evidence.tickets().created_at.raw()[message.ticket_row] : message.sent_at;
    if (measured.excluded == Exclusion::none) {
      out.add(at, subject, static_cast<double>(measured.value));
    } else {
      out.exclude(at, subject, measured.excluded);
    }
  }
}

void observe_tickets_replied_to(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const Slots& slots = out.slots();
  std::vector<std::pair<std::size_t, std::uint32_t>> seen;  // periods and people of the ticket at hand: few
  std::uint32_t log = 0;
  for (const PublicMessage& message : evidence.timeline().messages) {
    const Measured measured = judge(metric.measure, message.role);
    if (measured.excluded == Exclusion::outside) continue;
    const bool of_ticket = by_creation && message.ticket_row != kNoRow;
    const std::uint32_t at = of_ticket ? evidence.tickets().created_at.raw()[message.ticket_row] : message.sent_at;
    if (measured.excluded != Exclusion::none) {
      out.exclude(at, {.ticket_row = message.ticket_row}, measured.excluded);
      continue;
    }
    if (message.log != log) seen.clear();
    log = message.log;
    slots.for_each(at, [&](std::size_t slot) {
      const std::pair reply(slot, message.agent);
      if (std::find(seen.begin(), seen.end(), reply) != seen.end()) return;
      seen.push_back(reply);
      out.add_to_place(slots.place_of_slot(slot), {.ticket_row = message.ticket_row, .agent = message.agent}, 1);
    });
  }
}

/// Each customer once at each end, with the ticket that waits longest; the value, which no count looks at, is how long.
void observe_waiting_customers(const MetricRow&, const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const Slots& slots = out.slots();
  const std::size_t requesters = tickets.requesters.size();
  std::vector<bool> seen(slots.size() * requesters);
  for (const Wait& wait : waits_of(evidence)) {
    const std::uint32_t row = wait.ticket_row;
    const std::uint32_t requester = row == kNoRow ? Dictionary::kNone : tickets.requester[row];
    const bool unplaced = !wait.until && row != kNoRow && evidence.facts().is(TicketFacts::solved, row) &&
                          !evidence.facts().solved_at(row);
    if (unplaced) {
      out.exclude(wait.from, {.ticket_row = row}, Exclusion::missing_solved_at);
      continue;
    }
    slots.for_each_end(wait.from, wait.until, [&](std::size_t slot) {
      const Place place = slots.place_of_slot(slot);
      if (requester == Dictionary::kNone) {
        return out.exclude_from_place(place, {.ticket_row = row}, Exclusion::unknown_requester);
      }
      auto is_known = seen[slot * requesters + requester];
      if (is_known) return;
      is_known = true;
      const Instant told = state_instant(slots.period(slot), evidence.data());
      out.add_to_place(place, {.ticket_row = row}, static_cast<double>(told.time_since_epoch().count() - wait.from));
    });
  }
}

}  // namespace csreport

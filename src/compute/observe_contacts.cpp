// What the contacts of one person tell together: how many an issue took, who came back, who did not.
#include <algorithm>
#include <limits>
#include <tuple>

#include "compute/observe.hpp"
#include "compute/raw_cells.hpp"

namespace csreport {
namespace {

/// `after` an instant, at most the last one that there is.
std::uint32_t later(std::uint32_t instant, Seconds after) {
  constexpr std::int64_t kLast = InstantColumn::kMissing - 1;
  return static_cast<std::uint32_t>(std::min<std::int64_t>(instant + after.count(), kLast));
}
std::uint32_t horizon_of(const Evidence& evidence) {
  return static_cast<std::uint32_t>(evidence.horizon().time_since_epoch().count());
}

/// A chain of contacts about one thing (METRICS 3.3), until the follow-up window of the last one ends.
class Issue {
 public:
  explicit Issue(std::uint32_t first_row) : first_row_(first_row) {}

  void add(std::uint32_t row, const TicketFacts& facts, Seconds window) {
    ++contacts_;
    const auto solved = facts.solved_at(row);
    if (!facts.is(TicketFacts::solved, row)) {
      reason_ = Exclusion::open;
    } else if (!solved) {
      if (reason_ == Exclusion::none) reason_ = Exclusion::missing_solved_at;
    } else {
      window_end_ = std::max(window_end_, later(*solved, window));
    }
  }
  void observe(const Evidence& evidence, Observations& out) const {
    const std::uint32_t created = evidence.tickets().created_at.raw()[first_row_];
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    const Subject subject{.ticket_row = first_row_};
    if (reason_ != Exclusion::none) return out.exclude(created, subject, reason_);
    if (window_end_ > horizon_of(evidence)) return out.exclude(created, subject, Exclusion::immature);
    out.add(by_creation ? created : window_end_, subject, contacts_);
  }

 private:
  std::uint32_t first_row_;
  std::uint32_t contacts_ = 0;
  std::uint32_t window_end_ = 0;
  Exclusion reason_ = Exclusion::none;
};

/// A contact of an issue that took several.
struct Member {
  std::uint32_t requester, matter, created, row;
  bool operator<(const Member& other) const {
    return std::tie(requester, matter, created, row) <
           std::tie(other.requester, other.matter, other.created, other.row);
  }
};

bool has_failed(const TicketTable& tickets, std::uint32_t row) {
  const CallOutcome outcome = call_outcome(tickets, row);
  return outcome == CallOutcome::abandoned || outcome == CallOutcome::blocked;
}

/// All inbound contacts of the requesters who have a failed call, by requester and time.
std::vector<Member> contacts_of_failed_callers(const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const TicketFacts& facts = evidence.facts();
  const auto created = tickets.created_at.raw();
  const RawCodes requesters(tickets.requester);
  std::vector<bool> failed(tickets.requesters.size());
  const auto counts = [&](std::uint32_t row) {
    return facts.is(TicketFacts::used, row) && !facts.is(TicketFacts::outbound, row);
  };
  for (std::uint32_t row = 0; row < created.size(); ++row) {
    if (!counts(row) || !has_failed(tickets, row)) continue;
    if (requesters[row] == Dictionary::kNone) {
      out.exclude(created[row], {.ticket_row = row}, Exclusion::unknown_requester);
    } else {
      failed[requesters[row]] = true;
    }
  }
  std::vector<Member> contacts;
  for (std::uint32_t row = 0; row < created.size(); ++row) {
    if (counts(row) && failed[requesters[row]]) contacts.push_back({requesters[row], 0, created[row], row});
  }
  std::sort(contacts.begin(), contacts.end());
  return contacts;
}

}  // namespace

void observe_contacts_of_issues(const MetricRow&, const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const TicketFacts& facts = evidence.facts();
  const Seconds window = evidence.variants().fcr_window;
  const auto created = tickets.created_at.raw();
  std::vector<Member> members;
  for (std::uint32_t row = 0; row < created.size(); ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    const ContactFacts contact = evidence.contacts()[row];
    if (!contact.is(ContactFacts::known_requester)) {
      const bool outbound = facts.is(TicketFacts::outbound, row);
      out.exclude(created[row], {.ticket_row = row}, outbound ? Exclusion::outbound : Exclusion::unknown_requester);
    } else if (contact.is(ContactFacts::repeat) || contact.is(ContactFacts::followed)) {
      members.push_back({tickets.requester[row], evidence.matters().of(row), created[row], row});
    } else {
      Issue issue(row);
      issue.add(row, facts, window);
      issue.observe(evidence, out);
    }
  }
  std::sort(members.begin(), members.end());
  for (std::size_t i = 0; i < members.size();) {  // a contact that repeats none begins an issue
    Issue issue(members[i].row);
    do {
      issue.add(members[i].row, facts, window);
      ++i;
    } while (i < members.size() && evidence.contacts()[members[i].row].is(ContactFacts::repeat));
    issue.observe(evidence, out);
  }
}

/// Several failed calls of one person within the window are one case: the last of them.
void observe_lost_callers(const MetricRow&, const Evidence& evidence, Observations& out) {
  const Seconds window = evidence.variants().fcr_window;
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto contacts = contacts_of_failed_callers(evidence, out);
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const Member& call = contacts[i];
    if (!has_failed(evidence.tickets(), call.row)) continue;
    const std::uint32_t window_end = later(call.created, window);
    std::size_t next = i + 1;
    while (next < contacts.size() && contacts[next].requester == call.requester &&
           contacts[next].created == call.created) {
      ++next;
    }
    const bool came_back =
        next < contacts.size() && contacts[next].requester == call.requester && contacts[next].created <= window_end;
    const Subject subject{.ticket_row = call.row};
    if (window_end > horizon_of(evidence)) {
      out.exclude(call.created, subject, Exclusion::immature);
    } else if (came_back && has_failed(evidence.tickets(), contacts[next].row)) {
      out.exclude(call.created, subject, Exclusion::retried);
    } else {
      out.add(by_creation ? call.created : window_end, subject, came_back ? 0 : 1);
    }
  }
}

void observe_repeating_customers(const MetricRow&, const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const TicketFacts& facts = evidence.facts();
  const Slots& slots = out.slots();
  const auto created = tickets.created_at.raw();
  const RawCodes requesters(tickets.requester);
  const std::size_t n = tickets.requesters.size();
  std::vector<bool> came_back(slots.size() * n);
  const auto takes_part = [&](std::uint32_t row) { return evidence.contacts()[row].is(ContactFacts::known_requester); };
  for (std::uint32_t row = 0; row < created.size(); ++row) {
    if (!takes_part(row) || !evidence.contacts()[row].is(ContactFacts::repeat)) continue;
    slots.for_each(created[row], [&](std::size_t slot) { came_back[slot * n + requesters[row]] = true; });
  }
  std::vector<bool> seen(slots.size() * n);
  for (std::uint32_t row = 0; row < created.size(); ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    if (!takes_part(row)) {
      const bool outbound = facts.is(TicketFacts::outbound, row);
      out.exclude(created[row], {.ticket_row = row}, outbound ? Exclusion::outbound : Exclusion::unknown_requester);
      continue;
    }
    slots.for_each(created[row], [&](std::size_t slot) {
      const std::size_t of_customer = slot * n + requesters[row];
      if (seen[of_customer]) return;
      seen[of_customer] = true;
      out.add_to_place(slots.place_of_slot(slot), {.ticket_row = row}, came_back[of_customer] ? 1 : 0);
    });
  }
}

}  // namespace csreport

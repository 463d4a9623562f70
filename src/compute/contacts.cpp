#include "compute/contacts.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace csreport {
namespace {

struct Contact {
  std::uint32_t category;
  std::uint32_t created;
  std::uint32_t row;
  std::uint32_t solved;  // the horizon while it is open
};

/// Contacts by requester: those of code c lie in [begin[c], begin[c + 1]), in order of their rows.
struct ByRequester {
  std::vector<std::uint32_t> begin;
  std::vector<Contact> contacts;
};

/// The requester's code of every ticket that takes part, kNone for the others.
std::vector<std::uint32_t> requesters_of(const TicketTable& tickets, const TicketFacts& known) {
  std::vector<std::uint32_t> requesters(tickets.rows, Dictionary::kNone);
  tickets.requester.visit([&](auto codes) {
    for (std::size_t row = 0; row < codes.size(); ++row) {
      const bool counts = known.is(TicketFacts::used, row) && !known.is(TicketFacts::outbound, row);
      if (counts) requesters[row] = codes[row];
    }
  });
  return requesters;
}

/// A counting sort: requesters are dense codes, and few of them have more than a handful of contacts.
ByRequester gather(const TicketTable& tickets, const TicketFacts& known, std::uint32_t horizon,
                   const std::vector<std::uint32_t>& requesters) {
  ByRequester people;
  people.begin.resize(tickets.requester_names.size() + 1, 0);
  for (const std::uint32_t requester : requesters)
    people.begin[requester + 1] += requester == Dictionary::kNone ? 0 : 1;
  std::partial_sum(people.begin.begin(), people.begin.end(), people.begin.begin());
  people.contacts.resize(people.begin.back());

  const Dimension* category = tickets.dimension("category");
  const auto created = tickets.created_at.raw();
  std::vector<std::uint32_t> next(people.begin.begin(), people.begin.end() - 1);
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (requesters[row] == Dictionary::kNone) continue;
    people.contacts[next[requesters[row]]++] = {category == nullptr ? 0 : category->codes[row], created[row], row,
                                                known.solved_at(row).value_or(horizon)};
  }
  return people;
}

/// Walks the contacts of one requester, which are in order of category, time and row.
void chain(std::span<const Contact> contacts, std::int64_t window, std::vector<ContactFacts>& facts) {
  const auto reach_of = [&](const Contact& contact) { return std::int64_t{contact.solved} + window; };
  std::int64_t chain_reach = 0;
  std::uint32_t chain_begin = 0;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const Contact& contact = contacts[i];
    const bool same = i > 0 && contacts[i - 1].category == contact.category;
    if (same) {
      const Contact& before = contacts[i - 1];
      facts[before.row].is_followed = contact.created > before.created && contact.created <= reach_of(before);
    }
    if (same && contact.created > chain_begin && contact.created <= chain_reach) {
      facts[contact.row].is_repeat = true;
      chain_reach = std::max(chain_reach, reach_of(contact));
    } else {
      chain_begin = contact.created;
      chain_reach = reach_of(contact);
    }
  }
}

/// A lambda, so that the sort compiles it in.
constexpr auto chain_order = [](const Contact& a, const Contact& b) {
  if (a.category != b.category) return a.category < b.category;
  return a.created != b.created ? a.created < b.created : a.row < b.row;
};

}  // namespace

std::vector<ContactFacts> chain_contacts(const TicketTable& tickets, const TicketFacts& known, std::chrono::days window,
                                         Instant horizon) {
  std::vector<ContactFacts> facts(tickets.rows);
  if (!tickets.requester.present()) return facts;
  const auto requesters = requesters_of(tickets, known);
  for (std::size_t row = 0; row < tickets.rows; ++row)
    facts[row].known_requester = requesters[row] != Dictionary::kNone;
  const auto end = static_cast<std::uint32_t>(horizon.time_since_epoch().count());
  ByRequester people = gather(tickets, known, end, requesters);
  for (std::size_t code = 1; code + 1 < people.begin.size(); ++code) {
    const std::span<Contact> contacts(people.contacts.data() + people.begin[code],
                                      people.begin[code + 1] - people.begin[code]);
    if (contacts.size() < 2) continue;  // nobody came back
    std::sort(contacts.begin(), contacts.end(), chain_order);
    chain(contacts, Seconds{window}.count(), facts);
  }
  return facts;
}

}  // namespace csreport

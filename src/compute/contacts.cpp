#include "compute/contacts.hpp"

#include <algorithm>

namespace csreport {
namespace {

struct Contact {
  std::uint64_t person_and_category;
  std::uint32_t created;
  std::uint32_t row;
};

std::vector<Contact> collect_contacts(const TicketTable& tickets, std::vector<ContactFacts>& facts) {
  const Dimension* category = tickets.dimension("category");
  std::vector<Contact> contacts;
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    const auto requester = tickets.requester[row];
    const auto created = tickets.created_at[row];
    if (!is_used(tickets, row) || is_outbound(tickets, row) || !created) continue;
    if (requester == Dictionary::kNone) continue;
    facts[row].known_requester = true;
    const std::uint64_t category_code = category == nullptr ? 0 : category->codes[row];
    contacts.push_back({std::uint64_t{requester} << 32U | category_code, *created, row});
  }
  std::sort(contacts.begin(), contacts.end(), [](const Contact& a, const Contact& b) {
    if (a.person_and_category != b.person_and_category) {
      return a.person_and_category < b.person_and_category;
    }
    return a.created != b.created ? a.created < b.created : a.row < b.row;
  });
  return contacts;
}

}  // namespace

std::vector<ContactFacts> chain_contacts(const TicketTable& tickets, std::chrono::days window,
                                         Instant horizon) {
  std::vector<ContactFacts> facts(tickets.rows);
  const auto contacts = collect_contacts(tickets, facts);
  const std::int64_t window_seconds = Seconds{window}.count();
  const auto reach_of = [&](const Contact& contact) {
    const std::int64_t end =
        solved_instant(tickets, contact.row)
            .value_or(static_cast<std::uint32_t>(horizon.time_since_epoch().count()));
    return end + window_seconds;
  };

  std::int64_t chain_reach = 0;
  std::uint32_t chain_begin = 0;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const Contact& contact = contacts[i];
    const bool same = i > 0 && contacts[i - 1].person_and_category == contact.person_and_category;
    if (same) {
      const Contact& before = contacts[i - 1];
      facts[before.row].is_followed =
          contact.created > before.created && contact.created <= reach_of(before);
    }
    if (same && contact.created > chain_begin && contact.created <= chain_reach) {
      facts[contact.row].is_repeat = true;
      chain_reach = std::max(chain_reach, reach_of(contact));
    } else {
      chain_begin = contact.created;
      chain_reach = reach_of(contact);
    }
  }
  return facts;
}

}  // namespace csreport

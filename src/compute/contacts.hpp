#pragma once
// Contacts of one requester about one thing, chained (METRICS 3.2 and 3.3): who came back, and
// whose problem was solved without a second contact.

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "compute/matters.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {

/// What the chain says of one ticket, in a byte.
struct ContactFacts {
  enum Bit : std::uint8_t {
    known_requester = 1,  ///< takes part: counted, inbound, with a requester
    repeat = 2,           ///< follows an earlier contact of its chain
    followed = 4          ///< another contact came within its own window
  };
  std::uint8_t bits = 0;

  [[nodiscard]] bool is(Bit bit) const noexcept { return (bits & bit) != 0; }
};

/// The columns and rules of one chaining. Codes of requesters say who is who and nothing else: the
/// answer does not depend on their values or order.
struct ContactChains {
  const CodeColumn& requester;
  std::size_t requesters;              ///< codes are below it
  std::span<const std::uint8_t> bits;  ///< TicketFacts::bits(); used and not outbound take part
  const CodeColumn* matter = nullptr;  ///< contacts of different codes are no chain; nullptr: all are about one thing
  std::size_t matters = 1;             ///< their codes are below it
  std::span<const std::uint32_t> created;
  /// When the window of each contact begins: at its solution, or at `horizon` where that is missing.
  std::span<const std::uint32_t> window_begin;
  std::uint32_t horizon = 0;
  Seconds window{};
  /// Whether a contact of the same second comes back; if not, they are one event.
  bool same_second_follows = false;
  /// Orders the contacts of one second, one a row; empty: by row.
  std::span<const Key> rank;
  /// Where the next contact of each chain is told: when it was created, InstantColumn::kMissing = none came within the
  /// window. One a row; empty: nobody asks.
  std::span<std::uint32_t> next_created{};
};

/// One entry per ticket row. A contact is a repeat when it was created after the first one and not
/// later than the window (inclusive) after an earlier one of the chain was solved.
std::vector<ContactFacts> chain_contacts(const ContactChains& chains, unsigned threads);

/// The report's rules: a window of `window` (a multiple of 24 hours) after the solution. `next_created`: see
/// ContactChains.
std::vector<ContactFacts> chain_contacts(const TicketTable& tickets, const TicketFacts& known, const Matters& matters,
                                         std::chrono::days window, Instant horizon, unsigned threads = 1,
                                         std::span<std::uint32_t> next_created = {});

}  // namespace csreport

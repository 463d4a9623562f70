#include "compute/imputed_parts.hpp"

#include <algorithm>
#include <string>

#include "compute/observe.hpp"

namespace csreport {
namespace {

bool is_imputed(HandlePart part, const TicketTable& tickets, std::uint32_t row) {
  if (part == HandlePart::ring) return !tickets.ring_time[row];
  return !tickets.handle_time[row] && !tickets.after_call_work_time[row];
}

/// Contacts, or legs of them, that count and of which the part is missing.
std::int64_t count_imputed(HandlePart part, const Evidence& evidence, const Observations& observations) {
  const TicketTable& tickets = evidence.tickets();
  const std::size_t current = observations.slots().current();
  const auto rows = observations.compared(current).subjects.all().ticket_rows;
  const bool per_leg = evidence.variants().aht_per == HandleTimeUnit::leg;
  const auto has_legs = [&](std::uint32_t row) {
    return per_leg &&
           std::binary_search(tickets.call_legs.begin(), tickets.call_legs.end(), CallLeg{.contact_row = row},
                              [](const CallLeg& a, const CallLeg& b) { return a.contact_row < b.contact_row; });
  };
  const auto contacts = std::count_if(
      rows.begin(), rows.end(), [&](std::uint32_t row) { return is_imputed(part, tickets, row) && !has_legs(row); });
  return contacts + (per_leg ? imputed_legs(part, evidence, observations.slots(), current) : 0);
}

}  // namespace

Phrases imputed_part_notes(const Evidence& evidence, const Observations& observations, std::int64_t contacts) {
  Phrases notes;
  const std::string of_legs = evidence.variants().aht_per == HandleTimeUnit::leg ? "_of_legs" : "";
  const auto tell = [&](HandlePart part, bool counts, const std::string& key) {
    const std::int64_t imputed = counts ? count_imputed(part, evidence, observations) : 0;
    if (imputed > 0) notes.push_back({"quality_note." + key + of_legs, {{"n", imputed}, {"of", contacts}}});
  };
  const bool with_ring = evidence.variants().aht == HandleTimeParts::with_ring;
  tell(HandlePart::after_call_work, evidence.tickets().after_call_work_time.present(), "no_after_call_work");
  tell(HandlePart::ring, with_ring, "no_ring_time");
  return notes;
}

}  // namespace csreport

#include "compute/imputed_parts.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "compute/observe.hpp"
#include "core/handled_legs.hpp"

namespace csreport {
namespace {

CallLeg times_of(const TicketTable& tickets, std::uint32_t row) {
  const auto cell = [row](const DurationColumn& column) { return column[row].value_or(DurationColumn::kMissing); };
  return {.handle = cell(tickets.handle_time),
          .talk = cell(tickets.talk_time),
          .hold = cell(tickets.hold_time),
          .after_call_work = cell(tickets.after_call_work_time),
          .ring = cell(tickets.ring_time)};
}

std::span<const CallLeg> legs_of(const TicketTable& tickets, std::uint32_t row) {
  const auto [begin, end] =
      std::equal_range(tickets.call_legs.begin(), tickets.call_legs.end(), CallLeg{.contact_row = row},
                       [](const CallLeg& a, const CallLeg& b) { return a.contact_row < b.contact_row; });
  return {begin, end};
}

/// A whole handle time has no parts that could be missing. Without hold the talk goes before it.
bool goes_by_parts(const CallLeg& times, const Variants& variants) {
  if (variants.aht == HandleTimeParts::talk_and_after_call_work) return times.talk != DurationColumn::kMissing;
  return times.handle == DurationColumn::kMissing;
}

/// Of a contact, or of one of the legs of which it is the sum.
bool is_imputed_somewhere(HandlePart part, const TicketTable& tickets, std::uint32_t row, const Variants& variants) {
  const CallLeg whole = times_of(tickets, row);
  if (is_imputed(part, whole, variants)) return true;
  if (part == HandlePart::ring || !goes_by_parts(whole, variants)) return false;
  const auto legs = legs_of(tickets, row);
  return std::any_of(legs.begin(), legs.end(),
                     [&](const CallLeg& leg) { return is_handled(leg) && is_imputed(part, leg, variants); });
}

/// Contacts, or legs of them, that count and of which the part is missing.
std::int64_t count_imputed(HandlePart part, const Evidence& evidence, const Observations& observations) {
  const TicketTable& tickets = evidence.tickets();
  const std::size_t current = observations.slots().current();
  const auto rows = observations.compared(current).subjects.all().ticket_rows;
  const bool per_leg = evidence.variants().aht_per == HandleTimeUnit::leg;
  const auto contacts = std::count_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
    if (per_leg && !legs_of(tickets, row).empty()) return false;
    return is_imputed_somewhere(part, tickets, row, evidence.variants());
  });
  return contacts + (per_leg ? imputed_legs(part, evidence, observations.slots(), current) : 0);
}

}  // namespace

bool is_imputed(HandlePart part, const CallLeg& times, const Variants& variants) {
  constexpr std::int32_t kMissing = DurationColumn::kMissing;
  // Hold is added to talk, or taken out of it; else it has no part in the time.
  const bool without_hold = variants.aht == HandleTimeParts::talk_and_after_call_work;
  switch (part) {
    case HandlePart::hold:
      return times.hold == kMissing && without_hold == variants.talk_includes_hold && goes_by_parts(times, variants);
    case HandlePart::after_call_work: return times.after_call_work == kMissing && goes_by_parts(times, variants);
    case HandlePart::ring: return times.ring == kMissing;
  }
  return false;
}

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
  tell(HandlePart::hold, evidence.tickets().hold_time.present(), "no_hold_time");
  return notes;
}

}  // namespace csreport

// Handle times of the legs of calls, for teams that judge who took a call and not the contact (METRICS 1.5).
#include <algorithm>
#include <optional>

#include "compute/observe.hpp"
#include "compute/ticket_measures.hpp"
#include "core/handled_legs.hpp"

namespace csreport {
namespace {

std::optional<std::int32_t> given(std::int32_t seconds) {
  return seconds == DurationColumn::kMissing ? std::nullopt : std::optional(seconds);
}

/// By the same rules as the time of a whole contact: see handle_time() and handle_time_without_hold().
Measured worked_time_of(const CallLeg& leg, const Variants& variants) {
  const auto whole = given(leg.handle), talk = given(leg.talk), hold = given(leg.hold),
             after = given(leg.after_call_work);
  const bool with_hold = variants.aht != HandleTimeParts::talk_and_after_call_work;
  if (!talk && !(whole && (with_hold || hold))) return excluded(Exclusion::missing_handle_time);
  if (with_hold && whole) return *whole < 0 ? excluded(Exclusion::negative) : counted(*whole);
  std::int64_t spoken = talk.value_or(0);
  if (!with_hold) {
    spoken = talk ? spoken - (variants.talk_includes_hold ? hold.value_or(0) : 0) : std::int64_t{*whole} - *hold;
  }
  const std::int64_t held = with_hold && !variants.talk_includes_hold ? hold.value_or(0) : 0;
  const std::int64_t work = talk ? after.value_or(0) : 0;
  if (spoken < 0 || held < 0 || work < 0) return excluded(Exclusion::negative);
  return counted(spoken + held + work);
}

Measured handle_time_of(const CallLeg& leg, const Variants& variants) {
  const Measured worked = worked_time_of(leg, variants);
  const std::int32_t ring = given(leg.ring).value_or(0);
  if (variants.aht != HandleTimeParts::with_ring || worked.excluded != Exclusion::none) return worked;
  return ring < 0 ? excluded(Exclusion::negative) : counted(worked.value + ring);
}

void add(std::uint32_t at, const Subject& subject, const Measured& measured, Observations& out) {
  if (measured.excluded == Exclusion::none) {
    out.add(at, subject, static_cast<double>(measured.value));
  } else {
    out.exclude(at, subject, measured.excluded);
  }
}

template <Measured (*kernel)(const TicketInputs&, std::size_t)>
void observe_each(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto& legs = tickets.call_legs;
  auto leg = legs.begin();
  TicketInputs in(metric, evidence);
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    const std::size_t i = row % kBlockRows;
    if (i == 0) in.move_to(row);
    const std::uint32_t created = in.created[i];
    const bool used = in.is(TicketFacts::used, i);
    leg = std::find_if(leg, legs.end(), [row](const CallLeg& one) { return one.contact_row >= row; });
    if (leg == legs.end() || leg->contact_row != row) {
      const Measured whole = if_handled<shared_among_contacts<kernel>>(in, i);
      if (used && whole.excluded != Exclusion::outside) add(created, {.ticket_row = row}, whole, out);
      continue;
    }
    for (; leg != legs.end() && leg->contact_row == row; ++leg) {
      if (!used || !is_handled(*leg)) continue;
      const Subject subject{.ticket_row = row, .agent = leg->agent};
      const Measured whole = handle_time_of(*leg, evidence.variants());
      add(by_creation ? created : leg->began_at, subject, share_of(whole, in.concurrency.or_zero(i)), out);
    }
  }
}

}  // namespace

std::int64_t imputed_legs(HandlePart part, const Evidence& evidence, const Slots& slots, std::size_t slot) {
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto created = evidence.tickets().created_at.raw();
  std::int64_t imputed = 0;
  for (const CallLeg& leg : evidence.tickets().call_legs) {
    if (!is_imputed(part, leg, evidence.variants())) continue;
    if (!evidence.facts().is(TicketFacts::used, leg.contact_row) || !is_handled(leg)) continue;
    if (handle_time_of(leg, evidence.variants()).excluded != Exclusion::none) continue;
    slots.for_each(by_creation ? created[leg.contact_row] : leg.began_at,
                   [&](std::size_t one) { imputed += one == slot ? 1 : 0; });
  }
  return imputed;
}

void observe_legs(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (evidence.variants().aht) {
    case HandleTimeParts::with_hold: return observe_each<handle_time>(metric, evidence, out);
    case HandleTimeParts::talk_and_after_call_work:
      return observe_each<handle_time_without_hold>(metric, evidence, out);
    case HandleTimeParts::with_ring: return observe_each<handle_time_with_ring>(metric, evidence, out);
  }
}

}  // namespace csreport

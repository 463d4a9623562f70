#include "compute/outstanding.hpp"

#include <algorithm>
#include <vector>

namespace csreport {
namespace {

/// A twentieth: the median then lies at least two and a half percentiles away.
constexpr std::int64_t kOneIn = 20;

/// The exclusion of cases that still wait; `none` for metrics that wait for nothing.
Exclusion waiting_reason(const MetricRow& row) {
  if (row.headline != Headline::median) return Exclusion::none;
  switch (row.measure) {
    case Measure::first_response_time: return Exclusion::awaiting_first_reply;
    case Measure::resolution_time:
    case Measure::first_resolution_time: return Exclusion::open;
    default: return Exclusion::none;
  }
}

/// Since when the ticket waits; nothing when no column and no log tells it.
std::optional<std::uint32_t> waits_since(const MetricRow& row, const Evidence& evidence, std::uint32_t ticket) {
  if (ticket == kNoRow) return std::nullopt;
  if (row.measure == Measure::first_response_time) {
    const TicketLog* const log = evidence.timeline().log(ticket);
    const bool from_message = evidence.variants().frt_start == ResponseStart::first_customer;
    if (from_message && log != nullptr && log->first_customer_at != InstantColumn::kMissing) {
      return log->first_customer_at;
    }
  }
  return evidence.tickets().created_at[ticket];
}

}  // namespace

std::optional<SurvivalMedian> median_with_outstanding(const MetricRow& row, const Evidence& evidence, Clock clock,
                                                      const SlotObservations& observed,
                                                      std::span<const double> sorted) {
  const Exclusion reason = waiting_reason(row);
  const bool by_event = row.measure == Measure::first_response_time && starts_with_an_event(evidence.variants());
  const bool net = row.measure == Measure::resolution_time &&
                   (evidence.variants().net_of != NetOf::nothing || starts_or_ends_elsewhere(evidence.variants()));
  if (net || evidence.variants().anchor != AnchorChoice::created || reason == Exclusion::none || by_event)
    return std::nullopt;
  const auto horizon = static_cast<std::uint32_t>(evidence.horizon().time_since_epoch().count());
  const auto rows = observed.excluded_subjects.all().ticket_rows;
  std::vector<double> waits;
  for (std::size_t i = 0; i < observed.excluded.size(); ++i) {
    if (observed.excluded[i] != reason) continue;
    const auto since = waits_since(row, evidence, rows[i]);
    if (!since || *since > horizon) return std::nullopt;
    if (clock == Clock::calendar) {
      waits.push_back(static_cast<double>(horizon - *since));
    } else if (const auto open = evidence.business_times()->between(rows[i], *since, horizon)) {
      waits.push_back(static_cast<double>(*open));
    }
  }
  if (waits.empty()) return std::nullopt;
  std::sort(waits.begin(), waits.end());
  return kaplan_meier_median(sorted, waits);
}

std::optional<SurvivalShare> share_without_repeat(const MetricRow& row, const Evidence& evidence,
                                                  const SlotObservations& observed) {
  if (!evidence.asks_repeats_alone(row)) return std::nullopt;
  const auto horizon = static_cast<std::uint32_t>(evidence.horizon().time_since_epoch().count());
  std::vector<double> ended, watched;
  std::int64_t outlasted = 0, recent = 0;
  const bool of_issues = evidence.variants().fcr_base == FcrBase::issue;
  const auto add = [&](std::uint32_t ticket, bool is_recent) {
    if (of_issues && evidence.contacts()[ticket].is(ContactFacts::repeat)) return;
    recent += is_recent ? 1 : 0;
    const std::int64_t solved = *evidence.facts().solved_at(ticket);
    if (evidence.contacts()[ticket].is(ContactFacts::followed)) {  // one that came before the solution came at once
      const std::int64_t after = evidence.next_contacts()[ticket] - solved;
      ended.push_back(static_cast<double>(std::max<std::int64_t>(after, 0)));
    } else if (is_recent) {
      watched.push_back(static_cast<double>(std::max<std::int64_t>(horizon - solved, 0)));
    } else {
      ++outlasted;
    }
  };
  for (const std::uint32_t ticket : observed.subjects.all().ticket_rows) add(ticket, /*is_recent=*/false);
  const auto left_out = observed.excluded_subjects.all().ticket_rows;
  for (std::size_t i = 0; i < observed.excluded.size(); ++i) {
    if (observed.excluded[i] == Exclusion::immature) add(left_out[i], /*is_recent=*/true);
  }
  if (recent == 0) return std::nullopt;
  std::sort(ended.begin(), ended.end());
  std::sort(watched.begin(), watched.end());
  return kaplan_meier_share(ended, watched, outlasted);
}

bool is_material(const SurvivalMedian& survival) {
  return survival.outstanding * kOneIn >= survival.ended + survival.outstanding;
}

bool is_material(const SurvivalShare& share, std::int64_t judged) {
  const std::int64_t all = share.ended + share.outlasted + share.outstanding;
  return (all - judged) * kOneIn >= all;
}

}  // namespace csreport

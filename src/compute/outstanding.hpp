#pragma once
// Waits that have not ended: what they say of the median of a period's cases, or of the share that nothing followed.

#include <optional>
#include <span>

#include "compute/evidence.hpp"
#include "compute/observations.hpp"
#include "csreport/core/survival.hpp"

namespace csreport {

/// The median of first responses or resolutions of the tickets that were created in a period, of which some still wait
/// (METRICS 0.2 and 4.6). Nothing where none does, where the period holds only those that ended (--anchor event), and
/// where it is not known since when one waits. `sorted`: the ended ones, in rising order.
std::optional<SurvivalMedian> median_with_outstanding(const MetricRow& row, const Evidence& evidence, Clock clock,
                                                      const SlotObservations& observed, std::span<const double> sorted);

/// Whether so many are outstanding that the plain median misleads.
bool is_material(const SurvivalMedian& survival);
/// The same of the share beside the `judged` ones alone.
bool is_material(const SurvivalShare& share, std::int64_t judged);

/// The share of the contacts solved in a period that no other contact followed within the window, where it alone
/// decides on first contacts: those whose window has not ended are watched until the horizon (METRICS 3.4). Nothing
/// where none is too recent, and where nobody has been watched for a whole window.
std::optional<SurvivalShare> share_without_repeat(const MetricRow& row, const Evidence& evidence,
                                                  const SlotObservations& observed);

}  // namespace csreport

#pragma once
// How contacts are judged to be solved on first contact, by the method of --fcr: the observations of `fcr`, and what
// became of everything that was created in a period (METRICS 3.5).

#include <optional>
#include <span>

#include "compute/evidence.hpp"
#include "compute/observations.hpp"

namespace csreport {

void observe_first_contacts(const MetricRow& metric, const Evidence& evidence, Observations& out);

/// Nothing where customers were asked (--fcr survey): their answers are no tickets. REQUIRES: the evidence is that of
/// `metric`.
std::optional<FirstContactOutcomes> first_contact_outcomes(const MetricRow& metric, const Evidence& evidence,
                                                           const Period& period);

/// Whether repeats matter to the run's method and an issue is judged at its first contact.
bool judges_first_contacts_of_issues(const MetricRow& metric, const Evidence& evidence);
/// Of the tickets with these rows, those created within one follow-up window behind the beginning of the data.
std::int64_t count_unverified(const Evidence& evidence, std::span<const std::uint32_t> rows);

}  // namespace csreport

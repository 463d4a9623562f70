#pragma once
// The names of the variants that numbers are of, as the page and the JSON say them; the clock is the one that measured.

#include "compute/evidence.hpp"

namespace csreport {

Phrases first_contact_variant(const Evidence& evidence, Clock clock);
Phrases no_repeat_variant(const Evidence& evidence, Clock clock);
Phrases repeat_contact_variant(const Evidence& evidence, Clock clock);
/// How long it is waited for another contact.
Phrases window_variant(const Evidence& evidence, Clock clock);
/// The same, and what makes it one about the same thing.
Phrases issue_variant(const Evidence& evidence, Clock clock);
Phrases service_level_variant(const Evidence& evidence, Clock clock);
Phrases abandonment_variant(const Evidence& evidence, Clock clock);
/// Of calls that were abandoned, not of the share that they are.
Phrases abandon_wait_variant(const Evidence& evidence, Clock clock);
/// Of numbers in which neutral ratings always have their place.
Phrases satisfaction_scale_variant(const Evidence& evidence, Clock clock);
Phrases satisfaction_variant(const Evidence& evidence, Clock clock);
Phrases net_promoter_variant(const Evidence& evidence, Clock clock);
Phrases effort_variant(const Evidence& evidence, Clock clock);
Phrases first_response_variant(const Evidence& evidence, Clock clock);
Phrases response_variant(const Evidence& evidence, Clock clock);
Phrases clock_variant(const Evidence& evidence, Clock clock);
Phrases resolution_variant(const Evidence& evidence, Clock clock);
/// Of the last solution, whose waits for the customer may be left out.
Phrases full_resolution_variant(const Evidence& evidence, Clock clock);
/// Whether automatic replies are answers.
Phrases answering_variant(const Evidence& evidence, Clock clock);
Phrases risk_variant(const Evidence& evidence, Clock clock);
/// What tells hard tickets from others.
Phrases difficulty_variant(const Evidence& evidence, Clock clock);
Phrases answer_speed_variant(const Evidence& evidence, Clock clock);
/// Of the promises about `metric`.
Phrases promises_variant(const Evidence& evidence, SlaMetric metric);
template <SlaMetric metric>
Phrases promise_variant(const Evidence& evidence, Clock) {
  return promises_variant(evidence, metric);
}
/// Automatic replies may keep this one.
Phrases next_reply_variant(const Evidence& evidence, Clock clock);
/// Whose messages are the customer's, where that was chosen.
Phrases customers_variant(const Evidence& evidence, Clock clock);
/// Who is the same person, where that was chosen.
Phrases people_variant(const Evidence& evidence, Clock clock);
/// Who was asked.
Phrases response_rate_variant(const Evidence& evidence, Clock clock);
/// What says that a comment is negative.
Phrases negative_comment_variant(const Evidence& evidence, Clock clock);
/// Whether reopenings are seen; without a history reopened tickets look solved at their last solution (METRICS 1.21).
Phrases backlog_variant(const Evidence& evidence, Clock clock);
/// What tells that a ticket was escalated, where that is more than the export's flag.
Phrases escalation_variant(const Evidence& evidence, Clock clock);
Phrases handle_time_variant(const Evidence& evidence, Clock clock);

}  // namespace csreport

#pragma once
// Whether promises were kept (METRICS 1.15): which [[sla]] holds for a case, when its time ran out, and what came
// sooner.

#include <string>
#include <vector>

#include "compute/evidence.hpp"
#include "compute/observations.hpp"

namespace csreport {

/// Observes a metric whose measure is a promise: 1 for kept, 0 for broken, also by who is still waiting when the time
/// has run out. The event is the answer or the end of the time, whichever came first.
void observe_promises(const MetricRow& metric, const Evidence& evidence, Observations& out);

/// Open tickets that will break a promise within WorkPolicies::at_risk_within after the end of a period, as far as
/// nothing happens. A promise that is broken already is not at risk any more.
void observe_at_risk(const MetricRow& metric, const Evidence& evidence, Observations& out);

/// Whether some policy is about what `metric` measures; false for metrics that are no promises.
bool is_promised(const MetricRow& metric, const SlaPolicies& policies);
/// What people should know of the numbers of a promise.
std::vector<Phrase> promise_notes(const MetricRow& metric, const Evidence& evidence);
/// Channels, teams and priorities that the policies name and no ticket has.
std::vector<Warning> unknown_promise_values(const TicketTable& tickets, const SlaPolicies& policies);

}  // namespace csreport

#pragma once
// Runs a metric row over the columns: who is in its population, which event decides the period, what
// is measured. The enums of the row select among named kernels (ticket_measures.hpp for tickets);
// adding a metric that combines known ones needs no code.

#include "compute/evidence.hpp"
#include "compute/observations.hpp"

namespace csreport {

/// Collects the row's observations.
void observe(const MetricRow& row, Evidence& evidence, Observations& out);

/// The same for populations of tickets.
void observe_tickets(const MetricRow& row, Evidence& evidence, Observations& out);

}  // namespace csreport

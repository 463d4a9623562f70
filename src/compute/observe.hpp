#pragma once
// Runs a metric row over the columns: who is in its population, which event decides the period, what
// is measured. The enums of the row select rows of measures.hpp; adding a metric that combines known ones needs no
// code.

#include "compute/evidence.hpp"
#include "compute/observations.hpp"

namespace csreport {

/// Collects the row's observations.
void observe(const MetricRow& row, const Evidence& evidence, Observations& out);

/// The passes after the first one, when percentiles need values of the trend that the first one did not keep.
/// REQUIRES: out.finish() of the first one.
void collect_values(const MetricRow& row, const Evidence& evidence, Observations& out);

/// The same for populations of answers.
void observe_answers(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Answers that came by rows into the order of time, in which collected ones are: squares of distances are fractions,
/// and their sum depends on the order. Nothing for all other metrics. REQUIRES: out.finish().
void order_by_time(const MetricRow& row, const Evidence& evidence, Observations& out);

/// First responses, which the message log knows better than the ticket's columns do.
void observe_first_responses(const MetricRow& row, const Evidence& evidence, Observations& out);
/// Tickets open at the ends of the periods: how many, how old, and those that nobody has answered yet.
void observe_backlog(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_backlog_age(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_awaiting_reply(const MetricRow& row, const Evidence& evidence, Observations& out);

/// The time that tickets spent in the statuses of the metric's parameter until they were solved, and every time that
/// they were.
void observe_time_in_statuses(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_solutions(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Who was asked for a rating, and who gave one.
void observe_responses(const MetricRow& row, const Evidence& evidence, Observations& out);
/// What customers said about the first contact.
void observe_surveyed_first_contacts(const Evidence& evidence, Observations& out);

void observe_reviews(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_sessions(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_customers(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_requesters(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_indicators(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Whether they came within the metric's parameter.
void observe_replies_within(const MetricRow& row, const Evidence& evidence, Observations& out);

}  // namespace csreport

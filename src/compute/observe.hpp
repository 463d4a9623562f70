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
/// Those that wait for the team itself: new or open, not pending and not on hold.
void observe_open_with_agents(const MetricRow& row, const Evidence& evidence, Observations& out);

/// The time that tickets spent in the statuses of the metric's parameter until they were solved, and every time that
/// they were.
void observe_time_in_statuses(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_solutions(const MetricRow& row, const Evidence& evidence, Observations& out);
/// Whether tickets went back to work within the metric's parameter after their first solution.
void observe_reopenings_within(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Resolution times from another begin or until another end than the creation and the solution.
void observe_resolution_spans(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Handle times of every leg of a call, credited to who took it; other contacts are one.
void observe_legs(const MetricRow& row, const Evidence& evidence, Observations& out);
/// A part of a handle time that counts 0 s where it is missing.
enum class HandlePart { hold, after_call_work, ring };
/// Whether it is missing of a handled contact or leg, and counts.
bool is_imputed(HandlePart part, const CallLeg& times, const Variants& variants);
/// Of the legs that count in the slot, those of which the part is missing.
std::int64_t imputed_legs(HandlePart part, const Evidence& evidence, const Slots& slots, std::size_t slot);

/// Who was asked for a rating, and who gave one.
void observe_responses(const MetricRow& row, const Evidence& evidence, Observations& out);
/// What customers said about the first contact.
void observe_surveyed_first_contacts(const Evidence& evidence, Observations& out);

void observe_reviews(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_sessions(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_customers(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_requesters(const MetricRow& row, const Evidence& evidence, Observations& out);
/// Of the same requesters, who had a contact before the period began; in no period that the data does not reach back
/// behind.
void observe_returning_requesters(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_indicators(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Messages of the log, one by one.
void observe_messages(const MetricRow& row, const Evidence& evidence, Observations& out);
/// Tickets with replies, once for each person who replied and each period.
void observe_tickets_replied_to(const MetricRow& row, const Evidence& evidence, Observations& out);
/// Who was waiting for an answer at the ends of the periods.
void observe_waiting_customers(const MetricRow& row, const Evidence& evidence, Observations& out);

/// How many tickets each agent solved, and which of the solved tickets were hard.
void observe_solved_by_agents(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_hard_tickets(const MetricRow& row, const Evidence& evidence, Observations& out);

/// Contacts that issues took, and callers who were not answered and never came back.
void observe_contacts_of_issues(const MetricRow& row, const Evidence& evidence, Observations& out);
void observe_lost_callers(const MetricRow& row, const Evidence& evidence, Observations& out);
/// The share of the period's customers who had a repeat contact in it.
void observe_repeating_customers(const MetricRow& row, const Evidence& evidence, Observations& out);

/// How far Measure::was_solved_lately looks back.
inline constexpr Seconds kFourWeeks{4 * 7 * 24 * 60 * 60};
/// Tickets solved in the four weeks before the end of each period that the data reaches back so far from.
void observe_solved_lately(const MetricRow& row, const Evidence& evidence, Observations& out);
/// Open tickets about the topics of WorkPolicies::known_topics.
void observe_open_in_known_topics(const MetricRow& row, const Evidence& evidence, Observations& out);
/// The dimensions that tell what a ticket is about: its category, and its tags where the run reads them.
std::vector<const Dimension*> topic_dimensions(const TicketTable& tickets);

/// Whether they came within the metric's parameter.
void observe_replies_within(const MetricRow& row, const Evidence& evidence, Observations& out);

}  // namespace csreport

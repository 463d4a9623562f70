#include "compute/measures.hpp"

#include <algorithm>

#include "compute/first_contacts.hpp"
#include "compute/observe.hpp"
#include "compute/observe_rows.hpp"
#include "compute/promises.hpp"
#include "compute/status_set.hpp"
#include "compute/variants.hpp"

namespace csreport {
namespace {

/// By either clock.
template <Kernel kernel>
void observe_solving_times(const MetricRow& metric, const Evidence& evidence, Observations& out, OpenTime open_time) {
  if (out.clock() == Clock::calendar) return observe_rows<kernel>(metric, evidence, out);
  observe_rows<under_a_schedule<kernel>>(metric, evidence, out, open_time);
}

void observe_resolution_times(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (evidence.variants().net_of == NetOf::pending) {
    // What remains is the requester's wait (METRICS 1.3).
    MetricRow of_statuses = metric;
    of_statuses.parameter = status_bit(Status::new_) | status_bit(Status::open) | status_bit(Status::hold);
    return observe_time_in_statuses(of_statuses, evidence, out);
  }
  if (starts_or_ends_elsewhere(evidence.variants())) return observe_resolution_spans(metric, evidence, out);
  const OpenTime open_time{&TicketInputs::open_solved};
  if (!evidence.variants().human_only) return observe_solving_times<resolution_time>(metric, evidence, out, open_time);
  observe_solving_times<by_people<resolution_time>>(metric, evidence, out, open_time);
}

void observe_first_resolution_times(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const OpenTime open_time{&TicketInputs::open_first_solved};
  if (!evidence.variants().human_only) {
    return observe_solving_times<first_resolution_time>(metric, evidence, out, open_time);
  }
  observe_solving_times<by_people<first_resolution_time>>(metric, evidence, out, open_time);
}

/// A division for each ticket only where a column says how many contacts shared the time. The kernel says which
/// contacts are its cases.
template <Kernel kernel>
void observe_shared_times(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  MetricRow of_all = metric;
  of_all.population = Population::tickets;
  if (!evidence.tickets().concurrency.present()) return observe_kernel<if_handled<kernel>>(of_all, evidence, out);
  observe_kernel<if_handled<shared_among_contacts<kernel>>>(of_all, evidence, out);
}

void observe_handle_times(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (evidence.variants().aht_per == HandleTimeUnit::leg) return observe_legs(metric, evidence, out);
  switch (evidence.variants().aht) {
    case HandleTimeParts::with_hold: return observe_shared_times<handle_time>(metric, evidence, out);
    case HandleTimeParts::talk_and_after_call_work:
      return observe_shared_times<handle_time_without_hold>(metric, evidence, out);
    case HandleTimeParts::with_ring: return observe_shared_times<handle_time_with_ring>(metric, evidence, out);
  }
}

/// The kernel says which calls are its cases, besides those that it counts as left out.
template <Kernel kernel>
void observe_calls(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  MetricRow of_all = metric;
  of_all.population = Population::tickets;
  observe_kernel<of_calls_at_the_queue<kernel>>(of_all, evidence, out);
}

void observe_abandonments(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (evidence.variants().abandonment_base) {
    case AbandonmentBase::offered: return observe_calls<if_offered<was_abandoned>>(metric, evidence, out);
    case AbandonmentBase::queued: return observe_calls<if_queued<was_abandoned_of_queued>>(metric, evidence, out);
  }
}

void observe_answer_speeds(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (evidence.variants().asa) {
    case AnswerSpeedBase::answered:
      return observe_kernel<of_calls_at_the_queue<queue_time>>(metric, evidence, out);  // its population is answered
    case AnswerSpeedBase::all_queued: return observe_calls<if_queued<queue_time>>(metric, evidence, out);
  }
}

void observe_repeats(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (evidence.variants().repeat_base) {
    case RepeatBase::contacts: return observe_kernel<is_repeat_contact>(metric, evidence, out);
    case RepeatBase::customers: return observe_repeating_customers(metric, evidence, out);
  }
}

void observe_solutions_within(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (out.clock() == Clock::calendar) return observe_rows<solved_within>(metric, evidence, out);
  observe_rows<solved_within_open_time>(metric, evidence, out);
}

constexpr MeasureRow kMeasures[] = {
    {.measure = Measure::one, .observe = observe_kernel<one>},
    {.measure = Measure::first_response_time,
     .observe = observe_first_responses,
     .needs = {Input::first_response},
     .reads = Reads::message_log,
     .by_clock = true,
     .known_by_log = true,
     .variant = first_response_variant},
    {.measure = Measure::response_time, .reads = Reads::message_log, .by_clock = true, .variant = response_variant},
    {.measure = Measure::resolution_time,
     .observe = observe_resolution_times,
     .needs = {Input::solution_time},
     .by_clock = true,
     .by_people = true,
     .variant = full_resolution_variant},
    {.measure = Measure::handle_time,
     .observe = observe_handle_times,
     .needs = {Input::handle_parts},
     .variant = handle_time_variant},
    {.measure = Measure::queue_time, .observe = observe_calls<if_queued<queue_time>>, .needs = {Input::queue_time}},
    {.measure = Measure::answered_in_time,
     .observe = observe_calls<if_offered<answered_in_time>>,
     .needs = {Input::queue_time},
     .variant = service_level_variant},
    {.measure = Measure::was_abandoned, .observe = observe_abandonments, .variant = abandonment_variant},
    {.measure = Measure::first_contact_resolved,
     .observe = observe_first_contacts,
     .needs = {Input::first_contact},
     .reads = Reads::as_fcr_method,
     .counts_messages = true,
     .reads_history = true,
     .variant = first_contact_variant},
    {.measure = Measure::no_repeat_contact,
     .observe = observe_kernel<no_repeat_contact>,
     .needs = {Input::requester, Input::solution_time},
     .reads = Reads::contacts,
     .variant = no_repeat_variant},
    {.measure = Measure::is_satisfied, .variant = satisfaction_variant},
    {.measure = Measure::nps_class, .variant = net_promoter_variant},
    {.measure = Measure::ces_score, .variant = effort_variant},
    {.measure = Measure::was_reopened,
     .observe = observe_kernel<of_once_solved<was_reopened>>,
     .needs = {Input::reopens},
     .reads_history = true},
    {.measure = Measure::was_escalated,
     .observe = observe_kernel<was_escalated>,
     .needs = {Input::escalation},
     .variant = escalation_variant},
    {.measure = Measure::replies,
     .observe = observe_kernel<replies>,
     .needs = {Input::replies},
     .reads = Reads::message_log,
     .counts_messages = true,
     .variant = customers_variant},
    {.measure = Measure::interactions,
     .observe = observe_kernel<interactions>,
     .needs = {Input::replies, Input::messages_of_both_sides},
     .reads = Reads::message_log,
     .counts_messages = true,
     .variant = customers_variant},
    {.measure = Measure::is_repeat_contact,
     .observe = observe_repeats,
     .needs = {Input::requester},
     .reads = Reads::contacts,
     .variant = repeat_contact_variant},
    {.measure = Measure::replied_within,
     .observe = observe_replies_within,
     .needs = {Input::first_response},
     .reads = Reads::message_log,
     .by_clock = true,
     .known_by_log = true,
     .variant = first_response_variant},
    {.measure = Measure::talk_time,
     .observe = observe_kernel<duration<&TicketInputs::talk>>,
     .needs = {Input::talk_time}},
    {.measure = Measure::hold_time,
     .observe = observe_kernel<duration<&TicketInputs::hold>>,
     .needs = {Input::hold_time}},
    {.measure = Measure::after_call_work_time,
     .observe = observe_kernel<duration<&TicketInputs::after_call_work>>,
     .needs = {Input::after_call_work_time}},
    {.measure = Measure::abandon_wait,
     .observe = observe_kernel<of_calls_at_the_queue<abandon_wait>>,
     .needs = {Input::queue_time},
     .variant = abandon_wait_variant},
    {.measure = Measure::is_call, .observe = observe_kernel<is_call>, .needs = {Input::call_outcome}},
    {.measure = Measure::is_blocked_call, .observe = observe_kernel<is_blocked_call>, .needs = {Input::call_outcome}},
    {.measure = Measure::was_blocked,
     .observe = observe_kernel<of_calls_at_the_queue<was_blocked>>,
     .needs = {Input::call_outcome}},
    {.measure = Measure::has_replies,
     .observe = observe_kernel<has_replies>,
     .needs = {Input::replies},
     .reads = Reads::message_log,
     .counts_messages = true,
     .variant = customers_variant},
    {.measure = Measure::has_many_replies,
     .observe = observe_kernel<has_many_replies>,
     .needs = {Input::replies},
     .reads = Reads::message_log,
     .counts_messages = true,
     .variant = customers_variant},
    {.measure = Measure::reopens,
     .observe = observe_kernel<of_once_solved<reopens>>,
     .needs = {Input::reopens},
     .reads_history = true},
    {.measure = Measure::is_solved, .observe = observe_kernel<is_solved>, .needs = {Input::solution}},
    {.measure = Measure::solved_within,
     .observe = observe_solutions_within,
     .needs = {Input::solution_time},
     .by_clock = true,
     .variant = clock_variant},
    {.measure = Measure::is_assigned,
     .observe = observe_kernel<is_assigned>,
     .needs = {Input::agent},
     .named_by = "agent"},
    {.measure = Measure::is_assigned_and_solved,
     .observe = observe_kernel<is_assigned_and_solved>,
     .needs = {Input::agent, Input::solution},
     .named_by = "agent"},
    {.measure = Measure::was_completed,
     .observe = observe_kernel<was_completed>,
     .needs = {Input::agent, Input::solution},
     .named_by = "agent"},
    {.measure = Measure::is_categorised,
     .observe = observe_kernel<is_categorised>,
     .needs = {Input::category},
     .named_by = "category"},
    {.measure = Measure::satisfaction_score, .variant = satisfaction_scale_variant},
    {.measure = Measure::satisfaction_class, .variant = satisfaction_scale_variant},
    {.measure = Measure::is_in_class, .variant = satisfaction_scale_variant},
    {.measure = Measure::is_open, .observe = observe_backlog, .reads_history = true, .variant = backlog_variant},
    {.measure = Measure::age_when_open,
     .observe = observe_backlog_age,
     .places_itself = true,
     .reads_history = true,
     .variant = backlog_variant},
    {.measure = Measure::awaits_first_reply,
     .observe = observe_awaiting_reply,
     .needs = {Input::first_response},
     .reads = Reads::message_log,
     .places_itself = true,
     .reads_history = true},
    {.measure = Measure::first_reply_promise,
     .observe = observe_promises,
     .needs = {Input::first_response},
     .reads = Reads::message_log,
     .known_by_log = true,
     .promise = SlaMetric::frt,
     .variant = promise_variant<SlaMetric::frt>},
    {.measure = Measure::next_reply_promise,
     .observe = observe_promises,
     .reads = Reads::message_log,
     .promise = SlaMetric::next_reply,
     .variant = next_reply_variant},
    {.measure = Measure::resolution_promise,
     .observe = observe_promises,
     .needs = {Input::solution_time},
     .reads_history = true,
     .promise = SlaMetric::resolution,
     .variant = promise_variant<SlaMetric::resolution>},
    {.measure = Measure::first_resolution_time,
     .observe = observe_first_resolution_times,
     .needs = {Input::first_solution},
     .by_clock = true,
     .reads_history = true,
     .by_people = true,
     .variant = resolution_variant},
    {.measure = Measure::ring_time,
     .observe = observe_kernel<duration<&TicketInputs::ring>>,
     .needs = {Input::ring_time}},
    {.measure = Measure::rings, .observe = observe_kernel<rings>, .needs = {Input::rings}},
    {.measure = Measure::was_transferred, .observe = observe_kernel<was_transferred>, .needs = {Input::transfers}},
    {.measure = Measure::was_reassigned, .observe = observe_kernel<was_reassigned>, .needs = {Input::assignees}},
    {.measure = Measure::has_comment, .needs = {Input::comments}, .variant = satisfaction_scale_variant},
    {.measure = Measure::is_negative_comment, .needs = {Input::comments}, .variant = negative_comment_variant},
    {.measure = Measure::was_rated,
     .observe = observe_responses,
     .needs = {Input::csat},
     .question = Question::csat,
     .variant = response_rate_variant},
    {.measure = Measure::was_deflected,
     .observe = observe_kernel<was_deflected>,
     .needs = {Input::bot, Input::human_part},
     .reads = Reads::message_log,
     .counts_messages = true},
    {.measure = Measure::is_lead, .observe = observe_kernel<is_lead>, .needs = {Input::lead}},
    {.measure = Measure::time_in_statuses,
     .observe = observe_time_in_statuses,
     .needs = {Input::status_history},
     .by_clock = true,
     .reads_history = true,
     .variant = clock_variant},
    {.measure = Measure::solution,
     .observe = observe_solutions,
     .needs = {Input::status_history},
     .places_itself = true,
     .reads_history = true},
    {.measure = Measure::review_score, .observe = observe_reviews},
    {.measure = Measure::online_time, .observe = observe_sessions},
    {.measure = Measure::handling_time, .observe = observe_sessions, .needs = {Input::handling_and_available}},
    {.measure = Measure::staffed_time, .observe = observe_sessions, .needs = {Input::handling_and_available}},
    {.measure = Measure::paid_time, .observe = observe_sessions, .needs = {Input::paid_time}},
    {.measure = Measure::paid_work, .observe = observe_sessions, .needs = {Input::handling_and_available}},
    {.measure = Measure::is_active_customer, .observe = observe_customers, .variant = people_variant},
    {.measure = Measure::was_customer_at_start,
     .observe = observe_customers,
     .needs = {Input::customer_stays},
     .variant = people_variant},
    {.measure = Measure::was_lost,
     .observe = observe_customers,
     .needs = {Input::customer_stays},
     .variant = people_variant},
    {.measure = Measure::has_stayed,
     .observe = observe_customers,
     .needs = {Input::customer_stays},
     .variant = people_variant},
    {.measure = Measure::came_by_referral,
     .observe = observe_customers,
     .needs = {Input::referrals},
     .variant = people_variant},
    {.measure = Measure::revenue, .observe = observe_customers, .needs = {Input::revenue}, .variant = people_variant},
    {.measure = Measure::is_active_requester,
     .observe = observe_requesters,
     .needs = {Input::requester},
     .places_itself = true,
     .variant = people_variant},
    {.measure = Measure::indicator_value, .observe = observe_indicators},
    {.measure = Measure::is_customer_message,
     .observe = observe_messages,
     .reads = Reads::message_log,
     .variant = customers_variant},
    {.measure = Measure::is_human_reply, .observe = observe_messages, .reads = Reads::message_log},
    {.measure = Measure::is_automatic_reply, .observe = observe_messages, .reads = Reads::message_log},
    {.measure = Measure::replying_agents,
     .observe = observe_kernel<replying_agents>,
     .needs = {Input::message_log},
     .reads = Reads::message_log,
     .counts_messages = true},
    {.measure = Measure::is_waiting_customer,
     .observe = observe_waiting_customers,
     .reads = Reads::message_log,
     .variant = answering_variant},
    {.measure = Measure::has_requester,
     .observe = observe_kernel<has_requester>,
     .needs = {Input::requester},
     .named_by = "requester"},
    {.measure = Measure::solved_by_agent,
     .observe = observe_solved_by_agents,
     .needs = {Input::agent},
     .places_itself = true},
    {.measure = Measure::is_hard,
     .observe = observe_hard_tickets,
     .needs = {Input::difficulty},
     .reads = Reads::message_log,
     .counts_messages = true,
     .variant = difficulty_variant},
    {.measure = Measure::contacts_of_issue,
     .observe = observe_contacts_of_issues,
     .needs = {Input::requester, Input::solution_time},
     .reads = Reads::contacts,
     .places_itself = true,
     .variant = issue_variant},
    {.measure = Measure::was_lost_caller,
     .observe = observe_lost_callers,
     .needs = {Input::requester},
     .places_itself = true,
     .variant = window_variant},
    {.measure = Measure::was_solved_lately, .observe = observe_solved_lately, .needs = {Input::solution_time}},
    {.measure = Measure::is_open_in_known_topics,
     .observe = observe_open_in_known_topics,
     .needs = {Input::topics},
     .reads_history = true,
     .variant = backlog_variant},
    {.measure = Measure::is_at_risk,
     .observe = observe_at_risk,
     .reads = Reads::message_log,
     .places_itself = true,
     .reads_history = true,
     .variant = risk_variant},
    {.measure = Measure::answer_speed,
     .observe = observe_answer_speeds,
     .needs = {Input::queue_time},
     .variant = answer_speed_variant},
    {.measure = Measure::is_call_in_direction,
     .observe = observe_kernel<is_call_in_direction>,
     .needs = {Input::call_outcome, Input::direction}},
    {.measure = Measure::satisfaction_index, .has_fractions = true, .variant = satisfaction_scale_variant},
    {.measure = Measure::is_easy, .needs = {Input::seven_steps_of_effort}, .variant = effort_variant},
    {.measure = Measure::ease_class, .needs = {Input::seven_steps_of_effort}, .variant = effort_variant},
    {.measure = Measure::is_open_with_agent,
     .observe = observe_open_with_agents,
     .needs = {Input::statuses},
     .places_itself = true,
     .reads_history = true,
     .variant = backlog_variant},
    {.measure = Measure::is_ticket_replied_to, .observe = observe_tickets_replied_to, .reads = Reads::message_log},
    {.measure = Measure::is_returning,
     .observe = observe_returning_requesters,
     .needs = {Input::requester},
     .places_itself = true,
     .variant = people_variant},
    {.measure = Measure::was_reopened_within,
     .observe = observe_reopenings_within,
     .needs = {Input::status_history},
     .reads_history = true},
    {.measure = Measure::internal_authors,
     .observe = observe_kernel<internal_authors>,
     .needs = {Input::message_log},
     .reads = Reads::message_log,
     .counts_messages = true},
};

// Solved tickets are told apart by their kernels, which count the open ones as excluded.
constexpr PopulationRow kPopulations[] = {
    {.population = Population::inbound_tickets, .facts = TicketFacts::used, .needs = {Input::ticket_file}},
    {.population = Population::reply_pairs, .needs = {Input::message_log}, .of_tickets = false},
    {.population = Population::tickets, .facts = TicketFacts::used, .needs = {Input::ticket_file}},
    {.population = Population::solved_tickets,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::solution}},
    {.population = Population::ever_solved_tickets,
     .facts = TicketFacts::used | TicketFacts::ever_solved,
     .needs = {Input::ticket_file, Input::solution_time}},
    {.population = Population::once_solved_tickets,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::solution_time}},
    {.population = Population::handled_contacts,
     .facts = TicketFacts::used | TicketFacts::handled,
     .needs = {Input::ticket_file}},
    {.population = Population::answered_calls,
     .facts = TicketFacts::used | TicketFacts::answered,
     .needs = {Input::ticket_file, Input::call_outcome}},
    {.population = Population::offered_calls,
     .facts = TicketFacts::used | TicketFacts::offered,
     .needs = {Input::ticket_file, Input::call_outcome}},
    {.population = Population::abandoned_calls,
     .facts = TicketFacts::used | TicketFacts::abandoned,
     .needs = {Input::ticket_file, Input::call_outcome}},
    {.population = Population::issues, .facts = TicketFacts::used, .needs = {Input::ticket_file}},
    {.population = Population::open_tickets,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::solution}},
    {.population = Population::csat_answers, .needs = {Input::csat}, .question = Question::csat},
    {.population = Population::nps_answers, .needs = {Input::nps}, .question = Question::nps},
    {.population = Population::ces_answers, .needs = {Input::ces}, .question = Question::ces},
    {.population = Population::solutions,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::status_history}},
    {.population = Population::requesters,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::requester},
     .groups = GroupsOf::nothing},
    {.population = Population::reviews, .needs = {Input::review_file}, .of_tickets = false},
    {.population = Population::sessions,
     .needs = {Input::session_file},
     .of_tickets = false,
     .groups = GroupsOf::agents},
    {.population = Population::customers,
     .needs = {Input::customer_file},
     .of_tickets = false,
     .groups = GroupsOf::nothing},
    {.population = Population::indicator_values,
     .needs = {Input::indicator_file},
     .of_tickets = false,
     .groups = GroupsOf::their_file},
    {.population = Population::messages, .needs = {Input::message_log}, .of_tickets = false},
    {.population = Population::waiting_customers, .needs = {Input::message_log, Input::requester}, .of_tickets = false},
    {.population = Population::agents,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::solution_time},
     .groups = GroupsOf::agents},
    {.population = Population::failed_callers,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::call_outcome}},
};

template <typename Row, std::size_t N, typename Key>
constexpr bool in_order_of(const Row (&rows)[N], Key key) {
  for (std::size_t i = 0; i < N; ++i) {
    if (static_cast<std::size_t>(key(rows[i])) != i) return false;
  }
  return true;
}
static_assert(in_order_of(kMeasures, [](const MeasureRow& row) { return row.measure; }));
static_assert(in_order_of(kPopulations, [](const PopulationRow& row) { return row.population; }));

}  // namespace

const MeasureRow& measure_row(Measure measure) { return kMeasures[static_cast<std::size_t>(measure)]; }
const PopulationRow& population_row(Population population) {
  return kPopulations[static_cast<std::size_t>(population)];
}
bool reads_cells(const MetricRow& metric, Question question, const Evidence& evidence) {
  const bool by_actor = evidence.credits_repliers() || evidence.credits_assignees();
  const bool credited = by_actor && has_groups(metric, "agent");
  return answers_are_cells(evidence.data(), question) && !measure_row(metric.measure).has_fractions && !credited;
}
bool has_groups(const MetricRow& metric, std::string_view dimension) {
  const bool agents = dimension == "agent" || dimension == kPeers;
  switch (population_row(metric.population).groups) {
    case GroupsOf::all_dimensions: return !agents || metric.by_agent;
    case GroupsOf::agents: return agents && metric.by_agent;
    case GroupsOf::their_file: return true;
    case GroupsOf::nothing: return false;
  }
  return false;
}

bool has_groups(const MetricRow& metric, std::string_view dimension, const Dataset& data) {
  if (population_row(metric.population).groups != GroupsOf::their_file) return has_groups(metric, dimension);
  const auto& own = data.indicators.dimensions;
  return std::any_of(own.begin(), own.end(), [&](const OwnDimension& known) { return known.id == dimension; });
}

}  // namespace csreport

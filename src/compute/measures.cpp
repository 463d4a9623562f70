#include "compute/measures.hpp"

#include <algorithm>

#include "compute/observe.hpp"
#include "compute/observe_rows.hpp"
#include "compute/variants.hpp"

namespace csreport {
namespace {

void observe_first_contacts(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return observe_rows<first_contact_resolved<FcrMethod::one_touch>>(metric, evidence, out);
    case FcrMethod::no_repeat: return observe_rows<first_contact_resolved<FcrMethod::no_repeat>>(metric, evidence, out);
    case FcrMethod::strict: return observe_rows<first_contact_resolved<FcrMethod::strict>>(metric, evidence, out);
    case FcrMethod::flag: return observe_rows<first_contact_resolved<FcrMethod::flag>>(metric, evidence, out);
  }
}

constexpr MeasureRow kMeasures[] = {
    {.measure = Measure::one, .observe = observe_rows<one>},
    {.measure = Measure::first_response_time,
     .observe = observe_first_responses,
     .needs = {Input::first_response},
     .reads = Reads::message_log,
     .variant = first_response_variant},
    {.measure = Measure::response_time, .reads = Reads::message_log, .variant = response_variant},
    {.measure = Measure::resolution_time,
     .observe = observe_rows<resolution_time>,
     .needs = {Input::solution_time},
     .variant = calendar_variant},
    {.measure = Measure::handle_time,
     .observe = observe_rows<handle_time>,
     .needs = {Input::handle_parts},
     .variant = handle_time_variant},
    {.measure = Measure::queue_time, .observe = observe_rows<queue_time>, .needs = {Input::queue_time}},
    {.measure = Measure::answered_in_time,
     .observe = observe_rows<answered_in_time>,
     .needs = {Input::queue_time},
     .variant = service_level_variant},
    {.measure = Measure::was_abandoned, .observe = observe_rows<was_abandoned>, .variant = abandonment_variant},
    {.measure = Measure::first_contact_resolved,
     .observe = observe_first_contacts,
     .needs = {Input::first_contact},
     .reads = Reads::as_fcr_method,
     .variant = first_contact_variant},
    {.measure = Measure::no_repeat_contact,
     .observe = observe_rows<no_repeat_contact>,
     .needs = {Input::requester, Input::solution_time},
     .reads = Reads::contacts,
     .variant = no_repeat_variant},
    {.measure = Measure::is_satisfied, .variant = satisfaction_variant},
    {.measure = Measure::nps_class, .variant = net_promoter_variant},
    {.measure = Measure::ces_score, .variant = effort_variant},
    {.measure = Measure::was_reopened, .observe = observe_rows<was_reopened>, .needs = {Input::reopens}},
    {.measure = Measure::was_escalated, .observe = observe_rows<was_escalated>, .needs = {Input::escalation}},
    {.measure = Measure::replies,
     .observe = observe_rows<replies>,
     .needs = {Input::replies},
     .reads = Reads::message_log},
    {.measure = Measure::interactions,
     .observe = observe_rows<interactions>,
     .needs = {Input::replies, Input::messages_of_both_sides},
     .reads = Reads::message_log},
    {.measure = Measure::is_repeat_contact,
     .observe = observe_rows<is_repeat_contact>,
     .needs = {Input::requester},
     .reads = Reads::contacts,
     .variant = repeat_contact_variant},
};

// Solved tickets are told apart by their kernels, which count the open ones as excluded.
constexpr PopulationRow kPopulations[] = {
    {.population = Population::inbound_tickets, .facts = TicketFacts::used, .needs = {Input::ticket_file}},
    {.population = Population::reply_pairs, .needs = {Input::message_log}},
    {.population = Population::tickets, .facts = TicketFacts::used, .needs = {Input::ticket_file}},
    {.population = Population::solved_tickets,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::solution}},
    {.population = Population::ever_solved_tickets,
     .facts = TicketFacts::used | TicketFacts::ever_solved,
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
    {.population = Population::issues, .facts = TicketFacts::used, .needs = {Input::ticket_file}},
    {.population = Population::open_tickets,
     .facts = TicketFacts::used,
     .needs = {Input::ticket_file, Input::solution}},
    {.population = Population::csat_answers, .needs = {Input::csat}, .question = Question::csat},
    {.population = Population::nps_answers, .needs = {Input::nps}, .question = Question::nps},
    {.population = Population::ces_answers, .needs = {Input::ces}, .question = Question::ces},
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

}  // namespace csreport

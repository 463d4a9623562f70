#include "compute/inputs.hpp"

#include <algorithm>

#include "compute/answers.hpp"
#include "compute/observe.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {
namespace {

/// `key`: of the group "missing_input" of the messages.
Quality ok_if(bool has, std::string_view key) { return has ? Quality{} : without(QualityState::missing_column, key); }

bool has_solution_time(const Dataset& data) { return has_solution_times(data.tickets) || data.statuses.rows > 0; }

bool has_state(const SessionTable& sessions, AgentState state) {
  return std::find(sessions.activity.begin(), sessions.activity.end(), state) != sessions.activity.end();
}
bool has_handling(const SessionTable& sessions) {
  return sessions.handling.present() || has_state(sessions, AgentState::handling);
}
bool has_available(const SessionTable& sessions) {
  return sessions.available.present() || has_state(sessions, AgentState::available);
}

bool has_names(const TicketTable& tickets, std::string_view id) {
  const Dimension* const dimension = tickets.dimension(id);
  return dimension != nullptr && dimension->codes.present();
}

Quality look_for_ratings(const Dataset& data, Question question, const std::string& field) {
  const RatingColumn& own = rating_column(data.tickets, question);
  const RatingColumn& survey = rating_column(data.surveys, question);
  if (!own.present() && !survey.present()) return without(QualityState::missing_column, "answers", {{"field", field}});
  if ((own.present() && !own.ambiguous) || (survey.present() && !survey.ambiguous)) return {};
  return without(QualityState::ambiguous_scale, "scale", {{"field", field}});
}

/// Answers of every other scale would be read wrongly.
Quality look_for_seven_steps(const Dataset& data) {
  for (const RatingColumn* ratings : {&data.tickets.ces, &data.surveys.ces}) {
    const bool has_steps = !ratings->ambiguous && ratings->highest == 7 && !ratings->low_is_good;
    if (ratings->present() && !has_steps) return without(QualityState::missing_column, "seven_steps_of_effort");
  }
  return {};
}

}  // namespace

Quality without(QualityState state, std::string_view key, std::vector<std::pair<std::string, PhraseSlot>> slots) {
  return {state, {{"missing_input." + std::string(key), std::move(slots)}}};
}

Quality look_for_first_contact(FcrMethod method, bool no_transfer, const Dataset& data) {
  if (method == FcrMethod::survey) {
    return ok_if(!data.surveys.resolved.empty() && data.surveys.contacts_needed.present(), "survey_columns");
  }
  if (method == FcrMethod::teammate) {
    if (Quality quality = look_for(Input::message_log, data); quality.state != QualityState::ok) return quality;
  }
  return no_transfer ? look_for(Input::transfers, data) : Quality{};
}

Quality look_for_start(ResponseStart start, const Dataset& data) {
  switch (start) {
    case ResponseStart::first_customer:
    case ResponseStart::created: return {};
    case ResponseStart::handoff: return ok_if(data.tickets.handed_off_at.present(), "handed_off_at");
    case ResponseStart::assignment: return ok_if(data.tickets.assigned_at.present(), "assigned_at");
    case ResponseStart::reopen: return look_for(Input::status_history, data);
  }
  return {};
}

Quality look_for_response_start(ResponseTimeStart start, const Dataset& data) {
  return ok_if(start == ResponseTimeStart::first_message || data.tickets.handed_off_at.present(), "handed_off_at");
}

Quality look_for_span(ResolutionStart start, ResolutionEnd end, const Dataset& data) {
  if (end == ResolutionEnd::effective) {
    if (Quality quality = look_for(Input::status_history, data); quality.state != QualityState::ok) return quality;
  }
  switch (start) {
    case ResolutionStart::created: return {};
    case ResolutionStart::first_assignment: return ok_if(data.tickets.assigned_at.present(), "assigned_at");
    case ResolutionStart::last_assignment: return ok_if(data.tickets.last_assigned_at.present(), "last_assigned_at");
  }
  return {};
}

Quality look_for(Input input, const Dataset& data) {
  const TicketTable& tickets = data.tickets;
  switch (input) {
    case Input::none: return {};
    case Input::ticket_file: return ok_if(data.has_tickets, "ticket_file");
    case Input::message_log:
      if (data.has_messages) return {};
      return without(QualityState::no_message_log, "message_log");
    case Input::solution_time: return ok_if(has_solution_time(data), "solution_time");
    case Input::solution: return ok_if(has_solution_time(data) || !tickets.status.empty(), "solution");
    case Input::first_response:
      return ok_if(tickets.first_response_at.present() || tickets.first_response_time.present() || data.has_messages,
                   "first_response");
    case Input::handle_parts:
      return ok_if(tickets.handle_time.present() || tickets.talk_time.present(), "handle_parts");
    case Input::talk_time: return ok_if(tickets.talk_time.present(), "talk_time");
    case Input::hold_time: return ok_if(tickets.hold_time.present(), "hold_time");
    case Input::after_call_work_time: return ok_if(tickets.after_call_work_time.present(), "after_call_work_time");
    case Input::call_outcome: return ok_if(!tickets.outcome.empty(), "call_outcome");
    case Input::queue_time: return ok_if(tickets.queue_time.present(), "queue_time");
    case Input::replies: return ok_if(data.has_messages || tickets.replies.present(), "replies");
    case Input::messages_of_both_sides:
      return ok_if(data.has_messages || tickets.customer_replies.present(), "messages_of_both_sides");
    case Input::requester: return ok_if(tickets.requester.present(), "requester");
    case Input::agent: return ok_if(has_names(tickets, "agent"), "agent");
    case Input::category: return ok_if(has_names(tickets, "category"), "category");
    case Input::reopens: return ok_if(tickets.reopens.present() || data.statuses.rows > 0, "reopens");
    case Input::escalation: return ok_if(!tickets.escalated.empty(), "escalation");
    case Input::first_contact:
      return ok_if(tickets.replies.present() || data.has_messages || tickets.requester.present() ||
                       !tickets.first_contact_resolved.empty(),
                   "first_contact");
    case Input::csat: return look_for_ratings(data, Question::csat, "csat");
    case Input::nps: return look_for_ratings(data, Question::nps, "nps");
    case Input::ces: return look_for_ratings(data, Question::ces, "ces");
    case Input::first_solution:
      return ok_if(tickets.first_solved_at.present() || tickets.first_resolution_time.present() ||
                       data.statuses.rows > 0 || (tickets.reopens.present() && has_solution_times(tickets)),
                   "first_solution");
    case Input::ring_time: return ok_if(tickets.ring_time.present(), "ring_time");
    case Input::rings: return ok_if(tickets.rings.present(), "rings");
    case Input::transfers: return ok_if(tickets.transfers.present() || tickets.legs.present(), "transfers");
    case Input::assignees: return ok_if(tickets.assignees.present(), "assignees");
    case Input::comments:
      return ok_if(tickets.comment_words.present() || data.surveys.comment_words.present(), "comments");
    case Input::bot: return ok_if(!tickets.bot.empty(), "bot");
    case Input::human_part:
      return ok_if(data.has_messages || tickets.replies.present() || !tickets.handed_off.empty() ||
                       tickets.handed_off_at.present(),
                   "human_part");
    case Input::lead: return ok_if(!tickets.lead.empty(), "lead");
    case Input::status_history:
      if (data.statuses.rows > 0) return {};
      return without(QualityState::no_history, "status_history");
    case Input::review_file: return ok_if(data.has_reviews, "review_file");
    case Input::session_file: return ok_if(data.has_sessions, "session_file");
    case Input::handling_and_available:
      return ok_if(has_handling(data.sessions) && has_available(data.sessions), "handling_and_available");
    case Input::paid_time:
      return ok_if(data.sessions.paid.present() || has_state(data.sessions, AgentState::paid), "paid_time");
    case Input::customer_file: return ok_if(data.has_customers, "customer_file");
    case Input::customer_stays: return ok_if(data.customers.until.present(), "customer_stays");
    case Input::referrals:
      return ok_if(!data.customers.referred.empty() && data.customers.since.present(), "referrals");
    case Input::revenue: return ok_if(data.customers.revenue.present(), "revenue");
    case Input::topics: return ok_if(!topic_dimensions(tickets).empty(), "category");
    case Input::direction: return ok_if(!tickets.direction.empty(), "direction");
    case Input::seven_steps_of_effort: return look_for_seven_steps(data);
    case Input::statuses: return ok_if(!tickets.status.empty() || data.statuses.rows > 0, "statuses");
    case Input::difficulty:
      return ok_if(has_names(tickets, "priority") || has_names(tickets, "category") || tickets.replies.present() ||
                       data.has_messages,
                   "difficulty");
    case Input::indicator_file: return ok_if(data.has_indicators, "indicator_file");
  }
  return {};
}

}  // namespace csreport

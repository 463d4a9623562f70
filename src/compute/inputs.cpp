#include "compute/inputs.hpp"

#include <algorithm>

#include "compute/answers.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {
namespace {

Quality missing(std::string note) { return {QualityState::missing_column, {std::move(note)}}; }
Quality ok_if(bool has, const char* note) { return has ? Quality{} : missing(note); }

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
  if (!own.present() && !survey.present()) return missing("No column with " + field + " answers.");
  if ((own.present() && !own.ambiguous) || (survey.present() && !survey.ambiguous)) return {};
  return {
      QualityState::ambiguous_scale,
      {"The scale of the " + field + " answers cannot be known from the values: set it with --" + field + "-scale."}};
}

}  // namespace

Quality look_for_first_contact(FcrMethod method, bool no_transfer, const Dataset& data) {
  if (method == FcrMethod::survey) {
    return ok_if(!data.surveys.resolved.empty() && data.surveys.contacts_needed.present(),
                 "No survey file with the columns resolved and contacts_needed.");
  }
  return no_transfer ? look_for(Input::transfers, data) : Quality{};
}

Quality look_for(Input input, const Dataset& data) {
  const TicketTable& tickets = data.tickets;
  switch (input) {
    case Input::none: return {};
    case Input::ticket_file: return ok_if(data.has_tickets, "No ticket file was given.");
    case Input::message_log:
      if (data.has_messages) return {};
      return {QualityState::no_message_log,
              {"Needs a message log; it cannot be computed from first-reply or resolution columns."}};
    case Input::solution_time: return ok_if(has_solution_time(data), "No column with the time of the solution.");
    case Input::solution:
      return ok_if(has_solution_time(data) || !tickets.status.empty(), "No column says which tickets are solved.");
    case Input::first_response:
      return ok_if(tickets.first_response_at.present() || tickets.first_response_time.present() || data.has_messages,
                   "No column with the first response, and no message log.");
    case Input::handle_parts:
      return ok_if(tickets.handle_time.present() || tickets.talk_time.present(),
                   "No column with talk or handle times.");
    case Input::talk_time: return ok_if(tickets.talk_time.present(), "No column with talk times.");
    case Input::hold_time: return ok_if(tickets.hold_time.present(), "No column with hold times.");
    case Input::after_call_work_time:
      return ok_if(tickets.after_call_work_time.present(), "No column with after-call work.");
    case Input::call_outcome:
      return ok_if(!tickets.outcome.empty(), "No column says which calls were answered or abandoned.");
    case Input::queue_time: return ok_if(tickets.queue_time.present(), "No column with the time in the queue.");
    case Input::replies:
      return ok_if(data.has_messages || tickets.replies.present(),
                   "No column with the number of replies, and no message log.");
    case Input::messages_of_both_sides:
      return ok_if(data.has_messages || tickets.customer_replies.present(),
                   "No column with the number of customer messages, and no message log.");
    case Input::requester: return ok_if(tickets.requester.present(), "No column with the requester.");
    case Input::agent: return ok_if(has_names(tickets, "agent"), "No column with the agent.");
    case Input::category: return ok_if(has_names(tickets, "category"), "No column with the category.");
    case Input::reopens:
      return ok_if(tickets.reopens.present() || data.statuses.rows > 0, "No column with reopenings.");
    case Input::escalation: return ok_if(!tickets.escalated.empty(), "No column with escalations.");
    case Input::first_contact:
      return ok_if(tickets.replies.present() || data.has_messages || tickets.requester.present() ||
                       !tickets.first_contact_resolved.empty(),
                   "No column with replies, requester or a first-contact flag, and no message log.");
    case Input::csat: return look_for_ratings(data, Question::csat, "csat");
    case Input::nps: return look_for_ratings(data, Question::nps, "nps");
    case Input::ces: return look_for_ratings(data, Question::ces, "ces");
    case Input::first_solution:
      return ok_if(tickets.first_solved_at.present() || tickets.first_resolution_time.present() ||
                       data.statuses.rows > 0 || (tickets.reopens.present() && has_solution_times(tickets)),
                   "No column with the first solution, no history of statuses, and none with reopenings beside the "
                   "solution.");
    case Input::ring_time: return ok_if(tickets.ring_time.present(), "No column with ringing times.");
    case Input::rings: return ok_if(tickets.rings.present(), "No column with the number of rings.");
    case Input::transfers:
      return ok_if(tickets.transfers.present() || tickets.legs.present(), "No column with transfers or legs of calls.");
    case Input::assignees: return ok_if(tickets.assignees.present(), "No column with the number of assignees.");
    case Input::comments:
      return ok_if(tickets.comment_words.present() || data.surveys.comment_words.present(),
                   "No column with comments beside the ratings.");
    case Input::bot: return ok_if(!tickets.bot.empty(), "No column says where a bot took part.");
    case Input::human_part:
      return ok_if(data.has_messages || tickets.replies.present() || !tickets.handed_off.empty(),
                   "No column with replies or hand-overs, and no message log.");
    case Input::lead: return ok_if(!tickets.lead.empty(), "No column says which conversations are leads.");
    case Input::status_history:
      if (data.statuses.rows > 0) return {};
      return {QualityState::no_history,
              {"Needs a history of statuses: a status in the message log, or a row for each update of a ticket."}};
    case Input::review_file: return ok_if(data.has_reviews, "No file of quality reviews was given.");
    case Input::session_file: return ok_if(data.has_sessions, "No file of agents' sessions was given.");
    case Input::handling_and_available:
      return ok_if(has_handling(data.sessions) && has_available(data.sessions),
                   "The sessions do not say when agents handled contacts and when they were available.");
    case Input::paid_time:
      return ok_if(data.sessions.paid.present() || has_state(data.sessions, AgentState::paid),
                   "The sessions do not say which time is paid.");
    case Input::customer_file: return ok_if(data.has_customers, "No file of customers was given.");
    case Input::customer_stays:
      return ok_if(data.customers.until.present(), "The file of customers does not say who left when.");
    case Input::referrals:
      return ok_if(!data.customers.referred.empty() && data.customers.since.present(),
                   "The file of customers does not say who came when and by referral.");
    case Input::revenue: return ok_if(data.customers.revenue.present(), "The file of customers has no revenue.");
    case Input::indicator_file: return ok_if(data.has_indicators, "No file of indicators was given.");
  }
  return {};
}

}  // namespace csreport

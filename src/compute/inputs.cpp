#include "compute/inputs.hpp"

#include "compute/answers.hpp"

namespace csreport {
namespace {

Quality missing(std::string note) { return {QualityState::missing_column, {std::move(note)}}; }
Quality ok_if(bool has, const char* note) { return has ? Quality{} : missing(note); }

bool has_solution_time(const TicketTable& tickets) {
  return tickets.solved_at.present() || tickets.closed_at.present() || tickets.resolution_time.present();
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

Quality look_for(Input input, const Dataset& data) {
  const TicketTable& tickets = data.tickets;
  switch (input) {
    case Input::none: return {};
    case Input::ticket_file: return ok_if(data.has_tickets, "No ticket file was given.");
    case Input::message_log:
      if (data.has_messages) return {};
      return {QualityState::no_message_log,
              {"Needs a message log; it cannot be computed from first-reply or resolution columns."}};
    case Input::solution_time: return ok_if(has_solution_time(tickets), "No column with the time of the solution.");
    case Input::solution:
      return ok_if(has_solution_time(tickets) || !tickets.status.empty(), "No column says which tickets are solved.");
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
    case Input::reopens: return ok_if(tickets.reopens.present(), "No column with reopenings.");
    case Input::escalation: return ok_if(!tickets.escalated.empty(), "No column with escalations.");
    case Input::first_contact:
      return ok_if(tickets.replies.present() || data.has_messages || tickets.requester.present() ||
                       !tickets.first_contact_resolved.empty(),
                   "No column with replies, requester or a first-contact flag, and no message log.");
    case Input::csat: return look_for_ratings(data, Question::csat, "csat");
    case Input::nps: return look_for_ratings(data, Question::nps, "nps");
    case Input::ces: return look_for_ratings(data, Question::ces, "ces");
  }
  return {};
}

}  // namespace csreport

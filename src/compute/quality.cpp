#include "compute/quality.hpp"

#include <algorithm>

namespace csreport {

std::string_view quality_state_name(QualityState state) {
  switch (state) {
    case QualityState::ok: return "ok";
    case QualityState::few: return "few";
    case QualityState::missing_column: return "missing_column";
    case QualityState::no_message_log: return "no_message_log";
    case QualityState::ambiguous_scale: return "ambiguous_scale";
    case QualityState::immature: return "immature";
    case QualityState::no_history: return "no_history";
  }
  return "ok";
}

namespace {

Quality missing(std::string note) { return {QualityState::missing_column, {std::move(note)}}; }

bool has_solution_time(const TicketTable& tickets) {
  return tickets.solved_at.present() || tickets.closed_at.present() || tickets.resolution_time.present();
}

Quality rating_inputs(const Dataset& data, Question question, std::string_view field) {
  const RatingColumn& own = rating_column(data.tickets, question);
  const RatingColumn& survey = rating_column(data.surveys, question);
  if (!own.present() && !survey.present()) {
    return missing("No column with " + std::string(field) + " answers.");
  }
  const bool own_usable = own.present() && !own.ambiguous;
  const bool survey_usable = survey.present() && !survey.ambiguous;
  if (own_usable || survey_usable) return {};
  return {QualityState::ambiguous_scale,
          {"The scale of the " + std::string(field) + " answers cannot be known from the values: set it with --" +
           std::string(field) + "-scale."}};
}

Quality call_inputs(const TicketTable& tickets, bool needs_wait) {
  if (tickets.outcome.empty()) return missing("No column says which calls were answered or abandoned.");
  if (needs_wait && !tickets.queue_time.present()) return missing("No column with the time in the queue.");
  return {};
}

Quality fcr_inputs(const Dataset& data) {
  const TicketTable& tickets = data.tickets;
  const bool any = tickets.replies.present() || data.has_messages || tickets.requester.present() ||
                   !tickets.first_contact_resolved.empty();
  if (!any) return missing("No column with replies, requester or a first-contact flag, and no message log.");
  if (!has_solution_time(tickets) && tickets.status.empty()) return missing("No column says which tickets are solved.");
  return {};
}

Quality reply_inputs(const Dataset& data, bool needs_both_sides) {
  const TicketTable& tickets = data.tickets;
  if (data.has_messages) return {};
  if (!tickets.replies.present()) return missing("No column with the number of replies, and no message log.");
  if (needs_both_sides && !tickets.customer_replies.present()) {
    return missing("No column with the number of customer messages, and no message log.");
  }
  return {};
}

/// Columns that a measure of tickets needs.
Quality ticket_inputs(const MetricRow& row, const Dataset& data) {
  const TicketTable& tickets = data.tickets;
  switch (row.measure) {
    case Measure::first_response_time:
      if (tickets.first_response_at.present() || tickets.first_response_time.present() || data.has_messages) return {};
      return missing("No column with the first response, and no message log.");
    case Measure::resolution_time:
      return has_solution_time(tickets) ? Quality{} : missing("No column with the time of the solution.");
    case Measure::handle_time:
      if (tickets.handle_time.present() || tickets.talk_time.present()) return {};
      return missing("No column with talk or handle times.");
    case Measure::queue_time:
    case Measure::answered_in_time: return call_inputs(tickets, /*needs_wait=*/true);
    case Measure::was_abandoned: return call_inputs(tickets, /*needs_wait=*/false);
    case Measure::first_contact_resolved: return fcr_inputs(data);
    case Measure::no_repeat_contact:
      if (!tickets.requester.present()) return missing("No column with the requester.");
      return has_solution_time(tickets) ? Quality{} : missing("No column with the time of the solution.");
    case Measure::is_repeat_contact:
      return tickets.requester.present() ? Quality{} : missing("No column with the requester.");
    case Measure::was_escalated: return tickets.escalated.empty() ? missing("No column with escalations.") : Quality{};
    case Measure::was_reopened:
      if (!tickets.reopens.present()) return missing("No column with reopenings.");
      return has_solution_time(tickets) ? Quality{} : missing("No column with the time of the solution.");
    case Measure::replies: return reply_inputs(data, /*needs_both_sides=*/false);
    case Measure::interactions: return reply_inputs(data, /*needs_both_sides=*/true);
    case Measure::one:
      if (row.population == Population::ever_solved_tickets && !has_solution_time(tickets)) {
        return missing("No column with the time of the solution.");
      }
      if (row.population == Population::open_tickets && !has_solution_time(tickets) && tickets.status.empty()) {
        return missing("No column says which tickets are solved.");
      }
      return {};
    case Measure::response_time:
    case Measure::is_satisfied:
    case Measure::nps_class:
    case Measure::ces_score: return {};
  }
  return {};
}

}  // namespace

Quality missing_inputs(const MetricRow& row, const Dataset& data) {
  switch (row.population) {
    case Population::csat_answers: return rating_inputs(data, Question::csat, "csat");
    case Population::nps_answers: return rating_inputs(data, Question::nps, "nps");
    case Population::ces_answers: return rating_inputs(data, Question::ces, "ces");
    case Population::reply_pairs:
      if (data.has_messages) return {};
      return {QualityState::no_message_log,
              {"Needs a message log; it cannot be computed from first-reply or resolution columns."}};
    case Population::inbound_tickets:
    case Population::tickets:
    case Population::solved_tickets:
    case Population::ever_solved_tickets:
    case Population::handled_contacts:
    case Population::answered_calls:
    case Population::offered_calls:
    case Population::issues:
    case Population::open_tickets: break;
  }
  const bool log_is_enough = row.measure == Measure::first_response_time && data.has_messages;
  if (!data.has_tickets && !log_is_enough) return missing("No ticket file was given.");
  return ticket_inputs(row, data);
}

Quality judge_quality(const MetricRow& row, const MetricValue& current, const Dataset& data) {
  Quality quality = missing_inputs(row, data);
  if (quality.state != QualityState::ok) return quality;
  const auto immature = std::find_if(current.excluded.begin(), current.excluded.end(),
                                     [](const ExcludedCount& e) { return e.reason == "immature"; });
  if (current.n == 0 && immature != current.excluded.end()) {
    quality.state = QualityState::immature;
    quality.notes.emplace_back("The follow-up window of these tickets has not ended yet.");
  } else if (current.n < row.min_n) {
    quality.state = QualityState::few;
  }
  return quality;
}

namespace {

std::string fcr_variant(const Evidence& evidence) {
  const std::string days = std::to_string(evidence.variants().fcr_window.count()) + " days";
  const std::string base = evidence.variants().fcr_base == FcrBase::issue ? "per issue" : "per contact";
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return "one_touch";
    case FcrMethod::no_repeat: return "no_repeat, " + days + ", " + base;
    case FcrMethod::strict: return "strict, " + days + ", " + base;
    case FcrMethod::flag: return "flag";
  }
  return {};
}

std::string service_level_variant(const Variants& variants) {
  static constexpr std::string_view kNames[] = {"strict", "abandon_in_t_ok", "ignore_abandon_in_t", "ignore_short",
                                                "answered_only"};
  std::string text(kNames[static_cast<std::size_t>(variants.service_level)]);
  text += ", " + std::to_string(variants.service_level_threshold.count()) + " s";
  if (variants.service_level == ServiceLevelVariant::ignore_short) {
    text += ", short below " + std::to_string(variants.short_abandon.value_or(kDefaultShortAbandon).count()) + " s";
  }
  return text;
}

std::string scale_of(const Dataset& data, Question question) {
  const RatingColumn& own = rating_column(data.tickets, question);
  const std::string& scale = own.present() ? own.scale : rating_column(data.surveys, question).scale;
  return scale.empty() ? scale : "scale " + scale;
}

}  // namespace

std::string variant_name(const MetricRow& row, const Evidence& evidence) {
  const Variants& variants = evidence.variants();
  const Dataset& data = evidence.data();
  const std::string days = std::to_string(variants.fcr_window.count()) + " days";
  switch (row.measure) {
    case Measure::first_contact_resolved: return fcr_variant(evidence);
    case Measure::no_repeat_contact:
      return days + (variants.fcr_base == FcrBase::issue ? ", per issue" : ", per contact");
    case Measure::is_repeat_contact: return days;
    case Measure::answered_in_time: return service_level_variant(variants);
    case Measure::was_abandoned:
      if (!variants.short_abandon) return "of offered calls";
      return "without calls abandoned below " + std::to_string(variants.short_abandon->count()) + " s";
    case Measure::is_satisfied: {
      const std::string scale = scale_of(data, Question::csat);
      if (variants.csat_neutral == NeutralRatings::include) return scale;
      return scale.empty() ? "neutral excluded" : scale + ", neutral excluded";
    }
    case Measure::nps_class: return scale_of(data, Question::nps);
    case Measure::ces_score: return scale_of(data, Question::ces);
    case Measure::first_response_time:
      return variants.frt_include_automatic ? "calendar clock, automatic replies included" : "calendar clock";
    case Measure::response_time: return "per pair, calendar clock";
    case Measure::resolution_time: return "calendar clock";
    case Measure::handle_time:
      return data.tickets.after_call_work_time.present() || data.tickets.handle_time.present()
                 ? "talk, hold and after-call work"
                 : "without after-call work";
    case Measure::one:
    case Measure::queue_time:
    case Measure::was_reopened:
    case Measure::was_escalated:
    case Measure::replies:
    case Measure::interactions: return {};
  }
  return {};
}

}  // namespace csreport

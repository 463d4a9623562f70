#include "compute/variants.hpp"

#include <algorithm>

namespace csreport {
namespace {

std::string days_of(const Evidence& evidence) {
  return std::to_string(evidence.variants().fcr_window.count()) + " days";
}
std::string base_of(const Evidence& evidence) {
  return evidence.variants().fcr_base == FcrBase::issue ? "per issue" : "per contact";
}

std::string scale_of(const Dataset& data, Question question) {
  const RatingColumn& own = rating_column(data.tickets, question);
  const std::string& scale = own.present() ? own.scale : rating_column(data.surveys, question).scale;
  return scale.empty() ? scale : "scale " + scale;
}

}  // namespace

std::string first_contact_variant(const Evidence& evidence, Clock) {
  const std::string transfers = evidence.variants().fcr_no_transfer ? ", without transfer" : "";
  const std::string window = ", " + days_of(evidence) + ", " + base_of(evidence);
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return "one_touch" + transfers;
    case FcrMethod::no_repeat: return "no_repeat" + window + transfers;
    case FcrMethod::strict: return "strict" + window + transfers;
    case FcrMethod::flag: return "flag" + transfers;
    case FcrMethod::survey: return "survey";
  }
  return {};
}

std::string no_repeat_variant(const Evidence& evidence, Clock) { return days_of(evidence) + ", " + base_of(evidence); }

std::string window_variant(const Evidence& evidence, Clock) { return days_of(evidence); }
std::string repeat_contact_variant(const Evidence& evidence, Clock) {
  const bool of_contacts = evidence.variants().repeat_base == RepeatBase::contacts;
  return days_of(evidence) + (of_contacts ? ", of contacts" : ", of customers");
}

std::string service_level_variant(const Evidence& evidence, Clock) {
  static constexpr std::string_view kNames[] = {"strict", "abandon_in_t_ok", "ignore_abandon_in_t", "ignore_short",
                                                "answered_only"};
  const Variants& variants = evidence.variants();
  std::string text(kNames[static_cast<std::size_t>(variants.service_level)]);
  text += ", " + std::to_string(variants.service_level_threshold.count()) + " s";
  if (variants.service_level == ServiceLevelVariant::ignore_short) {
    text += ", short below " + std::to_string(variants.short_abandon.value_or(kDefaultShortAbandon).count()) + " s";
  }
  return text;
}

std::string abandon_wait_variant(const Evidence& evidence, Clock) {
  const auto& limit = evidence.variants().short_abandon;
  return limit ? "without calls abandoned below " + std::to_string(limit->count()) + " s" : "";
}
std::string abandonment_variant(const Evidence& evidence, Clock clock) {
  const std::string limit = abandon_wait_variant(evidence, clock);
  return limit.empty() ? "of offered calls" : limit;
}

std::string satisfaction_scale_variant(const Evidence& evidence, Clock) {
  return scale_of(evidence.data(), Question::csat);
}
std::string satisfaction_variant(const Evidence& evidence, Clock clock) {
  const std::string scale = satisfaction_scale_variant(evidence, clock);
  if (evidence.variants().csat_neutral == NeutralRatings::include) return scale;
  return scale.empty() ? "neutral excluded" : scale + ", neutral excluded";
}

std::string net_promoter_variant(const Evidence& evidence, Clock) { return scale_of(evidence.data(), Question::nps); }
std::string effort_variant(const Evidence& evidence, Clock) { return scale_of(evidence.data(), Question::ces); }

std::string first_response_variant(const Evidence& evidence, Clock clock) {
  static constexpr std::string_view kStarts[] = {"", ", from the creation", ", from the handoff",
                                                 ", from the assignment", ", from the last reopening"};
  static constexpr std::string_view kOutbound[] = {"", ", outbound contacts from the customer's first message",
                                                   ", outbound contacts to the second message of an agent"};
  const Variants& variants = evidence.variants();
  std::string name = clock_variant(evidence, clock);
  name += kStarts[static_cast<std::size_t>(variants.frt_start)];
  name += kOutbound[static_cast<std::size_t>(variants.frt_outbound)];
  return variants.frt_include_automatic ? name + ", automatic replies included" : name;
}
std::string response_variant(const Evidence& evidence, Clock clock) {
  static constexpr std::string_view kBases[] = {"per pair, ", "mean of tickets, ", "sum of tickets, "};
  const Variants& variants = evidence.variants();
  std::string name(kBases[static_cast<std::size_t>(variants.art)]);
  name += clock_variant(evidence, clock);
  if (variants.art_exclude_first) name += ", without first responses";
  return variants.automatic_counts ? name + ", automatic replies included" : name;
}
std::string answering_variant(const Evidence& evidence, Clock) {
  return evidence.variants().automatic_counts ? "automatic replies are answers" : "";
}
std::string resolution_variant(const Evidence& evidence, Clock clock) {
  const std::string name = clock_variant(evidence, clock);
  return evidence.variants().human_only ? name + ", without what bots solved alone" : name;
}
std::string clock_variant(const Evidence& evidence, Clock clock) {
  if (clock == Clock::calendar) return "calendar clock";
  return "business clock, " + evidence.business_times()->name();
}

std::string promise_variant(const Evidence& evidence, Clock) {
  const auto business = std::any_of(evidence.sla().begin(), evidence.sla().end(),
                                    [](const SlaPolicy& policy) { return policy.clock == Clock::business; });
  return "as [[sla]] promises" +
         (business ? ", business clock of " + evidence.business_times()->name() : std::string());
}

std::string risk_variant(const Evidence& evidence, Clock) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 60 * kMinute;
  const std::int64_t seconds = evidence.options().work.at_risk_within.count();
  if (seconds % kHour == 0) return "within " + std::to_string(seconds / kHour) + " h";
  if (seconds % kMinute == 0) return "within " + std::to_string(seconds / kMinute) + " min";
  return "within " + std::to_string(seconds) + " s";
}

std::string difficulty_variant(const Evidence& evidence, Clock) {
  const TicketTable& tickets = evidence.tickets();
  const auto has_names = [&](std::string_view id) {
    const Dimension* const dimension = tickets.dimension(id);
    return dimension != nullptr && dimension->codes.present();
  };
  std::string text;
  const auto add = [&](bool known, std::string_view what) {
    if (known) text += (text.empty() ? "by " : ", ") + std::string(what);
  };
  add(has_names("priority"), "priority");
  add(tickets.replies.present() || evidence.data().has_messages, "number of replies");
  add(has_names("category"), "slow categories");
  return text;
}

std::string answer_speed_variant(const Evidence& evidence, Clock) {
  return evidence.variants().asa == AnswerSpeedBase::answered ? "of answered calls" : "of all queued calls";
}

std::string next_reply_variant(const Evidence& evidence, Clock clock) {
  const std::string name = promise_variant(evidence, clock);
  return evidence.variants().automatic_counts ? name + ", automatic replies included" : name;
}

std::string response_rate_variant(const Evidence& evidence, Clock) {
  return knows_who_was_asked(evidence.data()) ? "of surveyed" : "of solved tickets";
}

std::string negative_comment_variant(const Evidence& evidence, Clock) {
  return evidence.tickets().sentiment.empty() ? "by rating" : "by sentiment, else by rating";
}

std::string backlog_variant(const Evidence& evidence, Clock) {
  return evidence.history() != nullptr ? "by the history of statuses" : "";
}

std::string handle_time_variant(const Evidence& evidence, Clock) {
  const TicketTable& tickets = evidence.tickets();
  const bool without_hold = evidence.variants().aht == HandleTimeParts::talk_and_after_call_work;
  if (tickets.after_call_work_time.present() || tickets.handle_time.present()) {
    return without_hold ? "talk and after-call work" : "talk, hold and after-call work";
  }
  return without_hold ? "talk alone, without after-call work" : "without after-call work";
}

}  // namespace csreport

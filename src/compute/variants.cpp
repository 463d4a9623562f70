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

std::string repeat_contact_variant(const Evidence& evidence, Clock) { return days_of(evidence); }

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
  const std::string name = clock_variant(evidence, clock);
  return evidence.variants().frt_include_automatic ? name + ", automatic replies included" : name;
}
std::string response_variant(const Evidence& evidence, Clock clock) {
  return "per pair, " + clock_variant(evidence, clock);
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
  return tickets.after_call_work_time.present() || tickets.handle_time.present() ? "talk, hold and after-call work"
                                                                                 : "without after-call work";
}

}  // namespace csreport

#include "compute/variants.hpp"

#include <algorithm>
#include <string>

#include "compute/inputs.hpp"

namespace csreport {
namespace {

using Slots = std::vector<std::pair<std::string, PhraseSlot>>;

/// A part of the group "variant" of the messages.
Phrase part(std::string_view key, Slots slots = {}) { return {"variant." + std::string(key), std::move(slots)}; }
Phrase counted(std::string_view key, std::int64_t n) { return part(key, {{"n", n}}); }

void append(Phrases& phrases, Phrases more) {
  phrases.insert(phrases.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Phrase days_of(const Evidence& evidence) { return counted("days", evidence.variants().fcr_window.count()); }
Phrase base_of(const Evidence& evidence) {
  return part(evidence.variants().fcr_base == FcrBase::issue ? "per_issue" : "per_contact");
}

/// In what contacts of one person agree: the columns of the key that the tickets have.
Phrases matter_of(const Evidence& evidence) {
  std::string columns;
  for (const std::string& id : evidence.variants().fcr_key) {
    const Dimension* const dimension = evidence.tickets().dimension(id);
    if (dimension != nullptr && dimension->codes.present()) columns += (columns.empty() ? "" : ", ") + id;
  }
  if (columns.empty()) return {part("of_one_person")};
  return {part("agreeing_in", {{"columns", columns}})};
}

/// Who is the same person, where that was chosen.
Phrases people_of(const Evidence& evidence) {
  return evidence.data().plus_tags_are_one ? Phrases{part("plus_tags_are_one")} : Phrases{};
}

Phrases scale_of(const Dataset& data, Question question) {
  const RatingColumn& own = rating_column(data.tickets, question);
  const std::string& scale = own.present() ? own.scale : rating_column(data.surveys, question).scale;
  if (scale.empty()) return {};
  return {part("scale", {{"scale", scale}})};
}

/// Their scale, and whose they are where that was chosen.
Phrases answers_of(const Evidence& evidence, Question question) {
  Phrases phrases = scale_of(evidence.data(), question);
  if (evidence.variants().rating_credit == RatingCredit::last_replier) phrases.push_back(part("of_last_replier"));
  return phrases;
}

/// The schedules behind a business clock; `key` is that of one schedule for all.
Phrase schedules_of(const Evidence& evidence, const std::string& key) {
  const BusinessTimes& times = *evidence.business_times();
  if (times.column().empty()) return part(key, {{"schedules", times.schedule_names()}});
  return part(key + "_by", {{"column", times.column()}, {"schedules", times.schedule_names()}});
}

std::string_view third_parties_of(const Evidence& evidence) {
  return evidence.variants().third_party == ThirdParty::ignore ? "third_parties_ignored" : "";
}

}  // namespace

Phrases first_contact_variant(const Evidence& evidence, Clock) {
  Phrases phrases;
  const auto say = [&](std::string_view method, bool windowed, bool transferred) {
    phrases.push_back(part(method));
    const bool counts_replies = method == "one_touch" || method == "fcr_strict";
    if (const auto key = third_parties_of(evidence); counts_replies && !key.empty()) phrases.push_back(part(key));
    if (windowed) append(phrases, no_repeat_variant(evidence, Clock::calendar));
    if (transferred && evidence.variants().fcr_no_transfer) phrases.push_back(part("without_transfer"));
  };
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: say("one_touch", /*windowed=*/false, /*transferred=*/true); break;
    case FcrMethod::no_repeat: say("no_repeat", /*windowed=*/true, /*transferred=*/true); break;
    case FcrMethod::strict: say("fcr_strict", /*windowed=*/true, /*transferred=*/true); break;
    case FcrMethod::flag: say("flag", /*windowed=*/false, /*transferred=*/true); break;
    case FcrMethod::teammate: say("teammate", /*windowed=*/false, /*transferred=*/true); break;
    case FcrMethod::survey: say("survey", /*windowed=*/false, /*transferred=*/false); break;
  }
  return phrases;
}

Phrases no_repeat_variant(const Evidence& evidence, Clock) {
  Phrases phrases = {days_of(evidence), base_of(evidence)};
  append(phrases, matter_of(evidence));
  append(phrases, people_of(evidence));
  return phrases;
}

Phrases window_variant(const Evidence& evidence, Clock) {
  Phrases phrases = {days_of(evidence)};
  append(phrases, people_of(evidence));
  return phrases;
}
Phrases issue_variant(const Evidence& evidence, Clock) {
  Phrases phrases = {days_of(evidence)};
  append(phrases, matter_of(evidence));
  append(phrases, people_of(evidence));
  return phrases;
}
Phrases repeat_contact_variant(const Evidence& evidence, Clock) {
  const bool of_contacts = evidence.variants().repeat_base == RepeatBase::contacts;
  Phrases phrases = {days_of(evidence), part(of_contacts ? "of_contacts" : "of_customers")};
  append(phrases, matter_of(evidence));
  append(phrases, people_of(evidence));
  return phrases;
}

Phrases service_level_variant(const Evidence& evidence, Clock) {
  static constexpr std::string_view kNames[] = {"sl_strict", "abandon_in_t_ok", "ignore_abandon_in_t", "ignore_short",
                                                "answered_only"};
  const Variants& variants = evidence.variants();
  Phrases phrases = {part(kNames[static_cast<std::size_t>(variants.service_level)]),
                     counted("seconds", variants.service_level_threshold.count())};
  if (variants.service_level == ServiceLevelVariant::ignore_short) {
    phrases.push_back(counted("short_below", variants.short_abandon.value_or(kDefaultShortAbandon).count()));
  }
  return phrases;
}

Phrases abandon_wait_variant(const Evidence& evidence, Clock) {
  const auto& limit = evidence.variants().short_abandon;
  if (!limit) return {};
  const bool knows_waits = evidence.tickets().queue_time.present();
  return {counted(knows_waits ? "without_short" : "short_unknown", limit->count())};
}
Phrases abandonment_variant(const Evidence& evidence, Clock clock) {
  Phrases limit = abandon_wait_variant(evidence, clock);
  if (evidence.variants().abandonment_base == AbandonmentBase::queued) {
    append(limit, {part("of_queued_calls")});
  } else if (limit.empty()) {
    limit = {part("of_offered_calls")};
  }
  return limit;
}

Phrases satisfaction_scale_variant(const Evidence& evidence, Clock) { return answers_of(evidence, Question::csat); }
Phrases satisfaction_variant(const Evidence& evidence, Clock clock) {
  Phrases phrases = satisfaction_scale_variant(evidence, clock);
  if (evidence.variants().csat_neutral != NeutralRatings::include) phrases.push_back(part("neutral_excluded"));
  return phrases;
}

/// Of a respondent the last answer counts.
Phrases net_promoter_variant(const Evidence& evidence, Clock) {
  Phrases phrases = answers_of(evidence, Question::nps);
  append(phrases, people_of(evidence));
  return phrases;
}
Phrases effort_variant(const Evidence& evidence, Clock) { return answers_of(evidence, Question::ces); }

Phrases first_response_variant(const Evidence& evidence, Clock clock) {
  static constexpr std::string_view kStarts[] = {"", "from_creation", "from_handoff", "from_assignment",
                                                 "from_reopening"};
  static constexpr std::string_view kOutbound[] = {"", "outbound_from_customer", "outbound_to_second"};
  const Variants& variants = evidence.variants();
  Phrases phrases = clock_variant(evidence, clock);
  const auto add = [&](std::string_view key) {
    if (!key.empty()) phrases.push_back(part(key));
  };
  add(kStarts[static_cast<std::size_t>(variants.frt_start)]);
  add(kOutbound[static_cast<std::size_t>(variants.frt_outbound)]);
  if (variants.frt_include_automatic) add("automatic_included");
  add(third_parties_of(evidence));
  return phrases;
}
Phrases response_variant(const Evidence& evidence, Clock clock) {
  static constexpr std::string_view kBases[] = {"per_pair", "mean_of_tickets", "sum_of_tickets"};
  const Variants& variants = evidence.variants();
  const Phrase base = part(kBases[static_cast<std::size_t>(variants.art)]);
  if (has_average_responses_alone(evidence.data())) {
    if (variants.art == ResponseBase::pair) return {part("precomputed")};
    return {base, part("precomputed_averages")};
  }
  Phrases phrases = {base};
  append(phrases, clock_variant(evidence, clock));
  if (variants.art_start == ResponseTimeStart::handoff) phrases.push_back(part("from_handoff"));
  if (variants.art_exclude_first) phrases.push_back(part("without_first_responses"));
  if (variants.automatic_counts) phrases.push_back(part("automatic_included"));
  if (const auto key = third_parties_of(evidence); !key.empty()) phrases.push_back(part(key));
  return phrases;
}
Phrases answering_variant(const Evidence& evidence, Clock) {
  Phrases phrases;
  if (evidence.variants().automatic_counts) phrases.push_back(part("automatic_answers"));
  if (const auto key = third_parties_of(evidence); !key.empty()) phrases.push_back(part(key));
  return phrases;
}
Phrases resolution_variant(const Evidence& evidence, Clock clock) {
  Phrases phrases = clock_variant(evidence, clock);
  if (evidence.variants().human_only) phrases.push_back(part("without_bots"));
  return phrases;
}
Phrases full_resolution_variant(const Evidence& evidence, Clock clock) {
  Phrases phrases = resolution_variant(evidence, clock);
  static constexpr std::string_view kStarts[] = {"", "from_assignment", "from_last_assignment"};
  const Variants& variants = evidence.variants();
  if (variants.net_of == NetOf::pending) phrases.push_back(part("net_of_pending"));
  if (const auto start = kStarts[static_cast<std::size_t>(variants.resolution_start)]; !start.empty()) {
    phrases.push_back(part(start));
  }
  if (variants.resolution_end == ResolutionEnd::effective) phrases.push_back(part("effective_end"));
  return phrases;
}
Phrases clock_variant(const Evidence& evidence, Clock clock) {
  if (clock == Clock::calendar) return {part("calendar_clock")};
  return {schedules_of(evidence, "business_clock")};
}

Phrases promises_variant(const Evidence& evidence, SlaMetric metric) {
  const auto any = [&](auto holds) {
    return std::any_of(evidence.sla().begin(), evidence.sla().end(),
                       [&](const SlaPolicy& policy) { return policy.metric == metric && holds(policy); });
  };
  const bool business = any([](const SlaPolicy& policy) { return policy.clock == Clock::business; });
  const bool calendar = any([](const SlaPolicy& policy) { return policy.clock == Clock::calendar; });
  const bool by_priority = any([](const SlaPolicy& policy) { return policy.priority.has_value(); });
  Phrases phrases = {part("as_promised")};
  const bool last_one = evidence.variants().sla_priority == PromisePriority::current;
  if (by_priority && (last_one || !evidence.data().priorities.empty())) {
    phrases.push_back(part(last_one ? "last_priority" : "priority_in_force"));
  }
  if (calendar && business) phrases.push_back(part("calendar_clock"));
  if (business) phrases.push_back(schedules_of(evidence, "promise_clock"));
  return phrases;
}

Phrases risk_variant(const Evidence& evidence, Clock) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 60 * kMinute;
  const std::int64_t seconds = evidence.options().work.at_risk_within.count();
  if (seconds % kHour == 0) return {counted("within_hours", seconds / kHour)};
  if (seconds % kMinute == 0) return {counted("within_minutes", seconds / kMinute)};
  return {counted("within_seconds", seconds)};
}

Phrases difficulty_variant(const Evidence& evidence, Clock) {
  const TicketTable& tickets = evidence.tickets();
  const auto has_names = [&](std::string_view id) {
    const Dimension* const dimension = tickets.dimension(id);
    return dimension != nullptr && dimension->codes.present();
  };
  Phrases phrases;
  const auto add = [&](bool known, const std::string& what) {
    if (known) phrases.push_back(part((phrases.empty() ? "hard_by." : "hard_and.") + what));
  };
  add(has_names("priority"), "priority");
  add(tickets.replies.present() || evidence.data().has_messages, "replies");
  add(has_names("category"), "categories");
  if (const auto key = third_parties_of(evidence); !key.empty()) phrases.push_back(part(key));
  return phrases;
}

Phrases answer_speed_variant(const Evidence& evidence, Clock) {
  return {part(evidence.variants().asa == AnswerSpeedBase::answered ? "of_answered_calls" : "of_queued_calls")};
}

Phrases next_reply_variant(const Evidence& evidence, Clock clock) {
  Phrases phrases = promise_variant<SlaMetric::next_reply>(evidence, clock);
  if (evidence.variants().automatic_counts) phrases.push_back(part("automatic_included"));
  if (const auto key = third_parties_of(evidence); !key.empty()) phrases.push_back(part(key));
  return phrases;
}

Phrases customers_variant(const Evidence& evidence, Clock) {
  const auto key = third_parties_of(evidence);
  return key.empty() ? Phrases{} : Phrases{part(key)};
}

Phrases people_variant(const Evidence& evidence, Clock) { return people_of(evidence); }

Phrases response_rate_variant(const Evidence& evidence, Clock) {
  return {part(knows_who_was_asked(evidence.data()) ? "of_surveyed" : "of_solved_tickets")};
}

Phrases negative_comment_variant(const Evidence& evidence, Clock) {
  const bool told = !evidence.tickets().sentiment.empty() || !evidence.data().surveys.sentiment.empty();
  Phrases phrases = {part(told ? "by_sentiment" : "by_rating")};
  append(phrases, answers_of(evidence, Question::csat));
  return phrases;
}

Phrases backlog_variant(const Evidence& evidence, Clock) {
  return {part(evidence.history() != nullptr ? "by_history" : "without_history")};
}

Phrases escalation_variant(const Evidence& evidence, Clock) {
  const EscalationSources& sources = evidence.data().escalations;
  Phrases phrases;
  if (!sources.tags && !sources.tiers) return phrases;
  if (sources.flag) phrases.push_back(part("escalated_by_flag"));
  if (sources.tags) phrases.push_back(part("escalated_by_tags"));
  if (sources.tiers) {
    phrases.push_back(part("escalated_by_tiers", {{"columns", evidence.options().tier_column}}));
  }
  return phrases;
}

Phrases handle_time_variant(const Evidence& evidence, Clock) {
  const auto of_talk = [&](Phrases phrases) {
    if (evidence.variants().talk_includes_hold) phrases.push_back(part("hold_in_talk"));
    if (evidence.variants().aht == HandleTimeParts::with_ring) phrases.push_back(part("with_ring"));
    if (evidence.variants().aht_per == HandleTimeUnit::leg) phrases.push_back(part("per_leg"));
    if (evidence.tickets().concurrency.present()) phrases.push_back(part("shared_among_contacts"));
    return phrases;
  };
  const TicketTable& tickets = evidence.tickets();
  const bool without_hold = evidence.variants().aht == HandleTimeParts::talk_and_after_call_work;
  if (tickets.after_call_work_time.present() || tickets.handle_time.present()) {
    return of_talk({part(without_hold ? "talk_acw" : "talk_hold_acw")});
  }
  return of_talk({part(without_hold ? "talk" : "without_acw")});
}

}  // namespace csreport

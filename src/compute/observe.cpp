#include "compute/observe.hpp"

#include <array>

namespace csreport {

std::string_view exclusion_name(Exclusion exclusion) {
  static constexpr std::array<std::string_view, kExclusions> kNames = {
      "abandoned", "abandoned_within_threshold", "awaiting_first_reply", "closed_by_resolution", "immature",
      "invalid", "missing_handle_time", "missing_queue_time", "missing_solved_at", "negative",
      "neutral", "no_date", "not_first_contact", "open", "outbound", "short_abandon",
      "solved_without_reply", "unanswered", "unknown_escalation", "unknown_flag",
      "unknown_reopens", "unknown_replies", "unknown_requester"};
  return kNames[static_cast<std::size_t>(exclusion)];
}

namespace {

/// What a kernel says of one case: a value, or the reason why there is none.
struct Measured {
  double value = 0;
  std::optional<Exclusion> excluded;
  std::optional<std::uint32_t> at;  ///< the anchoring event, when it is the kernel that knows it
  std::uint32_t agent = Subject::kTicketsAgent;
};
Measured counted(double value) { return {.value = value}; }
Measured excluded(Exclusion reason) { return {.excluded = reason}; }
Measured share(bool hit) { return {.value = hit ? 1.0 : 0.0}; }

bool in_population(Population population, Evidence& evidence, std::size_t row) {
  const TicketTable& tickets = evidence.tickets();
  switch (population) {
    case Population::tickets:
    case Population::inbound_tickets:
    case Population::issues:
    case Population::open_tickets: return true;
    case Population::solved_tickets: return true;  // open ones are told apart as excluded
    case Population::ever_solved_tickets: return is_solved(tickets, row) || solved_instant(tickets, row).has_value();
    case Population::handled_contacts:
      switch (call_outcome(tickets, row)) {
        case CallOutcome::abandoned:
        case CallOutcome::blocked:
        case CallOutcome::callback: return false;
        case CallOutcome::answered: return true;
        case CallOutcome::none:
        case CallOutcome::other:
          return tickets.handle_time[row] || tickets.talk_time[row] || tickets.hold_time[row] ||
                 tickets.after_call_work_time[row];
      }
      return false;
    case Population::answered_calls: return call_outcome(tickets, row) == CallOutcome::answered;
    case Population::offered_calls: {
      const CallOutcome outcome = call_outcome(tickets, row);
      return outcome == CallOutcome::answered || outcome == CallOutcome::abandoned;
    }
    case Population::reply_pairs:
    case Population::csat_answers:
    case Population::nps_answers:
    case Population::ces_answers: return false;  // not tickets
  }
  return false;
}

// --- measures of tickets -------------------------------------------------------------------------

Measured duration_between(std::uint32_t from, std::uint32_t to) {
  if (to < from) return {.excluded = Exclusion::negative, .at = to};
  return {.value = static_cast<double>(to - from), .at = to};
}

Measured no_first_reply(const TicketTable& tickets, std::size_t row) {
  return excluded(is_solved(tickets, row) ? Exclusion::solved_without_reply
                                          : Exclusion::awaiting_first_reply);
}

Measured first_response_of_log(const TicketTable& tickets, const TicketLog& log,
                               std::optional<std::uint32_t> created) {
  if (log.outbound) return excluded(Exclusion::outbound);
  const std::uint32_t start = log.first_customer_at != InstantColumn::kMissing
                                  ? log.first_customer_at
                                  : created.value_or(InstantColumn::kMissing);
  if (log.first_reply_at == InstantColumn::kMissing) {
    return log.ticket_row == kNoRow ? excluded(Exclusion::awaiting_first_reply)
                                    : no_first_reply(tickets, log.ticket_row);
  }
  if (start == InstantColumn::kMissing) return excluded(Exclusion::no_date);
  Measured measured = duration_between(start, log.first_reply_at);
  measured.agent = log.first_reply_agent;
  return measured;
}

Measured first_response_time(Evidence& evidence, std::size_t row) {
  const TicketTable& tickets = evidence.tickets();
  const auto created = tickets.created_at[row];
  if (const TicketLog* log = evidence.timeline().log(row)) {
    return first_response_of_log(tickets, *log, created);
  }
  if (is_outbound(tickets, row)) return excluded(Exclusion::outbound);
  if (const auto replied = tickets.first_response_at[row]) {
    return duration_between(*created, *replied);
  }
  if (const auto supplied = tickets.first_response_time[row]) {
    if (*supplied < 0) return excluded(Exclusion::negative);
    return duration_between(*created, *created + static_cast<std::uint32_t>(*supplied));
  }
  return no_first_reply(tickets, row);
}

Measured resolution_time(const TicketTable& tickets, std::size_t row) {
  if (!is_solved(tickets, row)) return excluded(Exclusion::open);
  const auto solved = solved_instant(tickets, row);
  if (!solved) {
    const auto supplied = tickets.resolution_time[row];
    return excluded(supplied && *supplied < 0 ? Exclusion::negative : Exclusion::missing_solved_at);
  }
  return duration_between(*tickets.created_at[row], *solved);
}

/// An empty part of a call counts 0 when another part is known; an empty after-call work is remarked.
Measured handle_time(const TicketTable& tickets, std::size_t row, Observations& out) {
  const auto non_negative = [](double seconds) {
    return seconds < 0 ? excluded(Exclusion::negative) : counted(seconds);
  };
  if (const auto handle = tickets.handle_time[row]) return non_negative(*handle);
  const auto talk = tickets.talk_time[row];
  const auto hold = tickets.hold_time[row];
  const auto after = tickets.after_call_work_time[row];
  if (!talk && !hold && !after) return excluded(Exclusion::missing_handle_time);
  if (!after && tickets.after_call_work_time.present()) out.count_imputed(*tickets.created_at[row]);
  if (talk.value_or(0) < 0 || hold.value_or(0) < 0 || after.value_or(0) < 0) {
    return excluded(Exclusion::negative);
  }
  return counted(double{1} * talk.value_or(0) + hold.value_or(0) + after.value_or(0));
}

Measured queue_time(const TicketTable& tickets, std::size_t row) {
  const auto wait = tickets.queue_time[row];
  if (!wait) return excluded(Exclusion::missing_queue_time);
  return *wait < 0 ? excluded(Exclusion::negative) : counted(*wait);
}

bool is_short_abandon(const TicketTable& tickets, std::size_t row, Seconds limit) {
  const auto wait = tickets.queue_time[row];
  return call_outcome(tickets, row) == CallOutcome::abandoned && wait && *wait < limit.count();
}

/// METRICS 1.7; a wait of exactly T is within. Short abandons default to 5 s where the variant
/// needs them.
Measured answered_in_time(const TicketTable& tickets, std::size_t row, const Variants& variants) {
  const bool answered = call_outcome(tickets, row) == CallOutcome::answered;
  const auto wait = tickets.queue_time[row];
  const bool within = wait && *wait <= variants.service_level_threshold.count();
  if (answered) return wait ? share(within) : excluded(Exclusion::missing_queue_time);
  if (variants.service_level == ServiceLevelVariant::strict) return share(false);
  if (variants.service_level == ServiceLevelVariant::answered_only) {
    return excluded(Exclusion::abandoned);
  }
  if (!wait) return excluded(Exclusion::missing_queue_time);
  switch (variants.service_level) {
    case ServiceLevelVariant::strict:
    case ServiceLevelVariant::answered_only: break;
    case ServiceLevelVariant::abandon_in_t_ok: return share(within);
    case ServiceLevelVariant::ignore_abandon_in_t:
      return within ? excluded(Exclusion::abandoned_within_threshold) : share(false);
    case ServiceLevelVariant::ignore_short:
      return is_short_abandon(tickets, row, variants.short_abandon.value_or(kDefaultShortAbandon))
                 ? excluded(Exclusion::short_abandon)
                 : share(false);
  }
  return share(false);
}

Measured was_abandoned(const TicketTable& tickets, std::size_t row, const Variants& variants) {
  if (variants.short_abandon && is_short_abandon(tickets, row, *variants.short_abandon)) {
    return excluded(Exclusion::short_abandon);
  }
  return share(call_outcome(tickets, row) == CallOutcome::abandoned);
}

Measured one_touch(Evidence& evidence, std::size_t row) {
  const auto replies = evidence.replies(row);
  if (!replies) return excluded(Exclusion::unknown_replies);
  return share(*replies == 1 && evidence.tickets().reopens[row].value_or(0) == 0);
}

/// Judged only when the whole follow-up window lies before the horizon (METRICS 3.4), also when a
/// repeat has already come: else only failures would enter early.
Measured no_repeat_contact(Evidence& evidence, std::size_t row) {
  const TicketTable& tickets = evidence.tickets();
  const Variants& variants = evidence.variants();
  if (is_outbound(tickets, row)) return excluded(Exclusion::outbound);
  const ContactFacts& contact = evidence.contacts()[row];
  if (!contact.known_requester) return excluded(Exclusion::unknown_requester);
  if (!is_solved(tickets, row)) return excluded(Exclusion::open);
  const auto solved = solved_instant(tickets, row);
  if (!solved) return excluded(Exclusion::missing_solved_at);
  if (to_instant(*solved) + variants.fcr_window > evidence.horizon()) {
    return excluded(Exclusion::immature);
  }
  if (variants.fcr_base == FcrBase::issue && contact.is_repeat) {
    return excluded(Exclusion::not_first_contact);
  }
  return share(!contact.is_followed);
}

Measured first_contact_resolved(Evidence& evidence, std::size_t row) {
  const TicketTable& tickets = evidence.tickets();
  if (!is_solved(tickets, row)) return excluded(Exclusion::open);
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return one_touch(evidence, row);
    case FcrMethod::no_repeat: return no_repeat_contact(evidence, row);
    case FcrMethod::strict: {
      const Measured touch = one_touch(evidence, row);
      const Measured repeat = no_repeat_contact(evidence, row);
      if (touch.excluded) return touch;
      return repeat.excluded ? repeat : share(touch.value == 1 && repeat.value == 1);
    }
    case FcrMethod::flag: {
      const Flag flag = tickets.first_contact_resolved.empty() ? Flag::unknown
                                                               : tickets.first_contact_resolved[row];
      return flag == Flag::unknown ? excluded(Exclusion::unknown_flag) : share(flag == Flag::yes);
    }
  }
  return excluded(Exclusion::unknown_flag);
}

Measured is_repeat_contact(Evidence& evidence, std::size_t row) {
  if (is_outbound(evidence.tickets(), row)) return excluded(Exclusion::outbound);
  const ContactFacts& contact = evidence.contacts()[row];
  return contact.known_requester ? share(contact.is_repeat) : excluded(Exclusion::unknown_requester);
}

Measured was_escalated(const TicketTable& tickets, std::size_t row) {
  const Flag flag = tickets.escalated.empty() ? Flag::unknown : tickets.escalated[row];
  return flag == Flag::unknown ? excluded(Exclusion::unknown_escalation) : share(flag == Flag::yes);
}

Measured was_reopened(const TicketTable& tickets, std::size_t row) {
  const auto reopens = tickets.reopens[row];
  return reopens ? share(*reopens > 0) : excluded(Exclusion::unknown_reopens);
}

Measured replies(Evidence& evidence, std::size_t row) {
  if (!is_solved(evidence.tickets(), row)) return excluded(Exclusion::open);
  const auto count = evidence.replies(row);
  return count ? counted(*count) : excluded(Exclusion::unknown_replies);
}

Measured interactions(Evidence& evidence, std::size_t row) {
  if (!is_solved(evidence.tickets(), row)) return excluded(Exclusion::open);
  const auto ours = evidence.replies(row);
  const auto theirs = evidence.customer_messages(row);
  return ours && theirs ? counted(*ours + *theirs) : excluded(Exclusion::unknown_replies);
}

Measured measure_ticket(const MetricRow& metric, Evidence& evidence, std::size_t row, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  if (metric.population == Population::ever_solved_tickets && !solved_instant(tickets, row)) {
    return excluded(Exclusion::missing_solved_at);
  }
  switch (metric.measure) {
    case Measure::one: return counted(1);
    case Measure::first_response_time: return first_response_time(evidence, row);
    case Measure::resolution_time: return resolution_time(tickets, row);
    case Measure::handle_time: return handle_time(tickets, row, out);
    case Measure::queue_time: return queue_time(tickets, row);
    case Measure::answered_in_time: return answered_in_time(tickets, row, evidence.variants());
    case Measure::was_abandoned: return was_abandoned(tickets, row, evidence.variants());
    case Measure::first_contact_resolved: return first_contact_resolved(evidence, row);
    case Measure::no_repeat_contact: return no_repeat_contact(evidence, row);
    case Measure::was_reopened: return was_reopened(tickets, row);
    case Measure::was_escalated: return was_escalated(tickets, row);
    case Measure::replies: return replies(evidence, row);
    case Measure::interactions: return interactions(evidence, row);
    case Measure::is_repeat_contact: return is_repeat_contact(evidence, row);
    case Measure::response_time:
    case Measure::is_satisfied:
    case Measure::nps_class:
    case Measure::ces_score: break;  // not measured on tickets
  }
  return excluded(Exclusion::invalid);
}

/// The event that decides the period; cases without it (still unanswered, still open) fall to the
/// period of their creation, where they are counted as excluded.
std::uint32_t anchor_instant(const MetricRow& metric, Evidence& evidence, std::size_t row,
                             const Measured& measured) {
  const TicketTable& tickets = evidence.tickets();
  const std::uint32_t created = *tickets.created_at[row];
  if (evidence.variants().anchor == AnchorChoice::created) return created;
  switch (metric.anchor) {
    case Anchor::created: return created;
    case Anchor::solved:
      if (measured.excluded == Exclusion::open) return created;
      return solved_instant(tickets, row).value_or(created);
    case Anchor::matured: {
      const auto solved = solved_instant(tickets, row);
      if (!solved) return created;
      return *solved + static_cast<std::uint32_t>(Seconds{evidence.variants().fcr_window}.count());
    }
    case Anchor::first_reply:
    case Anchor::reply: return measured.at.value_or(created);
    case Anchor::rated:
    case Anchor::period_end: return created;
  }
  return created;
}

void observe_tickets(const MetricRow& metric, Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!is_used(tickets, row) || !in_population(metric.population, evidence, row)) continue;
    const Measured measured = measure_ticket(metric, evidence, row, out);
    const Subject subject{.ticket_row = row, .agent = measured.agent};
    const std::uint32_t at = anchor_instant(metric, evidence, row, measured);
    if (measured.excluded) {
      out.exclude(at, subject, *measured.excluded);
    } else {
      out.add(at, subject, measured.value);
    }
  }
}

// --- measures of other things --------------------------------------------------------------------

/// Tickets that only the message log knows.
void observe_first_responses_without_ticket(Evidence& evidence, Observations& out) {
  for (const TicketLog& log : evidence.timeline().logs) {
    if (log.ticket_row != kNoRow) continue;
    const Measured measured = first_response_of_log(evidence.tickets(), log, std::nullopt);
    const Subject subject{.agent = log.first_reply_agent};
    const std::uint32_t started = log.first_customer_at;
    const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
    if (!measured.excluded) {
      out.add(by_creation ? started : *measured.at, subject, measured.value);
    } else if (started != InstantColumn::kMissing) {
      out.exclude(started, subject, *measured.excluded);
    }
  }
}

void observe_reply_pairs(Evidence& evidence, Observations& out) {
  const Timeline& timeline = evidence.timeline();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto started = [&](std::uint32_t row, std::uint32_t asked) {
    return row == kNoRow ? asked : *evidence.tickets().created_at[row];
  };
  for (const ReplyPair& pair : timeline.pairs) {
    out.add(by_creation ? started(pair.ticket_row, pair.asked_at) : pair.replied_at,
            {.ticket_row = pair.ticket_row, .agent = pair.agent},
            static_cast<double>(pair.replied_at - pair.asked_at));
  }
  for (const UnansweredRun& run : timeline.unanswered) {
    out.exclude(run.asked_at, {.ticket_row = run.ticket_row},
                run.closed_by_resolution ? Exclusion::closed_by_resolution : Exclusion::unanswered);
  }
}

Measured measure_answer(Question question, const Rating& rating, const Variants& variants) {
  if (rating.rating_class == RatingClass::invalid) return excluded(Exclusion::invalid);
  const bool neutral = rating.rating_class == RatingClass::neutral;
  const bool good = rating.rating_class == RatingClass::good;
  switch (question) {
    case Question::csat:
      if (neutral && variants.csat_neutral == NeutralRatings::exclude) {
        return excluded(Exclusion::neutral);
      }
      return share(good);
    case Question::nps: return counted(good ? 1 : neutral ? 0 : -1);
    case Question::ces: return rating.score ? counted(*rating.score) : excluded(Exclusion::invalid);
  }
  return excluded(Exclusion::invalid);
}

/// Relationship surveys: a respondent without a ticket counts once per period, with the last answer.
class LastPerRespondent {
 public:
  explicit LastPerRespondent(const Slots& slots) : slots_(slots) {}

  void add(std::size_t index, const Answer& answer) {
    slots_.for_each(answer.at, [&](std::size_t slot) { last_[key(slot, answer)] = index; });
  }
  [[nodiscard]] bool is_last(std::size_t slot, std::size_t index, const Answer& answer) const {
    return last_.at(key(slot, answer)) == index;
  }

 private:
  static std::uint64_t key(std::size_t slot, const Answer& answer) {
    return std::uint64_t{slot} << 32U | answer.respondent;
  }
  const Slots& slots_;
  absl::flat_hash_map<std::uint64_t, std::size_t> last_;
};

void observe_answers(Question question, Evidence& evidence, Observations& out) {
  const auto& answers = evidence.answers(question);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto anonymous = [](const Answer& answer) {
    return !answer.ticket.absent() || answer.respondent == Dictionary::kNone;
  };
  LastPerRespondent last(out.slots());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!anonymous(answers[i]) && answers[i].at != InstantColumn::kMissing) last.add(i, answers[i]);
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    const Subject subject{.ticket_row = answer.ticket_row, .survey_row = answer.survey_row};
    const Measured measured = measure_answer(question, answer.rating, evidence.variants());
    const std::uint32_t at = by_creation && answer.ticket_row != kNoRow
                                 ? *evidence.tickets().created_at[answer.ticket_row]
                                 : answer.at;
    if (at == InstantColumn::kMissing) {
      out.add_undated(subject, measured.value, measured.excluded);
    } else if (measured.excluded) {
      out.exclude(at, subject, *measured.excluded);
    } else if (anonymous(answer)) {
      out.add(at, subject, measured.value);
    } else {
      out.slots().for_each(at, [&](std::size_t slot) {
        if (last.is_last(slot, i, answer)) out.add_to_slot(slot, subject, measured.value);
      });
    }
  }
}

/// A state, not an event: a ticket counts at the end of every period in which it was open.
void observe_backlog(Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const Slots& slots = out.slots();
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!is_used(tickets, row)) continue;
    const bool solved = is_solved(tickets, row);
    const auto solved_at = solved_instant(tickets, row);
    const std::uint32_t created = *tickets.created_at[row];
    if (solved && !solved_at) {
      out.exclude(created, {.ticket_row = row}, Exclusion::missing_solved_at);
      continue;
    }
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      const Instant end = slots.period(slot).end;
      if (to_instant(created) >= end || (solved && to_instant(*solved_at) < end)) continue;
      out.add_to_slot(slot, {.ticket_row = row}, 1);
    }
  }
}

}  // namespace

void observe(const MetricRow& metric, Evidence& evidence, Observations& out) {
  switch (metric.population) {
    case Population::reply_pairs: return observe_reply_pairs(evidence, out);
    case Population::csat_answers: return observe_answers(Question::csat, evidence, out);
    case Population::nps_answers: return observe_answers(Question::nps, evidence, out);
    case Population::ces_answers: return observe_answers(Question::ces, evidence, out);
    case Population::open_tickets: return observe_backlog(evidence, out);
    case Population::inbound_tickets:
    case Population::tickets:
    case Population::solved_tickets:
    case Population::ever_solved_tickets:
    case Population::handled_contacts:
    case Population::answered_calls:
    case Population::offered_calls:
    case Population::issues:
      observe_tickets(metric, evidence, out);
      if (metric.measure == Measure::first_response_time) {
        observe_first_responses_without_ticket(evidence, out);
      }
      return;
  }
}

}  // namespace csreport

#include "compute/observe.hpp"

#include "compute/ticket_measures.hpp"

namespace csreport {
namespace {

void observe_reply_pairs(Evidence& evidence, Observations& out) {
  const Timeline& timeline = evidence.timeline();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto started = [&](std::uint32_t row, std::uint32_t asked) {
    return row == kNoRow ? asked : evidence.tickets().created_at.raw()[row];
  };
  for (const ReplyPair& pair : timeline.pairs) {
    out.add(by_creation ? started(pair.ticket_row, pair.asked_at) : pair.replied_at,
            {.ticket_row = pair.ticket_row, .agent = pair.agent}, static_cast<double>(pair.replied_at - pair.asked_at));
  }
  for (const UnansweredRun& run : timeline.unanswered) {
    out.exclude(by_creation ? started(run.ticket_row, run.asked_at) : run.asked_at, {.ticket_row = run.ticket_row},
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
  LastPerRespondent(const Slots& slots, const SurveyTable& surveys) : slots_(slots), surveys_(surveys) {}

  /// Ticket answers and answers about a ticket stand for themselves, as do those of nobody known.
  [[nodiscard]] bool concerns(const Answer& answer) const {
    return answer.from_survey() && surveys_.ticket[answer.survey_row].absent() &&
           surveys_.respondent[answer.survey_row] != Dictionary::kNone;
  }
  void add(std::size_t index, const Answer& answer) {
    slots_.for_each(answer.at, [&](std::size_t slot) { last_[key(slot, answer)] = index; });
  }
  [[nodiscard]] bool is_last(std::size_t slot, std::size_t index, const Answer& answer) const {
    return last_.at(key(slot, answer)) == index;
  }

 private:
  [[nodiscard]] std::uint64_t key(std::size_t slot, const Answer& answer) const {
    return std::uint64_t{slot} << 32U | surveys_.respondent[answer.survey_row];
  }
  const Slots& slots_;
  const SurveyTable& surveys_;
  absl::flat_hash_map<std::uint64_t, std::size_t> last_;
};

void observe_answers(Question question, Evidence& evidence, Observations& out) {
  const auto& answers = evidence.answers(question);
  const Dataset& data = evidence.data();
  const RatingColumn& of_tickets = rating_column(data.tickets, question);
  const RatingColumn& of_surveys = rating_column(data.surveys, question);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  LastPerRespondent last(out.slots(), data.surveys);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (last.concerns(answers[i]) && answers[i].at != InstantColumn::kMissing) last.add(i, answers[i]);
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    const Subject subject{.ticket_row = answer.ticket_row, .survey_row = answer.survey_row};
    const Rating rating = answer.from_survey() ? of_surveys[answer.survey_row] : of_tickets[answer.ticket_row];
    const Measured measured = measure_answer(question, rating, evidence.variants());
    const std::uint32_t at =
        by_creation && answer.ticket_row != kNoRow ? data.tickets.created_at.raw()[answer.ticket_row] : answer.at;
    if (at == InstantColumn::kMissing) {
      out.add_undated(subject, measured.value, measured.excluded);
    } else if (measured.excluded) {
      out.exclude(at, subject, *measured.excluded);
    } else if (!last.concerns(answer)) {
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
  const TicketFacts& facts = evidence.facts();
  const auto created = evidence.tickets().created_at.raw();
  for (std::uint32_t row = 0; row < evidence.tickets().rows; ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    const bool solved = facts.is(TicketFacts::solved, row);
    const auto solved_at = facts.solved_at(row);
    if (solved && !solved_at) {
      out.exclude(created[row], {.ticket_row = row}, Exclusion::missing_solved_at);
      continue;
    }
    out.slots().for_each_end(created[row], solved ? solved_at : std::nullopt,
                             [&](std::size_t slot) { out.add_to_slot(slot, {.ticket_row = row}, 1); });
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
    case Population::issues: return observe_tickets(metric, evidence, out);
  }
}

}  // namespace csreport

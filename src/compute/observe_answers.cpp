// Answers are observed in one of two ways. Where they are the cells of the ticket table and nothing
// else, the table is read block by block like any other measure of tickets; where survey files add theirs, they were
// collected before, in order of time.
#include <algorithm>
#include <iterator>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

#include "compute/measures.hpp"
#include "compute/observe.hpp"
#include "compute/ticket_loop.hpp"

namespace csreport {
namespace {

/// What one answer says: a value, or the reason why there is none.
struct Judged {
  double value = 0;
  Exclusion excluded = Exclusion::none;
};

/// `highest`: score of the scale; nothing for scales of words.
Judged judge_satisfaction(const MetricRow& metric, const Rating& rating, std::optional<double> highest,
                          const Variants& variants) {
  const RatingClass of = rating.rating_class;
  const bool left_out = of == RatingClass::neutral && variants.csat_neutral == NeutralRatings::exclude;
  switch (metric.measure) {
    case Measure::satisfaction_score:
      return rating.score ? Judged{.value = *rating.score} : Judged{.excluded = Exclusion::no_score};
    case Measure::satisfaction_index:
      return rating.score && highest ? Judged{.value = *rating.score / *highest}
                                     : Judged{.excluded = Exclusion::no_score};
    case Measure::satisfaction_class:
      return {.value = of == RatingClass::good ? 1.0 : of == RatingClass::bad ? -1.0 : 0.0};
    case Measure::is_in_class:
      if (of != static_cast<RatingClass>(metric.parameter)) return {.excluded = Exclusion::outside};
      return {.value = 1};
    default:
      if (left_out) return {.excluded = Exclusion::neutral};
      return {.value = of == RatingClass::good ? 1.0 : 0.0};
  }
}

/// An answer on the scale from 1 to 7, on which high is easy (METRICS 1.18).
Judged judge_effort(const MetricRow& metric, double score) {
  constexpr double kEasyFrom = 6;
  constexpr double kHardUntil = 3;
  if (metric.measure == Measure::is_easy) return {.value = score >= metric.parameter ? 1.0 : 0.0};
  if (metric.measure != Measure::ease_class) return {.value = score};
  return {.value = score >= kEasyFrom ? 1.0 : score <= kHardUntil ? -1.0 : 0.0};
}

Judged judge(const MetricRow& metric, Question question, const Rating& rating, std::optional<double> highest,
             const Variants& variants) {
  constexpr Judged kInvalid{.excluded = Exclusion::invalid};
  if (rating.rating_class == RatingClass::invalid) return kInvalid;
  switch (question) {
    case Question::csat: return judge_satisfaction(metric, rating, highest, variants);
    case Question::nps:
      return {.value = rating.rating_class == RatingClass::good      ? 1.0
                       : rating.rating_class == RatingClass::neutral ? 0.0
                                                                     : -1.0};
    case Question::ces: return rating.score ? judge_effort(metric, *rating.score) : kInvalid;
  }
  return kInvalid;
}

bool asks_comment(const MetricRow& metric) {
  return metric.measure == Measure::has_comment || metric.measure == Measure::is_negative_comment;
}

/// A comment whose tone a column tells needs no rating (METRICS 1.26), not even a valid one.
bool is_judged_by_tone(const MetricRow& metric, std::optional<std::uint16_t> words, Sentiment sentiment) {
  return metric.measure == Measure::is_negative_comment && words.value_or(0) > 0 && sentiment != Sentiment::unknown;
}

/// The comment beside an answer: its words, kMissing where nothing tells, and how it sounds where a column says it.
Judged judge_comment(const MetricRow& metric, const Rating& rating, std::optional<std::uint16_t> words,
                     Sentiment sentiment) {
  constexpr std::uint16_t kMeaningful = 3;  // words
  if (is_judged_by_tone(metric, words, sentiment)) return {.value = sentiment == Sentiment::negative ? 1.0 : 0.0};
  if (rating.rating_class == RatingClass::invalid) return {.excluded = Exclusion::invalid};
  if (!words) return {.excluded = Exclusion::unknown_comment};
  if (metric.measure == Measure::has_comment) return {.value = *words >= kMeaningful ? 1.0 : 0.0};
  if (*words == 0) return {.excluded = Exclusion::no_comment};
  return {.value = rating.rating_class == RatingClass::bad ? 1.0 : 0.0};
}

Sentiment sentiment_of(const TicketTable& tickets, std::size_t row) {
  return tickets.sentiment.empty() || row == kNoRow ? Sentiment::unknown : tickets.sentiment[row];
}
/// That of the comment itself where the survey file tells it, else its ticket's.
Sentiment sentiment_of(const Dataset& data, const Answer& answer) {
  const auto& own = data.surveys.sentiment;
  const bool told = answer.from_survey() && !own.empty() && own[answer.survey_row] != Sentiment::unknown;
  return told ? own[answer.survey_row] : sentiment_of(data.tickets, answer.ticket_row);
}

/// Relationship surveys ask whether people recommend the company: a respondent without a ticket counts once per period,
/// with the last answer (METRICS 1.17). Other questions are about a contact, and each answer is one.
class LastPerRespondent {
 public:
  LastPerRespondent(Question question, const Slots& slots, const SurveyTable& surveys)
      : asked_(question == Question::nps), slots_(slots), surveys_(surveys) {}

  /// Ticket answers and answers about a ticket stand for themselves, as do those of nobody known.
  [[nodiscard]] bool concerns(const Answer& answer) const {
    return asked_ && answer.from_survey() && surveys_.ticket[answer.survey_row].absent() &&
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
  bool asked_;
  const Slots& slots_;
  const SurveyTable& surveys_;
  absl::flat_hash_map<std::uint64_t, std::size_t> last_;
};

/// Whose an answer is (METRICS 1.16).
class RatingCredits {
 public:
  explicit RatingCredits(const Evidence& evidence)
      : evidence_(evidence), agents_(evidence.tickets().dimension("agent")) {
    for (const OwnDimension& own : evidence.data().surveys.dimensions) {
      if (own.id == "agent") named_by_survey_ = &own.codes;
    }
  }

  /// Subject::kTicketsAgent where the ticket or the survey file says it best.
  [[nodiscard]] std::uint32_t agent_of(const Answer& answer) const {
    const bool by_ticket = !evidence_.credits_repliers() && !evidence_.credits_assignees();
    if (by_ticket || answer.ticket_row == kNoRow) return Subject::kTicketsAgent;
    const bool named = answer.from_survey() && named_by_survey_ != nullptr &&
                       (*named_by_survey_)[answer.survey_row] != Dictionary::kNone;
    if (named) return Subject::kTicketsAgent;
    const std::uint32_t replier = evidence_.credits_repliers() ? last_replier(answer) : Subject::kTicketsAgent;
    const bool asked = evidence_.variants().rating_credit == RatingCredit::last_replier;
    if (asked && replier != Subject::kTicketsAgent) return replier;
    const auto had_it = assignee_then(answer);
    if (had_it && *had_it != Dictionary::kNone) return *had_it;
    const bool assigned = agents_->codes.present() && agents_->codes[answer.ticket_row] != Dictionary::kNone;
    if (!had_it && assigned) return Subject::kTicketsAgent;
    return had_it && replier == Subject::kTicketsAgent ? Dictionary::kNone : replier;
  }

 private:
  /// Who had the ticket when it was rated, Dictionary::kNone = nobody; nothing where no rows of it tell. Who had it at
  /// the first one is taken to have had it before.
  [[nodiscard]] std::optional<std::uint32_t> assignee_then(const Answer& answer) const {
    if (!evidence_.credits_assignees()) return std::nullopt;
    const auto changes =
        std::ranges::equal_range(evidence_.data().assignees, answer.ticket_row, {}, &ValueChange::ticket_row);
    if (changes.empty()) return std::nullopt;
    const auto next = std::ranges::upper_bound(changes, answer.at, {}, &ValueChange::at);
    return next == changes.begin() ? next->code : std::prev(next)->code;
  }

  [[nodiscard]] std::uint32_t last_replier(const Answer& answer) const {
    const Timeline& timeline = evidence_.timeline();
    if (timeline.log(answer.ticket_row) == nullptr) return Subject::kTicketsAgent;
    const std::uint32_t log = timeline.log_of_row[answer.ticket_row] - 1;
    const auto& messages = timeline.messages;  // by log, then time
    auto next = std::upper_bound(
        messages.begin(), messages.end(), std::pair(log, answer.at),
        [](const auto& end, const PublicMessage& message) { return end < std::pair(message.log, message.sent_at); });
    while (next != messages.begin() && (next - 1)->log == log) {
      --next;
      if (next->role == AuthorRole::agent && next->agent != Dictionary::kNone) return next->agent;
    }
    return Subject::kTicketsAgent;
  }

  const Evidence& evidence_;
  const Dimension* agents_;
  const CodeColumn* named_by_survey_ = nullptr;
};

/// A comment with a tone and without an answer: answers have been collected, comments have not.
struct UnratedComment {
  Answer answer;
  bool negative = false;
};

/// Those of tickets.
std::vector<UnratedComment> unrated_comments_of_tickets(const MetricRow& metric, const std::vector<char>& answered,
                                                        const Evidence& evidence) {
  const TicketTable& tickets = evidence.tickets();
  std::vector<UnratedComment> comments;
  if (tickets.sentiment.empty() || !tickets.comment_words.present()) return comments;
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    const Sentiment sentiment = tickets.sentiment[row];
    const bool counts = is_used(tickets, row) && answered[row] == 0;
    if (!counts || !is_judged_by_tone(metric, tickets.comment_words[row], sentiment)) continue;
    comments.push_back({{.at = ticket_answer_time(tickets, evidence.facts(), row), .ticket_row = row},
                        sentiment == Sentiment::negative});
  }
  return comments;
}

/// Those of survey files.
std::vector<UnratedComment> unrated_comments_of_surveys(const MetricRow& metric, const std::vector<char>& answered,
                                                        const std::vector<Answer>& answers, const Evidence& evidence) {
  const TicketTable& tickets = evidence.tickets();
  const SurveyTable& surveys = evidence.data().surveys;
  std::vector<UnratedComment> comments;
  if (surveys.sentiment.empty() || !surveys.comment_words.present()) return comments;
  std::vector<char> rated(surveys.rows, 0);
  for (const Answer& answer : answers) {
    if (answer.from_survey()) rated[answer.survey_row] = 1;
  }
  for (std::uint32_t row = 0; row < surveys.rows; ++row) {
    const Sentiment sentiment = surveys.sentiment[row];
    if (surveys.state[row] != RowState::used || rated[row] != 0) continue;
    if (!is_judged_by_tone(metric, surveys.comment_words[row], sentiment)) continue;
    Answer answer{.at = surveys.answered_at[row].value_or(InstantColumn::kMissing), .survey_row = row};
    const auto ticket = evidence.rows().find(surveys.ticket[row].bits);
    if (!surveys.ticket[row].absent() && ticket != evidence.rows().end()) answer.ticket_row = ticket->second;
    const bool of_ticket = answer.ticket_row != kNoRow;
    if (of_ticket && (answered[answer.ticket_row] != 0 || !is_used(tickets, answer.ticket_row))) continue;
    if (of_ticket && answer.at == InstantColumn::kMissing)
      answer.at = ticket_answer_time(tickets, evidence.facts(), answer.ticket_row);
    comments.push_back({answer, sentiment == Sentiment::negative});
  }
  return comments;
}

/// One comment of each ticket speaks: the last one of a survey file, else the ticket's own.
void note_superseded(const std::vector<Key>& tickets_of_surveys, std::vector<UnratedComment>& of_surveys,
                     std::vector<UnratedComment>& of_tickets) {
  absl::flat_hash_map<std::uint64_t, UnratedComment*> last;
  absl::flat_hash_set<std::uint32_t> told;
  for (UnratedComment& comment : of_surveys) {
    const Key ticket = tickets_of_surveys[comment.answer.survey_row];
    if (ticket.absent()) continue;
    if (comment.answer.ticket_row != kNoRow) told.insert(comment.answer.ticket_row);
    UnratedComment*& counted = last.try_emplace(ticket.bits, &comment).first->second;
    if (counted == &comment) continue;
    const auto time = [](const UnratedComment& one) {
      return one.answer.at == InstantColumn::kMissing ? std::int64_t{-1} : std::int64_t{one.answer.at};
    };
    const bool is_later = time(comment) >= time(*counted);
    (is_later ? *counted : comment).answer.superseded = true;
    if (is_later) counted = &comment;
  }
  for (UnratedComment& comment : of_tickets) comment.answer.superseded = told.contains(comment.answer.ticket_row);
}

void observe_unrated_comments(const MetricRow& metric, const std::vector<Answer>& answers, const Evidence& evidence,
                              Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  std::vector<char> answered(tickets.rows, 0);
  for (const Answer& answer : answers) {
    if (answer.ticket_row != kNoRow) answered[answer.ticket_row] = 1;
  }
  auto of_tickets = unrated_comments_of_tickets(metric, answered, evidence);
  auto of_surveys = unrated_comments_of_surveys(metric, answered, answers, evidence);
  note_superseded(evidence.data().surveys.ticket, of_surveys, of_tickets);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const RatingCredits credits(evidence);
  for (const auto* comments : {&of_tickets, &of_surveys}) {
    for (const UnratedComment& comment : *comments) {
      const Answer& answer = comment.answer;
      const bool of_ticket = answer.ticket_row != kNoRow;
      const Subject subject{
          .ticket_row = answer.ticket_row, .agent = credits.agent_of(answer), .survey_row = answer.survey_row};
      const std::uint32_t at = by_creation && of_ticket ? tickets.created_at.raw()[answer.ticket_row] : answer.at;
      const double value = comment.negative ? 1 : 0;
      const Exclusion excluded = answer.superseded ? Exclusion::superseded : Exclusion::none;
      if (at == InstantColumn::kMissing) {
        out.add_undated(subject, value, excluded);
      } else if (answer.superseded) {
        out.exclude(at, subject, excluded);
      } else {
        out.add(at, subject, value);
      }
    }
  }
}

void observe_collected(const MetricRow& metric, Question question, const Evidence& evidence, Observations& out) {
  const auto& answers = evidence.answers(question);
  const Dataset& data = evidence.data();
  const RatingColumn& of_tickets = rating_column(data.tickets, question);
  const RatingColumn& of_surveys = rating_column(data.surveys, question);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  LastPerRespondent last(question, out.slots(), data.surveys);
  const RatingCredits credits(evidence);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (last.concerns(answers[i]) && !answers[i].superseded && answers[i].at != InstantColumn::kMissing)
      last.add(i, answers[i]);
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Answer& answer = answers[i];
    const Subject subject{
        .ticket_row = answer.ticket_row, .agent = credits.agent_of(answer), .survey_row = answer.survey_row};
    const RatingColumn& ratings = answer.from_survey() ? of_surveys : of_tickets;
    const Rating rating = ratings[answer.from_survey() ? answer.survey_row : answer.ticket_row];
    const auto words = answer.from_survey() ? data.surveys.comment_words[answer.survey_row]
                                            : data.tickets.comment_words[answer.ticket_row];
    Judged judged = asks_comment(metric) ? judge_comment(metric, rating, words, sentiment_of(data, answer))
                                         : judge(metric, question, rating, ratings.highest, evidence.variants());
    const std::uint32_t at =
        by_creation && answer.ticket_row != kNoRow ? data.tickets.created_at.raw()[answer.ticket_row] : answer.at;
    if (judged.excluded == Exclusion::outside) continue;
    if (answer.superseded) judged.excluded = Exclusion::superseded;
    if (at == InstantColumn::kMissing) {
      out.add_undated(subject, judged.value, judged.excluded);
    } else if (judged.excluded != Exclusion::none) {
      out.exclude(at, subject, judged.excluded);
    } else if (!last.concerns(answer)) {
      out.add(at, subject, judged.value);
    } else {
      out.slots().for_each(at, [&](std::size_t slot) {
        const Place place = out.slots().place_of_slot(slot);
        if (last.is_last(slot, i, answer)) return out.add_to_place(place, subject, judged.value);
        out.exclude_from_place(place, subject, Exclusion::superseded);
      });
    }
  }
  if (metric.measure == Measure::is_negative_comment) observe_unrated_comments(metric, answers, evidence, out);
}

/// A table instead of a judgement for every row: there are few distinct ratings.
void observe_cells(const MetricRow& metric, Question question, const Evidence& evidence, Observations& out) {
  const RatingColumn& ratings = rating_column(evidence.tickets(), question);
  if (!ratings.present() || ratings.ambiguous) return;
  const auto answering = answering_codes(ratings);
  std::vector<Measured> meanings;  // of each code; first for tickets that are not used, then for those that are
  meanings.resize(answering.size(), {.excluded = Exclusion::outside});
  for (std::size_t code = 0; code < answering.size(); ++code) {
    const Judged judged = judge(metric, question, ratings.meanings[code], ratings.highest, evidence.variants());
    meanings.push_back({.value = static_cast<std::int64_t>(judged.value),
                        .excluded = answering[code] != 0 ? judged.excluded : Exclusion::outside});
  }
  const auto bits = evidence.facts().bits();
  ratings.codes.visit([&](auto codes) {
    observe_all_tickets(
        metric, evidence,
        [&](std::uint32_t first_row) {
          return [meanings = meanings.data(), used = meanings.data() + answering.size(), codes = &codes[first_row],
                  bits = &bits[first_row]](std::size_t i) {
            return ((bits[i] & TicketFacts::used) != 0 ? used : meanings)[codes[i]];
          };
        },
        out);
  });
}

/// Those of tickets alone, row by row.
void observe_comments(const MetricRow& metric, Question question, const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  const RatingColumn& ratings = rating_column(tickets, question);
  if (!ratings.present() || ratings.ambiguous) return;
  const auto answering = answering_codes(ratings);
  const RawCodes codes(ratings.codes);
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        return [&, first_row](std::size_t i) -> Measured {
          const std::size_t row = first_row + i;
          const std::uint32_t code = codes[row];
          const auto words = tickets.comment_words[row];
          const Sentiment sentiment = sentiment_of(tickets, row);
          const bool is_case = answering[code] != 0 || is_judged_by_tone(metric, words, sentiment);
          if (!is_case || !is_used(tickets, row)) return {.excluded = Exclusion::outside};
          const Judged judged = judge_comment(metric, ratings.meanings[code], words, sentiment);
          return {.value = static_cast<std::int64_t>(judged.value), .excluded = judged.excluded};
        };
      },
      out);
}

}  // namespace

void observe_answers(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const auto question = population_row(metric.population).question;
  if (!question) return;
  if (reads_cells(metric, *question, evidence) && asks_comment(metric)) {
    observe_comments(metric, *question, evidence, out);
  } else if (reads_cells(metric, *question, evidence)) {
    observe_cells(metric, *question, evidence, out);
  } else {
    observe_collected(metric, *question, evidence, out);
  }
}

void order_by_time(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const auto question = population_row(metric.population).question;
  if (!question || metric.fold != Fold::mean || !reads_cells(metric, *question, evidence)) return;
  out.order_compared([&](std::uint32_t row) { return ticket_answer_time(evidence.tickets(), evidence.facts(), row); });
}

}  // namespace csreport

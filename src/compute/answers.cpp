#include "compute/answers.hpp"

#include <algorithm>
#include <cmath>

#include "compute/radix_order.hpp"

namespace csreport {
namespace {

template <typename Table>
const RatingColumn& column_of(const Table& table, Question question) {
  switch (question) {
    case Question::csat: return table.csat;
    case Question::nps: return table.nps;
    case Question::ces: return table.ces;
  }
  return table.csat;
}

bool is_answer(const Rating& rating) {
  switch (rating.rating_class) {
    case RatingClass::bad:
    case RatingClass::neutral:
    case RatingClass::good:
    case RatingClass::invalid: return true;
    case RatingClass::none:
    case RatingClass::offered:
    case RatingClass::unoffered: return false;
  }
  return false;
}

void add_ticket_answers(const TicketTable& tickets, const TicketFacts& facts, Question question,
                        std::vector<Answer>& answers) {
  const RatingColumn& ratings = column_of(tickets, question);
  if (!ratings.present() || ratings.ambiguous) return;
  const auto answering = answering_codes(ratings);
  ratings.codes.visit([&](auto codes) {
    for (std::uint32_t row = 0; row < codes.size(); ++row) {
      const bool answered = codes[row] < answering.size() && answering[codes[row]] != 0;
      if (!answered || !facts.is(TicketFacts::used, row)) continue;
      answers.push_back({.at = ticket_answer_time(tickets, facts, row), .ticket_row = row});
    }
  });
}

void add_survey_answers(const Dataset& data, const TicketFacts& facts, const RowByKey& rows, Question question,
                        std::vector<Answer>& answers) {
  const SurveyTable& surveys = data.surveys;
  const RatingColumn& ratings = column_of(surveys, question);
  if (!ratings.present() || ratings.ambiguous) return;
  for (std::uint32_t i = 0; i < surveys.rows; ++i) {
    if (surveys.state[i] != RowState::used || !is_answer(ratings[i])) continue;
    std::uint32_t row = kNoRow;
    if (!surveys.ticket[i].absent()) {
      const auto found = rows.find(surveys.ticket[i].bits);
      if (found != rows.end()) row = found->second;
    }
    if (row != kNoRow && !is_used(data.tickets, row)) continue;
    std::uint32_t at = surveys.answered_at[i].value_or(InstantColumn::kMissing);
    if (at == InstantColumn::kMissing && row != kNoRow) at = ticket_answer_time(data.tickets, facts, row);
    answers.push_back({.at = at, .ticket_row = row, .survey_row = i});
  }
}

/// By time; answers of the same second keep their order.
void sort_by_time(std::vector<Answer>& answers) {
  std::vector<std::uint32_t> times(answers.size());
  std::transform(answers.begin(), answers.end(), times.begin(), [](const Answer& answer) { return answer.at; });
  std::vector<Answer> sorted(answers.size());
  const auto order = radix_order(times);
  std::transform(order.begin(), order.end(), sorted.begin(), [&](std::uint32_t i) { return answers[i]; });
  answers.swap(sorted);
}

/// All but the last answer of each ticket, which is a dated one if there is any. REQUIRES: sorted by time.
void note_superseded(const Dataset& data, std::vector<Answer>& answers) {
  absl::flat_hash_map<std::uint64_t, Answer*> last;
  for (Answer& answer : answers) {
    const Key ticket =
        answer.from_survey() ? data.surveys.ticket[answer.survey_row] : data.tickets.id[answer.ticket_row];
    if (ticket.absent()) continue;
    Answer*& counted = last.try_emplace(ticket.bits, &answer).first->second;
    if (counted == &answer) continue;
    const bool only_counted_has_date = answer.at == InstantColumn::kMissing && counted->at != InstantColumn::kMissing;
    (only_counted_has_date ? answer : *counted).superseded = true;
    if (!only_counted_has_date) counted = &answer;
  }
}

}  // namespace

/// Few texts, judged once.
std::vector<char> answering_codes(const RatingColumn& ratings) {
  std::vector<char> answering;
  for (const Rating& meaning : ratings.meanings) answering.push_back(is_answer(meaning) ? 1 : 0);
  return answering;
}

bool knows_who_was_asked(const Dataset& data) {
  const auto tells = [](const RatingColumn& ratings) {
    return std::any_of(ratings.meanings.begin(), ratings.meanings.end(), [](const Rating& rating) {
      return rating.rating_class == RatingClass::offered || rating.rating_class == RatingClass::unoffered;
    });
  };
  return !data.tickets.survey_sent.empty() || !data.surveys.survey_sent.empty() || tells(data.tickets.csat) ||
         tells(data.surveys.csat);
}

std::uint32_t ticket_answer_time(const TicketTable& tickets, const TicketFacts& facts, std::size_t row) {
  if (const auto rated = tickets.rated_at[row]) return *rated;
  if (const auto solved = facts.solved_at(row)) return *solved;
  return tickets.created_at[row].value_or(InstantColumn::kMissing);
}

bool answers_are_cells(const Dataset& data, Question question) {
  if (data.has_surveys || !data.has_tickets) return false;
  const auto& meanings = column_of(data.tickets, question).meanings;
  return std::all_of(meanings.begin(), meanings.end(),
                     [](const Rating& rating) { return !rating.score || std::trunc(*rating.score) == *rating.score; });
}

const RatingColumn& rating_column(const TicketTable& table, Question question) { return column_of(table, question); }
const RatingColumn& rating_column(const SurveyTable& table, Question question) { return column_of(table, question); }

std::vector<Answer> collect_answers(const Dataset& data, const TicketFacts& facts, const RowByKey& rows,
                                    Question question) {
  std::vector<Answer> answers;
  add_ticket_answers(data.tickets, facts, question, answers);
  const std::size_t of_tickets = answers.size();  // counted tickets have one row each: one answer each
  add_survey_answers(data, facts, rows, question, answers);
  sort_by_time(answers);
  if (answers.size() != of_tickets) note_superseded(data, answers);
  return answers;
}

}  // namespace csreport

#include "compute/answers.hpp"

#include <algorithm>

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

std::uint32_t ticket_answer_time(const TicketTable& tickets, std::size_t row) {
  if (const auto rated = tickets.rated_at[row]) return *rated;
  if (const auto solved = solved_instant(tickets, row)) return *solved;
  return tickets.created_at[row].value_or(InstantColumn::kMissing);
}

void add_ticket_answers(const TicketTable& tickets, Question question, std::vector<Answer>& answers) {
  const RatingColumn& ratings = column_of(tickets, question);
  if (!ratings.present() || ratings.ambiguous) return;
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!is_used(tickets, row)) continue;
    const Rating rating = ratings[row];
    if (!is_answer(rating)) continue;
    answers.push_back({.at = ticket_answer_time(tickets, row), .ticket = tickets.id[row], .ticket_row = row, .rating = rating});
  }
}

void add_survey_answers(const Dataset& data, const RowByKey& rows, Question question,
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
    if (at == InstantColumn::kMissing && row != kNoRow) at = ticket_answer_time(data.tickets, row);
    answers.push_back({.at = at,
                       .ticket = surveys.ticket[i],
                       .ticket_row = row,
                       .survey_row = i,
                       .respondent = surveys.respondent[i],
                       .rating = ratings[i]});
  }
}

/// Keeps the last answer of each ticket; REQUIRES: sorted by time.
void keep_latest_per_ticket(std::vector<Answer>& answers) {
  absl::flat_hash_map<std::uint64_t, std::size_t> last;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!answers[i].ticket.absent()) last[answers[i].ticket.bits] = i;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Key ticket = answers[i].ticket;
    if (ticket.absent() || last[ticket.bits] == i) answers[kept++] = answers[i];
  }
  answers.resize(kept);
}

}  // namespace

const RatingColumn& rating_column(const TicketTable& table, Question question) {
  return column_of(table, question);
}
const RatingColumn& rating_column(const SurveyTable& table, Question question) {
  return column_of(table, question);
}

std::vector<Answer> collect_answers(const Dataset& data, const RowByKey& rows, Question question) {
  std::vector<Answer> answers;
  add_ticket_answers(data.tickets, question, answers);
  add_survey_answers(data, rows, question, answers);
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return a.at < b.at; });
  keep_latest_per_ticket(answers);
  return answers;
}

}  // namespace csreport

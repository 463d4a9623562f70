#pragma once
// Survey answers from both places they come in: columns of the ticket export and survey files. One
// answer per ticket, the latest.

#include <cstdint>
#include <optional>
#include <vector>

#include "compute/ticket_facts.hpp"

namespace csreport {

/// One given answer, or an invalid one (its rating tells). Who gave it and what it says stand in the
/// survey table when it has a survey row, else in the ticket table.
struct Answer {
  std::uint32_t at = InstantColumn::kMissing;  ///< rated, else solved, else created; missing: no date at all
  std::uint32_t ticket_row = kNoRow;           ///< also kNoRow for a ticket that the ticket table lacks
  std::uint32_t survey_row = kNoRow;           ///< row of the survey table that it came from
  bool superseded = false;                     ///< its ticket has a later one, which counts

  [[nodiscard]] bool from_survey() const noexcept { return survey_row != kNoRow; }
};

/// Which question: the column of that name in the ticket and the survey table.
enum class Question { csat, nps, ces };

/// Answers of used rows in order of time, those without a date last; words like "offered" are not answers and are left
/// out. `rows` finds the tickets that survey files name.
std::vector<Answer> collect_answers(const Dataset& data, const TicketFacts& facts, const RowByKey& rows,
                                    Question question);

/// Whether the answers are the cells of the ticket table and nothing else, so that they need not be collected: there is
/// no survey file, and no fraction whose sum would depend on the order of the answers.
bool answers_are_cells(const Dataset& data, Question question);
/// When a ticket's own answer counts: rated, else solved, else created.
std::uint32_t ticket_answer_time(const TicketTable& tickets, const TicketFacts& facts, std::size_t row);
/// Whether each code of the column is an answer.
std::vector<char> answering_codes(const RatingColumn& ratings);

/// Whether the data tells who was asked for a satisfaction rating: by a column, or by words of the ratings.
bool knows_who_was_asked(const Dataset& data);

const RatingColumn& rating_column(const TicketTable& table, Question question);
const RatingColumn& rating_column(const SurveyTable& table, Question question);

}  // namespace csreport

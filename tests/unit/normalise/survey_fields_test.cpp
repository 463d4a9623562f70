#include "support/catch.hpp"
#include "support/read_text.hpp"

using namespace csreport;
using namespace csreport::test;

TEST_CASE("an answer tells whether it was resolved, in how many contacts, and how long its comment is") {
  const Normalised result = read_text(
      "ticket_id,score,comment,Issue resolved,How many contacts did it take?,Survey sent at\n"
      "1,5,Quick and kind,yes,1,2026-03-02 09:00\n"
      "2,2,,No,3,\n"
      "3,,n/a,,,2026-03-02 09:00\n",
      RecordKind::surveys);
  const SurveyTable& surveys = result.dataset.surveys;
  CHECK(surveys.resolved == std::vector{Flag::yes, Flag::no, Flag::unknown});
  CHECK(cells_of(surveys.contacts_needed, 3) == "1 3 -");
  CHECK(cells_of(surveys.comment_words, 3) == "3 0 0");
  CHECK(surveys.survey_sent == std::vector{Flag::yes, Flag::unknown, Flag::yes});
}

TEST_CASE("answers of a file without those columns know nothing of them") {
  const Normalised result = read_texts(
      {{"ticket_id,score,resolved\n1,5,yes\n", RecordKind::surveys}, {"ticket_id,score\n2,4\n", RecordKind::surveys}});
  CHECK(result.dataset.surveys.resolved == std::vector{Flag::yes, Flag::unknown});
  CHECK_FALSE(result.dataset.surveys.comment_words.present());
}

TEST_CASE("an answer that two exports hold counts once, the last one") {
  const std::string header = "Response ID,Answered at,Ticket ID,CSAT,NPS\n";
  const Normalised result = read_texts({{header + "1,2026-03-02 09:00,,5,\n"
                                                  "2,2026-03-02 09:00,,4,\n"
                                                  "3,2026-03-02 09:00,7,4,\n"
                                                  ",2026-03-02 09:00,,4,\n",
                                         RecordKind::surveys},
                                        {header + "2,2026-03-02 09:00,,3,\n"   // the same answer
                                                  "1,2026-03-02 09:00,,,10\n"  // to another question
                                                  "3,2026-03-02 09:00,8,4,\n"  // of another survey with the same ids
                                                  ",2026-03-02 09:00,,4,\n",
                                         RecordKind::surveys}});
  constexpr RowState kUsed = RowState::used;
  CHECK(result.dataset.surveys.state ==
        std::vector{kUsed, RowState::duplicate, kUsed, kUsed, kUsed, kUsed, kUsed, kUsed});
  CHECK(account_of(result.dataset.inputs[0]) == "read 4 = used 3 + excluded 1 (duplicate 1) + rejected 0 + blank 0");
}

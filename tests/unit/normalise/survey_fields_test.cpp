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

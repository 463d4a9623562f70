#include "normalise/review_scores.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/render/words.hpp"
#include "support/catch.hpp"
#include "support/read_text.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

const std::string kHead = "review_id,ticket_id,agent,reviewed_at,category,score,scale_min,scale_max,weight,critical\n";

std::string states_of(const std::vector<RowState>& states) {
  std::string text;
  for (const RowState state : states) text += (text.empty() ? "" : " ") + std::string(row_state_name(state));
  return text;
}

}  // namespace

TEST_CASE("a file of reviews is known by its columns, in percent with or without the sign") {
  const Normalised result = read_text(
      "reviewed_at,agent,score\n"
      "2026-03-02,Ann,100\n"
      "2026-03-02,Bob,9.91%\n"
      "2026-03-03,Ann,63.96\n"
      "2026-03-03,Ann,90.99\n"
      "2026-03-04,,0\n"
      "2026-03-04,Ann,N/A\n");
  const Dataset& data = result.dataset;
  REQUIRE(data.inputs.front().kind == RecordKind::reviews);
  CHECK(cells_of(data.reviews.score, 6) == "100 9.91 63.96 90.99 0 -");
  double sum = 0;
  for (std::size_t row = 0; row < 5; ++row) sum += *data.reviews.score[row];
  CHECK(std::abs(sum / 5 - 52.972) < 1e-9);  // J10 of the edge cases
  const Dimension& agents = *data.tickets.dimension("agent");
  CHECK(agents.names.text(data.reviews.agent[1]) == "Bob");
  CHECK(data.reviews.agent[4] == Dictionary::kNone);
  CHECK(account_of(data.inputs.front()) == "read 6 = used 5 + excluded 1 (unrated 1) + rejected 0 + blank 0");
  CHECK(data.first_event.has_value());
}

TEST_CASE("rated categories make a review by their weights, N/A is skipped, a failed critical one makes it 0") {
  const Normalised result = read_text(kHead +
                                      "a,1,Ann,2026-03-02,Tone,5,1,5,1,no\n"
                                      "a,1,Ann,2026-03-02,Facts,2,1,5,3,\n"
                                      "a,1,Ann,2026-03-02,Grammar,N/A,1,5,9,\n"
                                      "b,2,Bob,2026-03-02,Tone,5,1,5,,\n"
                                      "b,2,Bob,2026-03-02,Privacy,2,1,5,,yes\n"
                                      "c,3,Bob,2026-03-02,Privacy,3,1,5,,yes\n"
                                      "d,4,Bob,2026-03-02,Tone,-,1,5,,\n"
                                      "d,4,Bob,2026-03-02,Facts,,1,5,,\n");
  const ReviewTable& reviews = result.dataset.reviews;
  CHECK(cells_of(reviews.rating, 8) == "100 25 - 100 25 50 - -");
  CHECK(cells_of(reviews.score, 8) == "43.75 - - 0 - 50 - -");  // (100 + 3*25) / 4; exactly 50 % does not fail
  CHECK(states_of(reviews.state) == "used used used used used used unrated unrated");
  CHECK(reviews.category_names.text(reviews.category[4]) == "Privacy");
  CHECK(account_of(result.dataset.inputs.front()) == "read 8 = used 6 + excluded 2 (unrated 2) + rejected 0 + blank 0");
}

TEST_CASE("scores that are all shares are percents") {
  const Normalised result = read_text("reviewed_at,agent,score\n2026-03-02,Ann,0.94\n2026-03-02,Ann,1\n");
  CHECK(cells_of(result.dataset.reviews.score, 2) == "94 100");
}

TEST_CASE("a score outside its scale is not used, and a warning says so") {
  const Normalised result = read_text(
      "reviewed_at,agent,score,max score\n2026-03-02,Ann,7,5\n2026-03-02,Bob,4,5\n"
      "2026-03-02,Cy,120,\n2026-03-02,Cy,3,0\n");
  CHECK(cells_of(result.dataset.reviews.score, 4) == "- 80 - -");
  const auto& warnings = result.dataset.warnings;
  const auto scale = std::find_if(warnings.begin(), warnings.end(),
                                  [](const Warning& warning) { return warning.code == "review_scale"; });
  REQUIRE(scale != warnings.end());
  CHECK(in_words(scale->text).starts_with("Review scores outside their scale (0 to 100\u00a0% "));
}

TEST_CASE("a file of reviews alone is nothing to warn of") {
  CHECK(read_text("reviewed_at,agent,score\n2026-03-02T09:00:00Z,Ann,94\n").dataset.warnings.empty());
}

TEST_CASE("a review that two exports hold counts once") {
  const std::string file = kHead + "a,1,Ann,2026-03-02,Tone,5,1,5,,\na,1,Ann,2026-03-02,Facts,1,1,5,,\n";
  const Normalised result = read_texts({{file}, {file}});
  CHECK(states_of(result.dataset.reviews.state) == "duplicate duplicate used used");
  CHECK(cells_of(result.dataset.reviews.score, 4) == "- - 50 -");
}

TEST_CASE("a review needs a time that is one, and is not counted with a ticket that is not") {
  const Normalised result = read_texts(
      {{"id,created_at,status\n1,2026-03-02 09:00,spam\n2,2026-03-02 09:00,open\n"},
       {"ticket_id,reviewed_at,score\n1,2026-03-03,90\n2,2026-03-03,80\n,2026-03-03,70\n2,soon,60\n2,,60\n"}});
  CHECK(account_of(result.dataset.inputs[1]) ==
        "read 5 = used 2 + excluded 1 (spam 1) + rejected 2 (invalid_reviewed_at 1 line 5, missing_reviewed_at 1 line "
        "6) + blank 0");
}

#include "normalise/ratings.hpp"

#include "csreport/core/error.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

RatingColumn judge(RatingKind kind, std::vector<RatingText> texts, std::optional<std::string> scale = {}) {
  texts.insert(texts.begin(), RatingText{});
  const Lexicon lexicon(nullptr, RecordKind::surveys);
  RatingColumn column;
  for (std::uint32_t code = 0; code < texts.size(); ++code) column.codes.push_back(code);
  judge_ratings(kind, texts, lexicon, scale, column);
  return column;
}

RatingClass class_of(const RatingColumn& column, std::size_t row) { return column[row].rating_class; }

}  // namespace

TEST_CASE("four and five of five are good, three is neutral") {
  const auto column = judge(RatingKind::csat, {{"1", 9}, {"2", 9}, {"3", 9}, {"4", 9}, {"5", 9}});
  CHECK(column.scale == "1-5");
  CHECK(class_of(column, 2) == RatingClass::bad);
  CHECK(class_of(column, 3) == RatingClass::neutral);
  CHECK(class_of(column, 4) == RatingClass::good);
}

TEST_CASE("one slip of the keyboard does not hide the scale") {
  const auto column = judge(RatingKind::csat, {{"5", 90}, {"4", 60}, {"9", 1}});
  CHECK(column.scale == "1-5");
  CHECK(class_of(column, 3) == RatingClass::invalid);
}

TEST_CASE("a scale that the numbers do not settle is asked for") {
  CHECK(judge(RatingKind::csat, {{"1", 5}, {"3", 5}}).ambiguous);
  CHECK(judge(RatingKind::csat, {{"10", 5}, {"7", 5}}).ambiguous);
  CHECK(judge(RatingKind::csat, {{"0.8", 5}, {"1", 5}}).ambiguous);
  CHECK(judge(RatingKind::ces, {{"5", 5}, {"1", 5}}).ambiguous);
  CHECK_FALSE(judge(RatingKind::ces, {{"6", 5}, {"1", 5}}).ambiguous);
}

TEST_CASE("words are classes on any scale and states are no answers") {
  const auto column =
      judge(RatingKind::csat, {{"Good", 1}, {"bad", 1}, {"Offered", 1}, {"unoffered", 1}, {"banana", 1}});
  CHECK(column.scale == "good/bad");
  CHECK(class_of(column, 1) == RatingClass::good);
  CHECK(class_of(column, 2) == RatingClass::bad);
  CHECK(class_of(column, 3) == RatingClass::offered);
  CHECK(class_of(column, 4) == RatingClass::unoffered);
  CHECK(class_of(column, 5) == RatingClass::invalid);
}

TEST_CASE("recommendation scores are whole numbers from 0 to 10") {
  const auto column =
      judge(RatingKind::nps, {{"9", 1}, {"7", 1}, {"6", 1}, {"11", 1}, {"8.5", 1}, {"10 - Extremely likely", 1}});
  CHECK(class_of(column, 1) == RatingClass::good);
  CHECK(class_of(column, 2) == RatingClass::neutral);
  CHECK(class_of(column, 3) == RatingClass::bad);
  CHECK(class_of(column, 4) == RatingClass::invalid);
  CHECK(class_of(column, 5) == RatingClass::invalid);
  CHECK(class_of(column, 6) == RatingClass::good);
}

TEST_CASE("the direction of effort belongs to its scale") {
  CHECK(judge(RatingKind::ces, {{"2", 1}}, "1-5").low_is_good);
  CHECK_FALSE(judge(RatingKind::ces, {{"2", 1}}, "1-5:agree").low_is_good);
  CHECK_FALSE(judge(RatingKind::ces, {{"2", 1}}, "1-7").low_is_good);
}

TEST_CASE("neutral is from the middle of a scale to its good answers") {
  const auto neutral_from = [](const char* scale) { return parse_rating_scale(scale, RatingKind::csat).neutral_from; };
  CHECK(neutral_from("1-5") == 3);
  CHECK(neutral_from("1-3") == 2);
  CHECK(neutral_from("1-7") == 4);
  CHECK(neutral_from("0-10:9") == 5);
  CHECK(neutral_from("1-10:8") == 5);
  CHECK(neutral_from("1-2") == 2);  // there is none: that is the good one
}

TEST_CASE("scales are written in the accepted forms only") {
  CHECK(parse_rating_scale("0-10:9", RatingKind::csat).good_from == 9);
  CHECK(parse_rating_scale("1-10:8", RatingKind::csat).good_from == 8);
  CHECK_THROWS_AS(parse_rating_scale("0-10", RatingKind::csat), Error);
  CHECK_THROWS_AS(parse_rating_scale("1-6", RatingKind::csat), Error);
  CHECK_THROWS_AS(parse_rating_scale("0-10:9", RatingKind::ces), Error);
}

TEST_CASE("a rating text begins with its number") {
  CHECK(leading_number("4 stars") == 4);
  CHECK(leading_number("4,5") == 4.5);
  CHECK(leading_number(" 5.0 ") == 5);
  CHECK(leading_number("-102") == -102);
  CHECK_FALSE(leading_number("stars").has_value());
  CHECK_FALSE(leading_number("").has_value());
}

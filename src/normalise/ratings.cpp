#include "normalise/ratings.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"
#include "csreport/normalise/number_text.hpp"

namespace csreport {
namespace {

RatingScale csat_scale(double low, double high, double good_from) {
  // The middle is neither good nor bad, nor is what lies between it and the good ones.
  RatingScale scale{.low = low, .high = high, .good_from = good_from, .neutral_from = std::floor((low + high) / 2)};
  if (high == 2) scale.neutral_from = good_from;  // two answers have no middle
  scale.name = std::to_string(static_cast<int>(low)) + "-" + std::to_string(static_cast<int>(high));
  return scale;
}

RatingScale nps_scale() { return {.name = "0-10", .low = 0, .high = 10, .good_from = 9, .neutral_from = 7}; }

RatingScale ces_scale(double high, bool low_is_good) {
  RatingScale scale{
      .low = 1, .high = high, .good_from = high - 2, .neutral_from = high - 3, .low_is_good = low_is_good};
  scale.name = "1-" + std::to_string(static_cast<int>(high));
  if (low_is_good) scale.name += ", low effort is good";
  return scale;
}

RatingScale words_scale() { return {.name = "good/bad", .words_only = true}; }

[[noreturn]] void reject_scale(const std::string& text, RatingKind kind) {
  const bool effort = kind == RatingKind::ces;
  throw Error(ExitCode::usage, std::string(effort ? "--ces-scale" : "--csat-scale") + " does not accept '" + text + "'",
              effort ? "accepted: 1-7 (high is good), 1-5 (effort, low is good), 1-5:agree (high is good)"
                     : "accepted: 1-5, 1-3, 1-2, 1-7, good/bad, 0-10:9 or 0-10:8, 1-10:9 or 1-10:8 "
                       "(satisfied from that answer on)");
}

/// 0 or 1 from the class of a word; nothing for words that are no rating.
std::optional<RatingClass> word_class(std::string_view text, const Lexicon& lexicon) {
  const auto word = lexicon.word("rating", text);
  if (!word) return std::nullopt;
  if (*word == "good") return RatingClass::good;
  if (*word == "neutral") return RatingClass::neutral;
  if (*word == "bad") return RatingClass::bad;
  if (*word == "offered") return RatingClass::offered;
  if (*word == "unoffered") return RatingClass::unoffered;
  return std::nullopt;
}

bool is_whole(double number) { return std::floor(number) == number; }

Rating judge_number(RatingKind kind, double number, const RatingScale& scale) {
  const bool outside = number < scale.low || number > scale.high;
  const bool needs_whole = kind == RatingKind::nps;
  if (scale.words_only || outside || (needs_whole && !is_whole(number))) return {RatingClass::invalid, std::nullopt};
  if (number >= scale.good_from) return {RatingClass::good, number};
  return {number >= scale.neutral_from ? RatingClass::neutral : RatingClass::bad, number};
}

Rating judge_text(RatingKind kind, std::string_view text, const Lexicon& lexicon, const RatingScale& scale) {
  if (lexicon.is_missing(text)) return {};
  if (const auto word = word_class(text, lexicon)) {
    const bool is_state = *word == RatingClass::offered || *word == RatingClass::unoffered;
    if (is_state || kind == RatingKind::csat) return {*word, std::nullopt};
  }
  if (const auto number = leading_number(text)) return judge_number(kind, *number, scale);
  return {RatingClass::invalid, std::nullopt};
}

}  // namespace

RatingScale parse_rating_scale(const std::string& text, RatingKind kind) {
  if (kind == RatingKind::ces) {
    if (text == "1-7") return ces_scale(7, false);
    if (text == "1-5") return ces_scale(5, true);
    if (text == "1-5:agree") return ces_scale(5, false);
    reject_scale(text, kind);
  }
  if (text == "good/bad") return words_scale();
  if (text == "1-2") return csat_scale(1, 2, 2);
  if (text == "1-3") return csat_scale(1, 3, 3);
  if (text == "1-5") return csat_scale(1, 5, 4);
  if (text == "1-7") return csat_scale(1, 7, 6);
  for (const double low : {0.0, 1.0}) {
    for (const double good_from : {8.0, 9.0}) {
      RatingScale scale = csat_scale(low, 10, good_from);
      scale.name += ":" + std::to_string(static_cast<int>(good_from));
      if (text == scale.name) return scale;
    }
  }
  reject_scale(text, kind);
}

std::optional<double> leading_number(std::string_view text) {
  text = trim(text);
  std::size_t end = 0;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.' || text[end] == ',' ||
                               (end == 0 && text[end] == '-'))) {
    ++end;
  }
  std::string_view number = text.substr(0, end);
  while (!number.empty() && (number.back() == '.' || number.back() == ',')) number.remove_suffix(1);
  const bool comma = number.find(',') != std::string_view::npos;
  return parse_number(number, comma ? DecimalMark::comma : DecimalMark::point);
}

namespace {

/// The numbers of a column without its outliers: of many answers, the largest 1 % settle nothing.
struct NumberRange {
  std::optional<double> largest;
  bool fractions_below_one = false;
};

NumberRange range_of_numbers(const std::vector<RatingText>& texts, const Lexicon& lexicon) {
  std::map<double, std::int64_t> counts;
  std::int64_t all = 0;
  NumberRange range;
  for (const RatingText& rating : texts) {
    if (lexicon.is_missing(rating.text) || word_class(rating.text, lexicon)) continue;
    const auto number = leading_number(rating.text);
    if (!number) continue;
    counts[*number] += rating.count;
    all += rating.count;
    range.fractions_below_one = range.fractions_below_one || (*number > 0 && *number < 1);
  }
  const std::int64_t outliers = all / 100;
  std::int64_t above = 0;
  for (auto number = counts.rbegin(); number != counts.rend(); ++number) {
    above += number->second;
    if (above <= outliers) continue;
    range.largest = number->first;
    break;
  }
  return range;
}

}  // namespace

std::optional<RatingScale> detect_scale(RatingKind kind, const std::vector<RatingText>& texts, const Lexicon& lexicon) {
  if (kind == RatingKind::nps) return nps_scale();
  const NumberRange range = range_of_numbers(texts, lexicon);
  if (!range.largest) return words_scale();
  if (range.fractions_below_one) return std::nullopt;
  const double largest = *range.largest;
  if (largest > 5 && largest <= 7) return kind == RatingKind::csat ? csat_scale(1, 7, 6) : ces_scale(7, false);
  // Answers up to 3 may be a short scale or an unhappy week on 1-5; effort up to 5 has two directions.
  if (kind == RatingKind::csat && largest > 3 && largest <= 5) return csat_scale(1, 5, 4);
  return std::nullopt;
}

void judge_ratings(RatingKind kind, const std::vector<RatingText>& texts, const Lexicon& lexicon,
                   const std::optional<std::string>& scale, RatingColumn& column) {
  const auto used = scale ? parse_rating_scale(*scale, kind) : detect_scale(kind, texts, lexicon);
  column.ambiguous = !used;
  column.scale = used ? used->name : "";
  column.low_is_good = used && used->low_is_good;
  column.highest = used && !used->words_only ? std::optional(used->high) : std::nullopt;
  column.meanings.clear();
  for (const RatingText& rating : texts) {
    column.meanings.push_back(used ? judge_text(kind, rating.text, lexicon, *used) : Rating{});
  }
}

}  // namespace csreport

#include "compute/rating_flips.hpp"

#include "absl/container/flat_hash_map.h"

namespace csreport {
namespace {

struct Earlier {
  bool good = false;
  bool bad = false;
};

RatingClass class_of(const Dataset& data, const Answer& answer) {
  return answer.from_survey() ? data.surveys.csat[answer.survey_row].rating_class
                              : data.tickets.csat[answer.ticket_row].rating_class;
}
Key ticket_of(const Dataset& data, const Answer& answer) {
  return answer.from_survey() ? data.surveys.ticket[answer.survey_row] : data.tickets.id[answer.ticket_row];
}

}  // namespace

RatingFlips rating_flips(const Evidence& evidence, const Period& period) {
  const Dataset& data = evidence.data();
  const auto& answers = evidence.answers(Question::csat);
  absl::flat_hash_map<std::uint64_t, Earlier> before;
  for (const Answer& answer : answers) {
    if (!answer.superseded) continue;
    Earlier& earlier = before[ticket_of(data, answer).bits];
    earlier.good = earlier.good || class_of(data, answer) == RatingClass::good;
    earlier.bad = earlier.bad || class_of(data, answer) == RatingClass::bad;
  }
  RatingFlips flips;
  if (before.empty()) return flips;
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  for (const Answer& answer : answers) {
    const bool of_ticket = by_creation && answer.ticket_row != kNoRow;
    const std::uint32_t at = of_ticket ? data.tickets.created_at.raw()[answer.ticket_row] : answer.at;
    if (answer.superseded || at == InstantColumn::kMissing || !period.contains(Instant{Seconds{at}})) continue;
    const auto earlier = before.find(ticket_of(data, answer).bits);
    if (earlier == before.end()) continue;
    if (class_of(data, answer) == RatingClass::bad && earlier->second.good) ++flips.good_to_bad;
    if (class_of(data, answer) == RatingClass::good && earlier->second.bad) ++flips.bad_to_good;
  }
  return flips;
}

}  // namespace csreport

// What surveys tell besides the answers themselves: who was asked and answered, and whether one contact was enough.
#include <algorithm>

#include "compute/observe.hpp"
#include "compute/ticket_measures.hpp"

namespace csreport {
namespace {

/// What a cell says of being asked for a rating.
struct Response {
  bool asked = false;
  bool rated = false;
  bool not_asked = false;  ///< it says so
  bool invalid = false;    ///< something was answered, but no rating

  Response(RatingClass rating, Flag sent) {
    invalid = rating == RatingClass::invalid;
    rated = rating == RatingClass::good || rating == RatingClass::neutral || rating == RatingClass::bad;
    asked = rated || invalid || rating == RatingClass::offered || sent == Flag::yes;
    not_asked = !asked && (rating == RatingClass::unoffered || sent == Flag::no);
  }
  void add(const Response& other) {
    asked = asked || other.asked;
    rated = rated || other.rated;
    invalid = invalid || other.invalid;
  }
};

Flag flag_of(const std::vector<Flag>& flags, std::size_t row) { return flags.empty() ? Flag::unknown : flags[row]; }

Response response_of(const TicketTable& tickets, std::size_t row) {
  const bool readable = tickets.csat.present() && !tickets.csat.ambiguous;
  return {readable ? tickets.csat[row].rating_class : RatingClass::none, flag_of(tickets.survey_sent, row)};
}
Response response_of(const SurveyTable& surveys, std::size_t row) {
  const bool readable = surveys.csat.present() && !surveys.csat.ambiguous;
  return {readable ? surveys.csat[row].rating_class : RatingClass::none, flag_of(surveys.survey_sent, row)};
}

Measured judge(const Response& response, bool knows_asked, bool solved) {
  if (!response.asked && (knows_asked || !solved)) {
    return excluded(knows_asked ? Exclusion::outside : Exclusion::open);
  }
  if (!knows_asked && !solved) return excluded(Exclusion::open);
  if (response.invalid && !response.rated) return excluded(Exclusion::invalid);
  return counted(response.rated ? 1 : 0);
}

/// When each ticket was answered for the last time, as far as answers have a time.
class LastAnswers {
 public:
  explicit LastAnswers(std::size_t tickets) : at_(tickets, InstantColumn::kMissing) {}
  void add(std::uint32_t row, std::uint32_t at) {
    at_[row] = at_[row] == InstantColumn::kMissing ? at : std::max(at_[row], at);
  }
  [[nodiscard]] std::uint32_t at(std::uint32_t row, std::uint32_t otherwise) const {
    return at_[row] == InstantColumn::kMissing ? otherwise : at_[row];
  }

 private:
  std::vector<std::uint32_t> at_;
};

/// Answers of survey files count with their ticket; those about no known ticket stand for themselves.
void observe_with_surveys(const Evidence& evidence, Observations& out) {
  const Dataset& data = evidence.data();
  const SurveyTable& surveys = data.surveys;
  const bool knows_asked = knows_who_was_asked(data);
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const TicketFacts& facts = evidence.facts();
  std::vector<Response> responses;
  LastAnswers last(data.tickets.rows);
  for (std::uint32_t row = 0; row < data.tickets.rows; ++row) {
    responses.push_back(response_of(data.tickets, row));
    if (responses[row].rated || responses[row].invalid) last.add(row, ticket_answer_time(data.tickets, facts, row));
  }
  for (std::uint32_t i = 0; i < surveys.rows; ++i) {
    if (surveys.state[i] != RowState::used) continue;
    const Response response = response_of(surveys, i);
    const auto found = evidence.rows().find(surveys.ticket[i].bits);
    const auto answered = surveys.answered_at[i];
    if (!surveys.ticket[i].absent() && found != evidence.rows().end()) {
      responses[found->second].add(response);
      if (answered && (response.rated || response.invalid)) last.add(found->second, *answered);
      continue;
    }
    const Measured measured = judge(response, knows_asked, /*solved=*/true);
    if (measured.excluded == Exclusion::outside) continue;
    const Subject subject{.survey_row = i};
    if (!answered) {
      out.add_undated(subject, static_cast<double>(measured.value), measured.excluded);
    } else if (measured.excluded == Exclusion::none) {
      out.add(*answered, subject, static_cast<double>(measured.value));
    } else {
      out.exclude(*answered, subject, measured.excluded);
    }
  }
  for (std::uint32_t row = 0; row < data.tickets.rows; ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    const Measured measured = judge(responses[row], knows_asked, facts.is(TicketFacts::solved, row));
    const std::uint32_t created = data.tickets.created_at.raw()[row];
    const bool at_creation = by_creation || measured.excluded == Exclusion::open;
    const std::uint32_t event = at_creation ? created : last.at(row, ticket_answer_time(data.tickets, facts, row));
    if (measured.excluded == Exclusion::none) {
      out.add(event, {.ticket_row = row}, static_cast<double>(measured.value));
    } else if (measured.excluded != Exclusion::outside) {
      out.exclude(event, {.ticket_row = row}, measured.excluded);
    }
  }
}

}  // namespace

void observe_responses(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (out.kind() == Subjects::Kind::others) return observe_with_surveys(evidence, out);
  const TicketTable& tickets = evidence.tickets();
  const TicketFacts& facts = evidence.facts();
  const bool knows_asked = knows_who_was_asked(evidence.data());
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        return [&, first_row](std::size_t i) {
          const std::size_t row = first_row + i;
          if (!facts.is(TicketFacts::used, row)) return excluded(Exclusion::outside);
          return judge(response_of(tickets, row), knows_asked, facts.is(TicketFacts::solved, row));
        };
      },
      out);
}

void observe_surveyed_first_contacts(const Evidence& evidence, Observations& out) {
  const SurveyTable& surveys = evidence.data().surveys;
  const TicketTable& tickets = evidence.tickets();
  for (std::uint32_t i = 0; i < surveys.rows; ++i) {
    if (surveys.state[i] != RowState::used || surveys.resolved[i] == Flag::unknown) continue;
    Subject subject{.survey_row = i};
    std::uint32_t at = surveys.answered_at[i].value_or(InstantColumn::kMissing);
    if (!surveys.ticket[i].absent()) {
      const auto found = evidence.rows().find(surveys.ticket[i].bits);
      if (found != evidence.rows().end()) {
        if (!is_used(tickets, found->second)) continue;
        subject.ticket_row = found->second;
        if (at == InstantColumn::kMissing) at = ticket_answer_time(tickets, evidence.facts(), found->second);
        if (evidence.variants().anchor == AnchorChoice::created) at = tickets.created_at.raw()[found->second];
      }
    }
    const auto contacts = surveys.contacts_needed[i];
    const bool resolved = surveys.resolved[i] == Flag::yes;
    const Exclusion reason = resolved && !contacts ? Exclusion::unknown_contacts : Exclusion::none;
    const double value = resolved && contacts == 1 ? 1 : 0;
    if (at == InstantColumn::kMissing) {
      out.add_undated(subject, value, reason);
    } else if (reason == Exclusion::none) {
      out.add(at, subject, value);
    } else {
      out.exclude(at, subject, reason);
    }
  }
}

}  // namespace csreport

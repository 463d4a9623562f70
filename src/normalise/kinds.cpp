#include "normalise/kinds.hpp"

#include <algorithm>
#include <stdexcept>

#include "csreport/normalise/normalise.hpp"

namespace csreport {
namespace {

constexpr Field kCreation[] = {Field::created_at};
constexpr AnyOf kOfTickets[] = {kCreation};

constexpr Field kTicket[] = {Field::ticket_id};
constexpr Field kSending[] = {Field::sent_at};
constexpr Field kSpeaker[] = {Field::role, Field::author, Field::status};
constexpr AnyOf kOfMessages[] = {kTicket, kSending, kSpeaker};

constexpr Field kAnswer[] = {Field::score, Field::csat, Field::nps, Field::ces, Field::contacts_needed};
constexpr AnyOf kOfSurveys[] = {kAnswer};

constexpr Field kReview[] = {Field::reviewed_at};
constexpr Field kScore[] = {Field::review_score};
constexpr AnyOf kOfReviews[] = {kReview, kScore};

constexpr Field kAgent[] = {Field::agent};
constexpr Field kStart[] = {Field::started_at};
constexpr Field kLength[] = {Field::ended_at,       Field::session_time,   Field::online_time, Field::handling_time,
                             Field::available_time, Field::not_ready_time, Field::paid_time};
constexpr AnyOf kOfSessions[] = {kAgent, kStart, kLength};

constexpr Field kCustomer[] = {Field::customer};
constexpr Field kStay[] = {Field::customer_since, Field::customer_until};
constexpr AnyOf kOfCustomers[] = {kCustomer, kStay};

constexpr Field kMeasuring[] = {Field::measured_at};
constexpr Field kIndicator[] = {Field::indicator};
constexpr Field kValue[] = {Field::value};
constexpr AnyOf kOfIndicators[] = {kMeasuring, kIndicator, kValue};

// On a tie between kinds the first one wins (recognise.cpp).
constexpr KindRow kRows[] = {
    {.kind = RecordKind::tickets,
     .required = kOfTickets,
     .make_loader = make_ticket_loader,
     .present = &Dataset::has_tickets,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.tickets.state; }},
    {.kind = RecordKind::messages,
     .required = kOfMessages,
     .make_loader = make_message_loader,
     .present = &Dataset::has_messages,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.messages.state; }},
    {.kind = RecordKind::surveys,
     .required = kOfSurveys,
     .make_loader = make_survey_loader,
     .present = &Dataset::has_surveys,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.surveys.state; }},
    {.kind = RecordKind::reviews,
     .required = kOfReviews,
     .make_loader = make_review_loader,
     .present = &Dataset::has_reviews,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.reviews.state; }},
    {.kind = RecordKind::sessions,
     .required = kOfSessions,
     .make_loader = make_session_loader,
     .present = &Dataset::has_sessions,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.sessions.state; }},
    {.kind = RecordKind::customers,
     .required = kOfCustomers,
     .make_loader = make_customer_loader,
     .present = &Dataset::has_customers,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.customers.state; }},
    {.kind = RecordKind::indicators,
     .required = kOfIndicators,
     .make_loader = make_indicator_loader,
     .present = &Dataset::has_indicators,
     .states = [](Dataset& data) -> std::vector<RowState>& { return data.indicators.state; }},
};

}  // namespace

std::span<const KindRow> kind_rows() { return kRows; }

const KindRow& kind_row(RecordKind kind) {
  const auto found =
      std::find_if(std::begin(kRows), std::end(kRows), [kind](const KindRow& row) { return row.kind == kind; });
  if (found == std::end(kRows)) throw std::logic_error("a kind of records without a row");
  return *found;
}

std::string describe(AnyOf fields) {
  std::string text;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) text += i + 1 == fields.size() ? " or " : ", ";
    text += field_row(fields[i]).id;
  }
  return text;
}

std::vector<RecordKind> input_kinds() {
  std::vector<RecordKind> kinds;
  for (const KindRow& row : kRows) kinds.push_back(row.kind);
  return kinds;
}

std::string input_kind_choices() {
  std::string text;
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (i > 0) text += i + 1 == std::size(kRows) ? " or " : ", ";
    text += record_kind_name(kRows[i].kind);
  }
  return text;
}

}  // namespace csreport

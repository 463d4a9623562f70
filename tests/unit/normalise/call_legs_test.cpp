#include "normalise/call_legs.hpp"

#include <algorithm>

#include "csreport/render/words.hpp"
#include "support/catch.hpp"
#include "support/read_text.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

std::string agent_of(const TicketTable& tickets, std::size_t row) {
  const Dimension& agents = *tickets.dimension("agent");
  return std::string(agents.names.text(agents.codes[row]));
}

}  // namespace

TEST_CASE("the legs of a call become one contact: parts added up, the wait of the first, the agent of the last") {
  const Normalised result = read_text(
      "call_id,created_at,agent,talk_seconds,hold_seconds,acw_seconds,queue_seconds,outcome\n"
      "7,2026-03-02 09:02,Bob,180,,20,5,transferred\n"
      "7,2026-03-02 09:00,Ann,120,30,10,12,answered\n"
      "8,2026-03-02 09:00,Cy,60,,,3,answered\n"
      ",2026-03-02 09:00,Di,5,,,,abandoned\n");
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(tickets.state == std::vector{RowState::call_leg, RowState::used, RowState::used, RowState::used});
  CHECK(cells_of(tickets.talk_time, 4) == "180 300 60 5");
  CHECK(cells_of(tickets.hold_time, 4) == "- 30 - -");
  CHECK(cells_of(tickets.after_call_work_time, 4) == "20 30 - -");
  CHECK(cells_of(tickets.queue_time, 4) == "5 12 3 -");
  CHECK(tickets.outcome[1] == CallOutcome::answered);
  CHECK(agent_of(tickets, 1) == "Bob");
  CHECK(cells_of(tickets.legs, 4) == "- 2 1 -");
  CHECK(cells_of(tickets.transfers, 4) == "- 1 0 -");
  CHECK(account_of(result.dataset.inputs.front()) ==
        "read 4 = used 3 + excluded 1 (call_leg 1) + rejected 0 + blank 0");
}

TEST_CASE("transfers and legs that the export gives are kept") {
  const Normalised result = read_text(
      "call_id,created_at,talk_seconds,transfers,legs\n"
      "7,2026-03-02 09:00,120,3,4\n"
      "7,2026-03-02 09:02,180,,\n");
  CHECK(cells_of(result.dataset.tickets.transfers, 1) == "3");
  CHECK(cells_of(result.dataset.tickets.legs, 1) == "4");
}

TEST_CASE("a leg that overlapping exports hold twice counts once") {
  const std::string file =
      "call_id,created_at,agent,talk_seconds\n"
      "7,2026-03-02 09:00,Ann,120\n"
      "7,2026-03-02 09:00,Bob,180\n";
  const Normalised result = read_texts({{file}, {file}});
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(tickets.state == std::vector{RowState::used, RowState::call_leg, RowState::duplicate, RowState::duplicate});
  CHECK(cells_of(tickets.talk_time, 1) == "300");
  CHECK(cells_of(tickets.legs, 1) == "2");
}

TEST_CASE("rows with ids of their own are first freed of duplicates, then put together by their call") {
  const Normalised result = read_text(
      "id,call_id,created_at,updated_at,handle_seconds\n"
      "1,c,2026-03-02 09:00,2026-03-02 09:05,100\n"
      "2,c,2026-03-02 09:01,2026-03-02 09:05,10\n"
      "2,c,2026-03-02 09:01,2026-03-02 09:09,50\n");
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(tickets.state == std::vector{RowState::used, RowState::duplicate, RowState::call_leg});
  CHECK(cells_of(tickets.handle_time, 1) == "150");
}

TEST_CASE("a call is answered when one of its legs was, and by whom") {
  const auto contact = [](const std::string& legs) {
    const Normalised result = read_text("call_id,created_at,outcome,agent\n" + legs);
    const TicketTable& tickets = result.dataset.tickets;
    return std::to_string(static_cast<int>(tickets.outcome[0])) + " " + agent_of(tickets, 0);
  };
  const auto code = [](CallOutcome outcome) { return std::to_string(static_cast<int>(outcome)); };
  const std::string answered = code(CallOutcome::answered);
  const std::string ann = "7,2026-03-02 09:00,";
  const std::string bob = "7,2026-03-02 09:02,";
  CHECK(contact(ann + "abandoned,Ann\n" + bob + "answered,Bob\n") == answered + " Bob");
  CHECK(contact(ann + "answered,Ann\n" + bob + "abandoned,Bob\n") == answered + " Ann");
  CHECK(contact(ann + "answered,Ann\n" + bob + "answered,Bob\n") == answered + " Bob");
  CHECK(contact(ann + "answered,Ann\n" + bob + ",Bob\n") == answered + " Bob");
  CHECK(contact(ann + "answered,Ann\n" + bob + "transferred,Bob\n") == answered + " Bob");
  CHECK(contact(ann + "answered,Ann\n" + bob + "failed,Bob\n") == answered + " Ann");
  CHECK(contact(ann + "answered,Ann\n" + bob + "busy,Bob\n") == answered + " Ann");
  const std::string lost = code(CallOutcome::abandoned) + " ";  // and nobody's
  CHECK(contact(ann + "abandoned,Ann\n" + bob + "abandoned,Bob\n") == lost);
  CHECK(contact(ann + "other,Ann\n" + bob + "abandoned,\n") == lost);
  CHECK(contact(ann + "abandoned,Ann\n" + bob + "callback,\n") == code(CallOutcome::callback) + " Ann");
  CHECK(contact(ann + "abandoned,Ann\n" + bob + ",\n") == lost);
}

TEST_CASE("a call is first answered when its first answered leg was") {
  const Normalised result = read_text(
      "call_id,created_at,first_response_at\n"
      "7,2026-03-02 09:00,\n"
      "7,2026-03-02 09:01,2026-03-02 09:02\n"
      "7,2026-03-02 09:05,2026-03-02 09:06\n");
  CHECK(cells_of(result.dataset.tickets.first_response_at, 1) == std::to_string(1'772'442'000 + 120));
}

TEST_CASE("what names a further leg belongs to the call") {
  const Normalised result = read_texts(
      {{"ticket_id,call_id,created_at\n"
        "T1,A,2026-03-02 09:00\n"
        "T2,A,2026-03-02 09:01\n"
        ",B,2026-03-02 09:00\n"
        "T3,B,2026-03-02 09:01\n"},
       {"ticket_id,sent_at,role\nT2,2026-03-02 09:02,agent\nT9,2026-03-02 09:02,agent\n", RecordKind::messages},
       {"ticket_id,answered_at,csat\nT2,2026-03-02 10:00,5\nT3,2026-03-02 10:00,4\n", RecordKind::surveys},
       {"ticket_id,reviewed_at,review_score\nT2,2026-03-02 10:00,90\n", RecordKind::reviews}});
  const Dataset& data = result.dataset;
  CHECK(key_text(data.messages.ticket[0], data.keys) == "T1");
  CHECK(key_text(data.surveys.ticket[0], data.keys) == "T1");
  CHECK(key_text(data.surveys.ticket[1], data.keys) == "T3");
  CHECK(key_text(data.tickets.id[2], data.keys) == "T3");
  CHECK(key_text(data.reviews.ticket[0], data.keys) == "T1");
  REQUIRE(data.warnings.size() >= 1);
  CHECK(std::any_of(data.warnings.begin(), data.warnings.end(), [](const Warning& warning) {
    return in_words(warning.text) == "Messages of tickets that are not in the files: 1.";
  }));
}

TEST_CASE("legs behind --as-of have not happened") {
  NormaliseOptions options;
  options.as_of = Instant{Seconds{1'772'442'000 + 60}};  // 2026-03-02 09:01 UTC
  const std::string file =
      "call_id,created_at,agent,talk_seconds\n"
      "7,2026-03-02 09:00,Ann,120\n"
      "7,2026-03-02 09:02,Bob,180\n";
  const Normalised result = read_text(file, std::nullopt, options);
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(tickets.state == std::vector{RowState::used, RowState::after_as_of});
  CHECK(cells_of(tickets.talk_time, 1) == "120");
  CHECK(agent_of(tickets, 0) == "Ann");
  options.where = {{"agent", true, "Ann"}};
  CHECK(read_text(file, std::nullopt, options).dataset.tickets.state ==
        std::vector{RowState::used, RowState::filtered});
}

TEST_CASE("--where keeps calls by what they are: the first leg's columns, the last agent, status and outcome") {
  const auto states = [](const std::string& column, const std::string& value) {
    NormaliseOptions options;
    options.where = {{column, true, value}};
    const Normalised result = read_text(
        "call_id,created_at,agent,team,outcome,status,spam\n"
        "7,2026-03-02 09:00,Ann,x,abandoned,open,\n"
        "7,2026-03-02 09:02,Bob,y,answered,solved,\n"
        "8,2026-03-02 09:00,Bob,y,answered,open,yes\n",
        std::nullopt, options);
    return codes_of(result.dataset.tickets.state);
  };
  const auto three = [](RowState a, RowState b, RowState c) { return codes_of(std::vector{a, b, c}); };
  constexpr RowState kUsed = RowState::used;
  constexpr RowState kLeg = RowState::call_leg;
  constexpr RowState kOut = RowState::filtered;
  CHECK(states("agent", "Bob") == three(kUsed, kLeg, RowState::spam));
  CHECK(states("agent", "Ann") == three(kOut, kLeg, kOut));
  CHECK(states("team", "x") == three(kUsed, kLeg, kOut));
  CHECK(states("team", "y") == three(kOut, kLeg, RowState::spam));
  CHECK(states("outcome", "answered") == three(kUsed, kLeg, RowState::spam));
  CHECK(states("outcome", "abandoned") == three(kOut, kLeg, kOut));
  CHECK(states("status", "solved") == three(kUsed, kLeg, kOut));
}

TEST_CASE("a leg that is spam is no leg, whatever --where drops") {
  NormaliseOptions options;
  options.where = {{"agent", true, "Bob"}};
  const Normalised result = read_text(
      "call_id,created_at,agent,spam\n"
      "7,2026-03-02 09:00,Ann,yes\n"
      "7,2026-03-02 09:02,Bob,no\n",
      std::nullopt, options);
  CHECK(result.dataset.tickets.state == std::vector{RowState::filtered, RowState::used});
}

TEST_CASE("legs that begin more than half a day apart are told: the call ids may be used again") {
  const auto warned = [](const std::string& second) {
    const Normalised result = read_text("call_id,created_at\n7,2026-03-02 09:00\n7," + second + "\n");
    return std::any_of(result.dataset.warnings.begin(), result.dataset.warnings.end(),
                       [](const Warning& warning) { return warning.code == "call_legs_apart"; });
  };
  CHECK_FALSE(warned("2026-03-02 21:00"));
  CHECK(warned("2026-03-02 21:01"));
}

TEST_CASE("an answer that names the call finds it when the call is the only id") {
  const Normalised result = read_texts({{"call_id,created_at,status\n7,2026-03-02 09:00,spam\n"},
                                        {"call_id,answered_at,csat\n7,2026-03-02 10:00,5\n", RecordKind::surveys}});
  CHECK(result.dataset.surveys.state == std::vector{RowState::spam});
}

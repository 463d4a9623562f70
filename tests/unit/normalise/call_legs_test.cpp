#include "normalise/call_legs.hpp"

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
      "call_id,created_at,agent,talk_time,hold_time,acw_seconds,queue_time,outcome\n"
      "7,2026-03-02 09:02,Bob,180,,20,5,other\n"
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
      "call_id,created_at,talk_time,transfers,legs\n"
      "7,2026-03-02 09:00,120,3,4\n"
      "7,2026-03-02 09:02,180,,\n");
  CHECK(cells_of(result.dataset.tickets.transfers, 1) == "3");
  CHECK(cells_of(result.dataset.tickets.legs, 1) == "4");
}

TEST_CASE("a leg that overlapping exports hold twice counts once") {
  const std::string file =
      "call_id,created_at,agent,talk_time\n"
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

TEST_CASE("a call of which --where keeps one leg is that leg") {
  NormaliseOptions options;
  options.where = {{"agent", true, "Bob"}};
  const Normalised result = read_text(
      "call_id,created_at,agent,talk_time\n"
      "7,2026-03-02 09:00,Ann,120\n"
      "7,2026-03-02 09:02,Bob,180\n",
      std::nullopt, options);
  CHECK(result.dataset.tickets.state == std::vector{RowState::filtered, RowState::used});
  CHECK(cells_of(result.dataset.tickets.talk_time, 2) == "120 180");
}

TEST_CASE("an answer that names the call finds it when the call is the only id") {
  const Normalised result = read_texts({{"call_id,created_at,status\n7,2026-03-02 09:00,spam\n"},
                                        {"call_id,answered_at,csat\n7,2026-03-02 10:00,5\n", RecordKind::surveys}});
  CHECK(result.dataset.surveys.state == std::vector{RowState::spam});
}

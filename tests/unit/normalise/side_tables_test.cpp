// Sessions, customers and indicators, from their files to their tables.

#include "normalise/side_tables.hpp"

#include <algorithm>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/read_text.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

constexpr std::uint32_t kNine = 1'772'442'000;  // 2026-03-02 09:00 UTC

std::string minutes_of(const InstantColumn& column, std::size_t rows) {
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto at = column[row];
    text += (row > 0 ? " " : "") + (at ? std::to_string((std::int64_t{*at} - kNine) / 60) : std::string("-"));
  }
  return text;
}
NormaliseOptions as_of(std::uint32_t seconds) {
  NormaliseOptions options;
  options.as_of = Instant{Seconds{seconds}};
  return options;
}

}  // namespace

// --- sessions --------------------------------------------------------------------------------------

TEST_CASE("sessions are intervals with a state, by their end or their length") {
  const Normalised result = read_text(
      "agent,start,end,duration (min),agent_state\n"
      "Ann,2026-03-02 09:00,2026-03-02 09:30,,On call\n"
      "Bob,2026-03-02 09:00,,15,Ready\n"
      "Ann,2026-03-02 09:30,2026-03-02 10:00,5,Lunch\n"
      "Ann,2026-03-02 10:00,,,Available\n"
      "Ann,2026-03-02 11:00,2026-03-02 10:00,,busy\n"
      "Cy,2026-03-02 09:00,2026-03-02 09:10,,levitating\n");
  const Dataset& data = result.dataset;
  REQUIRE(data.inputs.front().kind == RecordKind::sessions);
  const SessionTable& sessions = data.sessions;
  CHECK(minutes_of(sessions.start, 6) == "0 0 30 60 120 0");
  CHECK(minutes_of(sessions.end, 6) == "30 15 60 - 60 10");
  CHECK(sessions.activity == std::vector{AgentState::handling, AgentState::available, AgentState::not_ready,
                                         AgentState::available, AgentState::handling, AgentState::unknown});
  CHECK(data.tickets.dimension("agent")->names.text(sessions.agent[1]) == "Bob");
  CHECK(account_of(data.inputs.front()) ==
        "read 6 = used 4 + excluded 2 (negative 1, unfinished 1) + rejected 0 + blank 0");
  REQUIRE(data.diagnostics.size() == 1);
  CHECK(data.diagnostics[0].value == "levitating");
  CHECK(data.diagnostics[0].lines[0] == 7);
}

TEST_CASE("logins without states are time online") {
  const Normalised result = read_text("agent,login_at,logout_at\nAnn,2026-03-02 09:00,2026-03-02 17:00\n");
  CHECK(result.dataset.inputs.front().kind == RecordKind::sessions);
  CHECK(result.dataset.sessions.activity == std::vector{AgentState::online});
}

TEST_CASE("sums of an agent's day are kept as they are") {
  const Normalised result = read_text(
      "agent,date,online_time (s),handling_time (s),available_time (s),not_ready_time (s),paid_time (s)\n"
      "Ann,2026-03-02,28800,18000,7200,3600,30000\n"
      "Bob,2026-03-02,8:00:00,,,,\n"
      "Cy,2026-03-02,,,,,\n");
  const Dataset& data = result.dataset;
  REQUIRE(data.inputs.front().kind == RecordKind::sessions);
  CHECK(cells_of(data.sessions.online, 3) == "28800 28800 -");
  CHECK(cells_of(data.sessions.handling, 3) == "18000 - -");
  CHECK(cells_of(data.sessions.available, 3) == "7200 - -");
  CHECK(cells_of(data.sessions.not_ready, 3) == "3600 - -");
  CHECK(cells_of(data.sessions.paid, 3) == "30000 - -");
  CHECK(data.sessions.activity == std::vector(3, AgentState::unknown));
  CHECK(account_of(data.inputs.front()) == "read 3 = used 2 + excluded 1 (unfinished 1) + rejected 0 + blank 0");
}

TEST_CASE("agents of sessions are those of the tickets") {
  const Normalised result = read_texts({{"id,created_at,agent\n1,2026-03-02 09:00,Zed\n2,2026-03-02 09:00,Ann\n"},
                                        {"agent,start,end\nAnn,2026-03-02 09:00,2026-03-02 10:00\n"}});
  const Dimension& agents = *result.dataset.tickets.dimension("agent");
  CHECK(result.dataset.sessions.agent[0] == agents.codes[1]);
}

TEST_CASE("a session without an agent or a start is rejected with its line") {
  const Normalised result = read_text(
      "agent,start,end\n"
      ",2026-03-02 09:00,2026-03-02 10:00\n"
      "Ann,early,2026-03-02 10:00\n"
      "Ann,,2026-03-02 10:00\n"
      "Ann,2026-03-02 09:00,late\n"
      "Bob,2026-03-02 09:00,2026-03-02 10:00\n"
      "Cy,2026-03-02 09:00,2026-03-02 10:00\n");
  CHECK(account_of(result.dataset.inputs.front()) ==
        "read 6 = used 2 + excluded 1 (unfinished 1) + rejected 3 (missing_agent 1 line 2, invalid_started_at 1 line "
        "3, missing_started_at 1 line 4) + blank 0");
}

TEST_CASE("a session that two exports hold counts once, and --as-of cuts it") {
  const std::string file =
      "agent,start,end\nAnn,2026-03-02 09:00,2026-03-02 10:00\nAnn,2026-03-02 11:00,2026-03-02 12:00\n";
  const Normalised result = read_texts({{file}, {file}}, as_of(kNine + 1'800));
  const SessionTable& sessions = result.dataset.sessions;
  CHECK(sessions.state == std::vector{RowState::duplicate, RowState::duplicate, RowState::used, RowState::after_as_of});
  CHECK(minutes_of(sessions.end, 4) == "60 180 30 180");
}

TEST_CASE("a session that cannot be used does not take the place of the one that it repeats") {
  const Normalised result = read_text(
      "agent,start,end,agent_state\n"
      "Ann,2026-03-02 08:00,2026-03-02 12:00,Available\n"
      "Ann,2026-03-02 08:00,,Available\n"
      "Bob,2026-03-02 08:00,2026-03-02 12:00,Available\n"
      "Bob,2026-03-02 08:00,2026-03-01 12:00,Available\n");
  CHECK(result.dataset.sessions.state ==
        std::vector{RowState::used, RowState::unfinished, RowState::used, RowState::negative});
}

TEST_CASE("small files of answers and of agents' days are no tickets, histories of fields are no answers") {
  const auto kind_of = [](const std::string& text) { return read_text(text).dataset.inputs.front().kind; };
  CHECK(kind_of("Respondent,Date,NPS\nr1,2026-03-02,9\n") == RecordKind::surveys);
  CHECK(kind_of("agent,date,online minutes\nAnn,2026-03-02,480\n") == RecordKind::sessions);
  CHECK_THROWS_AS(kind_of("field_name,ticket_id,updated,user_id,value\nstatus,1,2026-03-02 09:00,,open\n"), Error);
  CHECK(kind_of("ticket_id,created_at,csat,requester\n1,2026-03-02 09:00,5,a@x\n") == RecordKind::tickets);
}

TEST_CASE("a column that --map names has the unit that its profile knows, and nobody asks for one") {
  NormaliseOptions options;
  options.map = {{"talk_time", "billsec"}};
  const Normalised result = read_text("call_id,created_at,billsec\n1,2026-03-02 09:00,480\n", std::nullopt, options);
  CHECK(cells_of(result.dataset.tickets.talk_time, 1) == "480");
  CHECK(std::none_of(result.dataset.warnings.begin(), result.dataset.warnings.end(),
                     [](const Warning& warning) { return warning.code == "no_unit"; }));
}

// --- customers -------------------------------------------------------------------------------------

TEST_CASE("customers share their codes with the requesters of the tickets, whatever the case of an address") {
  const Normalised result =
      read_texts({{"id,created_at,requester\n1,2026-03-02 09:00,Jo@Example.org\n2,2026-03-02 09:00,li@example.org\n"},
                  {"Email,Customer since,Customer until,Revenue,Referred by\n"
                   "li@example.org,2025-01-01,,\"1,250.50\",Ann\n"
                   " JO@example.org,2026-03-01,2026-03-20,99,no\n"
                   "new@example.org,,,,\n"}});
  const Dataset& data = result.dataset;
  REQUIRE(data.inputs[1].kind == RecordKind::customers);
  const CustomerTable& customers = data.customers;
  CHECK(customers.customer[0] == data.tickets.requester[1]);
  CHECK(customers.customer[1] == data.tickets.requester[0]);
  CHECK(customers.customer[2] != customers.customer[1]);
  CHECK(cells_of(customers.revenue, 3) == "1250.5 99 -");
  CHECK(customers.referred == std::vector{Flag::yes, Flag::no, Flag::unknown});
  CHECK_FALSE(customers.until[0].has_value());
  CHECK(*customers.until[1] - *customers.since[1] == 19U * 86'400);
  CHECK(account_of(data.inputs[1]) == "read 3 = used 2 + excluded 1 (undated 1) + rejected 0 + blank 0");
}

TEST_CASE("a customer who left and came back has two rows, one who is there twice has one") {
  const Normalised result = read_text(
      "customer_id,since,until\n"
      "7,2025-01-01,2025-06-01\n"
      "7,2026-01-01,\n"
      "7,2026-01-01,\n"
      "8,2026-02-01,2026-01-01\n"
      "N/A,2026-01-01,\n");
  CHECK(result.dataset.customers.state ==
        std::vector{RowState::used, RowState::duplicate, RowState::used, RowState::negative});
  CHECK(account_of(result.dataset.inputs.front()) ==
        "read 5 = used 2 + excluded 2 (duplicate 1, negative 1) + rejected 1 (missing_customer 1 line 6) + blank 0");
}

TEST_CASE("a customer's row that cannot be used does not take the place of the one that it repeats") {
  const Normalised result = read_text(
      "customer_id,since,until\n"
      "7,2026-01-01,2026-06-01\n"
      "7,2026-01-01,2025-06-01\n"
      "8,,2026-06-01\n"
      "8,,\n");
  CHECK(result.dataset.customers.state ==
        std::vector{RowState::used, RowState::negative, RowState::used, RowState::undated});
}

TEST_CASE("behind --as-of nobody has left yet, and who comes later is not counted") {
  const Normalised result =
      read_text("customer_id,since,until\n7,2025-01-01,2026-06-01\n8,2026-05-01,\n", std::nullopt, as_of(kNine));
  CHECK(result.dataset.customers.state == std::vector{RowState::used, RowState::after_as_of});
  CHECK_FALSE(result.dataset.customers.until[0].has_value());
}

// --- indicators ------------------------------------------------------------------------------------

TEST_CASE("indicators are a date, a name, a number and perhaps a group") {
  const Normalised result = read_text(
      "date,metric,value,group\n"
      "2026-03-02,training_hours,12.5,Tier 1\n"
      "2026-03-02,training_hours,8,\n"
      "2026-03-09,visits,1000000,\n"
      "2026-03-09,share,45%,\n");
  const Dataset& data = result.dataset;
  REQUIRE(data.inputs.front().kind == RecordKind::indicators);
  const IndicatorTable& indicators = data.indicators;
  CHECK(cells_of(indicators.value, 4) == "12.5 8 1000000 0.45");
  CHECK(indicators.names.text(indicators.name[2]) == "visits");
  CHECK(indicators.name[0] == indicators.name[1]);
  REQUIRE(indicators.dimensions.size() == 1);
  CHECK(indicators.dimensions[0].id == "group");
  const CodeColumn& groups = indicators.dimensions[0].codes;
  CHECK(data.tickets.dimension("group")->names.text(groups[0]) == "Tier 1");
  CHECK(groups[1] == Dictionary::kNone);
  CHECK(minutes_of(indicators.measured_at, 1) == "-540");
}

TEST_CASE("of two values of one indicator and day the last counts, and what is no number is rejected") {
  const Normalised result = read_text(
      "date,metric,value\n"
      "2026-03-02,visits,10\n"
      "2026-03-02,visits,12\n"
      "2026-03-02,visits,many\n"
      "2026-03-02,visits,\n"
      "2026-03-02,,5\n"
      "someday,visits,5\n"
      "2026-03-03,visits,-3\n");
  CHECK(account_of(result.dataset.inputs.front()) ==
        "read 7 = used 2 + excluded 1 (duplicate 1) + rejected 4 (invalid_value 1 line 4, missing_value 1 line 5, "
        "missing_indicator 1 line 6, invalid_measured_at 1 line 7) + blank 0");
  CHECK(cells_of(result.dataset.indicators.value, 3) == "10 12 -3");
  REQUIRE(result.rejected.size() == 4);
  CHECK(result.rejected[0].value == "many");
}

// --- what all have in common ------------------------------------------------------------------------

TEST_CASE("the kind of a file can be said, and a kind without its columns says which would do") {
  const std::string logins = "agent,started_at,ended_at\nAnn,2026-03-02 09:00,2026-03-02 10:00\n";
  CHECK(read_text(logins).dataset.inputs.front().kind == RecordKind::tickets);
  CHECK(read_text(logins, RecordKind::sessions).dataset.sessions.rows == 1);
  NormaliseOptions options;
  const ScratchFolder folder;
  options.inputs = {{folder.put("s.csv", "agent,start\nAnn,2026-03-02 09:00\n"), RecordKind::sessions}};
  CHECK(inspect(options).front().problem.substr(0, 122) ==
        "no column for ended_at, session_time, online_time, handling_time, available_time, not_ready_time or "
        "paid_time\nheaders foun");
}

TEST_CASE("--where filters the rows of every kind that has the column") {
  NormaliseOptions options;
  options.where = {{"agent", true, "ann"}};
  const Normalised result = read_texts({{"agent,start,end\nAnn,2026-03-02 09:00,2026-03-02 10:00\nBob,2026-03-02 "
                                         "09:00,2026-03-02 10:00\n"},
                                        {"date,metric,value\n2026-03-02,visits,1\n"}},
                                       options);
  CHECK(result.dataset.sessions.state == std::vector{RowState::used, RowState::filtered});
  CHECK(result.dataset.indicators.state == std::vector{RowState::used});
}

TEST_CASE("a header alone makes an empty table of its kind") {
  const Normalised result = read_texts({{"date,metric,value\n"}, {"customer_id,since\n"}});
  CHECK(result.dataset.has_indicators);
  CHECK(result.dataset.has_customers);
  CHECK(result.dataset.indicators.rows == 0);
}

// Fields of tickets beside those that nearly every export has.

#include "csreport/render/words.hpp"
#include "support/catch.hpp"
#include "support/read_text.hpp"

using namespace csreport;
using namespace csreport::test;

TEST_CASE("parts of a call and counts of its way are read from what products call them") {
  const Normalised result = read_text(
      "Call No,Created,Ring duration (sec),Rings,Transfers,Assignee stations,Legs\n"
      "a,2026-03-02 09:00,7,2,1,2,3\n"
      "b,2026-03-02 09:00,,,0,1,\n");
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(cells_of(tickets.ring_time, 2) == "7 -");
  CHECK(cells_of(tickets.rings, 2) == "2 -");
  CHECK(cells_of(tickets.transfers, 2) == "1 0");
  CHECK(cells_of(tickets.assignees, 2) == "2 1");
  CHECK(cells_of(tickets.legs, 2) == "3 -");
}

TEST_CASE("transfers may be yes and no, which count 1 and 0") {
  const Normalised result = read_text(
      "id,created_at,Transferred\n"
      "1,2026-03-02 09:00,Yes\n"
      "2,2026-03-02 09:00,no\n"
      "3,2026-03-02 09:00,\n");
  CHECK(cells_of(result.dataset.tickets.transfers, 3) == "1 0 -");
  CHECK(in_words(result.inspections.front().columns[2].reading) == "yes or no, as 1 or 0");
}

TEST_CASE("a duration column named Queue wait time goes before Ring time, and each keeps its own") {
  const Normalised result = read_text(
      "CALL ID,TIMESTAMP,QUEUE WAIT TIME,RING TIME,TALK TIME\n"
      "1,2026-03-02 09:00,00:00:44,00:00:05,00:06:30\n");
  CHECK(cells_of(result.dataset.tickets.queue_time, 1) == "44");
  CHECK(cells_of(result.dataset.tickets.ring_time, 1) == "5");
}

TEST_CASE("bare numbers of a duration are asked for in every kind of file, and told values are not") {
  const auto asked = [](const std::string& text) {
    std::string columns;
    for (const Warning& warning : read_text(text).dataset.warnings) {
      if (warning.code == "no_unit") columns += in_words(warning.text).substr(in_words(warning.text).find("column '"));
    }
    return columns;
  };
  const struct {
    const char* header;
    bool of_sessions;
  } columns[] = {
      {"Talk time", false},       {"Talking", false},      {"hold_time", false},       {"after_call_work_time", false},
      {"Wrap up time", false},    {"Handle time", false},  {"Wait time", false},       {"queue_time", false},
      {"Queue wait time", false}, {"Ring time", false},    {"Resolution time", false}, {"session_time", true},
      {"Online time", true},      {"handling_time", true}, {"Available time", true},   {"not_ready_time", true},
      {"Paid time", true}};
  for (const auto& [header, of_sessions] : columns) {
    INFO(header);
    const std::string begin = of_sessions ? "agent,started_at,ended_at," : "call_id,created_at,";
    const std::string row = of_sessions ? "Ann,2026-03-02 09:00,2026-03-02 10:00," : "1,2026-03-02 09:00,";
    CHECK(asked(begin + header + "\n" + row + "1.5\n" + row + "300\n").starts_with("column '"));
    CHECK(asked(begin + header + "\n" + row + "0:01:30\n" + row + "0:05:00\n").empty());
    CHECK(asked(begin + header + " (sec)\n" + row + "90\n" + row + "300\n").empty());
  }
}

TEST_CASE("a product that always writes seconds is not asked") {
  const Normalised result = read_text(
      "id,created_at,completion_status,wait_time,talk_time,hold_time,wrap_up_time\n"
      "1,2026-03-02 09:00,completed,15,300,20,45\n");
  CHECK(cells_of(result.dataset.tickets.queue_time, 1) == "15");
  CHECK(cells_of(result.dataset.tickets.talk_time, 1) == "300");
  CHECK(cells_of(result.dataset.tickets.hold_time, 1) == "20");
  CHECK(cells_of(result.dataset.tickets.after_call_work_time, 1) == "45");
}

TEST_CASE("the first solution has its own time and duration") {
  const Normalised result = read_text(
      "id,created_at,first_solved_at,solved_at,First resolution time (min)\n"
      "1,2026-03-02 09:00,2026-03-02 10:00,2026-03-03 09:00,60\n");
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(*tickets.first_solved_at[0] - *tickets.created_at[0] == 3'600);
  CHECK(*tickets.solved_at[0] - *tickets.created_at[0] == 86'400);
  CHECK(cells_of(tickets.first_resolution_time, 1) == "3600");
}

TEST_CASE("flags of the bot, of leads and of surveys are yes, no or not known") {
  const Normalised result = read_text(
      "id,created_at,Handled by bot,Handoff,Lead,survey_sent,Sentiment\n"
      "1,2026-03-02 09:00,true,no,yes,2026-03-02 12:00,Negative\n"
      "2,2026-03-02 09:00,false,,no,no,positive\n"
      "3,2026-03-02 09:00,,yes,,,\n");
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(tickets.bot == std::vector{Flag::yes, Flag::no, Flag::unknown});
  CHECK(tickets.handed_off == std::vector{Flag::no, Flag::unknown, Flag::yes});
  CHECK(tickets.lead == std::vector{Flag::yes, Flag::no, Flag::unknown});
  CHECK(tickets.survey_sent == std::vector{Flag::yes, Flag::no, Flag::unknown});
  CHECK(tickets.sentiment == std::vector{Sentiment::negative, Sentiment::positive, Sentiment::unknown});
}

TEST_CASE("of the comment beside a rating only the number of its words is kept") {
  const Normalised result = read_text(
      "id,created_at,status,csat,csat_comment\n"
      "1,2026-03-02 09:00,open,5,\"Quick, and kind\"\n"
      "2,2026-03-02 09:00,open,4,\n"
      "3,2026-03-02 09:00,open,,N/A\n");
  CHECK(cells_of(result.dataset.tickets.comment_words, 3) == "3 0 0");
}

TEST_CASE("what happened behind --as-of is not yet known: the first solution neither") {
  NormaliseOptions options;
  options.as_of = Instant{Seconds{1'772'445'600}};  // 2026-03-02 10:00 UTC
  const Normalised result = read_text(
      "id,created_at,first_solved_at,first_resolution_time\n"
      "1,2026-03-02 09:00,2026-03-02 09:30,30m\n"
      "2,2026-03-02 09:00,2026-03-02 10:30,90m\n",
      std::nullopt, options);
  CHECK(cells_of(result.dataset.tickets.first_resolution_time, 2) == "1800 -");
  CHECK_FALSE(result.dataset.tickets.first_solved_at[1].has_value());
}

TEST_CASE("columns that only the first of two files has are missing in the rows of the second") {
  const Normalised result = read_texts({{"id,created_at,bot,rings\n1,2026-03-02 09:00,yes,4\n"},
                                        {"id,created_at\n2,2026-03-02 09:00\n"},
                                        {"id,created_at,bot\n3,2026-03-02 09:00,no\n"}});
  CHECK(result.dataset.tickets.bot == std::vector{Flag::yes, Flag::unknown, Flag::no});
  CHECK(cells_of(result.dataset.tickets.rings, 3) == "4 - -");
}

// Statuses over time: from message logs with a status column, and from files with a row for each update.

#include "support/catch.hpp"
#include "support/read_text.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

/// "ticket status role source" of each row; minutes after 09:00 in front.
std::vector<std::string> history_of(const Dataset& data) {
  static constexpr const char* kStatus[] = {"unknown", "new", "open", "pending", "hold", "solved", "closed"};
  static constexpr const char* kRole[] = {"unknown", "customer", "agent", "automatic"};
  static constexpr const char* kSource[] = {"message", "event", "ticket_row"};
  constexpr std::uint32_t kNine = 1'772'442'000;  // 2026-03-02 09:00 UTC
  const StatusTable& s = data.statuses;
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < s.rows; ++row) {
    rows.push_back(std::to_string((*s.at[row] - kNine) / 60) + " " + key_text(s.ticket[row], data.keys) + " " +
                   kStatus[static_cast<std::size_t>(s.status[row])] + " " +
                   kRole[static_cast<std::size_t>(s.role[row])] + " " +
                   kSource[static_cast<std::size_t>(s.source[row])] +
                   (s.state[row] == RowState::used ? "" : " " + std::string(row_state_name(s.state[row]))));
  }
  return rows;
}
using History = std::vector<std::string>;

}  // namespace

TEST_CASE("a row of a message log is a message, a status event or both") {
  const Normalised result = read_text(
      "ticket_id,sent_at,role,author,body,status\n"
      "1,2026-03-02 09:00,customer,Jo,Help,new\n"  // both
      "1,2026-03-02 09:10,agent,Ana,Done,\n"       // a message
      "1,2026-03-02 09:11,agent,,,solved\n"        // an event
      "1,2026-03-02 09:12,automatic,,,closed\n"    // an event of a bot
      "1,2026-03-02 09:20,,,,\n"                   // says nothing at all: a message of nobody, as before
      "1,2026-03-02 09:30,customer,,Thanks,open\n");
  const Dataset& data = result.dataset;
  CHECK(history_of(data) == History{"0 1 new customer message", "11 1 solved agent event",
                                    "12 1 closed automatic event", "30 1 open customer message"});
  REQUIRE(data.messages.rows == 4);
  CHECK(data.messages.role ==
        std::vector{AuthorRole::customer, AuthorRole::agent, AuthorRole::unknown, AuthorRole::customer});
  CHECK(data.messages.author_names.text(data.messages.author[1]) == "Ana");
  CHECK(data.messages.author[3] == Dictionary::kNone);
  CHECK(account_of(data.inputs.front()) == "read 6 = used 6 + excluded 0 + rejected 0 + blank 0");
}

TEST_CASE("where a log has texts, who changes the status and writes nothing sends no message") {
  const Normalised result = read_text(
      "ticket_id,sent_at,role,author,status,body\n"
      "1,2026-03-02 09:00,customer,Jo,,Hello\n"
      "1,2026-03-02 09:05,agent,Ana,pending,\n"
      "1,2026-03-02 09:06,customer,Jo,open,\n"
      "1,2026-03-02 09:30,agent,Ana,solved,Done\n"
      "1,2026-03-02 09:40,agent,Ana,,\n");  // a picture, perhaps
  CHECK(history_of(result.dataset) ==
        History{"5 1 pending agent event", "6 1 open customer event", "30 1 solved agent message"});
  CHECK(result.dataset.messages.role == std::vector{AuthorRole::customer, AuthorRole::agent, AuthorRole::agent});
}

TEST_CASE("a log of statuses alone makes no messages") {
  const Normalised result = read_text(
      "ticket_id,changed_at,status\n"
      "1,2026-03-02 09:00,open\n"
      "1,2026-03-02 09:05,On hold\n"
      "1,never,solved\n",
      RecordKind::messages, [] {
        NormaliseOptions options;
        options.map = {{"sent_at", "changed_at"}};
        return options;
      }());
  CHECK(history_of(result.dataset) == History{"0 1 open unknown event", "5 1 hold unknown event"});
  CHECK(result.dataset.messages.rows == 0);
  CHECK_FALSE(result.dataset.has_messages);
  CHECK(account_of(result.dataset.inputs.front()) ==
        "read 3 = used 2 + excluded 0 + rejected 1 (invalid_sent_at 1 line 4) + blank 0");
}

TEST_CASE("without authors and texts, a row with a role is a message") {
  const Normalised result = read_text(
      "ticket_id,sent_at,role,status\n"
      "1,2026-03-02 09:00,customer,open\n"
      "1,2026-03-02 09:05,,solved\n");
  CHECK(history_of(result.dataset) == History{"0 1 open customer message", "5 1 solved unknown event"});
  CHECK(result.dataset.messages.rows == 1);
}

TEST_CASE("in a log that names agents only and has no texts, a customer's row is a message") {
  const Normalised result = read_text(
      "ticket_id,sent_at,role,author,status\n"
      "1,2026-03-02 09:00,customer,,new\n"
      "1,2026-03-02 09:05,agent,Ana,pending\n"
      "1,2026-03-02 09:06,agent,,solved\n");
  CHECK(history_of(result.dataset) ==
        History{"0 1 new customer message", "5 1 pending agent message", "6 1 solved agent event"});
  CHECK(result.dataset.messages.role == std::vector{AuthorRole::customer, AuthorRole::agent});
}

TEST_CASE("a status that nobody knows stays unknown and is noted") {
  const Normalised result = read_text(
      "ticket_id,sent_at,role,author,status\n"
      "1,2026-03-02 09:00,,,parked in orbit\n");
  CHECK(history_of(result.dataset) == History{"0 1 unknown unknown event"});
  REQUIRE(result.dataset.diagnostics.size() == 1);
  CHECK(result.dataset.diagnostics[0].code == "unknown_word");
  CHECK(result.dataset.diagnostics[0].value == "parked in orbit");
}

TEST_CASE("of rows for each update the newest is the ticket, and all tell its history") {
  const Normalised result = read_text(
      "id,created_at,updated_at,status\n"
      "1,2026-03-02 09:00,2026-03-02 09:00,new\n"
      "2,2026-03-02 09:00,2026-03-02 09:00,open\n"
      "1,2026-03-02 09:00,2026-03-02 09:20,solved\n"
      "1,2026-03-02 09:00,2026-03-02 09:10,open\n");
  const Dataset& data = result.dataset;
  CHECK(history_of(data) ==
        History{"0 1 new unknown ticket_row", "20 1 solved unknown ticket_row", "10 1 open unknown ticket_row"});
  CHECK(data.tickets.state == std::vector{RowState::duplicate, RowState::used, RowState::used, RowState::duplicate});
  CHECK(account_of(data.inputs.front()) == "read 4 = used 2 + excluded 2 (duplicate 2) + rejected 0 + blank 0");
}

TEST_CASE("copies of one row are no history") {
  const Normalised result = read_text(
      "id,created_at,updated_at,status\n"
      "1,2026-03-02 09:00,2026-03-02 09:00,open\n"
      "1,2026-03-02 09:00,2026-03-02 09:00,open\n");
  CHECK(result.dataset.statuses.rows == 0);
}

TEST_CASE("statuses of tickets that are not counted, and those behind --as-of, are not counted either") {
  NormaliseOptions options;
  options.as_of = Instant{Seconds{1'772'442'000 + 600}};
  const Normalised result = read_texts({{"id,created_at,status\n1,2026-03-02 09:00,spam\n2,2026-03-02 09:00,open\n"},
                                        {"ticket_id,sent_at,author,status\n"
                                         "1,2026-03-02 09:05,,open\n"
                                         "2,2026-03-02 09:05,,open\n"
                                         "2,2026-03-02 09:15,,solved\n",
                                         RecordKind::messages}},
                                       options);
  CHECK(history_of(result.dataset) ==
        History{"5 1 open unknown event spam", "5 2 open unknown event", "15 2 solved unknown event after_as_of"});
  CHECK(account_of(result.dataset.inputs[1]) ==
        "read 3 = used 1 + excluded 2 (spam 1, after_as_of 1) + rejected 0 + blank 0");
}

TEST_CASE("rows of one ticket tell its priority over time, copies of one update do not") {
  const Normalised result = read_text(
      "ticket_id,created_at,updated_at,priority\n"
      "1,2026-03-02 09:00,2026-03-02 12:00,urgent\n"
      "2,2026-03-02 09:00,2026-03-02 10:00,low\n"
      "1,2026-03-02 09:00,2026-03-02 09:00,low\n"
      "2,2026-03-02 09:00,2026-03-02 10:00,urgent\n"
      "3,2026-03-02 09:00,2026-03-02 10:00,low\n");
  const Dataset& data = result.dataset;
  REQUIRE(data.priorities.size() == 2);
  const Dictionary& names = data.tickets.dimension("priority")->names;
  CHECK(data.priorities[0].ticket_row == 0);
  CHECK(names.text(data.priorities[0].code) == "low");
  CHECK(names.text(data.priorities[1].code) == "urgent");
  CHECK(data.priorities[1].at - data.priorities[0].at == 3 * 3600);
}

#include "app/record_table.hpp"

#include "app/write_table.hpp"
#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("the normalised table holds what counts, and flags what an export would flag", "[normalize]") {
  Dataset dataset;
  TicketTable& tickets = dataset.tickets;
  tickets.rows = 4;
  tickets.state = {RowState::used, RowState::duplicate, RowState::spam, RowState::filtered};
  for (const char* id : {"1", "1", "0012", "3"}) tickets.id.push_back(make_key(id, dataset.keys));
  for (int i = 0; i < 4; ++i) tickets.created_at.push_back(1'772'352'000);
  tickets.replies.push_back(3);
  for (int i = 0; i < 3; ++i) tickets.replies.push_missing();
  tickets.status = {Status::solved, Status::open, Status::unknown, Status::new_};
  Dimension& team = tickets.dimensions.emplace_back();
  team.id = "team";
  for (const char* name : {"East", "East", "", "West"}) team.codes.push_back(team.names.intern(name));

  CHECK(table_as_csv(tickets_table(dataset, TimeZone::load("Europe/Riga"))) ==
        "ticket_id,created_at,replies,status,team,spam\r\n"
        "1,2026-03-01T10:00:00+02:00,3,solved,East,no\r\n"
        "0012,2026-03-01T10:00:00+02:00,,,,yes\r\n");
}

TEST_CASE("messages and answers keep their order and their missing cells", "[normalize]") {
  Dataset dataset;
  MessageTable& messages = dataset.messages;
  messages.rows = 2;
  messages.state = {RowState::used, RowState::after_as_of};
  messages.ticket = {make_key("7", dataset.keys), make_key("7", dataset.keys)};
  messages.sent_at.push_back(1'772'352'000);
  messages.sent_at.push_back(1'772'352'060);
  messages.role = {AuthorRole::automatic, AuthorRole::agent};
  messages.is_public = {Flag::no, Flag::yes};
  CHECK(table_as_ndjson(messages_table(dataset, TimeZone::utc())) ==
        "{\"ticket_id\":\"7\",\"sent_at\":\"2026-03-01T08:00:00+00:00\",\"role\":\"auto\",\"public\":\"no\"}\n");
}

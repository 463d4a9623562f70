#include "csreport/normalise/normalise.hpp"

#include <algorithm>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport;
using csreport::test::ScratchFolder;

namespace {

const InputSummary& only_input(const Normalised& result) {
  REQUIRE(result.dataset.inputs.size() == 1);
  return result.dataset.inputs.front();
}

std::int64_t accounted(const InputSummary& input) { return input.used + input.excluded + input.rejected + input.blank; }

}  // namespace

TEST_CASE("every row of a file is accounted for") {
  ScratchFolder folder;
  const std::string path = folder.put("t.csv",
                                      "ticket_id,created_at,updated_at,status\n"
                                      "1,2026-03-02 09:00,2026-03-02 10:00,open\n"
                                      "1,2026-03-02 09:00,2026-03-02 09:30,open\n"  // older copy
                                      "2,2026-03-02 09:00,2026-03-02 09:00,spam\n"
                                      "\n"
                                      "3,yesterday,2026-03-02 09:00,open\n"
                                      "4,,2026-03-02 09:00,open\n"
                                      "5,2026-03-02 09:00,2026-03-02 09:00,open,more,than,the,header\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  const Normalised result = normalise(options);
  const InputSummary& input = only_input(result);
  CHECK(input.read == 7);
  CHECK(input.used == 1);
  CHECK(input.excluded == 2);
  CHECK(input.rejected == 3);
  CHECK(input.blank == 1);
  CHECK(accounted(input) == input.read);
  REQUIRE(result.rejected.size() == 3);
  CHECK(result.rejected[0].reason == "invalid_created_at");
  CHECK(result.rejected[0].line == 6);
  CHECK(result.rejected[0].value == "yesterday");
}

TEST_CASE("the same ticket in two files counts once, the newest update wins") {
  ScratchFolder folder;
  const std::string first =
      folder.put("a.csv", "ticket_id,created_at,updated_at,status\n7,2026-03-02 09:00,2026-03-05 09:00,solved\n");
  const std::string second = folder.put("b.csv",
                                        "ticket_id,created_at,updated_at,status,csat\n7,2026-03-02 09:00,2026-03-03 "
                                        "09:00,open,5\n8,2026-03-02 09:00,2026-03-03 09:00,open,4\n");
  NormaliseOptions options;
  options.inputs = {{first, std::nullopt}, {second, std::nullopt}};
  const Normalised result = normalise(options);
  const TicketTable& tickets = result.dataset.tickets;
  REQUIRE(tickets.rows == 3);
  CHECK(tickets.state[0] == RowState::used);
  CHECK(tickets.state[1] == RowState::duplicate);
  CHECK(tickets.state[2] == RowState::used);
  CHECK_FALSE(tickets.csat[0].score.has_value());
  CHECK(tickets.csat[2].score == 4);
}

TEST_CASE("conditions keep rows, and what they drop is counted") {
  ScratchFolder folder;
  const std::string path = folder.put("t.csv",
                                      "ticket_id,created_at,channel,priority\n1,2026-03-02 "
                                      "09:00,Mail,low\n2,2026-03-02 09:00,chat,low\n3,2026-03-02 09:00,email,high\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  options.where = {{"channel", true, "email"}, {"priority", false, "HIGH"}};
  const Normalised result = normalise(options);
  CHECK(only_input(result).used == 1);
  CHECK(only_input(result).excluded_reasons[0].reason == "filtered");
  CHECK(result.dataset.tickets.state[0] == RowState::used);

  options.where = {{"chanel", true, "email"}};
  CHECK_THROWS_AS(normalise(options), Error);
}

TEST_CASE("any column can be a group") {
  ScratchFolder folder;
  const std::string path =
      folder.put("t.csv", "ticket_id,created_at,Shop country\n1,2026-03-02 09:00,LV\n2,2026-03-02 09:00,\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  options.group_by = {"shop_country"};
  const Normalised result = normalise(options);
  const Dimension* country = result.dataset.tickets.dimension("shop_country");
  REQUIRE(country != nullptr);
  CHECK(country->names.text(country->codes[0]) == "LV");
  CHECK(country->codes[1] == Dictionary::kNone);
}

TEST_CASE("hours and weekdays are those of the report's zone") {
  ScratchFolder folder;
  const std::string path =
      folder.put("t.csv", "ticket_id,created_at\n1,2026-03-01T22:30:00Z\n");  // Monday 00:30 in Riga
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  options.group_by = {"hour", "weekday"};
  options.report_zone = TimeZone::load("Europe/Riga");
  const Normalised result = normalise(options);
  const TicketTable& tickets = result.dataset.tickets;
  const Dimension* hour = tickets.dimension("hour");
  const Dimension* weekday = tickets.dimension("weekday");
  REQUIRE((hour != nullptr && weekday != nullptr));
  CHECK(hour->names.text(hour->codes[0]) == "00:00");
  CHECK(weekday->names.text(weekday->codes[0]) == "Monday");
}

TEST_CASE("a missing required column names what was found and what is near") {
  ScratchFolder folder;
  const std::string path = folder.put("t.csv", "ticket_id,creatd_at,status,priority\n1,2026-03-02 09:00,open,low\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  try {
    normalise(options);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::input_invalid);
    CHECK(std::string(error.what()).find("no column for created_at") != std::string::npos);
    CHECK(error.detail().find("headers found: ticket_id, creatd_at, status, priority") != std::string::npos);
    CHECK(error.detail().find("nearest: \"creatd_at\"") != std::string::npos);
  }
  options.map = {{"created_at", "creatd_at"}};
  CHECK(only_input(normalise(options)).used == 1);
}

TEST_CASE("values decide what a column is") {
  ScratchFolder folder;
  const auto field_of = [&](const std::string& header, const std::string& value) {
    const std::string path =
        folder.put("t.csv", "ticket_id,created_at," + header + "\n1,2026-03-02 09:00," + value + "\n");
    NormaliseOptions options;
    options.inputs = {{path, RecordKind::tickets}};
    return inspect(options).front().columns[2].field;
  };
  CHECK(field_of("First Response Time", "2026-03-02 09:15") == "first_response_at");
  CHECK(field_of("First Response Time", "00:15:00") == "first_response_time");
  CHECK(field_of("First Response Time (min)", "15") == "first_response_time");
  CHECK(field_of("First Response Time", "15") == "");  // no unit: asked for
  CHECK(field_of("Time to Resolution", "2026-03-02 11:00") == "solved_at");
  CHECK(field_of("queue_seconds", "15") == "queue_time");
}

TEST_CASE("an answered ticket is no answered call") {
  ScratchFolder folder;
  const auto has_outcomes = [&](const std::string& header, const std::string& value) {
    const std::string path =
        folder.put("t.csv", "ticket_id,created_at," + header + "\n1,2026-03-02 09:00," + value + "\n");
    NormaliseOptions options;
    options.inputs = {{path, RecordKind::tickets}};
    return !normalise(options).dataset.tickets.outcome.empty();
  };
  CHECK_FALSE(has_outcomes("Answered", "No"));
  CHECK(has_outcomes("Answered,queue_seconds", "No,30"));
}

TEST_CASE("what happens after --as-of has not happened") {
  ScratchFolder folder;
  const std::string path = folder.put(
      "t.csv",
      "ticket_id,created_at,solved_at,status\n1,2026-03-02 09:00,2026-03-10 09:00,solved\n2,2026-03-09 09:00,,open\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  options.as_of = Instant{Seconds{1772755200}};  // 2026-03-06T00:00:00Z
  const Normalised result = normalise(options);
  const TicketTable& tickets = result.dataset.tickets;
  CHECK_FALSE(tickets.solved_at[0].has_value());
  CHECK(tickets.status[0] == Status::unknown);  // no longer solved, and nobody knows what it was then
  CHECK(tickets.state[1] == RowState::after_as_of);
  CHECK(result.dataset.horizon == options.as_of);
}

TEST_CASE("times without a zone are warned about only when no zone was given") {
  ScratchFolder folder;
  const std::string path = folder.put("t.csv", "ticket_id,created_at\n1,2026-03-02 09:00\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  const auto warned = [&] {
    const auto warnings = normalise(options).dataset.warnings;
    return std::any_of(warnings.begin(), warnings.end(), [](const Warning& w) { return w.code == "no_time_zone"; });
  };
  CHECK(warned());
  options.input_zone_given = true;
  CHECK_FALSE(warned());
}

TEST_CASE("an hour that comes twice is warned about in every kind of file") {
  ScratchFolder folder;
  NormaliseOptions options;
  options.input_zone = TimeZone::load("Europe/Riga");
  options.inputs = {
      {folder.put("log.csv", "ticket_id,sent_at,role\n1,2026-10-25 03:30,customer\n"), RecordKind::messages}};
  const auto warnings = normalise(options).dataset.warnings;
  CHECK(std::any_of(warnings.begin(), warnings.end(), [](const Warning& w) { return w.code == "dst_ambiguous"; }));
}

TEST_CASE("messages and answers of tickets that are not counted are not counted") {
  ScratchFolder folder;
  NormaliseOptions options;
  options.inputs = {
      {folder.put("t.csv", "ticket_id,created_at,status\n1,2026-03-02 09:00,spam\n2,2026-03-02 09:00,open\n"),
       RecordKind::tickets},
      {folder.put("m.csv",
                  "ticket_id,sent_at,role\n1,2026-03-02 09:00,customer\n2,2026-03-02 09:00,customer\n3,2026-03-02 "
                  "09:00,customer\n"),
       RecordKind::messages},
      {folder.put("s.csv", "ticket_id,csat\n1,5\n2,5\n"), RecordKind::surveys}};
  const Dataset data = normalise(options).dataset;
  CHECK(data.messages.state == std::vector<RowState>{RowState::spam, RowState::used, RowState::used});
  CHECK(data.surveys.state == std::vector<RowState>{RowState::spam, RowState::used});
  CHECK(data.inputs[1].used == 2);
  CHECK(data.inputs[1].excluded == 1);
  CHECK(std::any_of(data.warnings.begin(), data.warnings.end(),
                    [](const Warning& w) { return w.code == "unknown_tickets"; }));
}

TEST_CASE("one ticket in 2099 does not become the horizon") {
  ScratchFolder folder;
  NormaliseOptions options;
  options.inputs = {
      {folder.put(
           "t.csv",
           "ticket_id,created_at,solved_at\n1,2026-03-02 09:00,2026-03-03 09:00\n2,2026-03-04 09:00,2099-12-31 00:00\n"
           "3,2026-03-05 09:00,\n4,2099-01-01 09:00,\n"),
       RecordKind::tickets}};
  const Dataset data = normalise(options).dataset;
  CHECK(data.tickets.state[3] == RowState::implausible_time);
  CHECK_FALSE(data.tickets.solved_at[1].has_value());
  CHECK(data.horizon == to_instant(*data.tickets.created_at[2]));
  CHECK(std::any_of(data.warnings.begin(), data.warnings.end(),
                    [](const Warning& w) { return w.code == "implausible_times"; }));
}

TEST_CASE("an empty list of records is a quiet week") {
  ScratchFolder folder;
  NormaliseOptions options;
  for (const char* text : {"[]", "{\"tickets\":[]}", "{}"}) {
    INFO(text);
    options.inputs = {{folder.put("t.json", text), std::nullopt}};
    const Normalised result = normalise(options);
    CHECK(only_input(result).used == 0);
    CHECK(accounted(only_input(result)) == only_input(result).read);
  }
}

TEST_CASE("the public data sets have their known values") {
  const std::string data = CSREPORT_SHARED_DIR "/data/";
  NormaliseOptions options;
  options.inputs = {{data + "nps_benavent/nps.csv", std::nullopt}};
  const Normalised nps = normalise(options);
  CHECK(only_input(nps).kind == RecordKind::surveys);
  CHECK(only_input(nps).used == 13954);
  std::int64_t promoters = 0, passives = 0, detractors = 0;
  for (std::size_t row = 0; row < nps.dataset.surveys.rows; ++row) {
    const RatingClass answer = nps.dataset.surveys.nps[row].rating_class;
    promoters += answer == RatingClass::good ? 1 : 0;
    passives += answer == RatingClass::neutral ? 1 : 0;
    detractors += answer == RatingClass::bad ? 1 : 0;
  }
  CHECK(promoters == 8465);
  CHECK(passives == 3953);
  CHECK(detractors == 1194);

  options.inputs = {{data + "kaggle_customer_support_tickets/customer_support_tickets.csv", std::nullopt}};
  CHECK_THROWS_AS(normalise(options), Error);  // it has no creation time
  options.inputs.front().kind = RecordKind::surveys;
  const Normalised kaggle = normalise(options);
  CHECK(only_input(kaggle).read == 8469);
  std::int64_t answers = 0;
  double sum = 0;
  for (std::size_t row = 0; row < kaggle.dataset.surveys.rows; ++row) {
    if (const auto score = kaggle.dataset.surveys.csat[row].score) {
      ++answers;
      sum += *score;
    }
  }
  CHECK(answers == 2769);
  CHECK(sum / static_cast<double>(answers) == Approx(2.9913).margin(0.00005));
}

TEST_CASE("a caller that names the fields it needs gets those and the creation times only") {
  ScratchFolder folder;
  NormaliseOptions options;
  options.inputs = {
      {folder.put("t.csv", "ticket_id,created_at,channel,agent,csat\n7,2026-03-02 09:00,chat,Ana,5\n"), std::nullopt}};
  options.fields = {"channel"};
  const Normalised result = normalise(options);
  CHECK(only_input(result).used == 1);
  CHECK(result.dataset.tickets.created_at.present());
  CHECK(result.dataset.tickets.dimension("channel") != nullptr);
  CHECK(result.dataset.tickets.dimension("agent") == nullptr);
  CHECK_FALSE(result.dataset.tickets.csat.present());
  CHECK(result.dataset.tickets.id[0].absent());
}

TEST_CASE("words of the user's own go before those of the profiles") {
  ScratchFolder folder;
  const std::string path = folder.put("t.csv",
                                      "ticket_id,created_at,status,channel,csat\n"
                                      "1,2026-03-02 09:00,Abgehakt,Fernkopie,Sonnig\n"
                                      "2,2026-03-02 09:00,solved,chat,Regen\n"
                                      "3,2026-03-02 09:00,open,chat,good\n");
  NormaliseOptions options;
  options.inputs = {{path, std::nullopt}};
  const Normalised before = normalise(options);
  CHECK(before.dataset.tickets.status[0] == Status::unknown);
  options.words = {{"status", "solved", "abgehakt"},
                   {"status", "pending", "Solved"},
                   {"channel", "fax", "Fernkopie"},
                   {"rating", "good", "sonnig"},
                   {"rating", "bad", "Regen"}};
  const Normalised result = normalise(options);
  const TicketTable& tickets = result.dataset.tickets;
  CHECK(tickets.status == std::vector<Status>{Status::solved, Status::pending, Status::open});
  const Dimension& channel = *tickets.dimension("channel");
  CHECK(channel.names.text(channel.codes[0]) == "fax");
  CHECK(tickets.csat[0].rating_class == RatingClass::good);
  CHECK(tickets.csat[1].rating_class == RatingClass::bad);
  CHECK(tickets.csat[2].rating_class == RatingClass::good);
}

TEST_CASE("the vocabularies and their words can be listed") {
  const auto topics = word_topics();
  REQUIRE(topics.size() == 10);
  CHECK(topics[0].id == "agent_state");
  CHECK(topics[0].words == std::vector<std::string>{"available", "handling", "not_ready", "offline", "online", "paid"});
  CHECK(topics[8].id == "status");
  CHECK(topics[8].words ==
        std::vector<std::string>{"closed", "deleted", "hold", "merged", "new", "open", "pending", "solved", "spam"});
  CHECK(topics[9].id == "via");
}

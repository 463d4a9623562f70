#include "app/commands.hpp"
#include "app/settings_reader.hpp"
#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport;
using csreport::test::ScratchFolder;

namespace {

const SettingsSource kFile{.name = "csreport.toml"};

std::string init(std::vector<std::string> files, Options options = {}) {
  options.command = Command::init;
  options.arguments = std::move(files);
  return init_text(options, plan_input(options, Surroundings{}));
}

/// The text with every key that it offers: lines such as "#tz = ...", not "# words".
std::string with_all_keys(const std::string& text) {
  std::string all;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    const bool offered = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    all += (offered ? line.substr(1) : line) + '\n';
    begin = end + 1;
  }
  return all;
}

/// Comments of several lines as one.
std::string unwrapped(std::string text) {
  for (std::size_t at = 0; (at = text.find("\n# ", at)) != std::string::npos;) text.replace(at, 3, " ");
  return text;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what init writes is accepted, as it is and with every key set", "[init]") {
  ScratchFolder folder;
  const std::string tickets = folder.put("t.csv",
                                         "Ticket ID,Created At,Agent,Channel,csat\n"
                                         "1,2026-03-02 09:00,\"Ann \"\"A\"\" \\ B\",chat,5\n"
                                         "2,2026-03-02 10:00,Bob,chat,4\n"
                                         "3,2026-03-02 11:00,Bob,email,1\n");
  const std::string text = init({tickets});
  INFO(text);
  const Options as_written = parse_settings(text, kFile);
  CHECK_FALSE(as_written.tz.has_value());
  CHECK(as_written.by.empty());

  const Options all = parse_settings(with_all_keys(text), kFile);
  CHECK(all.by == std::vector<std::string>{"channel", "agent"});
  CHECK(std::find(all.map.begin(), all.map.end(), "agent=Agent") != all.map.end());
  CHECK(all.fcr_window == "14");
  CHECK(holds(text, "# - channel: chat (2), email (1)\n"));
  CHECK(holds(text, "# - The times carry no zone and were read as UTC"));
}

TEST_CASE("what was said to init is set, and what was detected for certain too", "[init]") {
  ScratchFolder folder;
  const std::string tickets = folder.put("t.csv",
                                         "Ticket ID,Created At,Agent\n"
                                         "1,03/04/2026 09:00,Ann\n"
                                         "2,04/04/2026 10:00,Bob\n");
  Options options;
  options.tz = "Europe/Riga";
  options.date_format = {"D/M/YYYY hh:mm"};
  options.where = {"agent!=\"x\"\n"};
  options.verbose = true;
  options.outputs = {"csreport.toml"};
  const Options read = parse_settings(init({tickets}, options), kFile);
  CHECK(read.tz == "Europe/Riga");
  CHECK(read.date_format == options.date_format);
  CHECK(read.where == options.where);
  CHECK_FALSE(read.verbose);
  CHECK(read.outputs.empty());
  CHECK_FALSE(read.profile.has_value());
}

TEST_CASE("what stops a report is a question of the configuration", "[init]") {
  ScratchFolder folder;
  const std::string ambiguous = folder.put("t.csv",
                                           "Ticket ID,Created At\n"
                                           "1,03/04/2026 09:00\n"
                                           "2,04/05/2026 10:00\n");
  const std::string text = init({ambiguous});
  INFO(text);
  CHECK(holds(text, "# Open questions:\n"));
  CHECK(holds(text, "not understood yet"));
  CHECK(holds(unwrapped(text), "such as --date-format"));
  parse_settings(with_all_keys(text), kFile);
  CHECK_THROWS_AS(init({folder / "missing.csv"}), Error);
}

TEST_CASE("scales, units and words that cannot be known are questions", "[init]") {
  ScratchFolder folder;
  const std::string tickets = folder.put("t.csv",
                                         "ticket_id,created_at,status,ces,first_response_time\n"
                                         "1,2026-03-02T09:00Z,Abgehakt,3,5\n"
                                         "2,2026-03-02T10:00Z,open,4,7\n");
  const std::string text = unwrapped(init({tickets}));
  INFO(text);
  CHECK(holds(text, "the scale of the effort scores cannot be known from the values: set ces_scale"));
  CHECK(holds(text, "column 'first_response_time' holds numbers without a unit"));
  CHECK(holds(text, "says 'Abgehakt'"));
}

TEST_CASE("a help desk that all files agree on is set", "[init]") {
  const std::string samples = std::string(CSREPORT_SOURCE_DIR) + "/samples/";
  CHECK(parse_settings(init({samples + "zendesk_tickets.csv"}), kFile).profile == "zendesk");
  CHECK_FALSE(
      parse_settings(init({samples + "zendesk_tickets.csv", samples + "surveys.csv"}), kFile).profile.has_value());
}

TEST_CASE("names from the data cannot leave their comment or their quotes", "[init]") {
  ScratchFolder folder;
  const std::string hostile = folder.put("t\nstrict = true\n.csv",
                                         "ticket_id,created_at,\"agent\nstrict = true\n\",channel\n"
                                         "1,2026-03-02 09:00,Ann,\"chat\nstrict = true\n#\"\n"
                                         "2,2026-03-02 09:00,Bob,\"\x1b[31m\x7f\"\n");
  const std::string text = init({hostile});
  INFO(text);
  CHECK_FALSE(parse_settings(text, kFile).strict);
  parse_settings(with_all_keys(text), kFile);
}

TEST_CASE("an own profile is found from where the file is written", "[init]") {
  ScratchFolder folder;
  const std::string profile =
      folder.put("own.json", R"({"profile": "own", "title": "Own", "source": "a test", "kinds": [
      {"kind": "tickets", "fields": {"created_at": ["Began"]}}]})");
  const std::string tickets = folder.put("t.csv", "Began\n2026-03-02 09:00\n");
  Options options;
  options.profile = profile;
  options.outputs = {folder / "conf/csreport.toml"};
  CHECK(parse_settings(init({tickets}, options), kFile).profile == "../own.json");
}

TEST_CASE("init does not replace a file", "[init]") {
  ScratchFolder folder;
  const std::string tickets = folder.put("t.csv", "ticket_id,created_at\n1,2026-03-02 09:00\n");
  Options options;
  options.command = Command::init;
  options.arguments = {tickets};
  options.outputs = {folder / "csreport.toml"};
  std::string said;
  const auto run = [&] {
    run_init(options, plan_input(options, Surroundings{}), [&](std::string_view line) { said += line; });
  };
  run();
  CHECK(said.empty());
  const std::string written = folder.get("csreport.toml");
  CHECK(holds(written, "t.csv: tickets (generic)"));
  folder.put("csreport.toml", "mine");
  CHECK_THROWS_WITH(run(), "'" + options.outputs[0] + "' exists already and is left as it is");
  CHECK(folder.get("csreport.toml") == "mine");
}

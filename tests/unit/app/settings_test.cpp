#include "app/settings_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/option_table.hpp"
#include "app/settings_reader.hpp"
#include "app/target_text.hpp"
#include "csreport/core/dates.hpp"
#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/instants.hpp"
#include "support/scratch_folder.hpp"

using namespace csreport;
using namespace std::chrono_literals;
using test::at;

namespace {

const SettingsSource kNamed{.name = "my.toml", .folder = "conf"};

Options read(std::string_view text, const SettingsSource& source = kNamed) { return parse_settings(text, source); }

/// "what / hint / detail"; empty when the text is accepted.
std::string refusal(std::string_view text, const SettingsSource& source = kNamed) {
  try {
    parse_settings(text, source);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::usage);
    return std::string(error.what()) + " / " + error.hint() + " / " + error.detail();
  }
  return "";
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A folder that is the working directory as long as it lives.
class Folder {
 public:
  Folder() : before_(std::filesystem::current_path()) {
    std::filesystem::create_directories(folder_ / "data");
    std::filesystem::current_path(folder_ / ".");
  }
  ~Folder() { std::filesystem::current_path(before_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  static void write(const std::string& name, std::string_view text) { std::ofstream(name) << text; }

 private:
  test::ScratchFolder folder_;
  std::filesystem::path before_;
};

}  // namespace

TEST_CASE("an option stands in the file under its own name", "[settings]") {
  const Options options = read(R"(
    period = "last-month"
    as_of = 2026-11-15
    fcr_window = 14
    max_rejects = "5%"
    frt_include_auto = true
    ascii = false
    by = ["team", "channel"]
    where = "channel=chat,priority!=low"
    map = { agent = "Handled by", team = "a=b" }
    unit = "min"
  )");
  CHECK(options.period == "last-month");
  CHECK(options.as_of == "2026-11-15");
  CHECK(options.fcr_window == "14");
  CHECK(options.max_rejects == "5%");
  CHECK(options.frt_include_auto);
  CHECK_FALSE(options.ascii);
  CHECK(options.by == std::vector<std::string>{"team", "channel"});
  CHECK(options.where == std::vector<std::string>{"channel=chat,priority!=low"});
  CHECK(options.map == std::vector<std::string>{"agent=Handled by", "team=a=b"});
  CHECK(options.unit == std::vector<std::string>{"min"});
  CHECK_FALSE(options.tz.has_value());
}

TEST_CASE("moments are written as TOML has them or as a text", "[settings]") {
  CHECK(read("as_of = 2026-11-15T18:00:05").as_of == "2026-11-15T18:00:05");
  CHECK(read("as_of = 2026-11-15T18:00:00+02:00").as_of == "2026-11-15T18:00:00+02:00");
  CHECK(read("as_of = 2026-11-15T18:00:00Z").as_of == "2026-11-15T18:00:00+00:00");
  CHECK(read("as_of = 2026-11-15T18:00:00-03:30").as_of == "2026-11-15T18:00:00-03:30");
}

TEST_CASE("paths count from the file's folder, ids and standard output do not", "[settings]") {
  const Options options =
      read("output = [\"week.html\", \"/elsewhere/x.md\", \"-\"]\nrejects = \"bad.csv\"\nprofile = \"own.json\"");
  CHECK(options.outputs == std::vector<std::string>{"conf/week.html", "/elsewhere/x.md", "-"});
  CHECK(options.rejects == "conf/bad.csv");
  CHECK(options.profile == "conf/own.json");
  CHECK(read("profile = \"zendesk\"").profile == "zendesk");
  CHECK(read("profile = \"own.json\"", {.name = "csreport.toml", .folder = ""}).profile == "own.json");
}

TEST_CASE("a file that nobody named cannot say what is written", "[settings]") {
  const SettingsSource found{.name = "csreport.toml", .folder = "", .how = SettingsSource::found};
  CHECK(refusal("output = \"x.html\"", found)
            .starts_with("csreport.toml:1:1: output stands in a file that nobody named"));
  CHECK(refusal("rejects = \"x.csv\"", found).starts_with("csreport.toml:1:1: rejects stands in"));
  CHECK(refusal("title = \"x\"", found).empty());
}

TEST_CASE("words and key metrics are taken up", "[settings]") {
  const Options options = read(R"(
    key_metrics = ["csat", "channel.Live chat.frt", "priority.urgent.share_within_300s"]
    [words.status]
    solved = ["Erledigt", "Fertig"]
    pending = "wartet"
    [words.channel]
    fax = ["Telefax"]
  )");
  CHECK(options.settings.key_metrics ==
        std::vector<KeyMetric>{{"csat"}, {"frt", "channel", "Live chat"}, {"share_within_300s", "priority", "urgent"}});
  CHECK(options.settings.words == std::vector<WordSetting>{{"status", "solved", "Erledigt"},
                                                           {"status", "solved", "Fertig"},
                                                           {"status", "pending", "wartet"},
                                                           {"channel", "fax", "Telefax"}});
}

TEST_CASE("a mistake in the file is told with its place, the nearest key and the line", "[settings]") {
  const struct {
    const char* text;
    const char* says;
  } cases[] = {
      {"tz = \"UTC\"\n  perod = \"7d\"", "my.toml:2:3: unknown key 'perod' / did you mean period? / perod = \"7d\""},
      {"frt-include-auto = true", "my.toml:1:1: unknown key 'frt-include-auto' / did you mean frt_include_auto? /"},
      {"xyzzy = 1", "my.toml:1:1: unknown key 'xyzzy' / docs/configuration.md lists the keys /"},
      {"config = \"x\"", "my.toml:1:1: unknown key 'config' /"},
      {"[words]\nstatus.solvd = \"x\"", "my.toml:2:8: there is no status 'solvd' / did you mean solved or hold? /"},
      {"[words.staus]\nsolved = \"x\"", "my.toml:2:1: there are no words for 'staus' / did you mean status?"},
      {"words.status = \"x\"", "my.toml:1:16: words.status must be a table, not a text /"},
      {"period = true", "my.toml:1:10: period must be a text, number or date, not true or false /"},
      {"period = [\"7d\"]", "my.toml:1:10: period must be a text, number or date, not a list /"},
      {"strict = \"yes\"", "my.toml:1:10: strict must be true or false, not a text /"},
      {"by = [[\"team\"]]", "my.toml:1:7: by must be a text or a list of texts, not a list with a list /"},
      {"map = { agent = true }",
       "my.toml:1:17: map must be a text, a list or a table of texts, not a table with 'agent' as true or false /"},
      {"by = [\"team\", true]", "my.toml:1:15: by must be a text or a list of texts, not a list with true or false /"},
      {"sla = [1]", "my.toml:1:8: sla must be [[sla]] tables, not a list with a number /"},
      {"[words.status]\nopen = [\"Warten\"]\nsolved = [\"x\", \"warten\"]",
       "my.toml:3:10: 'warten' means open already / take it out of words.status.open or words.status.solved /"},
      {"[business_hours.values]\n\"Tier 1\" = \"a\"\n\"tier 1\" = \"b\"",
       "my.toml:3:1: 'tier 1' is 'Tier 1' already / letter case does not matter here"},
      {"[schedules.o]\nholidays = [\"2026-11-09 08:00-12:00\", \"2026-11-09\"]",
       "my.toml:2:12: '2026-11-09' holds a date that another holiday holds too / give each date once"},
      {"[schedules.o]\nhours = []", "my.toml:2:9: the schedule is never open / write"},
      {"[[sla]]\nmetric = \"frt\"\nclock = \"business\"\nthreshold = \"1h\"",
       "my.toml:3:9: [[sla]] promises by the business clock, and there is no schedule / add a table"},
      {"[business_hours]\nby = \"team\"",
       "my.toml:2:6: [business_hours] names a column, and there is no schedule / add a table"},
      {"[schedules.o]\nzone = \"UTC\"\nhours = \"24/7\"\n[business_hours]\nvalues = { A = \"o\" }",
       "my.toml:5:16: [business_hours] has values and no 'by' / name the column of the values"},
      {"[targets.channel]\n\"Live Chat\".frt = \"<60s\"\nchat.frt = \"<90s\"",
       "my.toml:3:6: targets.channel.chat.frt and targets.channel.Live Chat.frt are about the same values (chat) / "
       "give"},
      {"[targets.priority]\nUrgent.frt = \"<60s\"\nurgent.frt = \"<90s\"",
       "my.toml:3:8: targets.priority.urgent.frt and targets.priority.Urgent.frt are about the same values (urgent)"},
      {"[targets.channel.chat]\nrequesters = \"<=10\"",
       "my.toml:2:1: requesters is not counted by channel / write [targets] requesters alone"},
      {"date_format = { Created = \"D/M/YYYY\", created = \"M/D/YYYY\" }",
       "my.toml:1:39: 'created' and 'Created' are one name in date_format / give one of them"},
      {"[[sla]]\nthreshold = \"04:00\"", "my.toml:2:13: threshold cannot be '04:00' / write a time with its unit"},
      {"TZ = \"UTC\"", "my.toml:1:1: unknown key 'TZ' / did you mean tz? /"},
      {"k = 1", "my.toml:1:1: unknown key 'k' / docs/configuration.md lists the keys /"},
      {"key_metrics = [\"cast\"]", "my.toml:1:15: there is no metric 'cast' / did you mean csat, ces or art?"},
      {"key_metrics = [\"channel.chat.cast\"]",
       "my.toml:1:15: there is no metric 'cast' / did you mean csat, ces or art?"},
      {"key_metrics = [\"chanel.chat.csat\"]",
       "my.toml:1:15: 'chanel.chat.csat' names no group / did you mean channel? write channel.NAME.METRIC or "},
      {"period = \"7d\"\nperiod = \"8d\"", "my.toml:2:"},
      {"period = 7d", "my.toml:1:"},
      {"[schedules.office]\nhours = \"24/7\"",
       "my.toml:1:1: schedules.office has no 'zone' / add: zone = \"Europe/Riga\""},
      {"[schedules.office]\nzone = \"Europe/Rga\"",
       "my.toml:2:8: unknown time zone 'Europe/Rga' / did you mean Europe/Riga"},
      {"[schedules.office]\nhours = [\"Mon 9-17\"]", "my.toml:2:9: 'Mon 9-17' are no opening hours / write \"Mon-Fri"},
      {"[schedules.office]\nholidays = [\"2026-02-30\"]", "my.toml:2:12: '2026-02-30' is no holiday / write"},
      {"[schedules.office]\nhour = \"24/7\"", "my.toml:2:1: unknown key 'schedules.office.hour' / did you mean hours?"},
      {"[schedules.office]\nx = \"24/7\"",
       "my.toml:2:1: unknown key 'schedules.office.x' / keys here: zone, hours, holidays /"},
      {"[business_hours]\nschedule = \"ofice\"\n[schedules.office]\nzone = \"UTC\"\nhours = \"24/7\"",
       "my.toml:2:12: there is no schedule 'ofice' / did you mean office?"},
      {"[business_hours.values]\n\"Tier 2\" = \"night\"",
       "my.toml:2:12: there is no schedule 'night' / add a table [schedules.night]"},
      {"sla = 5", "my.toml:1:7: sla must be [[sla]] tables, not a number /"},
      {"[[sla]]\nmetric = \"frt\"", "my.toml:1:1: sla has no 'threshold' / add: threshold = \"4h\""},
      {"[[sla]]\nmetric = \"csat\"", "my.toml:2:10: metric cannot be 'csat' / accepted: frt, next_reply, resolution"},
      {"[[sla]]\nthreshold = \"4\"", "my.toml:2:13: threshold cannot be '4' / write a time with its unit"},
      {"[targets]\ncsat = \"85%\"", "my.toml:2:8: '85%' is no target for csat / write \">=85%\""},
      {"[targets]\ncst = \">=85%\"", "my.toml:2:1: there is no metric 'cst' / did you mean csat"},
      {"[targets.channel.chat]\ncst = \">=85%\"", "my.toml:2:1: there is no metric 'cst'"},
      {"[targets]\ncsat = \">=85\"", "my.toml:2:8: '>=85' is out of reach: csat lies between 0% and 100% / write"},
      {"[targets]\nfrt = \"<=85%\"", "my.toml:2:7: '<=85%' is no target for frt / write \"<=1h\""},
      {"[targets]\nnorms = \"yes\"", "my.toml:2:9: targets.norms must be true or false, not a text"},
      {"[[alert]]\nmetric = \"csat\"", "my.toml:1:1: alert has no 'threshold' / add: threshold = \"<=-10%\""},
      {"[[alert]]\nmetric = \"cst\"\nthreshold = \"<80%\"",
       "my.toml:2:10: there is no metric 'cst' / did you mean csat"},
      {"[[alert]]\nmetric = \"csat\"\nthreshold = \"80%\"", "my.toml:3:13: '80%' is no target for csat"},
      {"[[alert]]\nmetric = \"csat\"\ncompare = \"lately\"\nthreshold = \"<80%\"",
       "my.toml:3:11: compare cannot be 'lately' / accepted: value, previous, quarter-ago"},
      {"[[alert]]\nmetric = \"csat\"\ncompare = \"previous\"\nthreshold = \"<5\"",
       "my.toml:4:13: '<5' is no change of csat / write \"<=-10%\" of the value before"},
      {"[[alert]]\nmetric = \"csat\"\nthreshold = \"<80%\"\nseverity = \"bad\"",
       "my.toml:4:12: severity cannot be 'bad' / accepted: info, warning, critical"},
      {"[[alert]]\nmetric = \"csat\"\nthreshold = \"<80%\"\nmin_n = 2.5",
       "my.toml:4:9: min_n cannot be '2.5' / write a whole number"},
      {"[[alert]]\nmetric = \"csat\"\nthreshold = \"<80%\"\nid = \"CSAT low\"", "my.toml:4:6: 'CSAT low' is no id"},
      {"[[alert]]\nmetric = \"csat\"\nthreshold = \"<80%\"\nid = \"target_missed\"",
       "my.toml:4:6: there is an alert 'target_missed' already"},
      {"[[alert]]\nmetric = \"csat\"\nthreshold = \"<80%\"\nalso = { metric = \"frt\" }",
       "my.toml:4:8: alert.also has no 'threshold'"},
  };
  for (const auto& c : cases) {
    const std::string text = refusal(c.text);
    INFO(c.text << "\n-> " << text);
    CHECK(text.starts_with(c.says));
  }
  const std::string umlauts = "\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC\xC3\xBC";
  CHECK(refusal("perod = \"" + std::string(181, 'x') + umlauts + "\"")
            .ends_with("perod = \"" + std::string(181, 'x') + umlauts.substr(0, 10) + "..."));
  CHECK(refusal("period = \"7d\"\nperiod = \"8d\"").find("is no valid TOML: cannot redefine") != std::string::npos);
  CHECK(refusal("a = \"\xff\"").find("is no valid TOML") != std::string::npos);
}

TEST_CASE("two keys that mean one thing may say one thing", "[settings]") {
  const Settings settings = read(R"(
    unit = { "Talk time" = "min", talk_time = "min" }
    [schedules.o]
    zone = "UTC"
    hours = "24/7"
    [business_hours]
    by = "channel"
    values = { Chat = "o", "Live Chat" = "o" }
    [targets.channel]
    Chat.frt = "<60s"
    chat.frt = "<60s"
    chat.art = "<90s")")
                                .settings;
  CHECK(settings.business_hours.by_value.size() == 2);
  CHECK(settings.targets.size() == 3);
}

TEST_CASE("texts that toml++ cannot be given are refused before it sees them", "[settings]") {
  const struct {
    const char* text;
    const char* says;
  } cases[] = {
      {"tz = \"UTC\"\n[&", "my.toml:2:1: is no valid TOML: a table has no name"},
      {"[[\n", "my.toml:1:1: is no valid TOML: a table has no name"},
      {"  [", "my.toml:1:3: is no valid TOML: a table has no name"},
      {"[]", "my.toml:1:1: is no valid TOML: a table has no name"},
      {"by = [\n \"team\"\n]\n[ ]", "my.toml:4:1: is no valid TOML: a table has no name"},
      {"tz = \"UTC\"\nas_of = 2026-01-01T:\ntitle = \"x\"",
       "my.toml:2:1: is no valid TOML: its parser cannot make sense of it"},
      {"a.b.c.d.e.f.g.h.i = 1", "my.toml:1:16: is no valid TOML: tables and lists stand in each other more than"},
      {"[a.b.c.d.e.f.g.h . \"i\"]", "my.toml:1:18: is no valid TOML: tables and lists stand in each other"},
      {"by = [[[[[[[[[\"a\"]]]]]]]]]", "my.toml:1:14: is no valid TOML: tables and lists stand in each other"},
      {"by = [ \"team\", }", "my.toml:1:16: is no valid TOML: a list ends with }"},
      {"map = { agent = [ }", "my.toml:1:19: is no valid TOML: a list ends with }"},
      {"\xCC\xAA", "my.toml:1:1: is no valid TOML: letters beyond a-z"},
      {"\nt\xC3\xBC = 1", "my.toml:2:2: is no valid TOML: letters beyond a-z"},
      {"title = \"\xC3\xBC\" \xC2\xA0", "my.toml:1:13: is no valid TOML: letters beyond a-z"},
      {"title = '\\' \xC2\xA7", "my.toml:1:13: is no valid TOML: letters beyond a-z"},
      {"title = \"\"\"a\\\n  \xC2\xA7\"\"\"", "my.toml:2:3: is no valid TOML: a backslash stands before"},
      {"title = \"\"\"\\\xC2\xA7\"\"\"", "my.toml:1:13: is no valid TOML: a backslash stands before"},
  };
  for (const auto& c : cases) {
    const std::string text = refusal(c.text);
    INFO(c.text << "\n-> " << text);
    CHECK(text.starts_with(c.says));
  }
}

TEST_CASE("texts in any script are taken where TOML has them", "[settings]") {
  const std::string umlaut = "\xC3\xBC";
  CHECK(read("\xEF\xBB\xBFtitle = \"" + umlaut + "\" # " + umlaut).title == umlaut);
  CHECK(read("title = '" + umlaut + "\\'").title == umlaut + "\\");
  CHECK(read("title = \"\\\"" + umlaut + "\"").title == "\"" + umlaut);
  CHECK(read("title = \"\"\"\n" + umlaut + " \\\n   x\\\" '\"\"\"\"\"").title == umlaut + " x\" '\"\"");
  CHECK(read("title = '''" + umlaut + "\\\n" + umlaut + "'''").title == umlaut + "\\\n" + umlaut);
  CHECK(read("map = { \"" + umlaut + "\" = \"" + umlaut + "\" }").map ==
        std::vector<std::string>{umlaut + "=" + umlaut});
  CHECK(read("[words.'channel']\n\"" + umlaut + "\" = [\n  \"" + umlaut + "\", # [\n]\n").settings.words.size() == 1);
  CHECK(read("unit = { a = \"min\" }\nby = [ \"[\", ']}', ]\n[map]\nagent = \"}\"").by ==
        std::vector<std::string>{"[", "]}"});
  CHECK(read("[ words . status ]\nsolved = \"x\"").settings.words.size() == 1);
}

TEST_CASE("a schedule has its zone, its hours and its holidays", "[settings]") {
  const Settings settings = read(R"(
    [business_hours]
    schedule = "office"
    by = "team"
    values = { "Tier 2" = "always" }
    [schedules.office]
    zone = "Europe/Riga"
    hours = ["Mon-Thu 09:00-12:00, 13:00-17:00", "fri 22:00-06:00"]
    holidays = ["2026-12-24 09:00-12:00", "2026-12-25..2026-12-26", 2027-01-01]
    [schedules.always]
    zone = "UTC"
    hours = "24/7"
  )")
                                .settings;
  REQUIRE(settings.schedules.size() == 2);
  const Schedule& office = settings.schedules[0];
  CHECK(office.name == "office");
  CHECK(office.zone.name() == "Europe/Riga");
  CHECK(office.week[0].empty());
  CHECK(office.week[1] == std::vector<OpeningHours>{{9h, 12h}, {13h, 17h}});
  CHECK(office.week[4] == office.week[1]);
  CHECK(office.week[5] == std::vector<OpeningHours>{{22h, 6h}});
  REQUIRE(office.holidays.size() == 4);
  CHECK(office.holidays[0].hours == std::vector<OpeningHours>{{9h, 12h}});
  CHECK(office.holidays[2].hours.empty());
  const BusinessClock clock(office, at("2026-12-01T00:00:00"), at("2027-02-01T00:00:00"));
  CHECK(clock.business_time(at("2026-12-24T00:00:00"), at("2026-12-28T00:00:00")) == 3h);
  const BusinessClock always(settings.schedules[1], at("2026-12-01T00:00:00"), at("2027-02-01T00:00:00"));
  CHECK(always.business_time(at("2026-12-24T00:00:00"), at("2026-12-28T00:00:00")) == 96h);
  CHECK(settings.business_hours.schedule == "office");
  CHECK(settings.business_hours.by == "team");
  CHECK(settings.business_hours.by_value == std::map<std::string, std::string>{{"Tier 2", "always"}});
}

TEST_CASE("promises and targets are in the metric's own unit", "[settings]") {
  const Settings settings = read(R"(
    [[sla]]
    metric = "frt"
    channel = "chat"
    priority = "urgent"
    threshold = "90s"
    [[sla]]
    metric = "resolution"
    threshold = "2d"
    clock = "business"
    [schedules.office]
    zone = "Europe/Riga"
    hours = "24/7"
    [targets]
    csat = ">=85%"
    frt = "<1h"
    aht = "5m..7m"
    nps = ">50"
    [targets.channel.chat]
    frt = "<=60s"
    [targets.priority.urgent]
    frt = "<=15m"
  )")
                                .settings;
  REQUIRE(settings.sla.size() == 2);
  CHECK(settings.sla[0].metric == SlaMetric::frt);
  CHECK(settings.sla[0].channel == "chat");
  CHECK(settings.sla[0].priority == "urgent");
  CHECK(settings.sla[0].threshold == 90s);
  CHECK(settings.sla[0].clock == Clock::calendar);
  CHECK(settings.sla[1].metric == SlaMetric::resolution);
  CHECK_FALSE(settings.sla[1].channel.has_value());
  CHECK(settings.sla[1].threshold == 48h);
  CHECK(settings.sla[1].clock == Clock::business);

  std::map<std::string, Target> targets;
  for (const Target& target : settings.targets) {
    targets[target.metric + target.channel.value_or("") + target.priority.value_or("")] = target;
  }
  REQUIRE(targets.size() == 6);
  CHECK(targets["csat"].op == TargetOperator::at_least);
  CHECK(targets["csat"].low == Approx(0.85));
  CHECK(targets["frt"].op == TargetOperator::below);
  CHECK(targets["frt"].high == 3600);
  CHECK(targets["aht"].op == TargetOperator::between);
  CHECK(targets["aht"].low == 300);
  CHECK(targets["aht"].high == 420);
  CHECK(targets["nps"].op == TargetOperator::above);
  CHECK(targets["frtchat"].high == 60);
  CHECK(targets["frturgent"].high == 900);
}

TEST_CASE("an alert has a condition, perhaps a second one, and a name of its own", "[settings]") {
  const Settings settings = read(R"(
    [alerts]
    defaults = false
    [[alert]]
    id = "calls_wait"
    metric = "channel.phone.asa"
    compare = "quarter-ago"
    threshold = ">+30s"
    min_n = 50
    severity = "critical"
    advice = "Look at the queue."
    [[alert]]
    metric = "tickets_solved"
    compare = "previous"
    threshold = "<-20"
    also = { metric = "csat", compare = "previous", threshold = "<=-5pts", clear = true }
    [[alert]]
    metric = "aht"
    threshold = "5m..7m"
  )")
                                .settings;
  CHECK_FALSE(settings.default_alerts);
  REQUIRE(settings.alerts.size() == 3);
  const AlertRule& calls = settings.alerts[0];
  CHECK(calls.id == "calls_wait");
  REQUIRE(calls.conditions.size() == 1);
  CHECK(calls.conditions[0].limit.metric == "asa");
  CHECK(calls.conditions[0].limit.channel == "phone");
  CHECK(calls.conditions[0].limit.op == TargetOperator::above);
  CHECK(calls.conditions[0].limit.low == 30);
  CHECK(calls.conditions[0].aspect == Aspect::difference);
  CHECK(calls.conditions[0].compare == "quarter-ago");
  CHECK(calls.conditions[0].written == "channel.phone.asa quarter-ago >+30s");
  CHECK(calls.min_n == 50);
  CHECK(calls.severity == Severity::critical);
  CHECK(calls.advice == "Look at the queue.");
  const AlertRule& both = settings.alerts[1];
  CHECK(both.id == "alert_2");
  REQUIRE(both.conditions.size() == 2);
  CHECK(both.conditions[0].limit.low == -20);
  CHECK(both.conditions[1].aspect == Aspect::difference);
  CHECK(both.conditions[1].limit.low == Approx(-0.05));
  CHECK(both.conditions[1].clear);
  CHECK_FALSE(both.min_n.has_value());
  CHECK(settings.alerts[2].conditions[0].aspect == Aspect::value);
  CHECK(settings.alerts[2].conditions[0].limit.high == 420);
  CHECK(settings.alerts[2].conditions[0].written == "aht=5m..7m");
}

TEST_CASE("a change is a percentage, points, an amount or a ratio", "[settings]") {
  const struct {
    const char* metric;
    const char* threshold;
    Aspect aspect;
    double value;
  } good[] = {
      {"csat", "<=-10%", Aspect::relative, -0.1},  {"csat", "<-5pts", Aspect::difference, -0.05},
      {"nps", "<=-3 pts", Aspect::difference, -3}, {"nps", "<=-3", Aspect::difference, -3},
      {"frt", ">1.5x", Aspect::ratio, 1.5},        {"frt", ">-30m", Aspect::difference, -1800},
      {"frt", ">=+20%", Aspect::relative, 0.2},    {"backlog", ">20", Aspect::difference, 20},
  };
  for (const auto& c : good) {
    INFO(c.metric << ' ' << c.threshold);
    const auto made = understand_condition(*understand_target_key(c.metric).value, "previous", c.threshold);
    REQUIRE(made.value.has_value());
    CHECK(made.value->aspect == c.aspect);
    CHECK(made.value->limit.low == Approx(c.value));
  }
  for (const auto& [metric, threshold] : std::map<std::string, std::string>{
           {"csat", "<5"}, {"frt", ">5pts"}, {"aht", ">60"}, {"backlog", "20"}, {"asa", ">-1x"}, {"nps", "1..2"}}) {
    INFO(metric << ' ' << threshold);
    CHECK_FALSE(understand_condition(*understand_target_key(metric).value, "previous", threshold).value.has_value());
  }
}

TEST_CASE("a whole target names its metric and its group", "[settings]") {
  const auto target = understand_whole_target("channel.Live chat.frt<60s");
  REQUIRE(target.value.has_value());
  CHECK(target.value->channel == "Live chat");
  CHECK(target.value->metric == "frt");
  CHECK(target.value->low == 60);
  CHECK(target.value->written == "channel.Live chat.frt<60s");
  CHECK(understand_whole_target("acw_time=30s..60s").value->op == TargetOperator::between);
  CHECK(understand_whole_target("priority.urgent.frt <= 15m").value->priority == "urgent");
  const struct {
    const char* text;
    const char* says;
  } bad[] = {
      {"csat", "'csat' has no metric, sign and value"},
      {">=85%", "'>=85%' has no metric, sign and value"},
      {"cst>=85%", "there is no metric 'cst'"},
      {"team.tier.frt<1h", "'team.tier.frt' names no group"},
      {"csat=85%", "'85%' is no target for csat"},
      {"csat>=1h", "'>=1h' is no target for csat"},
      {"csat>=850%", "'>=850%' is out of reach: csat lies between 0% and 100%"},
      {"csat>100%", "'>100%' is out of reach: csat lies between 0% and 100%"},
      {"csat<0%", "'<0%' is out of reach"},
      {"nps>=101", "'>=101' is out of reach: nps lies between -100 and 100"},
      {"backlog<=-5", "'<=-5' is out of reach: backlog lies at 0 or above"},
      {"frt<60", "'<60' is no target for frt"},
  };
  for (const auto& c : bad) {
    INFO(c.text);
    const auto refused = understand_whole_target(c.text);
    CHECK_FALSE(refused.value.has_value());
    CHECK(refused.problem.starts_with(c.says));
    CHECK_FALSE(refused.hint.empty());
  }
  CHECK(understand_whole_target("clearance_rate>=110%").value.has_value());  // may exceed 100 %
  CHECK(understand_whole_target("csat_net>=-20%").value.has_value());
}

TEST_CASE("the norms are those of METRICS 1.28", "[settings]") {
  std::map<std::string, Target> norms;
  for (const Target& norm : norm_targets()) {
    CHECK(norm.is_norm);
    norms[norm.written] = norm;
  }
  for (const char* written : {"channel.chat.art<60s", "channel.chat.share_within_120s>=80%", "fcr>=75%", "csat>=85%",
                              "nps>=50", "escalation_rate<5%", "repeat_contact_rate<10%", "resolution_time<=24h",
                              "acw_time=30s..60s", "avg_abandon_time=20s..60s"}) {
    INFO(written);
    CHECK(norms.count(written) == 1);
  }
  CHECK(norms.size() == (find_metric("retention_rate") == nullptr ? 10 : 11));
  CHECK(norms["channel.chat.art<60s"].channel == "chat");
  CHECK(norms["resolution_time<=24h"].high == 86400);
}

TEST_CASE("a target is an operator or a range, in a unit that fits", "[settings]") {
  for (const char* bad : {"", "85%", "=85%", ">=", ">=85%..90%", "90%..85%", ">= x", "<=1h"}) {
    INFO(bad);
    CHECK_FALSE(parse_target(bad, Unit::ratio).has_value());
  }
  CHECK(parse_target(" >= 0.85 ", Unit::ratio)->low == Approx(0.85));
  for (const char* bad : {"<=60", "<=-1h", "<=85%"}) {
    INFO(bad);
    CHECK_FALSE(parse_target(bad, Unit::seconds).has_value());
  }
  CHECK_FALSE(parse_target(">=50%", Unit::score).has_value());
}

TEST_CASE("opening hours and holidays are accepted as people write them", "[settings]") {
  const auto hours = [](const std::string& text) {
    return refusal("[schedules.x]\nzone = \"UTC\"\nhours = \"" + text + '"');
  };
  for (const char* good : {"Mon-Fri 09:00-17:00", "monday 9:00-17:00", "Sat-Mon 22:00-06:00", "Mon,Wed-Thu 00:00-24:00",
                           "24/7", "daily 08:00-12:00,13:00-20:00", " Tue  10:00 - 12:00 "}) {
    INFO(good);
    CHECK(hours(good).empty());
  }
  for (const char* bad :
       {"", "Mon", "09:00-17:00", "Mo-Fr 09:00-17:00", "Mon 9-17", "Mon 09:00", "Mon 24:00-06:00", "Mon 09:00-24:01",
        "Mon 09:60-10:00", "Mon 09:00-10:00,", "Mon-Tue-Wed 09:00-10:00", "Mon -9:00-10:00"}) {
    INFO(bad);
    CHECK(hours(bad).find("are no opening hours") != std::string::npos);
  }
  const auto holiday = [](const std::string& text) {
    return refusal("[schedules.x]\nzone = \"UTC\"\nhours = \"24/7\"\nholidays = \"" + text + '"');
  };
  for (const char* good :
       {"2026-12-25", "2024-02-29", "2026-12-24..2027-01-02", "2026-12-24..2026-12-26 10:00-12:00"}) {
    INFO(good);
    CHECK(holiday(good).empty());
  }
  for (const char* bad :
       {"12-25", "2026-12-32", "2026-12-25..2026-12-24", "2026-01-01..2036-01-01", "2026-12-25 closed", "25.12.2026"}) {
    INFO(bad);
    CHECK(holiday(bad).find("is no holiday") != std::string::npos);
  }
}

TEST_CASE("the command line wins over the file", "[settings]") {
  Folder folder;
  Folder::write(
      "csreport.toml",
      "period = \"7d\"\ntz = \"Europe/Riga\"\nby = [\"team\"]\nverbose = true\nstrict = true\nascii = true\n");
  Options options;
  options.arguments = {"a.csv"};
  options.period = "all";
  options.by = {"channel"};
  options.quiet = true;
  options.max_rejects = "10";
  apply_settings(options);
  CHECK(options.period == "all");
  CHECK(options.by == std::vector<std::string>{"channel"});
  CHECK(options.tz == "Europe/Riga");
  CHECK(options.ascii);
  CHECK_FALSE(options.verbose);  // --quiet
  CHECK_FALSE(options.strict);   // --max-rejects
  CHECK(options.settings.origins.contains("--tz"));
  CHECK_FALSE(options.settings.origins.contains("--period"));
}

TEST_CASE("a file beside the data goes before one in the working directory, and a named one before both",
          "[settings]") {
  Folder folder;
  const auto title = [](std::vector<std::string> arguments, std::optional<std::string> config = {}) {
    Options options;
    options.arguments = std::move(arguments);
    options.config = std::move(config);
    apply_settings(options);
    return options.title.value_or("");
  };
  CHECK(title({"data/a.csv"}).empty());
  Folder::write("csreport.toml", "title = \"here\"");
  CHECK(title({"data/a.csv"}) == "here");
  Folder::write("data/csreport.toml", "title = \"beside\"");
  Folder::write("named.toml", "title = \"named\"");
  CHECK(title({"data/a.csv"}) == "beside");
  CHECK(title({"tickets=data/a.csv"}) == "beside");
  CHECK(title({"-"}) == "here");
  CHECK(title({"b.csv", "data/a.csv"}) == "here");
  CHECK(title({"data/a.csv"}, "named.toml") == "named");
  CHECK(title({"data/a.csv"}, "none").empty());
  CHECK_THROWS_AS(title({"data/a.csv"}, "missing.toml"), Error);
  CHECK_THROWS_AS(title({"data/a.csv"}, "data"), Error);
  Folder::write("export.csv", std::string(1024 * 1024, '#'));
  CHECK(title({"data/a.csv"}, "export.csv").empty());
  Folder::write("export.csv", std::string(1024 * 1024 + 1, '#'));
  CHECK_THROWS_WITH(title({"data/a.csv"}, "export.csv"), "the configuration 'export.csv' is larger than 1 MiB");
}

TEST_CASE("a command leaves alone what it has no option for", "[settings]") {
  Folder folder;
  Folder::write("csreport.toml", "period = \"7d\"\ntz = \"Europe/Riga\"");
  Options options;
  options.command = Command::inspect;
  options.arguments = {"a.csv"};
  apply_settings(options);
  CHECK_FALSE(options.period.has_value());
  CHECK(options.tz == "Europe/Riga");
}

TEST_CASE("only the report is written where the file says", "[settings]") {
  Folder folder;
  Folder::write("named.toml", "output = \"week.html\"\nformat = \"html\"\nrejects = \"bad.csv\"");
  Options options;
  options.command = Command::normalize;
  options.arguments = {"a.csv"};
  options.config = "named.toml";
  apply_settings(options);
  CHECK(options.outputs.empty());
  CHECK_FALSE(options.format.has_value());
  CHECK(options.rejects == "bad.csv");
}

TEST_CASE("where to write may stand in a file that nobody named as long as it decides nothing", "[settings]") {
  Folder folder;
  Folder::write("csreport.toml", "output = \"week.html\"\nrejects = \"bad.csv\"");
  Options options;
  options.arguments = {"a.csv"};
  options.rejects = "typed.csv";
  Options inspecting = options;
  inspecting.command = Command::inspect;
  apply_settings(inspecting);
  CHECK(inspecting.outputs.empty());
  Options typed = options;
  typed.outputs = {"x.md"};
  apply_settings(typed);
  CHECK(typed.outputs == std::vector<std::string>{"x.md"});
  CHECK(typed.rejects == "typed.csv");
  CHECK_THROWS_WITH(apply_settings(options), Catch::Matchers::StartsWith("csreport.toml:1:1: output stands in"));
}

TEST_CASE("an empty name is no configuration, and neither is a link to nothing", "[settings]") {
  Folder folder;
  Options options;
  options.arguments = {"a.csv"};
  options.config = "";
  CHECK_THROWS_WITH(apply_settings(options), "--config: the name of the file is empty");
  options.config.reset();
  std::filesystem::create_symlink("missing.toml", "csreport.toml");
  CHECK_THROWS_WITH(apply_settings(options),
                    Catch::Matchers::StartsWith("cannot read the configuration 'csreport.toml'"));
}

TEST_CASE("a later error about a value tells where it stands", "[settings]") {
  const Settings settings = read("fcr = \"x\"\nfcr_window = 0\nprofile = \"zendisk\"\ntitle = \"7\"").settings;
  const auto detail = [&](const std::string& what, const std::string& more = "") {
    try {
      rethrow_with_origin(Error(ExitCode::input_invalid, what, "fix it", more), settings);
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::input_invalid);
      CHECK(error.what() == what);
      CHECK(error.hint() == "fix it");
      return error.detail();
    }
  };
  CHECK(detail("--fcr-window does not accept '0'") == "my.toml:2:1: fcr_window = 0");
  CHECK(detail("--fcr does not accept '7'", "more") == "my.toml:1:1: fcr = \"x\"\nmore");
  CHECK(detail("unknown profile 'conf/zendisk'") == "my.toml:3:1: profile = \"zendisk\"");
  CHECK(detail("--period does not accept 'x y'") == "");
  CHECK(detail("--fcr-base does not accept 'x'") == "");
  CHECK(detail("--tz: unknown time zone '7'") == "");
  CHECK(detail("'7' ends like md, but --fcr says json") == "my.toml:1:1: fcr = \"x\"");
}

TEST_CASE("indicators are declared with what they are, and what nobody says of them has a default", "[settings]") {
  const auto indicators = read(R"(key_metrics = ["visits"]
[indicators.visits]
title = "Visits of the site"
[indicators.up_time]
title = "Availability"
name = "Uptime, %"
unit = "ratio"
better = "higher"
total = "mean")")
                              .settings.indicators;
  REQUIRE(indicators.size() == 2);
  CHECK(indicators[0].id == "visits");
  CHECK(indicators[0].name == "visits");
  CHECK(indicators[0].title == "Visits of the site");
  CHECK(indicators[0].unit == Unit::count);
  CHECK(indicators[0].better == Better::none);
  CHECK(indicators[0].adds_up);
  CHECK(indicators[1].name == "Uptime, %");
  CHECK(indicators[1].unit == Unit::ratio);
  CHECK(indicators[1].better == Better::higher);
  CHECK_FALSE(indicators[1].adds_up);
}

TEST_CASE("each key has one row, a sentence about it and an example that is accepted", "[settings]") {
  std::set<std::string> keys;
  for (const SettingRow& row : setting_rows()) {
    INFO(row.key);
    CHECK(keys.insert(row.key).second);
    CHECK(row.meaning.size() > 5);
    CHECK(row.meaning.back() != '.');
    CHECK(row.example.size() > 0);
    const auto parts = key_parts(row.key);
    CHECK(std::any_of(parts.begin(), parts.end(), is_placeholder) == !row.sample_key.empty());
    // Keys that name each other are read together, by the next test.
    if (row.key.starts_with("schedules.") || row.key.starts_with("business_hours.")) continue;
    if (row.key.find("[]") != std::string::npos || row.key.starts_with("indicators.")) continue;
    const std::string key = row.sample_key.empty() ? row.key : row.sample_key;
    CHECK(refusal(key + " = " + row.example, kNamed) == "");
  }
  for (const OptionRow& row : option_table()) {
    INFO(row.name);
    CHECK((row.in_file == InFile::no) == row.example.empty());
  }
}

TEST_CASE("all examples together are one file", "[settings]") {
  std::string top, tables;
  for (const SettingRow& row : setting_rows()) {
    const auto parts = key_parts(row.key);
    if (parts.front().ends_with("[]")) {
      const std::string name = parts.front().substr(0, parts.front().size() - 2);
      const std::string head = parts.size() == 2 ? "[[" + name + "]]\n" : "[" + name + "." + parts[1] + "]\n";
      if (tables.find(head) == std::string::npos) tables += head;
      tables += parts.back() + " = " + row.example + '\n';
    } else {
      top += (row.sample_key.empty() ? row.key : row.sample_key) + " = " + row.example + '\n';
    }
  }
  INFO(top << tables);
  CHECK(refusal(top + tables) == "");
}

TEST_CASE("docs/configuration.md is what the rows say", "[settings]") {
  const std::filesystem::path path = std::filesystem::path(CSREPORT_SOURCE_DIR) / "docs/configuration.md";
  if (std::getenv("CSREPORT_REWRITE_DOCS") != nullptr) std::ofstream(path) << configuration_reference();
  CHECK(file_text(path) == configuration_reference());
}

TEST_CASE("goals have milestones by date, and actions a check", "[settings]") {
  const Settings settings = read(R"(
    [[goal]]
    title = "Happier customers"
    metric = "csat"
    target = ">=90%"
    by = 2026-12-31
    start = "80%"
    milestones = { "2026-09-30" = ">=88%", 2026-06-30 = ">=85%" }
    owner = "Ann"
    [[goal]]
    id = "fast_chat"
    metric = "frt"
    channel = "chat"
    target = "<=60s"
    [[action]]
    title = "A second agent on chat at noon"
    metric = "channel.chat.frt"
    check = "30s..2m"
    due = "2026-09-30"
    owner = "Bob"
  )")
                                .settings;
  REQUIRE(settings.goals.size() == 2);
  const Goal& first = settings.goals[0];
  CHECK(first.id == "goal_1");
  CHECK(first.title == "Happier customers");
  CHECK(first.owner == "Ann");
  CHECK(first.target.written == "csat>=90%");
  CHECK(first.start == 0.8);
  CHECK(iso_date(*first.by) == "2026-12-31");
  REQUIRE(first.milestones.size() == 2);
  CHECK(iso_date(first.milestones[0].by) == "2026-06-30");
  CHECK(first.milestones[0].target.low == 0.85);
  CHECK(first.milestones[1].target.written == "csat>=88%");
  const Goal& second = settings.goals[1];
  CHECK(second.id == "fast_chat");
  CHECK(second.target.channel == "chat");
  CHECK(second.target.written == "channel.chat.frt<=60s");
  CHECK_FALSE(second.by.has_value());
  REQUIRE(settings.actions.size() == 1);
  const TrackedAction& action = settings.actions[0];
  REQUIRE(action.check.has_value());
  CHECK(action.id == "action_1");
  CHECK(action.check->channel == "chat");
  CHECK(action.check->written == "channel.chat.frt=30s..2m");
  CHECK(action.check->high == 120);
  CHECK(iso_date(*action.due) == "2026-09-30");
}

TEST_CASE("a goal without a target and an action without a title are refused", "[settings]") {
  CHECK(refusal("[[goal]]\nmetric = \"csat\"").starts_with("my.toml:1:1: goal has no 'target'"));
  CHECK(refusal("[[goal]]\nmetric = \"csat\"\ntarget = \"fast\"")
            .starts_with("my.toml:3:10: 'fast' is no target for csat"));
  CHECK(refusal("[[goal]]\nmetric = \"csta\"\ntarget = \">=90%\"")
            .starts_with("my.toml:2:10: there is no metric 'csta'"));
  CHECK(refusal("[[action]]\nmetric = \"csat\"\ncheck = \">=90%\"").starts_with("my.toml:1:1: action has no 'title'"));
}

TEST_CASE("an action may have no check, but no half of one", "[settings]") {
  const Settings settings = read("[[action]]\ntitle = \"a rota\"\ndue = 2026-09-30").settings;
  REQUIRE(settings.actions.size() == 1);
  CHECK_FALSE(settings.actions[0].check.has_value());
  CHECK(iso_date(*settings.actions[0].due) == "2026-09-30");
  CHECK(refusal("[[action]]\ntitle = \"a rota\"\nmetric = \"csat\"")
            .starts_with("my.toml:3:10: the [[action]] has a metric and no check"));
  CHECK(refusal("[[action]]\ntitle = \"a rota\"\ncheck = \"<=2m\"")
            .starts_with("my.toml:3:9: the [[action]] has a check and no metric"));
  CHECK(refusal("[[action]]\ntitle = \"a rota\"\nchannel = \"chat\"")
            .starts_with("my.toml:3:11: the [[action]] has a channel and no metric"));
}

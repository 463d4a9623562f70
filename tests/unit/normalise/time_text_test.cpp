#include "csreport/normalise/time_text.hpp"

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;
using test::utc;

namespace {

TimeFormatGuess guess(std::vector<std::string_view> values) { return guess_time_format(values); }

std::string read(const std::string& pattern, std::string_view text, const char* zone = "UTC") {
  TimeReader reader(TimeFormat{pattern}, TimeZone::load(zone));
  const auto instant = reader.read(text);
  return instant ? utc(*instant) : "nothing";
}

}  // namespace

TEST_CASE("a column's way of writing times is recognised and read", "[time_text]") {
  const struct {
    const char* text;
    const char* pattern;
    const char* utc;
  } cases[] = {
      {"2024-03-01 09:12", "iso8601", "2024-03-01T09:12:00"},
      {"2024-03-01 09:12:08", "iso8601", "2024-03-01T09:12:08"},
      {"2024-03-01T09:12:08Z", "iso8601", "2024-03-01T09:12:08"},
      {"2024-03-01T09:12:08+02:00", "iso8601", "2024-03-01T07:12:08"},
      {"2024-03-01T09:12:08.123-0330", "iso8601", "2024-03-01T12:42:08"},
      {"2025-09-01 06:39:57.599163393", "iso8601", "2025-09-01T06:39:57"},
      {"2024-05-27T02:08:51.000", "iso8601", "2024-05-27T02:08:51"},
      {"2024-03-01 09:12:00 UTC", "iso8601", "2024-03-01T09:12:00"},
      {"2024-03-01", "iso8601", "2024-03-01T00:00:00"},
      {"2020/2/10 22:41", "YYYY/M/D hh:mm", "2020-02-10T22:41:00"},
      {"2024.03.01 09:12", "YYYY.M.D hh:mm", "2024-03-01T09:12:00"},
      {"01.03.2024 09:12:05", "D.M.YYYY hh:mm:ss", "2024-03-01T09:12:05"},
      {"31.01.21", "D.M.YY", "2021-01-31T00:00:00"},
      {"29/2/2016 01:16", "D/M/YYYY hh:mm", "2016-02-29T01:16:00"},
      {"3/17/2025 6:04", "M/D/YYYY hh:mm", "2025-03-17T06:04:00"},
      {"3/31/2024 9:12 AM", "M/D/YYYY h:mm A", "2024-03-31T09:12:00"},
      {"03/21/2024 09:13:10 PM", "M/D/YYYY h:mm:ss A", "2024-03-21T21:13:10"},
      {"3/21/24 12:00 PM", "M/D/YY h:mm A", "2024-03-21T12:00:00"},
      {"3/21/24 12:01 AM", "M/D/YY h:mm A", "2024-03-21T00:01:00"},
      {"22/01/2014", "D/M/YYYY", "2014-01-22T00:00:00"},
      {"28-04-2023 20:52", "D-M-YYYY hh:mm", "2023-04-28T20:52:00"},
      {"25/Feb/26 10:17 PM", "D/MMM/YY h:mm A", "2026-02-25T22:17:00"},
      {"19/ene/26 12:47 PM", "D/MMM/YY h:mm A", "2026-01-19T12:47:00"},
      {"05 Mar 2024 03:12 PM", "D MMM YYYY h:mm A", "2024-03-05T15:12:00"},
      {"Mar 5, 2024 3:12 PM", "MMM D, YYYY h:mm A", "2024-03-05T15:12:00"},
      {"Mar 5, 2024, 3:12\xE2\x80\xAFPM", "MMM D, YYYY h:mm A", "2024-03-05T15:12:00"},
      {"March 5, 2024", "MMM D, YYYY", "2024-03-05T00:00:00"},
      {"Thu, 27 Oct 2016 14:51:34", "rfc2822", "2016-10-27T14:51:34"},
      {"Tue, 31 Aug 2010 20:36:28 +0000", "rfc2822", "2010-08-31T20:36:28"},
      {"Tue, 31 Aug 2010 20:36:28 -0500", "rfc2822", "2010-09-01T01:36:28"},
      {"Tue Oct 31 22:10:47 +0000 2017", "ddd MMM D hh:mm:ss Z YYYY", "2017-10-31T22:10:47"},
      {"2024\u5e743\u67081\u65e5 09:12", "YYYY\u5e74M\u6708D\u65e5 hh:mm", "2024-03-01T09:12:00"},
      {"2024\u5e743\u67081\u65e509:12", "YYYY\u5e74M\u6708D\u65e5 hh:mm", "2024-03-01T09:12:00"},
      {"1772352000", "epoch-s", "2026-03-01T08:00:00"},      // L7
      {"1772352000000", "epoch-ms", "2026-03-01T08:00:00"},  // L7
      {"1772352000999999", "epoch-us", "2026-03-01T08:00:00"},
      {"1772352000.75", "epoch-s", "2026-03-01T08:00:00"},
      {"45024.869444", "excel-serial", "2023-04-08T20:52:00"},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    const auto found = guess({c.text});
    REQUIRE(found.ambiguous.empty());
    REQUIRE(found.format.has_value());
    CHECK(found.format->pattern == c.pattern);
    CHECK(found.share == 1.0);
    CHECK(read(found.format->pattern, c.text) == c.utc);
    CHECK(read(found.format->pattern, std::string("  ") + c.text + " ") == c.utc);
  }
}

TEST_CASE("what is no time is not taken for one", "[time_text]") {
  for (const char* text : {"",
                           "4021",
                           "12",
                           "46025",
                           "01:30:00",
                           "1.5",
                           "hello",
                           "2024-13-01",
                           "2024-02-30",
                           "2024-03-01 25:00",
                           "2024-03-01 09:60",
                           "2024-03-01 09",
                           "2024-03-01x",
                           "3,87,16,91,111",
                           "99/99/2024",
                           "INC0010112",
                           "192.168.1.10",
                           "1772352000000000000",
                           "2024-03-01 09:12 XM",
                           "2024-03-01T09:12:08+99:00",
                           "1.03006E+13"}) {
    INFO(text);
    CHECK_FALSE(guess({text}).format.has_value());
    CHECK(read("iso8601", text) == "nothing");
  }
}

TEST_CASE("day first against month first is decided by a value above twelve, else reported", "[time_text]") {
  SECTION("nothing decides") {  // L6
    const auto found = guess({"03/04/2026", "05/06/2026"});
    CHECK_FALSE(found.format.has_value());
    CHECK(found.ambiguous == std::vector<std::string>{"D/M/YYYY", "M/D/YYYY"});
  }
  SECTION("one day above twelve") {
    CHECK(guess({"03/04/2026", "25/06/2026"}).format->pattern == "D/M/YYYY");
    CHECK(guess({"03/04/2026", "06/25/2026"}).format->pattern == "M/D/YYYY");
  }
  SECTION("evidence for both") {
    std::vector<std::string_view> values(40, "03/04/2026");
    values.push_back("25/06/2026");
    values.push_back("06/25/2026");
    CHECK(guess_time_format(values).ambiguous.size() == 2);
  }
  SECTION("both mean the same") { CHECK(guess({"03/03/2026"}).format->pattern == "D/M/YYYY"); }
  SECTION("two-digit years") {
    CHECK(guess({"22-04-15"}).ambiguous == std::vector<std::string>{"YY-M-D", "D-M-YY"});
    CHECK(guess({"3/1/24 09:12 AM"}).ambiguous == std::vector<std::string>{"D/M/YY h:mm A", "M/D/YY h:mm A"});
  }
}

TEST_CASE("a column is a time column when three values in five are", "[time_text]") {
  std::vector<std::string_view> values(3, "2024-03-01");
  values.insert(values.end(), {"later", "soon"});
  CHECK(guess_time_format(values).format->pattern == "iso8601");
  CHECK(guess_time_format(values).share == Approx(0.6));
  values.push_back("never");
  CHECK_FALSE(guess_time_format(values).format.has_value());
  CHECK_FALSE(guess_time_format({}).format.has_value());
}

TEST_CASE("times without a zone are read in the input zone and counted", "[time_text]") {
  TimeReader reader(TimeFormat{"iso8601"}, TimeZone::load("America/New_York"));
  const auto at = [&](const char* text) { return utc(reader.read(text).value()); };
  CHECK(at("2026-03-01 10:00:00") == "2026-03-01T15:00:00");  // L5
  CHECK(at("2026-07-01 10:00:00") == "2026-07-01T14:00:00");
  CHECK(at("2026-03-01 10:00:00Z") == "2026-03-01T10:00:00");
  CHECK(reader.zoneless_times() == 2);
  CHECK(at("2026-03-08 02:30:00") == "2026-03-08T07:30:00");  // C17
  CHECK(reader.skipped_local_times() == 1);
  CHECK(at("2026-11-01 01:30") == "2026-11-01T05:30:00");  // C18
  CHECK(at("2026-11-01 01:59:59") == "2026-11-01T05:59:59");
  CHECK(reader.repeated_local_times() == 2);
  CHECK(at("2026-11-01 00:59:59") == "2026-11-01T04:59:59");
  CHECK(at("2026-11-01 02:00:00") == "2026-11-01T07:00:00");
  CHECK(at("2026-03-08 01:59:59") == "2026-03-08T06:59:59");
  CHECK(at("2026-03-08 03:00:00") == "2026-03-08T07:00:00");
  CHECK(reader.skipped_local_times() == 1);
  CHECK(reader.repeated_local_times() == 2);
}

TEST_CASE("cached stretches give what the zone itself gives, in any order", "[time_text]") {
  for (const char* name :
       {"Europe/Riga", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Tokyo", "Africa/Casablanca"}) {
    const auto zone = TimeZone::load(name);
    TimeReader reader(TimeFormat{"iso8601"}, zone);
    std::int64_t skipped = 0, repeated = 0;
    std::uint64_t random = 42;
    for (int i = 0; i < 4000; ++i) {
      random = random * 6364136223846793005U + 1442695040888963407U;
      // 2010 to 2030 in steps of a quarter of an hour.
      const LocalTime local{Seconds{1'262'304'000 + static_cast<std::int64_t>((random >> 33) % 701'280) * 900}};
      const auto expected = zone.to_instant(local);
      skipped += expected.kind == LocalTimeKind::skipped ? 1 : 0;
      repeated += expected.kind == LocalTimeKind::repeated ? 1 : 0;
      const auto text = utc(Instant{local.time_since_epoch()});
      INFO(name << " " << text);
      REQUIRE(reader.read(text) == expected.instant);
    }
    CHECK(reader.skipped_local_times() == skipped);
    CHECK(reader.repeated_local_times() == repeated);
  }
}

TEST_CASE("the reader by position and the careful reader agree", "[time_text]") {
  // A leading blank sends a cell to the careful reader.
  for (const char* text :
       {"2024-02-29 23:59:59", "2023-02-29 23:59:59", "2024-02-29T23:59", "2024-02-29T23:59:60", "2024-02-29T24:00:00",
        "2024-00-10 00:00:00", "2024-02-29 23:59:59Z", "2024-02-29 23:59:59+05:45", "2024-02-29 23:59:59-17:59",
        "2024-02-29 23:59:59+05.45", "2024-02-29 2a:59:59", "2024-02-29\t23:59:59"}) {
    INFO(text);
    CHECK(read("iso8601", text) == read("iso8601", std::string(" ") + text));
  }
}

TEST_CASE("a pattern given by hand is followed to the letter", "[time_text]") {
  CHECK(read("D/M/YYYY hh:mm", "03/04/2026 09:12") == "2026-04-03T09:12:00");
  CHECK(read("M/D/YYYY", "03/04/2026 9:12 PM") == "2026-03-04T21:12:00");
  CHECK(read("M/D/YYYY hh:mm", "03/04/2026") == "2026-03-04T00:00:00");
  CHECK(read("YYYY-DD-MM", "2015-04-08") == "2015-08-04T00:00:00");
  CHECK(read("YYYYMMDDhhmmss", "20240301091205") == "2024-03-01T09:12:05");
  CHECK(read("YYYYMMDD", "20240301") == "2024-03-01T00:00:00");
  CHECK(read("YYYYMMDD", "2024031") == "nothing");
  CHECK(read("DD.MM.YYYY", "1.3.2024") == "2024-03-01T00:00:00");
  CHECK(read("excel-serial", "45024") == "2023-04-08T00:00:00");
  CHECK(read("excel-serial", "45024,5", "Europe/Riga") == "2023-04-08T09:00:00");
  CHECK(parse_time_pattern("D/M/YYYY h:mm A").pattern == "D/M/YYYY h:mm A");
  CHECK(parse_time_pattern("epoch-ms").pattern == "epoch-ms");
}

TEST_CASE("a pattern that is none is refused with its position", "[time_text]") {
  const struct {
    const char* pattern;
    const char* says;
  } cases[] = {
      {"dd/MM/yyyy", "unknown 'd' at position 1"},
      {"DD/MM/yyyy", "unknown 'y' at position 7"},
      {"%d/%m/%Y", "unknown '%' at position 1"},
      {"DD/MM", "it needs a year, a month and a day"},
      {"YYYYY-MM-DD", "unexpected 'Y' at position 5"},
      {"", "it needs a year"},
      {"D/D/YYYY", "once each"},
  };
  for (const auto& c : cases) {
    INFO(c.pattern);
    try {
      parse_time_pattern(c.pattern);
      CHECK(false);
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::usage);
      INFO(error.what());
      CHECK(std::string(error.what()).find(c.says) != std::string::npos);
      CHECK(error.hint().find("YYYY") != std::string::npos);
    }
  }
}

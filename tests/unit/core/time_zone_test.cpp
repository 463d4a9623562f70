#include "csreport/core/time_zone.hpp"

#include <cstdlib>

#include "csreport/core/error.hpp"
#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;
using test::at;
using test::local;
using test::utc;

TEST_CASE("a wall clock maps to its instant, in gaps with the offset before the change", "[time]") {
  const struct {
    const char* zone;
    const char* local;
    const char* utc;
    LocalTimeKind kind;
  } cases[] = {
      {"UTC", "2026-03-08T02:30:00", "2026-03-08T02:30:00", LocalTimeKind::unique},
      {"America/New_York", "2026-03-01T10:00:00", "2026-03-01T15:00:00", LocalTimeKind::unique},
      {"America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00", LocalTimeKind::skipped},   // C17
      {"America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00", LocalTimeKind::repeated},  // C18
      {"Europe/Riga", "2026-11-09T00:00:00", "2026-11-08T22:00:00", LocalTimeKind::unique},
      {"Europe/Riga", "2087-07-01T12:00:00", "2087-07-01T09:00:00", LocalTimeKind::unique},
      {"Europe/Riga", "2987-07-01T12:00:00", "2987-07-01T09:00:00", LocalTimeKind::unique},
      {"Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00", LocalTimeKind::skipped},
      {"Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00", LocalTimeKind::skipped},
      {"+05:30", "2026-03-01T10:00:00", "2026-03-01T04:30:00", LocalTimeKind::unique},
      {"-0330", "2026-03-01T10:00:00", "2026-03-01T13:30:00", LocalTimeKind::unique},
  };
  for (const auto& c : cases) {
    INFO(c.zone << " " << c.local);
    const auto resolved = TimeZone::load(c.zone).to_instant(local(c.local));
    CHECK(utc(resolved.instant) == c.utc);
    CHECK(resolved.kind == c.kind);
  }
}

TEST_CASE("a local day is 23 or 25 hours long when clocks change", "[time]") {
  const auto zone = TimeZone::load("America/New_York");
  const auto length = [&](const char* from, const char* to) {
    return (zone.to_instant(local(to)).instant - zone.to_instant(local(from)).instant).count();
  };
  CHECK(length("2026-03-07T12:00:00", "2026-03-08T12:00:00") == 82'800);   // C5
  CHECK(length("2026-10-31T12:00:00", "2026-11-01T12:00:00") == 90'000);   // C6
  CHECK(length("2026-10-26T00:00:00", "2026-11-02T00:00:00") == 608'400);  // K15
}

TEST_CASE("the business hours across a clock change follow the rules of their own day", "[time]") {
  // C7: Fri 16:00-17:00 and Mon 09:00-10:00 are two hours, in UTC 21-22 and 13-14.
  const auto zone = TimeZone::load("America/New_York");
  CHECK(utc(zone.to_instant(local("2026-03-06T16:00:00")).instant) == "2026-03-06T21:00:00");
  CHECK(utc(zone.to_instant(local("2026-03-09T10:00:00")).instant) == "2026-03-09T14:00:00");
}

TEST_CASE("the next change of the offset is found, also in the far future", "[time]") {
  const auto riga = TimeZone::load("Europe/Riga");
  CHECK(utc(riga.next_transition(at("2026-01-01T00:00:00"))) == "2026-03-29T01:00:00");
  CHECK(utc(riga.next_transition(at("2026-03-29T01:00:00"))) == "2026-03-29T01:00:00");
  CHECK(utc(riga.next_transition(at("2026-03-29T01:00:01"))) == "2026-10-25T01:00:00");
  CHECK(utc(riga.next_transition(at("2090-01-01T00:00:00"))) == "2090-03-26T01:00:00");
  CHECK(utc(riga.next_transition(at("2826-01-01T00:00:00"))) == "2826-03-29T01:00:00");
  CHECK(TimeZone::utc().next_transition(at("2026-01-01T00:00:00")) == Instant::max());
  CHECK(TimeZone::load("Asia/Tokyo").next_transition(at("2026-01-01T00:00:00")) == Instant::max());
}

TEST_CASE("instants are written in ISO 8601 with the offset of their moment", "[time]") {
  const auto instant = at("2026-11-08T22:00:00");
  CHECK(format_iso8601(instant, TimeZone::load("Europe/Riga")) == "2026-11-09T00:00:00+02:00");
  CHECK(format_iso8601(instant, TimeZone::utc()) == "2026-11-08T22:00:00+00:00");
  CHECK(format_iso8601(instant, TimeZone::load("America/St_Johns")) == "2026-11-08T18:30:00-03:30");
  CHECK(format_iso8601(at("1969-12-31T23:59:59"), TimeZone::utc()) == "1969-12-31T23:59:59+00:00");
}

TEST_CASE("an unknown zone is refused with the nearest names", "[time]") {
  const struct {
    const char* name;
    const char* hint;
  } cases[] = {
      {"Europe/Rigga", "did you mean Europe/Riga"},
      {"europe/riga", "did you mean Europe/Riga"},
      {"New_York", "America/New_York"},
      {"../../etc/passwd", "IANA"},
      {"localtime", "IANA"},
      {"", "IANA"},
      {"+25:00", "offset"},
      {"+02:75", "offset"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    try {
      TimeZone::load(c.name);
      CHECK(false);
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::usage);
      INFO(error.hint());
      CHECK(error.hint().find(c.hint) != std::string::npos);
    }
  }
}

TEST_CASE("the environment's TZ changes nothing", "[time]") {
  const auto zone = TimeZone::load("Europe/Riga");
  REQUIRE(setenv("TZ", "Asia/Tokyo", 1) == 0);
  CHECK(utc(TimeZone::load("Europe/Riga").to_instant(local("2026-11-09T00:00:00")).instant) == "2026-11-08T22:00:00");
  CHECK(zone.offset_at(at("2026-07-01T00:00:00")) == Seconds{10'800});
  unsetenv("TZ");
}

#include "csreport/core/business_hours.hpp"

#include <random>

#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using test::at;
using test::local;
using test::utc;

namespace {

constexpr std::size_t kSunday = 0, kMonday = 1, kTuesday = 2, kWednesday = 3, kFriday = 5, kSaturday = 6;

Schedule weekdays(const char* zone, const std::vector<OpeningHours>& hours) {
  Schedule schedule{.name = "office", .zone = TimeZone::load(zone)};
  for (std::size_t day = kMonday; day <= kFriday; ++day) schedule.week[day] = hours;
  return schedule;
}

/// Mon-Fri 09:00-17:00 in New York: BH of the table of cases.
Schedule office() { return weekdays("America/New_York", {{9h, 17h}}); }

local_days date(const std::string& text) { return std::chrono::floor<days>(local(text + "T00:00:00")); }

/// Between two wall-clock times of the schedule's zone.
std::int64_t seconds_open(const Schedule& schedule, const std::string& from, const std::string& to) {
  const Instant begin = schedule.zone.to_instant(local(from)).instant;
  const Instant end = schedule.zone.to_instant(local(to)).instant;
  return BusinessClock(schedule, begin - 24h, end + 24h).business_time(begin, end).count();
}

// The plain references for the property tests: every minute is looked at, and nothing is summed up beforehand.

bool date_exists(local_days day, const TimeZone& zone) {
  const Instant noon{(day + 12h).time_since_epoch()};
  for (Instant t = noon - 48h; t < noon + 48h; t += 15min) {
    if (std::chrono::floor<days>(zone.to_local(t)) == day) return true;
  }
  return false;
}

std::vector<OpeningHours> hours_on(const Schedule& schedule, local_days day) {
  std::vector<OpeningHours> hours = schedule.week[std::chrono::weekday{day}.c_encoding()];
  for (const Holiday& holiday : schedule.holidays) {
    if (holiday.date == day) hours = holiday.hours;
  }
  return hours;
}

/// METRICS 0.5 word for word: the hours of each date by the rules in force on it; some overlap.
std::vector<OpenStretch> hours_by_the_rule(const Schedule& schedule, Instant from, Instant to) {
  std::vector<OpenStretch> all;
  const auto last = std::chrono::floor<days>(schedule.zone.to_local(to)) + days{2};
  for (auto day = std::chrono::floor<days>(schedule.zone.to_local(from)) - days{4}; day <= last; day += days{1}) {
    if (!date_exists(day, schedule.zone)) continue;
    for (const OpeningHours& hours : hours_on(schedule, day)) {
      const auto end = hours.end > hours.begin ? day + hours.end : day + days{1} + hours.end;
      all.push_back({schedule.zone.to_instant(day + hours.begin).instant, schedule.zone.to_instant(end).instant});
    }
  }
  return all;
}

std::int64_t walk_by_the_rule(const std::vector<OpenStretch>& hours, Instant from, Instant to, Seconds step) {
  std::int64_t open = 0;
  for (Instant t = from; t < to; t += step) {
    const bool is_open =
        std::any_of(hours.begin(), hours.end(), [&](const OpenStretch& one) { return one.begin <= t && t < one.end; });
    if (is_open) open += step.count();
  }
  return open;
}

/// What somebody sees who looks at the clock on the wall every minute.
std::int64_t walk_by_the_wall_clock(const Schedule& schedule, Instant from, Instant to) {
  std::int64_t open = 0;
  for (Instant t = from; t < to; t += 1min) {
    const LocalTime now = schedule.zone.to_local(t);
    const auto day = std::chrono::floor<days>(now);
    for (const OpeningHours& hours : hours_on(schedule, day)) {
      if (hours.begin > now - day || now - day >= hours.end) continue;
      open += 60;
      break;
    }
  }
  return open;
}

constexpr const char* kZones[] = {"UTC",
                                  "America/New_York",
                                  "Europe/Riga",
                                  "Australia/Lord_Howe",  // half an hour
                                  "Antarctica/Troll",     // two hours
                                  "Pacific/Apia",         // left out 2011-12-30
                                  "Pacific/Chatham",      // 12:45
                                  "America/Santiago",     // at midnight
                                  "Africa/Casablanca",    // forward after Ramadan
                                  "Asia/Kathmandu",
                                  "-03:30"};

class RandomSchedules {
 public:
  explicit RandomSchedules(std::uint32_t seed) : random_(seed) {}

  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }

  /// Any hours, over midnight and overlapping ones too, or only hours within [earliest, latest).
  std::vector<OpeningHours> hours(Seconds earliest, Seconds latest) {
    std::vector<OpeningHours> hours(static_cast<std::size_t>(below(4)));
    for (OpeningHours& one : hours) {
      const auto minutes = [&] { return earliest + 1min * below((latest - earliest) / 1min); };
      one = {minutes(), minutes()};
      if (below(8) == 0) one.end = 24h;
      if (earliest > 0s && one.end <= one.begin) one = {earliest, latest};
    }
    return hours;
  }

  Schedule schedule(Instant middle, Seconds earliest = 0s, Seconds latest = 24h) {
    Schedule schedule{.name = "random", .zone = zone_};
    for (auto& day : schedule.week) day = hours(earliest, latest);
    const auto today = std::chrono::floor<days>(zone_.to_local(middle));
    for (std::int64_t i = below(6); i > 0; --i) {
      schedule.holidays.push_back(
          {today + days{below(15) - 7}, below(2) == 0 ? std::vector<OpeningHours>{} : hours(earliest, latest)});
    }
    return schedule;
  }

  /// A whole minute within some days of a clock change of the next zone, where there is one.
  Instant moment() {
    zone_ = TimeZone::load(kZones[below(std::size(kZones))]);
    const Instant any = at("2011-06-01T00:00:00") + 1min * below(20LL * 365 * 1440);
    const Instant start = below(4) == 0 ? at("2011-10-15T00:00:00") : any;
    const Instant change = zone_.next_transition(start);
    if (change == Instant::max()) return any;
    return change + 1min * (below(6 * 1440) - 3 * 1440);
  }

 private:
  std::mt19937_64 random_;
  TimeZone zone_ = TimeZone::utc();
};

}  // namespace

TEST_CASE("business time is what was computed by hand", "[business]") {
  const Schedule night = weekdays("America/New_York", {{22h, 6h}});
  Schedule saturday_night{.name = "night", .zone = TimeZone::load("America/New_York")};
  saturday_night.week[kSaturday] = {{22h, 6h}};
  const struct {
    const char* id;
    Schedule schedule;
    const char* from;
    const char* to;
    std::int64_t seconds;
  } cases[] = {
      {"B14", office(), "2026-03-13T16:50:00", "2026-03-16T09:05:00", 900},
      {"C1", office(), "2026-03-13T16:30:00", "2026-03-16T09:30:00", 3600},
      {"C2", office(), "2026-03-14T10:00:00", "2026-03-14T11:00:00", 0},
      {"C3", office(), "2026-03-13T18:00:00", "2026-03-16T08:00:00", 0},
      {"C7", office(), "2026-03-06T16:00:00", "2026-03-09T10:00:00", 7200},
      {"C9", night, "2026-03-16T20:00:00", "2026-03-17T07:00:00", 28'800},
      {"C10", night, "2026-03-20T23:00:00", "2026-03-21T07:00:00", 25'200},
      {"C11", saturday_night, "2026-10-31T20:00:00", "2026-11-01T12:00:00", 32'400},
      {"C13", weekdays("America/New_York", {{0h, 24h}}), "2026-03-16T23:59:30", "2026-03-17T00:00:30", 60},
      {"C13, a minute short", weekdays("America/New_York", {{0h, 23h + 59min}}), "2026-03-16T23:59:30",
       "2026-03-17T00:00:30", 30},
      {"C14", weekdays("America/New_York", {{9h, 13h}, {12h, 17h}}), "2026-03-16T08:00:00", "2026-03-16T18:00:00",
       28'800},
      {"C15", weekdays("America/New_York", {{9h, 12h}, {13h, 17h}}), "2026-03-16T11:30:00", "2026-03-16T13:30:00",
       3600},
      {"C23", office(), "2025-01-06T09:00:00", "2026-03-02T09:00:00", 8'640'000},
      {"I7, in time", office(), "2026-03-13T16:30:00", "2026-03-16T09:29:59", 3599},
      {"I7, too late", office(), "2026-03-13T16:30:00", "2026-03-16T09:30:01", 3601},
  };
  for (const auto& c : cases) {
    INFO(c.id);
    CHECK(seconds_open(c.schedule, c.from, c.to) == c.seconds);
  }
}

TEST_CASE("a ticket that moves between schedules has the sum of its pieces", "[business]") {
  // C21, in minutes of a week from Sunday on: 3600 is Tuesday 12:00.
  Schedule first{.name = "first"}, last{.name = "last"};
  first.week[kTuesday] = {{12h, 2h}};
  first.week[kWednesday] = {{12h, 2h}};
  last.week[kTuesday] = {{15h, 30min}};
  last.week[kWednesday] = {{15h, 30min}};
  const Instant sunday = at("2026-03-01T00:00:00");
  const Instant created = sunday + 234'098s, moved = sunday + 327'685s, solved = sunday + 327'706s;
  const BusinessClock first_clock(first, sunday, sunday + days{7});
  const BusinessClock last_clock(last, sunday, sunday + days{7});
  CHECK(first_clock.business_time(created, moved) + last_clock.business_time(moved, solved) ==
        57'608s);                                               // 960.1333 min
  CHECK(last_clock.business_time(created, solved) == 41'408s);  // 690.1333 min
}

TEST_CASE("holidays are closed or have hours of their own, several weeks of them too", "[business]") {
  Schedule schedule = office();
  schedule.holidays = {{date("2026-12-24"), {{9h, 12h}}}, {date("2026-12-25"), {}}};
  CHECK(seconds_open(schedule, "2026-12-23T16:00:00", "2026-12-28T10:00:00") == 3600 + 3 * 3600 + 3600);
  for (int day = 0; day < 21; ++day) schedule.holidays.push_back({date("2026-12-25") + days{day}, {}});
  CHECK(seconds_open(schedule, "2026-12-24T11:00:00", "2027-01-15T10:00:00") == 3600 + 3600);
  // A Saturday that is worked.
  schedule.holidays = {{date("2026-03-14"), {{10h, 14h}}}};
  CHECK(seconds_open(schedule, "2026-03-13T17:00:00", "2026-03-16T09:00:00") == 4 * 3600);
}

TEST_CASE("a night that begins before a holiday goes on into it", "[business]") {
  Schedule schedule = weekdays("UTC", {{22h, 6h}});
  schedule.holidays = {{date("2026-12-25"), {}}};  // a Friday
  CHECK(seconds_open(schedule, "2026-12-25T00:00:00", "2026-12-26T12:00:00") == 6 * 3600);
}

TEST_CASE("of two holidays on one date the later one holds", "[business]") {
  Schedule schedule = office();
  schedule.holidays = {{date("2026-03-16"), {}}, {date("2026-03-16"), {{9h, 10h}}}};
  CHECK(seconds_open(schedule, "2026-03-16T00:00:00", "2026-03-17T00:00:00") == 3600);
}

TEST_CASE("clock changes move the hours that they skip, and repeat none", "[business]") {
  Schedule sunday{.name = "sunday", .zone = TimeZone::load("America/New_York")};
  sunday.week[kSunday] = {{1h + 30min, 2h + 30min}};
  // 2026-03-08 has no 02:30: it is read as 03:30, an hour after 01:30.
  CHECK(open_stretches(sunday, at("2026-03-08T00:00:00"), at("2026-03-09T00:00:00")) ==
        std::vector<OpenStretch>{{at("2026-03-08T06:30:00"), at("2026-03-08T07:30:00")}});
  // 2026-11-01 has two 01:30: the first is meant, and 02:30 is two hours later.
  CHECK(open_stretches(sunday, at("2026-11-01T00:00:00"), at("2026-11-02T00:00:00")) ==
        std::vector<OpenStretch>{{at("2026-11-01T05:30:00"), at("2026-11-01T07:30:00")}});
}

TEST_CASE("a date that the zone left out has no hours", "[business]") {
  // Apia went from Thursday 29 to Saturday 31 December 2011.
  const Schedule schedule = weekdays("Pacific/Apia", {{9h, 17h}});
  CHECK(seconds_open(schedule, "2011-12-29T00:00:00", "2012-01-02T00:00:00") == 8 * 3600);
}

TEST_CASE("a night that ends on a left-out date is as long as ever, and counts from its middle on too", "[business]") {
  Schedule schedule{.name = "night", .zone = TimeZone::load("Pacific/Apia")};
  schedule.week[4] = {{22h, 6h}};  // Thursday 2011-12-29, 22:00 to the end of the day, then on Saturday until 06:00
  const Instant dawn = schedule.zone.to_instant(local("2011-12-31T05:00:00")).instant;
  CHECK(open_stretches(schedule, dawn, dawn + 10h) == std::vector<OpenStretch>{{dawn, dawn + 1h}});
  CHECK(seconds_open(schedule, "2011-12-29T12:00:00", "2011-12-31T12:00:00") == 8 * 3600);
}

TEST_CASE("hours that touch or overlap are one stretch", "[business]") {
  Schedule schedule{.name = "shifts"};
  schedule.week[kMonday] = {{12h, 24h}, {9h, 12h}, {10h, 11h}};
  schedule.week[kTuesday] = {{0h, 1h}};
  CHECK(open_stretches(schedule, at("2026-03-01T00:00:00"), at("2026-03-08T00:00:00")) ==
        std::vector<OpenStretch>{{at("2026-03-02T09:00:00"), at("2026-03-03T01:00:00")}});
}

TEST_CASE("a schedule without hours is never open, one of whole days always", "[business]") {
  const Schedule closed{.name = "closed"};
  CHECK(seconds_open(closed, "2026-01-01T00:00:00", "2026-12-31T00:00:00") == 0);
  Schedule always{.name = "always", .zone = TimeZone::load("Europe/Riga")};
  always.week.fill({{0h, 0h}});
  const BusinessClock clock(always, at("2026-01-01T00:00:00"), at("2027-01-01T00:00:00"));
  CHECK(clock.business_time(at("2026-01-01T00:00:07"), at("2026-12-01T00:00:00")) == days{334} - 7s);
}

TEST_CASE("the order of the two instants gives the sign, and equal ones nothing", "[business]") {
  const BusinessClock clock(office(), at("2026-03-01T00:00:00"), at("2026-04-01T00:00:00"));
  const Instant from = at("2026-03-16T14:00:00"), to = at("2026-03-16T16:00:00");
  CHECK(clock.business_time(to, from) == -clock.business_time(from, to));
  CHECK(clock.business_time(from, from) == 0s);
}

TEST_CASE("instants outside the table are answered as exactly as those inside", "[business]") {
  const Instant from = at("2024-03-15T15:07:00"), to = at("2027-06-02T19:41:00");
  const BusinessClock all(office(), from - days{1}, to + days{1});
  for (const auto& [begin, end] : {std::pair{"2025-01-01T00:00:00", "2026-01-01T00:00:00"},
                                   {"2020-01-01T00:00:00", "2021-01-01T00:00:00"},
                                   {"2030-01-01T00:00:00", "2031-01-01T00:00:00"},
                                   {"2025-07-01T16:20:00", "2025-07-01T16:20:00"},
                                   {"2026-01-01T00:00:00", "2025-01-01T00:00:00"}}) {
    INFO(begin << " to " << end);
    CHECK(BusinessClock(office(), at(begin), at(end)).business_time(from, to) == all.business_time(from, to));
  }
}

TEST_CASE("a table ends after a hundred years, and the answers do not", "[business]") {
  Schedule always{.name = "always"};
  always.week.fill({{0h, 24h}});
  const BusinessClock clock(always, at("1970-01-01T00:00:00"), at("2570-01-01T00:00:00"));
  CHECK(clock.business_time(at("2000-01-01T00:00:00"), at("2200-01-01T00:00:00")) ==
        at("2200-01-01T00:00:00") - at("2000-01-01T00:00:00"));
}

TEST_CASE("hours of one minute every other minute are told apart", "[business]") {
  Schedule schedule{.name = "blinking"};
  for (Seconds minute = 9h; minute < 10h; minute += 2min) schedule.week[kMonday].push_back({minute, minute + 1min});
  const BusinessClock clock(schedule, at("2026-03-01T00:00:00"), at("2026-04-01T00:00:00"));
  CHECK(clock.business_time(at("2026-03-02T00:00:00"), at("2026-03-03T00:00:00")) == 30min);
  CHECK(clock.business_time(at("2026-03-02T09:10:30"), at("2026-03-02T09:12:10")) == 40s);
}

TEST_CASE("business time is what a walk over every minute finds, for random schedules and zones", "[business]") {
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    RandomSchedules random(seed);
    const Instant middle = random.moment();
    const Schedule schedule = random.schedule(middle);
    const Instant first = middle - days{6}, last = middle + days{6};
    const auto hours = hours_by_the_rule(schedule, first, last);
    const BusinessClock clock(schedule, middle - days{5} - 1s * random.below(5000), middle + days{5});
    for (int pair = 0; pair < 4; ++pair) {
      const Instant from = first + 1min * random.below(6 * 1440), to = from + 1min * random.below(6 * 1440);
      INFO("seed " << seed << ", " << schedule.zone.name() << ", " << utc(from) << " to " << utc(to));
      REQUIRE(clock.business_time(from, to).count() == walk_by_the_rule(hours, from, to, 1min));
    }
    const Instant from = middle + 1s * random.below(3000), to = from + 1s * random.below(30'000);
    INFO("seed " << seed << ", " << schedule.zone.name() << ", " << utc(from) << " to " << utc(to));
    REQUIRE(clock.business_time(from, to).count() == walk_by_the_rule(hours, from, to, 1s));
  }
}

TEST_CASE("business time in daytime hours is what the clock on the wall says", "[business]") {
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    RandomSchedules random(seed);
    const Instant middle = random.moment();
    const Schedule schedule = random.schedule(middle, /*earliest=*/4h, /*latest=*/23h);  // no clock changes then
    const BusinessClock clock(schedule, middle - days{10}, middle + days{10});
    const Instant from = middle - 1min * random.below(5 * 1440), to = middle + 1min * random.below(5 * 1440);
    INFO("seed " << seed << ", " << schedule.zone.name() << ", " << utc(from) << " to " << utc(to));
    REQUIRE(clock.business_time(from, to).count() == walk_by_the_wall_clock(schedule, from, to));
  }
}

TEST_CASE("pieces of time add up, wherever they are cut", "[business]") {
  for (std::uint32_t seed = 1; seed <= 50; ++seed) {
    RandomSchedules random(seed);
    const Instant middle = random.moment();
    const BusinessClock clock(random.schedule(middle), middle - days{300}, middle + days{300});
    const Instant a = middle - 1s * random.below(30'000'000), c = middle + 1s * random.below(30'000'000);
    INFO("seed " << seed);
    REQUIRE(clock.business_time(a, middle) + clock.business_time(middle, c) == clock.business_time(a, c));
  }
}

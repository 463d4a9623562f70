#include "compute/business_days.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;

namespace {

Period days_of(std::string_view spec, const TimeZone& zone) {
  PeriodContext context;
  context.zone = zone;
  return resolve_period(spec, context).period;
}

/// From Monday to Saturday, closed on 24 June 2026 and open on Sunday the 28th.
BusinessHours six_days() {
  Schedule schedule;
  schedule.name = "shop";
  schedule.zone = TimeZone::load("Europe/Riga");
  for (unsigned weekday = 1; weekday <= 6; ++weekday) {
    schedule.week[weekday] = {{.begin = Seconds{9 * 3600}, .end = Seconds{18 * 3600}}};
  }
  using namespace std::chrono;
  schedule.holidays = {{.date = local_days{2026y / June / 24}, .hours = {}},
                       {.date = local_days{2026y / June / 28}, .hours = {{.begin = Seconds{0}, .end = Seconds{3600}}}}};
  return {.schedules = {schedule}, .choice = {}};
}

}  // namespace

TEST_CASE("without a schedule the days from Monday to Friday are worked on") {
  const TimeZone riga = TimeZone::load("Europe/Riga");
  CHECK(business_days_of(days_of("2026-06", riga), {}, riga) == 22);
  CHECK(business_days_of(days_of("2026-02", riga), {}, riga) == 20);
  CHECK(business_days_of(days_of("2026-W43", riga), {}, riga) == 5);  // clocks go back on its Sunday
  CHECK(business_days_of(days_of("2026-06-14", riga), {}, riga) == 0);
}

TEST_CASE("a schedule says which days are worked on, its holidays are not") {
  const TimeZone riga = TimeZone::load("Europe/Riga");
  CHECK(business_days_of(days_of("2026-06", riga), six_days(), riga) == 26);  // 26 of six weekdays - 24 June + 28 June
  CHECK(business_days_of(days_of("2026-06-24", riga), six_days(), riga) == 0);
  CHECK(business_days_of(days_of("2026-06-28", riga), six_days(), riga) == 1);
  BusinessHours two = six_days();
  Schedule nights = two.schedules.front();
  nights.holidays.clear();
  two.schedules.push_back(nights);  // where anybody works the desk is open
  CHECK(business_days_of(days_of("2026-06-24", riga), two, riga) == 1);
}

TEST_CASE("a day to date counts from its noon on, and hours have no days") {
  const TimeZone utc = TimeZone::utc();
  const auto until = [&](const std::string& end) {
    Period period = days_of("2026-06-15..2026-06-17", utc);  // from a Monday
    period.end = test::at(end);
    return business_days_of(period, {}, utc);
  };
  CHECK(until("2026-06-17T12:00:00") == 2);
  CHECK(until("2026-06-17T12:00:01") == 3);
  Period hour = days_of("2026-06-15", utc);
  hour.grain = Grain::hour;
  CHECK_FALSE(business_days_of(hour, {}, utc).has_value());
}

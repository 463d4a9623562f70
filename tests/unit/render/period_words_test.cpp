#include "render/period_words.hpp"

#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {
Period period(Grain grain, const char* label, Instant start, Instant end) { return {start, end, grain, label, false}; }
Instant day(int year, unsigned month, unsigned date) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(date)};
}
}  // namespace

TEST_CASE("periods have short names", "[render]") {
  const Language& english = Language::load("en");
  const TimeZone utc = TimeZone::utc();
  const auto name = [&](const Period& p) { return period_name(p, utc, english); };
  CHECK(name(sample::week(0)) == "Week 46");
  CHECK(name(period(Grain::week, "2026-W05", day(2026, 1, 26), day(2026, 2, 2))) == "Week 5");
  CHECK(name(period(Grain::month, "2026-11", day(2026, 11, 1), day(2026, 12, 1))) == "Nov 2026");
  CHECK(name(period(Grain::quarter, "2026-Q3", day(2026, 7, 1), day(2026, 10, 1))) == "Q3 2026");
  CHECK(name(period(Grain::year, "2026", day(2026, 1, 1), day(2027, 1, 1))) == "2026");
  CHECK(name(period(Grain::day, "2026-11-09", day(2026, 11, 9), day(2026, 11, 10))) == "9 Nov 2026");
  CHECK(name(period(Grain::custom, "all", day(2026, 1, 1), day(2026, 11, 10))) == "All data");
  CHECK(period_name(sample::week(0), utc, english, YearOfWeek::with) == "Week 46, 2026");
  Period unfinished = sample::week(0);
  unfinished.to_date = true;
  CHECK(name(unfinished) == "Week 46 so far");
  CHECK(period_days(unfinished, utc, english) == "9–15 Nov 2026 (to date)");
}

TEST_CASE("days from one date to another that are cut say so once", "[render]") {
  const Language& english = Language::load("en");
  const TimeZone utc = TimeZone::utc();
  Period days = period(Grain::custom, "2026-11-01..2026-11-20", day(2026, 11, 1), day(2026, 11, 16));
  days.to_date = true;
  CHECK(period_name(days, utc, english) == "1–15 Nov 2026 so far");
  days.like_current = true;
  CHECK(period_name(days, utc, english) == "1–15 Nov 2026 (to the same day)");
}

TEST_CASE("an axis names the first day of a week", "[render]") {
  const Language& english = Language::load("en");
  CHECK(axis_name(sample::week(0), TimeZone::utc(), english) == "9 Nov");
  CHECK(axis_name(period(Grain::month, "2026-11", day(2026, 11, 1), day(2026, 12, 1)), TimeZone::utc(), english) ==
        "Nov");
}

TEST_CASE("a moment has its date and time", "[render]") {
  CHECK(date_and_time(day(2026, 11, 15) + std::chrono::hours{23} + std::chrono::minutes{5}, TimeZone::utc(),
                      Language::load("en")) == "15 Nov 2026, 23:05");
}

TEST_CASE("what a period to date is compared with is over, and says until when it was counted", "[render]") {
  const Language& english = Language::load("en");
  const TimeZone utc = TimeZone::utc();
  Period may = period(Grain::month, "2026-05", day(2026, 5, 1), day(2026, 5, 15));
  may.to_date = may.like_current = true;
  CHECK(period_name(may, utc, english) == "May 2026 (to the same day)");
  CHECK(period_days(may, utc, english) == "1–14 May 2026 (to the same day)");
  may.end -= std::chrono::minutes{90};
  CHECK(period_name(may, utc, english) == "May 2026 (to the same hour)");
  CHECK(period_name(may, utc, Language::load("bg")) == "Май 2026\u00A0г., до същия час");
  CHECK(period_name(may, utc, Language::load("zh-Hans")) == "2026年5月，截至同一时刻");
}

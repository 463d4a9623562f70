#include "csreport/core/period.hpp"

#include "csreport/core/error.hpp"
#include "csreport/render/words.hpp"
#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;
using test::at;
using test::utc;

namespace {

/// Monday 2026-11-23, 06:00 in Riga; data from 1 June to Sunday 22 November, 18:00 UTC.
PeriodContext monday_morning() {
  PeriodContext context;
  context.zone = TimeZone::load("Europe/Riga");
  context.now = at("2026-11-23T04:00:00");
  context.first_event = at("2026-06-01T08:00:00");
  context.horizon = at("2026-11-22T18:00:00");
  return context;
}

std::string span(const Period& period) { return utc(period.start) + " " + utc(period.end); }

ExitCode refusal(std::string_view spec, const PeriodContext& context, std::string* text = nullptr) {
  try {
    resolve_period(spec, context);
  } catch (const Error& error) {
    if (text != nullptr) *text = std::string(error.what()) + " / " + error.hint();
    return error.code();
  }
  return ExitCode::ok;
}

}  // namespace

TEST_CASE("every form of --period names its days in the report's zone", "[period]") {
  const struct {
    const char* spec;
    const char* label;
    const char* span;
    const char* words;
  } cases[] = {
      {"last-week", "2026-W47", "2026-11-15T22:00:00 2026-11-22T22:00:00", "16–22 Nov 2026"},  // K13
      {"last-month", "2026-10", "2026-09-30T21:00:00 2026-10-31T22:00:00", "Oct 2026"},
      {"last-quarter", "2026-Q3", "2026-06-30T21:00:00 2026-09-30T21:00:00", "Q3 2026"},
      {"last-year", "2025", "2024-12-31T22:00:00 2025-12-31T22:00:00", "2025"},
      {"yesterday", "2026-11-22", "2026-11-21T22:00:00 2026-11-22T22:00:00", "22 Nov 2026"},
      {"7d", "2026-11-16..2026-11-22", "2026-11-15T22:00:00 2026-11-22T22:00:00", "16–22 Nov 2026"},
      {"1d", "2026-11-22..2026-11-22", "2026-11-21T22:00:00 2026-11-22T22:00:00", "22 Nov 2026"},
      {"2026-W46", "2026-W46", "2026-11-08T22:00:00 2026-11-15T22:00:00", "9–15 Nov 2026"},
      {"2026-W53", "2026-W53", "2026-12-27T22:00:00 2027-01-03T22:00:00", "28 Dec 2026 – 3 Jan 2027"},
      {"2026-w40", "2026-W40", "2026-09-27T21:00:00 2026-10-04T21:00:00", "28 Sep – 4 Oct 2026"},
      {"2026-W43", "2026-W43", "2026-10-18T21:00:00 2026-10-25T22:00:00", "19–25 Oct 2026"},
      {"2026-02", "2026-02", "2026-01-31T22:00:00 2026-02-28T22:00:00", "Feb 2026"},
      {"2026-Q1", "2026-Q1", "2025-12-31T22:00:00 2026-03-31T21:00:00", "Q1 2026"},
      {"2025", "2025", "2024-12-31T22:00:00 2025-12-31T22:00:00", "2025"},
      {"2026-11-09", "2026-11-09", "2026-11-08T22:00:00 2026-11-09T22:00:00", "9 Nov 2026"},
      {"2026-11-01..2026-11-15", "2026-11-01..2026-11-15", "2026-10-31T22:00:00 2026-11-15T22:00:00", "1–15 Nov 2026"},
      {"all", "all", "2026-05-31T21:00:00 2026-11-22T22:00:00", "1 Jun – 22 Nov 2026"},
  };
  const auto context = monday_morning();
  for (const auto& c : cases) {
    INFO(c.spec);
    const auto choice = resolve_period(c.spec, context);
    CHECK(choice.period.label == c.label);
    CHECK(span(choice.period) == c.span);
    CHECK(describe_period(choice.period, context.zone) == c.words);
    CHECK_FALSE(choice.period.to_date);
    const std::string_view spec = c.spec;
    const bool asked_for_by_name = spec.starts_with("20");
    CHECK(choice.reason.empty() == asked_for_by_name);
  }
}

TEST_CASE("a period that is none is refused with what would be right", "[period]") {
  const struct {
    const char* spec;
    const char* says;
  } cases[] = {
      {"2026-W54", "2026 has weeks 01 to 53"},
      {"2025-W53", "2025 has weeks 01 to 52"},
      {"2026-W00", "weeks 01 to 53"},
      {"2026-13", "months are 01 to 12"},
      {"2026-Q5", "Q1 to Q4"},
      {"2026-02-30", "there is no date 2026-02-30"},
      {"2026-11-15..2026-11-01", "the end is before the start"},
      {"2026-11..2026-12", "a range is two dates"},
      {"lastweek", "did you mean last-week?"},
      {"0d", "1 to 3660"},
      {"", "accepted: auto"},
      {"26-11", "accepted: auto"},
      {"2026-1", "accepted: auto"},
  };
  for (const auto& c : cases) {
    INFO(c.spec);
    std::string text;
    CHECK(refusal(c.spec, monday_morning(), &text) == ExitCode::usage);
    INFO(text);
    CHECK(text.find(c.says) != std::string::npos);
  }
}

TEST_CASE("auto takes the last complete week of the data", "[period]") {
  auto context = monday_morning();
  SECTION("the horizon in the week's last local day completes it") {
    CHECK(resolve_period("auto", context).period.label == "2026-W47");
    CHECK(in_words(resolve_period("auto", context).reason) == "the last complete week in the data");
  }
  SECTION("a week that ends on Saturday does not count") {
    context.horizon = at("2026-11-21T21:59:59");
    CHECK(resolve_period("auto", context).period.label == "2026-W46");
  }
  SECTION("data over fifteen months takes the last complete month") {
    context.first_event = at("2025-08-21T08:00:00");
    CHECK(resolve_period("auto", context).period.label == "2026-10");
    context.first_event = at("2025-08-23T08:00:00");
    CHECK(resolve_period("auto", context).period.label == "2026-W47");
  }
  SECTION("data without a complete week is taken whole") {
    context.first_event = at("2026-11-17T08:00:00");
    const auto choice = resolve_period("auto", context);
    CHECK(choice.period.label == "all");
    CHECK(span(choice.period) == "2026-11-16T22:00:00 2026-11-22T22:00:00");
  }
  SECTION("no rows at all give an empty period, whatever the clock says") {
    context.first_event.reset();
    context.horizon.reset();
    CHECK(span(resolve_period("auto", context).period) == "1970-01-01T00:00:00 1970-01-01T00:00:00");
    CHECK(in_words(resolve_period("all", context).reason) == "the input has no dated rows");
    CHECK(describe_period(resolve_period("auto", context).period, context.zone) == "no days");
  }
}

TEST_CASE("a current period ends with the data and is compared with the same elapsed time", "[period]") {
  auto context = monday_morning();
  context.now = at("2026-11-26T10:00:00");
  context.horizon = at("2026-11-26T09:29:59");
  SECTION("this week") {
    const auto week = resolve_period("this-week", context).period;
    CHECK(week.to_date);
    CHECK(week.label == "2026-W48");
    CHECK(span(week) == "2026-11-22T22:00:00 2026-11-26T09:30:00");
    CHECK(describe_period(week, context.zone) == "23–26 Nov 2026 (to date)");
    const auto before = previous_period(week, context);
    CHECK(before.label == "2026-W47");
    CHECK(before.to_date);
    CHECK(before.like_current);
    CHECK_FALSE(week.like_current);
    CHECK(span(before) == "2026-11-15T22:00:00 2026-11-19T09:30:00");
    CHECK(span(*resolve_comparison("year-ago", week, context)) == "2025-11-23T22:00:00 2025-11-27T09:30:00");
  }
  SECTION("this month against a shorter one stops at its end") {
    context.now = at("2026-03-31T12:00:00");
    context.horizon = at("2026-03-31T11:59:59");
    const auto month = resolve_period("this-month", context).period;
    CHECK(span(month) == "2026-02-28T22:00:00 2026-03-31T12:00:00");
    CHECK(span(previous_period(month, context)) == "2026-01-31T22:00:00 2026-02-28T22:00:00");
    CHECK_FALSE(previous_period(month, context).to_date);
  }
  SECTION("data that ends before the week began cuts at now") {
    context.horizon = at("2026-11-20T00:00:00");
    CHECK(span(resolve_period("this-week", context).period) == "2026-11-22T22:00:00 2026-11-26T10:00:01");
  }
}

TEST_CASE("a period named by its dates is to date while --as-of lies in it", "[period]") {
  auto context = monday_morning();
  context.now = at("2026-06-14T20:59:59");
  context.horizon = context.now;
  SECTION("a month, as this-month is") {
    context.as_of = context.now;
    const auto month = resolve_period("2026-06", context).period;
    CHECK(month == resolve_period("this-month", context).period);
    CHECK(month.to_date);
    CHECK(span(month) == "2026-05-31T21:00:00 2026-06-14T21:00:00");
    CHECK(describe_period(month, context.zone) == "1–14 Jun 2026 (to date)");
    CHECK(span(previous_period(month, context)) == "2026-04-30T21:00:00 2026-05-14T21:00:00");
    CHECK(describe_period(*resolve_comparison("2026-04", month, context), context.zone) == "1–14 Apr 2026");  // over
    CHECK(span(*resolve_comparison("2026-W10", month, context)) == "2026-03-01T22:00:00 2026-03-08T22:00:00");
  }
  SECTION("a week, a day, and days from one date to another") {
    context.as_of = context.now = at("2026-06-14T09:00:00");
    context.horizon = context.now;
    CHECK(span(resolve_period("2026-W24", context).period) == "2026-06-07T21:00:00 2026-06-14T09:00:01");
    const auto day = resolve_period("2026-06-14", context).period;
    CHECK(span(day) == "2026-06-13T21:00:00 2026-06-14T09:00:01");
    CHECK(span(previous_period(day, context)) == "2026-06-06T21:00:00 2026-06-07T09:00:01");
    const auto days = resolve_period("2026-06-08..2026-06-21", context).period;
    CHECK(days.to_date);
    CHECK(span(previous_period(days, context)) == "2026-05-31T21:00:00 2026-06-07T09:00:01");
  }
  SECTION("what is over or has not begun is whole") {
    context.as_of = context.now;
    for (const char* spec : {"2026-05", "2026-07"}) CHECK_FALSE(resolve_period(spec, context).period.to_date);
  }
  SECTION("it knows its end by the calendar, and that it still runs") {
    context.as_of = context.now;
    const auto month = resolve_period("2026-06", context).period;
    CHECK(month.whole_end == at("2026-06-30T21:00:00"));
    CHECK_FALSE(month.data_ends);
    CHECK_FALSE(previous_period(month, context).whole_end);
  }
  SECTION("all of the data is whole") {
    context.first_event = at("2026-06-01T00:00:00");
    context.as_of = context.now = at("2026-06-14T09:00:00");
    context.horizon = context.now;
    CHECK_FALSE(resolve_period("all", context).period.to_date);
  }
}

TEST_CASE("a period in which the data ends is cut there, whatever it is called", "[period]") {
  auto context = monday_morning();
  context.horizon = at("2026-11-18T09:00:00");  // Wednesday, 11:00 in Riga
  SECTION("a month, beside the same days of the one before") {
    const auto month = resolve_period("2026-11", context).period;
    CHECK(month.to_date);
    CHECK(month.data_ends);
    CHECK(month.whole_end == at("2026-11-30T22:00:00"));
    CHECK(span(month) == "2026-10-31T22:00:00 2026-11-18T09:00:01");
    CHECK(span(previous_period(month, context)) == "2026-09-30T21:00:00 2026-10-18T08:00:01");  // summer time
    CHECK_FALSE(previous_period(month, context).data_ends);
  }
  SECTION("the week before this one, and days that are counted back") {
    context.now = at("2026-11-26T10:00:00");
    for (const char* spec : {"last-week", "2026-W47", "2026-11-12..2026-11-25"}) {
      CAPTURE(spec);
      const auto period = resolve_period(spec, context).period;
      CHECK(period.data_ends);
      CHECK(period.end == at("2026-11-18T09:00:01"));
    }
    context.horizon = at("2026-11-21T09:00:00");
    CHECK(resolve_period("7d", context).period.data_ends);
  }
  SECTION("a period that runs now is to date, and nothing is missing") {
    CHECK_FALSE(resolve_period("this-month", context).period.data_ends);
  }
  SECTION("a last day whose evening is quiet is whole") {
    context.horizon = at("2026-11-21T22:00:00");  // a day before the week ends
    CHECK_FALSE(resolve_period("2026-W47", context).period.to_date);
    context.horizon = at("2026-11-21T21:59:59");
    CHECK(resolve_period("2026-W47", context).period.to_date);
    CHECK_FALSE(resolve_period("2026-11-18", context).period.to_date);
  }
}

TEST_CASE("the period after is as long by the calendar, also over a clock change") {
  PeriodContext context;
  context.zone = TimeZone::load("Europe/Riga");
  const Period week = resolve_period("2026-W13", context).period;  // clocks go forward on its Sunday
  CHECK(next_period(week, context).label == "2026-W14");
  CHECK(next_period(week, context).start == week.end);
  const Period january = resolve_period("2026-01", context).period;
  CHECK(next_period(january, context).label == "2026-02");
  const Period range = resolve_period("2026-11-01..2026-11-15", context).period;
  CHECK(next_period(range, context).label == "2026-11-16..2026-11-30");
}

TEST_CASE("the comparison is the unit before, or the aligned one a year ago", "[period]") {
  auto context = monday_morning();
  const auto compared = [&](std::string_view spec, std::string_view with) {
    const auto period = resolve_comparison(with, resolve_period(spec, context).period, context);
    return period ? period->label + " " + span(*period) : std::string("none");
  };
  CHECK(compared("last-week", "previous") == "2026-W46 2026-11-08T22:00:00 2026-11-15T22:00:00");
  CHECK(compared("2026-03", "previous") == "2026-02 2026-01-31T22:00:00 2026-02-28T22:00:00");  // J6: 31 days with 28
  CHECK(compared("2026-Q1", "previous") == "2025-Q4 2025-09-30T21:00:00 2025-12-31T22:00:00");
  // Days are compared with the same weekdays (METRICS 4.8): a Monday with a Monday, 15 days with those three weeks
  // before.
  CHECK(compared("2026-11-09", "previous") == "2026-11-02 2026-11-01T22:00:00 2026-11-02T22:00:00");
  CHECK(compared("2026-11-09..2026-11-15", "previous") ==
        "2026-11-02..2026-11-08 2026-11-01T22:00:00 2026-11-08T22:00:00");
  CHECK(compared("2026-11-01..2026-11-15", "previous") ==
        "2026-10-11..2026-10-25 2026-10-10T21:00:00 2026-10-25T22:00:00");
  CHECK(compared("2026-W53", "year-ago") == "2026-W01 2025-12-28T22:00:00 2026-01-04T22:00:00");  // K14
  CHECK(compared("2026-W46", "year-ago") == "2025-W46 2025-11-09T22:00:00 2025-11-16T22:00:00");
  CHECK(compared("2026-W46", "quarter-ago") == "2026-W33 2026-08-09T21:00:00 2026-08-16T21:00:00");
  CHECK(compared("2026-02", "quarter-ago") == "2025-11 2025-10-31T22:00:00 2025-11-30T22:00:00");
  CHECK(compared("2026-Q3", "quarter-ago") == "2026-Q2 2026-03-31T21:00:00 2026-06-30T21:00:00");
  CHECK(compared("2026-11-01..2026-11-15", "quarter-ago") ==
        "2026-08-02..2026-08-16 2026-08-01T21:00:00 2026-08-16T21:00:00");
  CHECK(compared("2025", "quarter-ago") == "2024-10-02..2025-10-01 2024-10-01T21:00:00 2025-10-01T21:00:00");
  CHECK(compared("all", "quarter-ago") == "none");
  CHECK(compared("2026-02", "year-ago") == "2025-02 2025-01-31T22:00:00 2025-02-28T22:00:00");
  CHECK(compared("2026-Q3", "year-ago") == "2025-Q3 2025-06-30T21:00:00 2025-09-30T21:00:00");
  CHECK(compared("2025", "year-ago") == "2024 2023-12-31T22:00:00 2024-12-31T22:00:00");
  CHECK(compared("2026-11-09", "year-ago") == "2025-11-10 2025-11-09T22:00:00 2025-11-10T22:00:00");
  CHECK(compared("2026-W46", "2026-W40") == "2026-W40 2026-09-27T21:00:00 2026-10-04T21:00:00");
  CHECK(compared("2026-W46", "none") == "none");
  CHECK(compared("all", "previous") == "none");
}

TEST_CASE("the ISO week of new year's day is the 53rd of the year before", "[period]") {  // K14
  auto context = monday_morning();
  context.now = at("2027-01-01T12:00:00");
  context.horizon = at("2027-01-01T11:00:00");
  CHECK(resolve_period("this-week", context).period.label == "2026-W53");
}

TEST_CASE("an instant belongs to the week of its local day", "[period]") {  // C19
  PeriodContext context;
  context.zone = TimeZone::load("America/New_York");
  context.now = at("2026-03-02T04:30:00");
  const auto week = resolve_period("this-week", context).period;
  CHECK(utc(week.start) == "2026-02-23T05:00:00");
  CHECK(resolve_period("last-week", context).period.label == "2026-W08");
}

TEST_CASE("an event at the boundary belongs to the period that begins there", "[period]") {  // A17, B10
  PeriodContext context;
  const auto week = resolve_period("2026-W46", context).period;
  CHECK_FALSE(week.contains(at("2026-11-08T23:50:00")));
  CHECK(week.contains(at("2026-11-09T00:00:00")));
  CHECK(week.contains(at("2026-11-09T00:10:00")));
  CHECK_FALSE(week.contains(at("2026-11-16T00:00:00")));
  const auto january = resolve_period("2027-01", context).period;
  CHECK(january.contains(at("2027-01-01T00:10:00")));
  CHECK_FALSE(january.contains(at("2026-12-31T23:50:00")));
}

TEST_CASE("weeks that start on another day are named by their first day", "[period]") {
  auto context = monday_morning();
  context.week_start = std::chrono::Sunday;
  const auto week = resolve_period("last-week", context).period;
  CHECK(week.label == "2026-11-15 week");
  CHECK(span(week) == "2026-11-14T22:00:00 2026-11-21T22:00:00");
  CHECK(previous_period(week, context).label == "2026-11-08 week");
  std::string text;
  CHECK(refusal("2026-W46", context, &text) == ExitCode::usage);
  CHECK(text.find("ISO weeks start on Monday") != std::string::npos);
}

TEST_CASE("the trend ends with the period itself and holds only covered periods", "[period]") {
  auto context = monday_morning();
  const auto current = resolve_period("2026-W46", context).period;
  SECTION("as many as asked for") {
    const auto trend = trend_periods(current, Grain::week, 3, context);
    REQUIRE(trend.size() == 4);
    CHECK(trend[0].label == "2026-W43");
    CHECK(trend[2].label == "2026-W45");
    CHECK(trend[3] == current);
    for (std::size_t i = 1; i < trend.size(); ++i) CHECK(trend[i - 1].end == trend[i].start);
  }
  SECTION("not before the first event's day") {
    context.first_event = at("2026-10-25T23:30:00");  // already Monday in Riga
    CHECK(trend_periods(current, Grain::week, 25, context).front().label == "2026-W44");
    context.first_event = at("2026-10-26T22:30:00");  // Tuesday
    CHECK(trend_periods(current, Grain::week, 25, context).front().label == "2026-W45");
  }
  SECTION("without data only itself") {
    context.first_event.reset();
    CHECK(trend_periods(current, Grain::week, 25, context).size() == 1);
  }
  SECTION("in another grain it holds whole units up to the period's end") {
    const auto days = trend_periods(current, Grain::day, 2, context);
    REQUIRE(days.size() == 3);
    CHECK(days[0].label == "2026-11-13");
    CHECK(days[2].label == "2026-11-15");
    CHECK(days[2].end == current.end);
    const auto months = trend_periods(current, Grain::month, 1, context);
    REQUIRE(months.size() == 2);
    CHECK(months[1].label == "2026-10");
    const auto hours = trend_periods(current, Grain::hour, 2, context);
    REQUIRE(hours.size() == 3);
    CHECK(hours[0].label == "2026-11-15T21:00");
    CHECK(hours[2].end == current.end);
  }
}

TEST_CASE("an hour that exists twice is named with its offset", "[period]") {
  PeriodContext context;
  context.zone = TimeZone::load("America/New_York");
  context.first_event = at("2026-10-01T00:00:00");
  const Period morning{.start = at("2026-11-01T07:00:00"),
                       .end = at("2026-11-01T08:00:00"),
                       .grain = Grain::hour,
                       .label = "2026-11-01T02:00"};
  const auto trend = trend_periods(morning, Grain::hour, 3, context);
  REQUIRE(trend.size() == 4);
  CHECK(trend[0].label == "2026-11-01T00:00");
  CHECK(trend[1].label == "2026-11-01T01:00-04:00");
  CHECK(trend[2].label == "2026-11-01T01:00-05:00");
}

TEST_CASE("the trend's grain follows the period's length", "[period]") {
  const PeriodContext context;
  const auto grain = [&](std::string_view spec) { return default_trend_grain(resolve_period(spec, context).period); };
  CHECK(grain("2026-W46") == Grain::week);
  CHECK(grain("2026-11") == Grain::month);
  CHECK(grain("2026-01-01..2026-02-14") == Grain::day);
  CHECK(grain("2026-01-01..2026-02-15") == Grain::week);
  CHECK(grain("2026-01-01..2026-07-19") == Grain::week);
  CHECK(grain("2026-01-01..2026-07-20") == Grain::month);
  CHECK(parse_grain("quarter") == Grain::quarter);
  CHECK(parse_grain("fortnight") == std::nullopt);
  CHECK(grain_name(Grain::month) == "month");
}

// Until when the data says what happened: closed days behind the last ticket belong to it.
#include "csreport/compute/day_counts.hpp"

#include <optional>
#include <vector>

#include "csreport/compute/compute.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::uint32_t kDay = 86'400;
constexpr std::uint32_t kMonday = 20'598 * kDay;  // 2026-05-25

/// A ticket at 10:00 on each of these weekdays (0: Monday) for so many weeks.
Dataset tickets_on(const std::vector<std::uint32_t>& weekdays, std::uint32_t weeks) {
  Dataset data;
  data.has_tickets = true;
  for (std::uint32_t week = 0; week < weeks; ++week) {
    for (const std::uint32_t weekday : weekdays) {
      data.tickets.created_at.push_back(kMonday + (7 * week + weekday) * kDay + 10 * 3600);
      data.tickets.state.push_back(RowState::used);
      ++data.tickets.rows;
    }
  }
  const auto created = data.tickets.created_at.raw();
  data.first_event = to_instant(created.front());
  data.horizon = to_instant(created.back());
  return data;
}

std::optional<Instant> day(std::uint32_t days_behind_monday) { return to_instant(kMonday + days_behind_monday * kDay); }

std::optional<Instant> known_until(const Dataset& data) {
  return covered_until(data, count_by_day(data, TimeZone::utc()), TimeZone::utc());
}

}  // namespace

TEST_CASE("a desk that is closed at weekends has told its week on Friday", "[coverage]") {
  const Dataset data = tickets_on({0, 1, 2, 3, 4}, 5);
  CHECK(known_until(data) == day(7 * 5));  // the Monday behind the fifth week
}

TEST_CASE("a desk that is open every day has told only until its last ticket", "[coverage]") {
  Dataset data = tickets_on({0, 1, 2, 3, 4, 5, 6}, 5);
  data.horizon = to_instant(kMonday + (7 * 4 + 4) * kDay + 10 * 3600);  // Friday
  CHECK(known_until(data) == data.horizon);
}

TEST_CASE("a desk with a ticket now and then has no closed days", "[coverage]") {
  const Dataset data = tickets_on({0, 3}, 8);
  CHECK(known_until(data) == data.horizon);
}

TEST_CASE("three weeks do not say which days are closed", "[coverage]") {
  const Dataset data = tickets_on({0, 1, 2, 3, 4}, 4);  // three weekends lie between
  CHECK(known_until(data) == data.horizon);
}

TEST_CASE("a closed day in the middle of the week ends nothing", "[coverage]") {
  const Dataset data = tickets_on({0, 1, 3, 4, 5, 6}, 6);  // Wednesdays closed; the last ticket is of a Sunday
  CHECK(known_until(data) == data.horizon);
}

TEST_CASE("without tickets or times nothing is covered beyond the horizon", "[coverage]") {
  CHECK_FALSE(known_until(Dataset()));
}

TEST_CASE("the silence behind the last ticket tells that the data ends once five tickets were to be expected",
          "[coverage]") {
  const auto told = [](const Dataset& data) {
    return told_until(data, count_by_day(data, TimeZone::utc()), TimeZone::utc());
  };
  // One ticket on each weekday: five are expected until the Friday after the last one, on a Friday.
  CHECK(told(tickets_on({0, 1, 2, 3, 4}, 12)) == day(12 * 7 + 4));
  // One every Wednesday and Thursday: until the fifth of these days.
  CHECK(told(tickets_on({2, 3}, 12)) == day(14 * 7 + 2));
  // Twelve tickets do not tell how many come.
  CHECK(*told(tickets_on({2}, 12)) - *day(11 * 7 + 2) > std::chrono::days{400});
  // Ten a day, every day: from the next day on.
  Dataset busy;
  for (int i = 0; i < 10; ++i) {
    const Dataset one = tickets_on({0, 1, 2, 3, 4, 5, 6}, 6);
    for (std::size_t row = 0; row < one.tickets.rows; ++row) {
      busy.tickets.created_at.push_back(*one.tickets.created_at[row]);
      busy.tickets.state.push_back(RowState::used);
      ++busy.tickets.rows;
    }
    busy.first_event = one.first_event;
    busy.horizon = one.horizon;
  }
  busy.has_tickets = true;
  CHECK(told(busy) == busy.horizon);
  CHECK_FALSE(told(Dataset()));
}

TEST_CASE("a day without tickets is missing where its weekday usually has five or more", "[coverage]") {
  using namespace std::chrono;
  DayCounts days{.first = local_days{2026y / May / 25}, .created = {}};  // a Monday
  for (int week = 0; week < 8; ++week) {
    for (const std::int64_t count : {9, 5, 4, 9, 9, 0, 0}) days.created.push_back(count);
  }
  days.created[7] = days.created[8] = days.created[9] = 0;
  const DayGaps gaps = day_gaps_of(days);
  CHECK(gaps.busy == std::array<bool, 7>{false, true, true, false, true, true, false});  // Wednesdays have four
  CHECK(gaps.missing == std::vector{local_days{2026y / June / 1}, local_days{2026y / June / 2}});
  CHECK(day_gaps_of({}).missing.empty());
}

TEST_CASE("a week whose closed days are missing is whole", "[coverage]") {
  Dataset data = tickets_on({0, 1, 2, 3, 4}, 6);
  PeriodContext context;
  context.first_event = data.first_event;
  context.horizon = data.horizon;
  CHECK(resolve_period("2026-W27", context).period.data_ends);
  context.horizon = *known_until(data) - Seconds{1};
  CHECK_FALSE(resolve_period("2026-W27", context).period.to_date);
}

TEST_CASE("tickets that stop coming while others are solved end the data where five were to be expected",
          "[coverage]") {
  Dataset data = tickets_on({0, 1, 2, 3, 4}, 12);
  const auto silent = [&data] { return silent_since(count_by_day(data, TimeZone::utc()), TimeZone::utc()); };
  CHECK_FALSE(silent());
  data.horizon = to_instant(kMonday + (7 * 12 + 3) * kDay);  // solved until a Thursday: four days without tickets
  CHECK_FALSE(silent());
  data.horizon = to_instant(kMonday + (7 * 12 + 4) * kDay);
  CHECK(*silent() == day(7 * 12 + 4));
  CHECK_FALSE(silent_since({}, TimeZone::utc()));
}

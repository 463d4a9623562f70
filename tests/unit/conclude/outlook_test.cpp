#include "csreport/conclude/outlook.hpp"

#include <cmath>
#include <random>

#include "conclude/smoothing.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::chrono::local_days kMonday = std::chrono::local_days{
    std::chrono::year_month_day{std::chrono::year{2024}, std::chrono::January, std::chrono::day{1}}};

/// Draws with a fixed seed and a mapping of its own, so that every standard library gives the same.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  double uniform() { return (static_cast<double>(random_() >> 11) + 0.5) * 0x1.0p-53; }
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.14159265358979323846 * uniform()); }
  std::int64_t poisson(double mean) {
    return std::max<std::int64_t>(0, std::llround(mean + std::sqrt(mean) * normal()));
  }

 private:
  std::mt19937_64 random_;
};

/// So many weeks with fewer tickets at the weekend; `factor` of a day's number.
template <typename Factor>
DayCounts weeks(std::size_t n, double weekday, double weekend, std::uint64_t seed, Factor factor) {
  Dice dice(seed);
  DayCounts days{.first = kMonday};
  for (std::size_t i = 0; i < n * 7; ++i) {
    days.created.push_back(dice.poisson(factor(i) * (i % 7 < 5 ? weekday : weekend)));
  }
  return days;
}
DayCounts weeks(std::size_t n, double weekday, double weekend, std::uint64_t seed = 1) {
  return weeks(n, weekday, weekend, seed, [](std::size_t) { return 1.0; });
}

/// The last week of the days.
Period last_week(const DayCounts& days, const PeriodContext& context) {
  const auto begin = days.end() - std::chrono::days{7};
  Period week{.start = context.zone.to_instant(LocalTime{begin}).instant,
              .end = context.zone.to_instant(LocalTime{days.end()}).instant,
              .grain = Grain::week};
  return previous_period(next_period(week, context), context);  // with its label
}

std::vector<Outlook> look_ahead_of(const DayCounts& days) {
  const PeriodContext context;
  return look_ahead(days, last_week(days, context), context);
}

Observed observed(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE("simple smoothing gives the forecast of the textbook's example", "[outlook]") {
  // Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2nd ed.), 7.1: oil production of Saudi Arabia,
  // alpha 0.8339; the level of 2013 and with it the forecast is 542.68. After 18 years the first level plays no part.
  const Observed oil = observed({445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95,
                                 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34});
  const auto predicted = Smoothing(oil, 1, {.level = 0.8339}).predict(3);
  CHECK(predicted[0].mean == Approx(542.68).margin(0.005));
  CHECK(predicted[2].mean == predicted[0].mean);
  // Their forecast variances of this model: sigma^2 (1 + (h - 1) alpha^2).
  const double first = predicted[0].deviation * predicted[0].deviation;
  CHECK(predicted[2].deviation * predicted[2].deviation == Approx(first * (1 + 2 * 0.8339 * 0.8339)));
}

TEST_CASE("the errors of a sum go the same way", "[outlook]") {
  Observed series;
  for (int i = 0; i < 60; ++i) series.emplace_back(50.0 + (i * 7919 % 13));
  const Smoothing smoothing(series, 1, {.level = 0.5});
  const double one = smoothing.predict(1)[0].deviation;
  // By hand: the first error counts 1 + a + a, the second 1 + a, the third 1, of which a = 0.5 is passed on.
  const std::vector<double> even = {1, 1, 1};
  CHECK(smoothing.deviation_of_sum(even) == Approx(one * std::sqrt(2.0 * 2.0 + 1.5 * 1.5 + 1)));
  const std::vector<double> last = {0, 0, 1};
  CHECK(smoothing.deviation_of_sum(last) == Approx(smoothing.predict(3)[2].deviation));
  const Smoothing still(series, 1, {.level = 0});
  CHECK(still.deviation_of_sum(even) == Approx(still.predict(1)[0].deviation * std::sqrt(3.0)));
}

TEST_CASE("a trend flattens out, and a season comes back", "[outlook]") {
  Observed rising;
  for (int i = 0; i < 60; ++i) rising.emplace_back(10.0 * i);
  const auto ahead = Smoothing(rising, 1, {.level = 0.9, .trend = 0.3}).predict(3);
  CHECK(ahead[0].mean > 590);
  CHECK(ahead[2].mean - ahead[1].mean == Approx(kDamping * (ahead[1].mean - ahead[0].mean)));
  Observed seasonal;
  for (int i = 0; i < 40; ++i) seasonal.emplace_back(i % 4 == 0 ? 50.0 : 10.0);
  const auto next = best_smoothing(seasonal, 4).predict(5);
  CHECK(next[0].mean == Approx(50));
  CHECK(next[1].mean == Approx(10));
  CHECK(next[4].mean == Approx(50));
  CHECK(next[0].deviation == Approx(0).margin(1e-9));
}

TEST_CASE("what is missing is not learnt", "[outlook]") {
  Observed whole;
  for (int i = 0; i < 30; ++i) whole.emplace_back(20.0);
  Observed gaps = whole;
  for (const std::size_t i : {5U, 6U, 20U, 29U}) gaps[i].reset();
  CHECK(Smoothing(gaps, 1, {.level = 0.5}).predict(1)[0].mean == Approx(20));
  CHECK(Smoothing(gaps, 1, {.level = 0.5}).errors() == 30 - 2 - 4);
}

TEST_CASE("weekdays repeat, and the coming week is told day by day and as a whole", "[outlook]") {
  const auto outlooks = look_ahead_of(weeks(52, 100, 20));
  REQUIRE(outlooks.size() == 2);
  const Outlook& days = outlooks[0];
  CHECK(days.grain == Grain::day);
  CHECK(days.state == OutlookState::given);
  CHECK(days.season == 7);
  REQUIRE(days.points.size() == 7);
  CHECK(days.points[0].period.label == "2024-12-30");
  CHECK(days.points[0].expected == Approx(100).margin(8));
  CHECK(days.points[6].expected == Approx(20).margin(5));
  CHECK(days.points[6].low < days.points[6].expected);
  CHECK(days.points[6].high > days.points[6].expected);
  double sum = 0, low = 0, high = 0;
  for (const OutlookPoint& point : days.points) {
    sum += point.expected;
    low += point.low;
    high += point.high;
  }
  CHECK(days.total.expected == Approx(sum));
  CHECK(days.total.low > low);  // not every day is at its lowest
  CHECK(days.total.high < high);
  CHECK(days.total.low < sum);
  CHECK(days.total.period.start == days.points.front().period.start);
  CHECK(days.total.period.end == days.points.back().period.end);
  CHECK(days.backtest.ratio() < 0.9);  // the mean of the past beats repeating one week
  const Outlook& periods = outlooks[1];
  CHECK(periods.grain == Grain::week);
  CHECK(periods.season == 1);
  REQUIRE(periods.points.size() == 4);
  CHECK(periods.points[0].period.label == "2025-W01");
  CHECK(periods.points[3].expected == Approx(540).margin(30));
}

TEST_CASE("a forecast that does no better than the last week is not given", "[outlook]") {
  // A random walk: what was last is the best guess there is.
  Dice dice(3);
  DayCounts days{.first = kMonday};
  double level = 400;
  for (int week = 0; week < 60; ++week) {
    level = std::max(50.0, level + 40 * dice.normal());
    for (int day = 0; day < 7; ++day) days.created.push_back(std::llround(level));
  }
  const auto outlooks = look_ahead_of(days);
  CHECK(outlooks[1].state == OutlookState::not_better);
  CHECK(outlooks[1].points.empty());
  CHECK(outlooks[1].backtest.forecasts > 8);
  CHECK(outlooks[1].backtest.ratio() >= 1);
}

TEST_CASE("a short past gives no forecast", "[outlook]") {
  const auto outlooks = look_ahead_of(weeks(3, 100, 20));
  CHECK(outlooks[0].state == OutlookState::too_short);
  CHECK(outlooks[1].state == OutlookState::too_short);
  CHECK(outlooks[1].points.empty());
}

TEST_CASE("a missing week is left out, and the others forecast as if it were not there", "[outlook]") {
  DayCounts days = weeks(40, 100, 20);
  for (std::size_t i = 30 * 7; i < 31 * 7; ++i) days.created[i] = 0;
  const auto outlooks = look_ahead_of(days);
  CHECK(outlooks[0].missing == 7);
  CHECK(outlooks[1].missing == 1);
  CHECK(outlooks[1].state == OutlookState::given);
  CHECK(outlooks[1].points[0].expected == Approx(540).margin(30));
  CHECK(outlooks[1].points[0].low > 400);  // a week of 0 would have widened it
}

TEST_CASE("a holiday is no gap of its week, and a desk that closes on Sundays misses none", "[outlook]") {
  DayCounts days = weeks(40, 100, 0);
  days.created[32 * 7] = 0;  // one Monday
  const auto outlooks = look_ahead_of(days);
  CHECK(outlooks[0].missing == 1);
  CHECK(outlooks[1].missing == 0);
  CHECK(outlooks[0].points[6].expected == Approx(0).margin(1));
}

TEST_CASE("from three years on a season of the year is learnt", "[outlook]") {
  const auto yearly = [](std::size_t i) {
    return 1 + 0.5 * std::sin(2 * 3.14159265358979323846 * static_cast<double>(i) / 364);
  };
  const DayCounts days = weeks(52 * 4, 100, 20, 5, yearly);
  const auto outlooks = look_ahead_of(days);
  CHECK(outlooks[1].season == 52);
  CHECK(outlooks[1].state == OutlookState::given);
  CHECK(outlooks[1].points[3].expected == Approx(540 * yearly(3 * 7)).margin(60));
}

TEST_CASE("an unfinished period and a past in other grains have no outlook", "[outlook]") {
  const DayCounts days = weeks(40, 100, 20);
  const PeriodContext context;
  Period period = last_week(days, context);
  period.to_date = true;
  CHECK(look_ahead(days, period, context)[0].state == OutlookState::unfinished);
  period = next_period(last_week(days, context), context);
  CHECK(look_ahead(days, period, context)[0].state == OutlookState::unfinished);
  period.grain = Grain::custom;
  CHECK(look_ahead(days, period, context).empty());
}

TEST_CASE("months look ahead by months", "[outlook]") {
  const DayCounts days = weeks(52 * 3, 100, 20);
  const PeriodContext context;
  const auto ahead_of = [&](const char* month) {
    const auto outlooks = look_ahead(days, resolve_period(month, context).period, context);
    REQUIRE(outlooks.size() == 1);
    CHECK(outlooks[0].grain == Grain::month);
    return outlooks[0];
  };
  CHECK(ahead_of("2026-12").state == OutlookState::unfinished);  // the days end on 27 December
  CHECK(ahead_of("2026-11").history == 35);
  CHECK(ahead_of("2025-11").history == 23);
  CHECK(ahead_of("2024-11").state == OutlookState::too_short);
}

TEST_CASE("95 % intervals hold the truth about as often as they say", "[outlook]") {
  int held = 0;
  int all = 0;
  int weeks_held = 0;
  int all_weeks = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const DayCounts known = weeks(27, 60, 15, seed);
    DayCounts past = known;
    past.created.resize(past.created.size() - 7);
    const auto outlooks = look_ahead_of(past);
    if (outlooks[0].state != OutlookState::given) continue;
    double week = 0;
    for (std::size_t i = 0; i < 7; ++i) {
      const auto truth = static_cast<double>(known.created[past.created.size() + i]);
      held += outlooks[0].points[i].low <= truth && truth <= outlooks[0].points[i].high ? 1 : 0;
      ++all;
      week += truth;
    }
    weeks_held += outlooks[0].total.low <= week && week <= outlooks[0].total.high ? 1 : 0;
    ++all_weeks;
  }
  CHECK(all > 2000);
  CHECK(held > 0.93 * all);
  CHECK(held < 0.97 * all);
  CHECK(weeks_held > 0.91 * all_weeks);  // one draw each: 95 % give or take 3.7
  CHECK(weeks_held < 0.99 * all_weeks);
}

TEST_CASE("a missing day counts as what its weekday usually brings", "[outlook]") {
  const DayCounts whole = weeks(30, 60, 20, 3, [](std::size_t day) { return 1 + static_cast<double>(day) / 300; });
  DayCounts holed = whole;
  const std::size_t monday = holed.created.size() - 7;
  holed.created[monday] = holed.created[monday + 1] = 0;
  const Outlook expected = look_ahead_of(whole)[1];
  const Outlook found = look_ahead_of(holed)[1];
  REQUIRE(expected.state == OutlookState::given);
  REQUIRE(found.state == OutlookState::given);
  const double apart = std::fabs(found.points[0].expected - expected.points[0].expected);
  CHECK(apart < 0.05 * expected.points[0].expected);  // two of seven days would be a quarter
  CHECK(expected.missing_days == 0);
  CHECK(found.missing_days == 2);
  CHECK(found.missing == 0);
}

TEST_CASE("a month brings what its days bring: February less than January", "[outlook]") {
  DayCounts days{.first = std::chrono::local_days{std::chrono::year{2023} / 11 / 1}};
  Dice dice(5);
  const auto end = std::chrono::local_days{std::chrono::year{2026} / 2 / 1};
  while (days.end() < end) days.created.push_back(dice.poisson(16));
  const PeriodContext context;
  const Period january =
      previous_period(Period{.start = Instant{std::chrono::sys_days{std::chrono::year{2026} / 2 / 1}},
                             .end = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}},
                             .grain = Grain::month},
                      context);
  const auto outlooks = look_ahead(days, january, context);
  REQUIRE(outlooks.size() == 1);
  REQUIRE(outlooks[0].state == OutlookState::given);
  const auto& points = outlooks[0].points;
  REQUIRE(points.size() == 3);
  CHECK(points[0].expected / points[1].expected == Approx(28.0 / 31).margin(0.01));
  CHECK(points[0].low < 28 * 16);
  CHECK(points[0].high > 28 * 16);
  CHECK(outlooks[0].total.expected == Approx(points[0].expected + points[1].expected + points[2].expected));
}

TEST_CASE("what the data holds already is not forecast", "[outlook]") {
  const DayCounts days = weeks(52, 100, 20);
  const PeriodContext context;
  Period week = previous_period(last_week(days, context), context);
  auto outlooks = look_ahead(days, week, context);
  REQUIRE(outlooks.size() == 2);
  CHECK(outlooks[0].state == OutlookState::passed);
  CHECK(outlooks[0].points.empty());
  CHECK(outlooks[1].state == OutlookState::given);  // three of the four weeks are yet to come
  for (int i = 0; i < 3; ++i) week = previous_period(week, context);
  outlooks = look_ahead(days, week, context);
  CHECK(outlooks[1].state == OutlookState::passed);
}

TEST_CASE("the days of the coming week share out what the week is expected to bring", "[outlook]") {
  const DayCounts days = weeks(30, 60, 20, 3, [](std::size_t day) { return 1 + static_cast<double>(day) / 300; });
  const auto outlooks = look_ahead_of(days);
  REQUIRE(outlooks.size() == 2);
  REQUIRE(outlooks[0].state == OutlookState::given);
  REQUIRE(outlooks[1].state == OutlookState::given);
  CHECK(outlooks[0].total.expected == outlooks[1].points[0].expected);
  CHECK(outlooks[0].total.low == outlooks[1].points[0].low);
  CHECK(outlooks[0].total.high == outlooks[1].points[0].high);
  double sum = 0;
  for (const OutlookPoint& point : outlooks[0].points) sum += point.expected;
  CHECK(sum == Approx(outlooks[1].points[0].expected));
}

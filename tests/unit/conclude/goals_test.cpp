#include "csreport/conclude/goals.hpp"

#include <string>

#include "app/target_text.hpp"
#include "csreport/core/dataset.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::chrono::local_days day(int month, unsigned number) {
  return std::chrono::local_days{std::chrono::year_month_day{
      std::chrono::year{2026}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{number}}};
}

Target target_of(const std::string& text) { return understand_whole_target(text).value.value(); }

/// A report of one metric, now and before.
Comparison comparison_of(const std::string& id, std::optional<double> now, std::optional<double> before = {},
                         std::int64_t n = 1000, std::optional<Interval> interval = {}) {
  MetricComparison metric;
  metric.row = find_metric(id);
  metric.current.value = now;
  metric.current.n = n;
  metric.previous = MetricValue{.value = before, .n = n};
  metric.interval = std::move(interval);
  Comparison comparison;
  comparison.metrics.push_back(std::move(metric));
  return comparison;
}

Period month(unsigned number) {
  const auto begin = [](unsigned n) {
    return Instant{std::chrono::sys_days{std::chrono::year{2026} / std::chrono::month{n} / 1}};
  };
  return {begin(number), begin(number + 1), Grain::month, "2026-0" + std::to_string(number), /*to_date=*/false};
}

GoalResult judged(const Comparison& comparison, const Goal& goal, std::chrono::local_days through = day(7, 1)) {
  return judge_goals(comparison, std::vector{goal}, {.through = through}).front();
}

/// Satisfaction from 80 to 90 % by the end of the year, 85 % by the end of June.
Goal usual_goal() {
  return {.id = "goal_1",
          .target = target_of("csat>=90%"),
          .by = day(12, 31),
          .start = 0.8,
          .milestones = {{target_of("csat>=85%"), day(6, 30)}}};
}

}  // namespace

TEST_CASE("a goal is done where its target is met, also after its date", "[goals]") {
  const GoalResult result = judged(comparison_of("csat", 0.9, 0.8), usual_goal());
  CHECK(result.state == GoalState::done);
  CHECK(result.progress == 1);
  Goal late = usual_goal();
  late.by = day(1, 1);
  CHECK(judged(comparison_of("csat", 0.95), late).state == GoalState::done);
}

TEST_CASE("a count that still grows reaches no upper limit before its period is over", "[goals]") {
  Goal goal{.id = "goal_1", .target = target_of("tickets_created<=2000"), .by = day(12, 31)};
  Comparison comparison = comparison_of("tickets_created", 1414, 2500);
  CHECK(judged(comparison, goal).state == GoalState::done);
  comparison.current.to_date = true;
  CHECK(judged(comparison, goal).state == GoalState::unclear);
}

TEST_CASE("level with its milestones it is on the way, behind them it is overdue", "[goals]") {
  const GoalResult level = judged(comparison_of("csat", 0.86, 0.87), usual_goal());
  CHECK(level.state == GoalState::on_the_way);
  CHECK(level.progress == Approx(0.6));
  REQUIRE(level.milestones.size() == 1);
  CHECK(level.milestones[0].passed);
  CHECK_FALSE(level.milestones[0].met.has_value());  // the trend says nothing of its day
  const GoalResult behind = judged(comparison_of("csat", 0.84, 0.8), usual_goal());
  CHECK(behind.state == GoalState::overdue);
  CHECK(behind.progress == Approx(0.4));
  // The milestone's own last day is not over in a period that ends with the day before.
  CHECK(judged(comparison_of("csat", 0.84), usual_goal(), day(6, 30)).state == GoalState::on_the_way);
}

TEST_CASE("answers that leave the goal unclear may leave no doubt that a milestone was missed", "[goals]") {
  Goal goal = usual_goal();
  goal.target = target_of("csat>=80%");
  Comparison comparison = comparison_of("csat", 0.82, 0.82);
  comparison.metrics.front().interval = Interval{0.75, 0.88, 0.95, "wilson"};
  goal.milestones = {{target_of("csat>=85%"), day(6, 30)}};
  CHECK(judged(comparison, goal).state == GoalState::unclear);
  goal.milestones = {{target_of("csat>=90%"), day(6, 30)}};
  CHECK(judged(comparison, goal).state == GoalState::overdue);
}

TEST_CASE("a milestone is judged by the value at its day and not by that of now", "[goals]") {
  // By the end of June 87 % were satisfied, now 82 % are.
  const auto after = [](double june, double now, std::int64_t n = 1000) {
    Comparison comparison = comparison_of("csat", now, 0.8);
    comparison.trend = {month(5), month(6), month(7)};
    comparison.metrics[0].series = {{"2026-05", 0.7, 1000}, {"2026-06", june, n}, {"2026-07", now, 1000}};
    return judged(comparison, usual_goal(), day(8, 1));
  };
  const GoalResult reached = after(0.87, 0.82);
  CHECK(reached.milestones[0].value == 0.87);
  CHECK(reached.milestones[0].met == true);
  CHECK(reached.state == GoalState::on_the_way);
  const GoalResult late = after(0.81, 0.86);  // it was not, and has been caught up with
  CHECK(late.milestones[0].met == false);
  CHECK(late.state == GoalState::on_the_way);
  const GoalResult behind = after(0.84, 0.84);
  CHECK(behind.milestones[0].value == 0.84);
  CHECK(behind.milestones[0].met == false);
  CHECK(behind.state == GoalState::overdue);
  const GoalResult few = after(0.87, 0.82, 3);  // three answers say nothing
  CHECK_FALSE(few.milestones[0].met.has_value());
  CHECK(few.state == GoalState::overdue);
}

TEST_CASE("the value at a day is that of the last whole period before it", "[goals]") {
  Comparison comparison = comparison_of("csat", 0.9, 0.8);
  comparison.trend = {month(5), month(6)};
  comparison.metrics[0].series = {{"2026-05", 0.86, 1000}, {"2026-06", 0.9, 1000}};
  Goal goal = usual_goal();
  const auto value_at = [&](int of_month, unsigned of_day) {
    goal.milestones = {{target_of("csat>=85%"), day(of_month, of_day)}};
    return judged(comparison, goal).milestones[0].value;
  };
  CHECK(value_at(6, 30) == 0.9);
  CHECK(value_at(6, 29) == 0.86);
  CHECK(value_at(5, 31) == 0.86);
  CHECK_FALSE(value_at(5, 30).has_value());  // the trend begins later
  comparison.trend[1].to_date = true;        // it is going on
  CHECK(value_at(6, 30) == 0.86);
}

TEST_CASE("a milestone of waits is met when both classes of channels met it", "[goals]") {
  Comparison comparison = comparison_of("frt", 500, 600);
  comparison.trend = {month(6)};
  DimensionComparison classes{std::string(kChannelClass), {}};
  for (const auto& [name, seconds] : {std::pair{"live", 30.0}, std::pair{"waiting", 5000.0}}) {
    GroupComparison group;
    group.values.group = name;
    group.values.current = MetricValue{.value = seconds, .n = 500};
    group.values.series = {{"2026-06", seconds, 500}};
    classes.groups.push_back(group);
  }
  comparison.metrics.front().by.push_back(classes);
  const auto met = [&](const char* target) {
    const Goal goal{.id = "goal_1", .target = target_of("frt<=10s"), .milestones = {{target_of(target), day(6, 30)}}};
    return judged(comparison, goal).milestones[0];
  };
  CHECK(met("frt<=1h").met == false);
  CHECK(met("frt<=1h").value == 5000);
  CHECK(met("frt<=2h").met == true);
}

TEST_CASE("after its date a goal is missed", "[goals]") {
  const Goal goal = usual_goal();
  CHECK(judged(comparison_of("csat", 0.89, 0.8), goal, std::chrono::local_days{day(12, 31)} + std::chrono::days{1})
            .state == GoalState::missed);
  CHECK(judged(comparison_of("csat", 0.89, 0.8), goal, day(12, 31)).state == GoalState::on_the_way);
}

TEST_CASE("without milestones and a start, nearer than in the period before is on the way", "[goals]") {
  const Goal goal{.id = "goal_1", .target = target_of("frt<=1h")};
  CHECK(judged(comparison_of("frt", 5000, 6000), goal).state == GoalState::on_the_way);
  CHECK(judged(comparison_of("frt", 6000, 5000), goal).state == GoalState::open);
  CHECK(judged(comparison_of("frt", 6000, 6000), goal).state == GoalState::open);
  CHECK(judged(comparison_of("frt", 6000), goal).state == GoalState::open);
  CHECK_FALSE(judged(comparison_of("frt", 5000, 6000), goal).progress.has_value());
  CHECK(judged(comparison_of("frt", 3600, 6000), goal).state == GoalState::done);
}

TEST_CASE("worse than at the start is no progress, and nothing below it", "[goals]") {
  const GoalResult result = judged(comparison_of("csat", 0.7, 0.6), usual_goal(), day(3, 1));
  CHECK(result.progress == 0);
  CHECK(result.state == GoalState::open);
}

TEST_CASE("no value and too few cases say nothing", "[goals]") {
  CHECK(judged(comparison_of("csat", std::nullopt, 0.8), usual_goal()).state == GoalState::no_value);
  CHECK(judged(comparison_of("csat", 0.95, 0.8, 3), usual_goal()).state == GoalState::no_value);
  const GoalResult absent = judged(Comparison{}, usual_goal());
  CHECK(absent.state == GoalState::no_value);
  CHECK(absent.verdict.row->id == "csat");
}

TEST_CASE("a survey reaches its goal with its whole interval", "[goals]") {
  const Comparison unsure = comparison_of("csat", 0.91, 0.8, 60, Interval{0.82, 0.96, 0.95, "wilson"});
  CHECK(judged(unsure, usual_goal()).state == GoalState::unclear);
  Goal late = usual_goal();
  late.by = day(6, 30);
  CHECK(judged(unsure, late).state == GoalState::unclear);
}

TEST_CASE("a survey below its goal whose interval reaches it is neither missed nor on the way", "[goals]") {
  const Comparison unsure = comparison_of("csat", 0.88, 0.8, 60, Interval{0.78, 0.94, 0.95, "wilson"});
  Goal late = usual_goal();
  late.start = 0.7;
  late.by = day(6, 30);
  CHECK(judged(unsure, late).state == GoalState::unclear);
  CHECK_FALSE(judged(unsure, late).progress);
  const Comparison sure = comparison_of("csat", 0.80, 0.8, 600, Interval{0.77, 0.83, 0.95, "wilson"});
  CHECK(judged(sure, late).state == GoalState::missed);
}

TEST_CASE("a goal for waits is done when both classes of channels are", "[goals]") {
  Comparison comparison = comparison_of("frt", 500, 600);
  DimensionComparison classes{std::string(kChannelClass), {}};
  for (const auto& [name, seconds] : {std::pair{"live", 30.0}, std::pair{"waiting", 5000.0}}) {
    GroupComparison group;
    group.values.group = name;
    group.values.current = MetricValue{.value = seconds, .n = 500};
    group.values.previous = MetricValue{.value = seconds, .n = 500};
    classes.groups.push_back(group);
  }
  comparison.metrics.front().by.push_back(classes);
  const GoalResult result = judged(comparison, {.id = "goal_1", .target = target_of("frt<=1h")});
  CHECK(result.state == GoalState::open);
  CHECK(result.verdict.group == "waiting");
  CHECK(judged(comparison, {.id = "goal_1", .target = target_of("frt<=2h")}).state == GoalState::done);
}

TEST_CASE("an action is overdue behind its date, and never missed", "[goals]") {
  const TrackedAction action{.id = "action_1", .title = "a rota", .check = target_of("frt<=2m"), .due = day(6, 30)};
  const auto state = [&](const Comparison& comparison, std::chrono::local_days through) {
    return judge_tracked_actions(comparison, std::vector{action}, {.through = through}).front().state;
  };
  CHECK(state(comparison_of("frt", 100, 300), day(5, 1)) == GoalState::done);
  CHECK(state(comparison_of("frt", 200, 300), day(5, 1)) == GoalState::on_the_way);
  CHECK(state(comparison_of("frt", 400, 300), day(5, 1)) == GoalState::open);
  CHECK(state(comparison_of("frt", 200, 300), day(7, 1)) == GoalState::overdue);
  CHECK(state(comparison_of("frt", std::nullopt, 300), day(7, 1)) == GoalState::no_value);
}

TEST_CASE("an action without a check is late by its date alone", "[goals]") {
  const TrackedAction action{.id = "action_1", .title = "a rota", .due = day(6, 30)};
  const auto result = [&](std::chrono::local_days through) {
    return judge_tracked_actions(Comparison{}, std::vector{action}, {.through = through}).front();
  };
  CHECK(result(day(6, 30)).state == GoalState::open);
  CHECK(result(day(7, 1)).state == GoalState::overdue);
  CHECK(result(day(7, 1)).verdict.row == nullptr);
}

TEST_CASE("what is urgent comes first", "[goals]") {
  CHECK(urgency_of(GoalState::overdue) < urgency_of(GoalState::missed));
  CHECK(urgency_of(GoalState::missed) < urgency_of(GoalState::open));
  CHECK(urgency_of(GoalState::on_the_way) < urgency_of(GoalState::done));
}

TEST_CASE("no progress is claimed where the start met the target or the state is unclear", "[goals]") {
  Goal goal = usual_goal();
  goal.start = 0.95;
  CHECK_FALSE(judged(comparison_of("csat", 0.96), goal).progress.has_value());
  CHECK_FALSE(judged(comparison_of("csat", 0.85), goal).progress.has_value());
  const GoalResult few = judged(comparison_of("csat", 0.92, {}, 3), usual_goal());
  CHECK(few.state == GoalState::no_value);
  CHECK_FALSE(few.progress.has_value());
  const GoalResult unclear =
      judged(comparison_of("csat", 0.92, {}, 60, Interval{0.82, 0.97, 0.95, "wilson"}), usual_goal());
  CHECK(unclear.state == GoalState::unclear);
  CHECK_FALSE(unclear.progress.has_value());
}

// Goals and tracked actions as the page shows them: what stands in their cells.
#include <algorithm>

#include "app/target_text.hpp"
#include "support/catch.hpp"
#include "support/figure_cells.hpp"
#include "support/sample_report.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

using std::chrono::local_days;

constexpr local_days day(unsigned month, unsigned number) {
  return local_days{
      std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{number}}};
}

Target target_of(const std::string& text) { return understand_whole_target(text).value.value(); }

TargetResult verdict_on(const std::string& target, std::optional<double> value, TargetState state) {
  TargetResult verdict;
  verdict.target = target_of(target);
  verdict.row = find_metric(verdict.target.metric);
  verdict.value = value;
  verdict.n = 400;
  verdict.state = state;
  return verdict;
}

/// Satisfaction from 80 to 90 % by the end of the year; 81.3 % now.
GoalResult happier(GoalState state) {
  return {.goal = {.id = "goal_1",
                   .title = "Happier customers",
                   .owner = "Ann",
                   .target = target_of("csat>=90%"),
                   .by = day(12, 31),
                   .start = 0.8,
                   .milestones = {}},
          .verdict = verdict_on("csat>=90%", 0.813, TargetState::missed),
          .state = state,
          .progress = 0.13,
          .milestones = {},
          .previous = std::nullopt};
}

Report report_on(std::vector<GoalResult> goals, std::vector<TrackedActionResult> actions = {}) {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "team";
  inputs.verdicts.goals = std::move(goals);
  inputs.verdicts.tracked_actions = std::move(actions);
  return build_report(std::move(inputs));
}

GoalResult with_milestone(GoalState state, MilestoneResult milestone) {
  GoalResult result = happier(state);
  result.milestones = {std::move(milestone)};
  return result;
}

std::string remark_of(const GoalResult& goal) {
  const Report report = report_on({goal});
  const auto& remark = figure_of(report, "goals").rows[0].remark;
  return remark ? in_english(*remark) : "";
}

}  // namespace

TEST_CASE("a goal says its metric, where it began, where it is and how far that is", "[goals][figures]") {
  const Report report = report_on({happier(GoalState::on_the_way)});
  const Figure& figure = figure_of(report, "goals");
  CHECK(column_ids(figure) == "goal state start now target by bar progress owner");
  CHECK(in_english(figure.title) == "0 of 1 goals are reached");
  const FigureRow& row = figure.rows[0];
  CHECK(in_english(row.head) == "Happier customers");
  CHECK(in_english(*row.remark) == "CSAT");
  CHECK(in_english(cell_of(figure, row, "state")) == "on the way");
  CHECK(std::get<Amount>(cell_of(figure, row, "start")).value.value == 0.8);
  CHECK(std::get<Amount>(cell_of(figure, row, "now")).value.value == 0.813);
  CHECK(std::get<ShortLimit>(cell_of(figure, row, "target")).target.low == 0.9);
  CHECK(in_english(cell_of(figure, row, "by")) == "31 Dec 2026");
  const auto& bar = std::get<Against>(std::get<Drawing>(cell_of(figure, row, "bar")));
  CHECK(bar.value == 0.13);
  CHECK(bar.reference == 1.0);
  CHECK(std::get<Quantity>(cell_of(figure, row, "progress")).value == 0.13);
  CHECK(in_english(cell_of(figure, row, "owner")) == "Ann");
}

TEST_CASE("a goal without a title is called by its metric, and without a start there is no progress",
          "[goals][figures]") {
  GoalResult goal = happier(GoalState::open);
  goal.goal.title.clear();
  goal.goal.owner.clear();
  goal.goal.start.reset();
  goal.goal.by.reset();
  goal.progress.reset();
  const Report report = report_on({goal});
  const Figure& figure = figure_of(report, "goals");
  CHECK(column_ids(figure) == "goal state now target by");
  CHECK(in_english(figure.rows[0].head) == "CSAT");
  CHECK_FALSE(figure.rows[0].remark.has_value());
  CHECK(std::holds_alternative<std::monostate>(cell_of(figure, figure.rows[0], "by")));
}

TEST_CASE("what is behind comes first, and the title counts it in the words of its state", "[goals][figures]") {
  const Report report = report_on({happier(GoalState::done), happier(GoalState::unclear), happier(GoalState::missed),
                                   happier(GoalState::on_the_way), happier(GoalState::overdue)});
  const Figure& figure = figure_of(report, "goals");
  CHECK(in_english(figure.title) == "2 of 5 goals have missed their date or a milestone");
  std::string states;
  std::vector<SignalState> colours;
  for (const FigureRow& row : figure.rows) {
    states += in_english(cell_of(figure, row, "state")) + ", ";
    colours.push_back(std::get<Standing>(cell_of(figure, row, "state")).colour);
  }
  CHECK(states == "milestone missed, date missed, unclear, on the way, reached, ");
  CHECK(colours == std::vector{SignalState::worse, SignalState::worse, SignalState::normal, SignalState::normal,
                               SignalState::better});
  CHECK(figure.rows[4].kind == FigureRowKind::quiet);
}

TEST_CASE("a layout of one page keeps the three most urgent goals and says how many there are besides",
          "[goals][figures]") {
  const std::vector<GoalResult> goals = {happier(GoalState::done), happier(GoalState::unclear),
                                         happier(GoalState::missed), happier(GoalState::overdue)};
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "executive";
  inputs.verdicts.goals = goals;
  const Report report = build_report(std::move(inputs));
  const Figure& figure = figure_of(report, "goals");
  CHECK(figure.rows.size() == 3);
  CHECK(figure.in_mail);
  REQUIRE(figure.notes.size() == 1);
  CHECK(in_english(figure.notes.front()) == "1 more in the layout team.");
}

TEST_CASE("on one page the progress is a number, and what matters least gives its room to the goals",
          "[goals][figures]") {
  const auto executive = [](std::vector<GoalResult> goals) {
    ReportInputs inputs = sample::inputs(sample::comparison());
    inputs.layout = "executive";
    inputs.verdicts.goals = std::move(goals);
    inputs.verdicts.alerts = std::vector<Alert>(6, Alert{.id = "queue", .fired = true});
    return build_report(std::move(inputs));
  };
  const Report with = executive({happier(GoalState::on_the_way)});
  const Report without = executive({});
  CHECK(column_ids(figure_of(with, "goals")) == "goal state now target by progress owner");
  CHECK(in_english(figure_of(with, "goals").key).empty());
  const auto& all = block_of<ChangeList>(without);
  const auto& some = block_of<ChangeList>(with);
  CHECK((all.findings.size() == 5 && all.further == 0));
  // With what lies beyond the five and what chance may have moved, which are not told a second time.
  CHECK(some.findings.size() == 3);
  CHECK(some.further == 2 + with.findings.beyond.size() + with.findings.more);
  CHECK((some.more == 0 && !some.beyond));
  CHECK((all.actions.size() == with.actions.size() && all.further_actions == 0));
  CHECK(some.actions.size() == std::min<std::size_t>(with.actions.size(), 2));
  CHECK(some.further_actions == with.actions.size() - some.actions.size());
  CHECK((block_of<AlertList>(without).alerts.size() == 6 && block_of<AlertList>(without).more == 0));
  CHECK((block_of<AlertList>(with).alerts.size() == 4 && block_of<AlertList>(with).more == 2));
  CHECK(with.findings.shown.size() == 5);  // the JSON has them all
}

TEST_CASE("the milestone that matters stands below the goal", "[goals][figures]") {
  const Milestone autumn{target_of("csat>=85%"), day(9, 30)};
  CHECK(remark_of(with_milestone(GoalState::on_the_way, {.milestone = autumn})) ==
        "CSAT. Next: 85% or more by 30 Sep 2026");
  CHECK(remark_of(with_milestone(GoalState::overdue, {autumn, true, 0.841, false})) ==
        "CSAT. Was to be 85% or more by 30 Sep 2026, was 84.1%");
  CHECK(remark_of(with_milestone(GoalState::overdue, {autumn, true, std::nullopt, std::nullopt})) ==
        "CSAT. Was to be 85% or more by 30 Sep 2026");
  // Caught up with: nothing more to say of it.
  CHECK(remark_of(with_milestone(GoalState::on_the_way, {autumn, true, 0.841, false})) == "CSAT");
  CHECK(remark_of(with_milestone(GoalState::done, {.milestone = autumn})) == "CSAT");
}

TEST_CASE("an action says whether its check is met", "[goals][figures]") {
  const TrackedActionResult rota{
      .action = {.id = "action_1", .title = "A rota", .owner = "Bob", .check = target_of("frt<=2m"), .due = day(9, 30)},
      .verdict = verdict_on("frt<=2m", 38, TargetState::met),
      .state = GoalState::done,
      .previous = std::nullopt};
  TrackedActionResult macro = rota;
  macro.action = {.id = "action_2", .title = "A macro", .owner = "", .check = std::nullopt, .due = day(10, 31)};
  macro.verdict = {};
  macro.state = GoalState::overdue;
  const Report report = report_on({}, {rota, macro});
  const Figure& figure = figure_of(report, "tracked_actions");
  CHECK(column_ids(figure) == "action state check now due owner");
  CHECK(in_english(figure.title) == "1 of 2 tracked actions is overdue");
  const FigureRow& late = figure.rows[0];
  CHECK(in_english(late.head) == "A macro");
  CHECK(in_english(cell_of(figure, late, "state")) == "overdue");
  CHECK(std::holds_alternative<std::monostate>(cell_of(figure, late, "check")));
  CHECK(std::holds_alternative<std::monostate>(cell_of(figure, late, "now")));
  CHECK(in_english(cell_of(figure, late, "due")) == "31 Oct 2026");
  const FigureRow& helped = figure.rows[1];
  CHECK(in_english(cell_of(figure, helped, "state")) == "check met");
  CHECK(in_english(cell_of(figure, helped, "check")) == "First response time: 2m or less");
  CHECK(std::get<Amount>(cell_of(figure, helped, "now")).value.value == 38);
  CHECK(in_english(figure_of(report_on({}, {rota}), "tracked_actions").title) ==
        "The check of 1 of 1 tracked actions is met");
  CHECK(column_ids(figure_of(report_on({}, {macro}), "tracked_actions")) == "action state due");
}

TEST_CASE("without goals and actions the page has no place for them", "[goals][figures]") {
  const Report report = report_on({});
  CHECK(find_figure(report, "goals") == nullptr);
  CHECK(find_figure(report, "tracked_actions") == nullptr);
}

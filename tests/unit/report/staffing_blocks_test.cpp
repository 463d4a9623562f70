// The hours of a week as the page shows them: heat maps and the work of an hour.
#include "support/catch.hpp"
#include "support/figure_cells.hpp"
#include "support/sample_report.hpp"

using namespace csreport;
using namespace csreport::test;

namespace {

constexpr std::size_t kMonday = 0, kTuesday = 1, kSunday = 6;

/// A week in which every hour came once.
HourGrid quiet_week() {
  HourGrid grid;
  for (auto& weekday : grid.cells) {
    for (HourCell& cell : weekday) cell.seconds = 3600;
  }
  return grid;
}

Report report_of(HourGrid grid, AnswerLimits limits = {}, const StaffingOptions& options = {}) {
  grid.total = {};
  for (const auto& weekday : grid.cells) {
    for (const HourCell& cell : weekday) grid.total += cell;
  }
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "operations";
  inputs.hours = HoursOfWeek{.grid = grid, .limits = std::move(limits), .staffing = plan_staffing(grid, options)};
  return build_report(std::move(inputs));
}

const FigureRow& row_of(const Figure& figure, const std::string& head) {
  for (const FigureRow& row : figure.rows) {
    if (in_english(row.head) == head) return row;
  }
  FAIL("no row " << head);
  return figure.rows.front();
}

/// So many contacts on Mondays, by hour.
HourGrid monday(const std::vector<std::pair<std::size_t, std::int64_t>>& contacts) {
  HourGrid grid = quiet_week();
  for (const auto& [hour, n] : contacts) grid.cells[kMonday][hour].contacts = n;
  return grid;
}

std::string arrivals_title(const HourGrid& grid) {
  return in_english(figure_of(report_of(grid), "arrivals_by_hour").title);
}

}  // namespace

TEST_CASE("every contact stands in its hour and weekday, and rows and columns add up", "[hours][figures]") {
  HourGrid grid = monday({{6, 3}, {9, 40}, {23, 4}});
  grid.cells[kSunday][9].contacts = 10;
  grid.outbound = 2;
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "arrivals_by_hour");
  CHECK(column_ids(figure) == "weekday h00 h07 h08 h09 h10 h11 h12 h13 h14 h15 h16 h17 h18 h19 h20 all");
  REQUIRE(figure.rows.size() == 8);
  const FigureRow& mon = row_of(figure, "Mon");
  CHECK(in_english(cell_of(figure, mon, "h00")) == "3");
  CHECK(in_english(cell_of(figure, mon, "h09")) == "40");
  CHECK(in_english(cell_of(figure, mon, "h20")) == "4");
  CHECK(in_english(cell_of(figure, mon, "all")) == "47");
  const FigureRow& all = row_of(figure, "All");
  CHECK(all.kind == FigureRowKind::total);
  CHECK(in_english(cell_of(figure, all, "h09")) == "50");
  CHECK(in_english(cell_of(figure, all, "all")) == "57");
  REQUIRE(figure.notes.size() == 1);
  CHECK(in_english(figure.notes[0]) == "2 contacts that the desk opened are not among them.");
}

TEST_CASE("a night is shaded by its hours and not by its length", "[hours][figures]") {
  HourGrid grid = monday({{9, 10}});
  for (std::size_t hour = 0; hour < 7; ++hour) grid.cells[kMonday][hour].contacts = 2;
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "arrivals_by_hour");
  const auto shade = [&](const char* column) {
    return std::get<Shade>(cell_of(figure, row_of(figure, "Mon"), column));
  };
  CHECK(shade("h00").n == 14);
  CHECK(shade("h00").step == 1);  // two an hour of ten
  CHECK(shade("h09").step == 5);
  CHECK(shade("h10").step == 0);
  CHECK_FALSE(shade("h09").warning);
}

TEST_CASE("the five largest cells are marked with all that are as large as the fifth, unless these are more than ten",
          "[hours][figures]") {
  const auto marked = [](const HourGrid& grid) {
    const Report report = report_of(grid);
    int n = 0;
    for (const FigureRow& row : figure_of(report, "arrivals_by_hour").rows) {
      for (const Cell& cell : row.cells) {
        const auto* shade = std::get_if<Shade>(&cell);
        n += shade != nullptr && shade->most ? 1 : 0;
      }
    }
    return n;
  };
  const auto week = [](std::size_t hours, std::int64_t n, std::size_t larger) {
    HourGrid grid = quiet_week();
    for (std::size_t hour = 0; hour < hours; ++hour)
      grid.cells[kMonday][8 + hour].contacts = n + (hour < larger ? 1 : 0);
    return grid;
  };
  CHECK(marked(monday({{8, 9}, {9, 8}, {10, 7}, {11, 6}, {12, 5}, {13, 4}})) == 5);
  CHECK(marked(monday({{8, 9}, {9, 8}, {10, 7}, {11, 4}, {12, 4}, {13, 4}})) == 6);
  CHECK(marked(monday({{8, 4}, {9, 4}, {10, 4}, {11, 4}, {12, 4}, {13, 4}})) == 6);
  CHECK(marked(monday({{8, 4}, {9, 4}})) == 2);
  CHECK(marked(week(10, 4, 0)) == 10);
  CHECK(marked(week(10, 4, 3)) == 10);
  CHECK(marked(week(11, 4, 3)) == 3);
  CHECK(marked(week(11, 4, 0)) == 0);
}

TEST_CASE("the title is the shortest part of the day that holds half of the contacts", "[hours][figures]") {
  CHECK(arrivals_title(monday({{9, 30}, {10, 40}, {11, 30}, {15, 20}})) ==
        "About 60% of contacts arrive from 09:00 to 11:00");
  CHECK(arrivals_title(monday({{22, 30}, {23, 40}, {0, 40}, {12, 30}})) ==
        "About 55% of contacts arrive from 23:00 to 01:00");
  // Too few to say, and a day that is all the same.
  CHECK(arrivals_title(monday({{9, 90}})) == "When customers write");
  HourGrid even = quiet_week();
  for (HourCell& cell : even.cells[kMonday]) cell.contacts = 10;
  CHECK(arrivals_title(even) == "When customers write");
}

TEST_CASE("what is late says by which limit, and what is not judged why", "[hours][figures]") {
  HourGrid grid = quiet_week();
  grid.cells[kTuesday][10] = {.seconds = 3600, .contacts = 30, .judged = 20, .late = 6};
  grid.calls_judged = 4;
  grid.without_limit = 7;
  const AnswerLimits limits{
      .first_reply = {{.channel = "chat", .threshold = Seconds{60}}, {.threshold = Seconds{14400}}},
      .queue = Seconds{20}};
  const Report report = report_of(grid, limits);
  const Figure& figure = figure_of(report, "late_answers_by_hour");
  CHECK(in_english(figure.title) == "6 of 20 contacts were answered late");
  CHECK(in_english(figure.subtitle) ==
        "Late answers by hour and weekday of the arrival; late: first response after the time promised or aimed at, "
        "1m to 4h, of calls after 20s in the queue");
  const auto shade = std::get<Shade>(cell_of(figure, row_of(figure, "Tue"), "h10"));
  CHECK(shade.n == 6);
  CHECK(shade.warning);
  CHECK(in_english(cell_of(figure, row_of(figure, "Share"), "h10")) == "30%");
  CHECK(in_english(cell_of(figure, row_of(figure, "Share"), "h11")).empty());  // of nothing there is no share
  CHECK(in_english(cell_of(figure, row_of(figure, "Share"), "all")) == "30%");
  REQUIRE(figure.notes.size() == 2);
  CHECK(in_english(figure.notes[0]).find("7 other contacts are not judged: no promise and no target") == 0);
  CHECK(in_english(figure.notes[1]).find("3 contacts are not judged: they still wait") == 0);
  grid.calls_judged = 0;
  const Report written = report_of(grid, {.first_reply = {{.threshold = Seconds{3600}}}});
  CHECK(in_english(figure_of(written, "late_answers_by_hour").subtitle) ==
        "Late answers by hour and weekday of the arrival; late: first response after 1h");
}

TEST_CASE("where only calls are judged the map says calls", "[hours][figures]") {
  HourGrid grid = quiet_week();
  grid.cells[kTuesday][10] = {.seconds = 3600, .contacts = 30, .judged = 4, .late = 0};
  grid.calls_judged = 4;
  grid.without_limit = 26;
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "late_answers_by_hour");
  CHECK(in_english(figure.title) == "0 of 4 calls waited too long in the queue");
  CHECK(in_english(figure.subtitle) == "Late calls by hour and weekday of the arrival; late: after 20s in the queue");
  CHECK(figure.rows.empty());  // a map of nothing
  CHECK(figure.notes.size() == 1);
}

TEST_CASE("the work of an hour is time, beside the agents of that hour", "[staffing][figures]") {
  HourGrid grid = quiet_week();
  // 140 calls of three minutes on Monday from 9 to 10: seven hours of work, one an hour on the average of seven days.
  HourCell& busy = grid.cells[kMonday][9];
  busy.contacts = busy.live = busy.handled = busy.live_handled = 140;
  busy.handle_seconds = busy.live_handle_seconds = 140 * 180;
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "workload_by_hour");
  CHECK(column_ids(figure) == "hour bars contacts workload needed");
  REQUIRE(figure.rows.size() == 1);  // hours without contacts are left out
  const FigureRow& row = figure.rows[0];
  CHECK(in_english(row.head) == "09");
  CHECK(in_english(cell_of(figure, row, "contacts")) == "140");
  CHECK(std::get<Quantity>(cell_of(figure, row, "workload")).kind == QuantityKind::duration);
  CHECK(std::get<Quantity>(cell_of(figure, row, "workload")).value == 3600.0);
  CHECK(std::get<Quantity>(cell_of(figure, row, "needed")).value == 10.0);  // Erlang C for seven Erlangs
  CHECK(in_english(figure.title) == "The busiest hour of the week needs 10 agents");
  CHECK(std::get<Bar>(std::get<Drawing>(cell_of(figure, row, "bars"))).value == 3600.0);
  const Axis& axis = figure.columns[1].axis;
  CHECK(axis.high == 3600);
  REQUIRE(axis.ticks.size() == 3);
  CHECK(axis.ticks[1].value == 1800.0);
  REQUIRE(figure.notes.size() == 2);
  CHECK(in_english(figure.notes[0]) ==
        "Needed: agents in the busiest hour of the week, so that 80% of live contacts are answered within 20s, at 3m "
        "each (Erlang C).");
  CHECK(in_english(figure.notes[1]) == "Breaks, training and other time away from the queue are not added to it.");
}

TEST_CASE("shrinkage and patience are told with the agents that they change", "[staffing][figures]") {
  HourGrid grid = quiet_week();
  HourCell& busy = grid.cells[kMonday][9];
  busy.contacts = busy.live = busy.handled = busy.live_handled = 140;
  busy.handle_seconds = busy.live_handle_seconds = 140 * 180;
  grid.abandoned = 20;
  grid.queue_seconds = 1200;
  const Report report = report_of(grid, {}, {.share = 0.9, .shrinkage = 0.3});
  const Figure& figure = figure_of(report, "workload_by_hour");
  REQUIRE(figure.notes.size() == 2);
  CHECK(in_english(figure.notes[0])
            .find("90% of live contacts are answered within 20s, at 3m each, when customers "
                  "give up after 1m on average (Erlang A).") != std::string::npos);
  CHECK(in_english(figure.notes[1]) == "Needed includes the 30% of paid time that agents are away from the queue.");
}

TEST_CASE("agents that were there stand beside the work, nights together", "[staffing][figures]") {
  HourGrid grid = quiet_week();
  grid.has_sessions = true;
  for (const std::size_t hour : {21U, 22U}) {
    grid.cells[kMonday][hour] = {
        .seconds = 3600, .contacts = 7, .handled = 7, .handle_seconds = 25200, .staffed_seconds = 7 * 7200};
  }
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "workload_by_hour");
  CHECK(column_ids(figure) == "hour bars contacts workload staffed");
  REQUIRE(figure.rows.size() == 1);
  const FigureRow& row = figure.rows[0];
  CHECK(in_english(row.head) == "20–23");
  CHECK(in_english(cell_of(figure, row, "contacts")) == "14");
  CHECK(std::get<Quantity>(cell_of(figure, row, "workload")).value == 1800.0);  // of four hours on seven days
  CHECK(std::get<Quantity>(cell_of(figure, row, "staffed")).value == 1.0);
  const auto& bar = std::get<Against>(std::get<Drawing>(cell_of(figure, row, "bars")));
  CHECK(bar.value == 1800.0);
  CHECK(bar.reference == 3600.0);
  CHECK(in_english(figure.title) == "Work in the period, in agent hours: 14");
  grid.cells[kMonday][9] = {.seconds = 3600, .contacts = 1, .handled = 1, .handle_seconds = 60};
  const Report alone = report_of(grid);
  const Figure& both = figure_of(alone, "workload_by_hour");
  CHECK_FALSE(std::get<Against>(std::get<Drawing>(cell_of(both, both.rows[0], "bars"))).reference.has_value());
}

TEST_CASE("hours without a known handle time are no hours without work", "[staffing][figures]") {
  HourGrid grid = quiet_week();
  grid.cells[kMonday][9] = {.seconds = 3600, .contacts = 5};
  grid.cells[kMonday][10] = {.seconds = 3600, .contacts = 4, .handled = 1, .handle_seconds = 420};
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "workload_by_hour");
  REQUIRE(figure.rows.size() == 2);
  CHECK_FALSE(std::get<Quantity>(cell_of(figure, figure.rows[0], "workload")).value.has_value());
  CHECK(std::get<Quantity>(cell_of(figure, figure.rows[1], "workload")).value == 60.0);
  REQUIRE(figure.notes.size() == 1);
  CHECK(in_english(figure.notes[0]) == "Work is that of the 1 contact, of 9, whose handle time is known.");
}

TEST_CASE("without contacts or handle times there is nothing to draw", "[hours][figures]") {
  const Report report = report_of(quiet_week());
  CHECK(find_figure(report, "arrivals_by_hour") == nullptr);
  CHECK(find_figure(report, "late_answers_by_hour") == nullptr);
  CHECK(find_figure(report, "workload_by_hour") == nullptr);
}

TEST_CASE("agents are told for every hour of the week, and a night needs those of its busiest hour",
          "[hours][figures]") {
  HourGrid grid = quiet_week();
  const auto busy = [&](std::size_t day, std::size_t hour, std::int64_t contacts) {
    HourCell& cell = grid.cells[day][hour];
    cell.contacts = cell.live = cell.handled = cell.live_handled = contacts;
    cell.handle_seconds = cell.live_handle_seconds = contacts * 180;
  };
  busy(kMonday, 9, 200);  // 14 agents: see tests/unit/core/queues_test.cpp
  busy(kTuesday, 3, 200);
  busy(kTuesday, 4, 1);
  const Report report = report_of(grid);
  const Figure& figure = figure_of(report, "agents_needed_by_hour");
  CHECK(in_english(figure.title) == "Up to 14 agents are needed at a time");  // in more hours than one
  CHECK(column_ids(figure) == "weekday h00 h07 h08 h09 h10 h11 h12 h13 h14 h15 h16 h17 h18 h19 h20 agent_hours");
  REQUIRE(figure.rows.size() == 7);
  CHECK(in_english(cell_of(figure, row_of(figure, "Mon"), "h09")) == "14");
  CHECK(std::get<Shade>(cell_of(figure, row_of(figure, "Mon"), "h09")).step == 5);
  CHECK(in_english(cell_of(figure, row_of(figure, "Tue"), "h00")) == "14");
  CHECK(in_english(cell_of(figure, row_of(figure, "Tue"), "agent_hours")) == "15");  // 14 and 1
  CHECK(std::get<Shade>(cell_of(figure, row_of(figure, "Sun"), "h09")).step == 0);
}

TEST_CASE("without handle times there is no map of agents", "[hours][figures]") {
  CHECK(find_figure(report_of(monday({{9, 40}})), "agents_needed_by_hour") == nullptr);
}

TEST_CASE("little work is told in tenths of an hour, and never as none", "[staffing][figures]") {
  const auto title = [](std::int64_t seconds) {
    HourGrid grid = quiet_week();
    grid.cells[kMonday][9] = {.seconds = 3600, .contacts = 1, .handled = 1, .handle_seconds = seconds};
    return in_english(figure_of(report_of(grid), "workload_by_hour").title);
  };
  const std::string work = "Work in the period, in agent hours: ";
  CHECK(title(60) == work + "0.1");
  CHECK(title(450) == work + "0.1");
  CHECK(title(1500) == work + "0.4");
  CHECK(title(3500) == work + "1");
  CHECK(title(5100) == work + "1.5");
}

#include "csreport/conclude/staffing.hpp"

#include "support/catch.hpp"

using namespace csreport;

namespace {

/// 200 live contacts of three minutes on Monday from 9 to 10, as in the example of tests/unit/core/queues_test.cpp.
HourGrid busy_monday() {
  HourGrid grid;
  for (auto& weekday : grid.cells) {
    for (HourCell& cell : weekday) cell.seconds = 3600;
  }
  HourCell& cell = grid.cells[0][9];
  cell.contacts = 220;
  cell.live = cell.handled = cell.live_handled = 200;
  cell.handle_seconds = cell.live_handle_seconds = 200 * 180;
  grid.total = cell;
  grid.total.seconds = 168 * 3600;
  return grid;
}

}  // namespace

TEST_CASE("an hour needs the agents that Erlang C asks for, and shrinkage adds to them", "[staffing]") {
  const Staffing staffing = plan_staffing(busy_monday(), {});
  CHECK(staffing.cells[0][9].arrivals == Approx(200));
  CHECK(staffing.cells[0][9].workload == Approx(10));
  CHECK(staffing.cells[0][9].agents_needed == 14);
  CHECK(staffing.cells[0][10].agents_needed == 0);
  CHECK(staffing.live_handle_time == 180);
  CHECK(staffing.workload_hours == Approx(10));
  CHECK_FALSE(staffing.goal.patience.has_value());
  CHECK_FALSE(staffing.cells[0][9].staffed.has_value());
  CHECK_FALSE(staffing.staffed_hours.has_value());
  CHECK(staffing.hours_short == 0);
  CHECK(plan_staffing(busy_monday(), {.shrinkage = 0.3}).cells[0][9].agents_needed == 20);
}

TEST_CASE("an hour that comes several times in the period counts its average", "[staffing]") {
  HourGrid grid = busy_monday();
  grid.cells[0][9].seconds = 4 * 3600;
  const Staffing staffing = plan_staffing(grid, {});
  CHECK(staffing.cells[0][9].arrivals == Approx(50));
  CHECK(staffing.cells[0][9].workload == Approx(2.5));
}

TEST_CASE("where customers leave, their patience counts", "[staffing]") {
  HourGrid grid = busy_monday();
  grid.abandoned = 20;
  grid.queue_seconds = 1200;
  const Staffing staffing = plan_staffing(grid, {});
  CHECK(staffing.goal.patience == 60);
  CHECK(*staffing.cells[0][9].agents_needed < 14);
}

TEST_CASE("fewer agents than needed are told, where sessions say when they were there", "[staffing]") {
  HourGrid grid = busy_monday();
  grid.has_sessions = true;
  grid.cells[0][9].staffed_seconds = 13 * 3600;
  grid.total.staffed_seconds = 13 * 3600;
  grid.unplaced_staffed_seconds = 3600;
  const Staffing staffing = plan_staffing(grid, {.shrinkage = 0.3});
  CHECK(staffing.cells[0][9].staffed == Approx(13));
  CHECK(staffing.cells[0][9].short_of_agents);  // 13 at the queue, and 14 are needed there
  CHECK(staffing.hours_short == 1);
  CHECK(staffing.staffed_hours == Approx(14));
  grid.cells[0][9].staffed_seconds = 14 * 3600;
  CHECK(plan_staffing(grid, {}).hours_short == 0);
}

TEST_CASE("without handle times nothing is said of agents", "[staffing]") {
  HourGrid grid = busy_monday();
  grid.cells[0][9].live_handled = grid.total.live_handled = 0;
  const Staffing staffing = plan_staffing(grid, {});
  CHECK_FALSE(staffing.tells_needs());
  CHECK_FALSE(staffing.cells[0][9].agents_needed.has_value());
}

TEST_CASE("an hour that the clock skips needs nobody", "[staffing]") {
  HourGrid grid = busy_monday();
  grid.cells[6][2].seconds = 0;
  CHECK_FALSE(plan_staffing(grid, {}).cells[6][2].agents_needed.has_value());
}

#include "render/json_plans.hpp"

namespace csreport {
namespace {

Json point_json(const OutlookPoint& point, const TimeZone& zone) {
  return {{"start", format_iso8601(point.period.start, zone)},
          {"end", format_iso8601(point.period.end, zone)},
          {"expected", point.expected},
          {"low", point.low},
          {"high", point.high}};
}

/// Errors are null where nothing could be tried.
Json backtest_json(const Backtest& backtest) {
  const bool tried = backtest.forecasts > 0;
  return {{"forecasts", backtest.forecasts},
          {"error", tried ? Json(backtest.error) : Json(nullptr)},
          {"naive_error", tried ? Json(backtest.naive_error) : Json(nullptr)},
          {"ratio", tried ? Json(backtest.ratio()) : Json(nullptr)}};
}

}  // namespace

Json outlook_json(const std::vector<Outlook>& outlooks, const TimeZone& zone) {
  Json array = Json::array();
  for (const Outlook& outlook : outlooks) {
    Json points = Json::array();
    for (const OutlookPoint& point : outlook.points) points.push_back(point_json(point, zone));
    array.push_back({{"metric", "tickets_created"},
                     {"grain", std::string(grain_name(outlook.grain))},
                     {"state", std::string(outlook_state_name(outlook.state))},
                     {"level", outlook.level},
                     {"history", outlook.history},
                     {"missing", outlook.missing},
                     {"missing_days", outlook.missing_days},
                     {"season", outlook.season},
                     {"backtest", backtest_json(outlook.backtest)},
                     {"points", std::move(points)},
                     {"total", outlook.points.empty() ? Json(nullptr) : point_json(outlook.total, zone)}});
  }
  return array;
}

Json staffing_json(const HoursOfWeek& week) {
  const Staffing& staffing = week.staffing;
  Json hours = Json::array();
  for (std::size_t weekday = 0; weekday < kWeekdays; ++weekday) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      const HourStaffing& cell = staffing.cells[weekday][hour];
      const HourCell& counts = week.grid.cells[weekday][hour];
      hours.push_back({{"weekday", weekday + 1},
                       {"hour", hour},
                       {"contacts", counts.contacts},
                       {"judged", counts.judged},
                       {"late", counts.late},
                       {"arrivals", cell.arrivals},
                       {"workload", cell.workload},
                       {"staffed", number(cell.staffed)},
                       {"agents_needed", cell.agents_needed ? Json(*cell.agents_needed) : Json(nullptr)},
                       {"short_of_agents", cell.short_of_agents}});
    }
  }
  return {{"service_level", {{"share", staffing.goal.share}, {"within", staffing.goal.within}}},
          {"patience", number(staffing.goal.patience)},
          {"shrinkage", staffing.shrinkage},
          {"live_handle_time", number(staffing.live_handle_time)},
          {"workload_hours", staffing.workload_hours},
          {"staffed_hours", number(staffing.staffed_hours)},
          {"hours_short", staffing.hours_short},
          {"hours", std::move(hours)}};
}

}  // namespace csreport

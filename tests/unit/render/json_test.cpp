#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "csreport/render/renderer.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;
using Json = nlohmann::ordered_json;

namespace {

Json json(const Report& report) { return Json::parse(find_renderer("json")->render(report, {})); }

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

}  // namespace

TEST_CASE("JSON has every key of the contract in its order", "[render]") {
  const Json root = json(sample::report());
  CHECK(keys(root) == std::vector<std::string>{"schema_version", "generator", "layout", "as_of", "period",
                                               "compared_with", "percentile_method", "inputs", "rows", "not_understood",
                                               "metrics", "findings", "actions", "alerts", "fail_on", "tables",
                                               "warnings"});
  CHECK(keys(root["metrics"]["csat"]) ==
        std::vector<std::string>{"title",    "unit",        "better",    "kind",        "headline", "variant",
                                 "value",    "n",           "numerator", "denominator", "stats",    "excluded",
                                 "interval", "previous",    "change",    "driver",      "normal",   "signal",
                                 "target",   "other_clock", "quality",   "series",      "by"});
  CHECK(keys(root["metrics"]["csat"]["change"]) == std::vector<std::string>{"absolute", "relative", "low", "high", "p",
                                                                            "p_adjusted", "significant",
                                                                            "probability_lower"});
  CHECK(keys(root["metrics"]["frt"]["by"]["channel"]["Chat"]) ==
        std::vector<std::string>{"value", "n", "numerator", "denominator", "stats", "excluded", "interval", "previous",
                                 "change", "target", "contribution", "series"});
  CHECK(keys(root["inputs"][0]) ==
        std::vector<std::string>{"path", "kind", "profile", "rows", "excluded", "rejected", "columns"});
}

TEST_CASE("JSON keeps numbers unrounded and times with their offset", "[render]") {
  const Json root = json(sample::report());
  CHECK(root["metrics"]["csat"]["value"] == 335.0 / 412);
  CHECK(root["metrics"]["csat"]["n"] == 412);
  CHECK(root["metrics"]["frt"]["excluded"] == Json{{"awaiting_first_reply", 14}, {"negative", 2}});
  CHECK(root["period"] == Json{{"start", "2026-11-09T00:00:00+00:00"},
                               {"end", "2026-11-16T00:00:00+00:00"},
                               {"label", "2026-W46"},
                               {"grain", "week"},
                               {"time_zone", "UTC"}});
  CHECK(root["as_of"] == "2026-11-15T23:59:59+00:00");
}

TEST_CASE("JSON has the total of a metric that the page splits", "[render]") {
  const Json root = json(sample::report());
  CHECK(root["metrics"]["frt"]["value"] == 2280);
  CHECK(root["metrics"]["frt"]["by"].contains("channel_class"));
}

TEST_CASE("what is missing is null and never a number that is none", "[render]") {
  Comparison comparison = sample::comparison();
  comparison.metrics[0].current.value = std::numeric_limits<double>::quiet_NaN();
  comparison.metrics[1].current.value = -0.0;
  const Json root = json(build_report(sample::inputs(comparison)));
  CHECK(root["metrics"]["csat"]["value"].is_null());
  CHECK_FALSE(std::signbit(root["metrics"]["nps"]["value"].get<double>()));
  CHECK(root["metrics"]["art"]["value"].is_null());
  CHECK(root["metrics"]["art"]["quality"]["state"] == "no_message_log");
  const Json empty = json(sample::empty_report());
  CHECK(empty["as_of"].is_null());
  CHECK(empty["compared_with"].is_null());
  CHECK(empty["metrics"]["csat"]["previous"].is_null());
}

TEST_CASE("the tables of the page are in the JSON with the rows that only they have", "[render]") {
  sample::Shape shape;
  shape.categories = 30;
  shape.volume = 4;
  const Json table = json(sample::report(shape))["tables"]["by_category"];
  CHECK(table["columns"][0] == "row");
  CHECK(table["columns"][3] == "tickets_created");
  const Json other = table["rows"][12];
  CHECK(other[0] == "other");
  CHECK(other[1].is_null());
  CHECK(other[2] == 18);
  CHECK(other.size() == table["columns"].size());
}

TEST_CASE("the schema is part of the program", "[render]") {
  CHECK(Json::parse(json_schema())["$schema"] == "https://json-schema.org/draft/2020-12/schema");
}

TEST_CASE("JSON has the agents of every hour of the week and the forecast with its backtest, unrounded", "[render]") {
  Report report = sample::report();
  report.hours = sample::hours_of_week();
  const OutlookPoint point{sample::week(-1), 24.4, 15.25, 36.5};
  Outlook given{.grain = Grain::week, .state = OutlookState::given, .points = {point}, .total = point, .history = 60};
  given.backtest = {.forecasts = 20, .error = 4.2, .naive_error = 5.25};
  report.outlooks = {given, {.grain = Grain::day, .state = OutlookState::too_short}};
  const Json root = json(report);

  REQUIRE(root["staffing"]["hours"].size() == 168);
  CHECK(keys(root["staffing"]) == std::vector<std::string>{"service_level", "patience", "shrinkage", "live_handle_time",
                                                           "workload_hours", "staffed_hours", "hours_short", "hours"});
  std::size_t at = 0;
  std::int64_t late = 0;
  for (const auto& day : report.hours->staffing.cells) {
    for (const HourStaffing& hour : day) {
      const Json& told = root["staffing"]["hours"][at++];
      CHECK(told["agents_needed"] == (hour.agents_needed ? Json(*hour.agents_needed) : Json(nullptr)));
      CHECK(told["arrivals"] == hour.arrivals);
      late += told["late"].get<std::int64_t>();
    }
  }
  CHECK(late == report.hours->grid.total.late);
  CHECK(root["staffing"]["hours"][24 + 9]["weekday"] == 2);
  CHECK(root["staffing"]["hours"][24 + 9]["hour"] == 9);

  REQUIRE(root["outlook"].size() == 2);
  CHECK(root["outlook"][0]["points"][0]["expected"] == 24.4);
  CHECK(root["outlook"][0]["points"][0]["low"] == 15.25);
  CHECK(root["outlook"][0]["total"]["high"] == 36.5);
  CHECK(root["outlook"][0]["backtest"] ==
        Json{{"forecasts", 20}, {"error", 4.2}, {"naive_error", 5.25}, {"ratio", 4.2 / 5.25}});
  CHECK(root["outlook"][1]["state"] == "too_short");
  CHECK(root["outlook"][1]["backtest"]["error"].is_null());
  CHECK(root["outlook"][1]["total"].is_null());
}

TEST_CASE("JSON says what a normal range of counts is per, and how rarely chance makes a signal", "[render]") {
  Report report = sample::report();
  MetricComparison& created = report.comparison.metrics.front();
  created.judgement.normal = NormalRange{100, 90, 110, 25, false, 28};
  created.judgement.signal = {.state = SignalState::worse, .rule = "outside_limits", .p = 0.004, .p_adjusted = 0.04};
  const Json metric = json(report)["metrics"][std::string(created.row->id)];
  CHECK(metric["normal"]["per_days"] == 28);
  CHECK(metric["signal"] == Json{{"state", "worse"}, {"rule", "outside_limits"}, {"p", 0.004}, {"p_adjusted", 0.04}});
}

TEST_CASE("JSON has the range and the signal of every group that has a series", "[render]") {
  Report report = sample::report();
  MetricComparison& created = report.comparison.metrics.front();
  REQUIRE_FALSE(created.by.empty());
  GroupComparison& group = created.by.front().groups.front();
  const auto told = [&] {
    return json(
        report)["metrics"][std::string(created.row->id)]["by"][created.by.front().dimension][group.values.group];
  };
  group.values.series.clear();
  CHECK_FALSE(told().contains("signal"));
  group.values.series = {{"2026-W46", 12.0, 12}};
  group.judgement.normal = NormalRange{100, 90, 110, 25, false, std::nullopt};
  group.judgement.signal = {.state = SignalState::better, .rule = "run_of_8", .p = 0.01, .p_adjusted = std::nullopt};
  CHECK(told()["normal"]["high"] == 110);
  CHECK(told()["signal"] == Json{{"state", "better"}, {"rule", "run_of_8"}, {"p", 0.01}, {"p_adjusted", nullptr}});
}

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
                                               "compared_with", "inputs", "metrics", "findings", "actions", "alerts",
                                               "fail_on", "tables", "warnings"});
  CHECK(keys(root["metrics"]["csat"]) ==
        std::vector<std::string>{"title",       "unit",     "better",    "kind",        "headline", "variant",
                                 "value",       "n",        "numerator", "denominator", "stats",    "excluded",
                                 "interval",    "previous", "change",    "normal",      "signal",   "target",
                                 "other_clock", "quality",  "series",    "by"});
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

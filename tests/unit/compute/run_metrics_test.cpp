#include "csreport/compute/run_metrics.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace csreport;

namespace {
RunMetrics with_ids(const std::vector<std::string>& ids) { return RunMetrics({}, ids); }
}  // namespace

TEST_CASE("an id with another number is measured as the catalogue's") {
  const std::vector<std::string> ids = {"share_within_300s", "resolved_within_48h"};
  const RunMetrics metrics(std::vector<Indicator>{}, ids);
  REQUIRE(metrics.rows().size() == 2);
  const MetricRow& answered = metrics.rows()[0];
  CHECK(answered.id == "share_within_300s");
  CHECK(answered.title == "Answered within 300 s");
  CHECK(answered.parameter == 300);
  CHECK(answered.measure == find_metric("share_within_120s")->measure);
  CHECK(answered.definition == "Share of the first responses of the period that came within 300 seconds.");
  CHECK(answered.formula == "first responses within 300 s / first responses");
  const MetricRow& solved = metrics.rows()[1];
  CHECK(solved.title == "Solved within 48 h");
  CHECK(solved.parameter == 48 * 60 * 60);
  CHECK(solved.definition ==
        "Share of the tickets created in the period that were solved within 48 hours, among those created at least 48 "
        "hours before the end of the data.");
  CHECK(metrics.find("resolved_within_48h") == &solved);
}

TEST_CASE("what is no such id makes no row") {
  for (const char* id : {"share_within_s", "share_within_0s", "share_within_07s", "share_within_-5s", "share_within_5m",
                         "share_within_5S", "share_within_5ss", "resolved_within_596524h", "share_within_2147483648s",
                         "resolved_within_1.5h", "frt", ""}) {
    INFO(id);
    CHECK(find_parameter_form(id) == nullptr);
    CHECK(with_ids({id}).rows().empty());
  }
  CHECK(find_parameter_form("share_within_120s") == nullptr);  // the catalogue has it
  CHECK(find_parameter_form("share_within_2147483647s") == find_metric("share_within_120s"));
  CHECK(find_parameter_form("resolved_within_596523h") == find_metric("resolved_within_24h"));
}

TEST_CASE("an id that is asked for twice makes one row, and an indicator of that id comes first") {
  CHECK(with_ids({"share_within_300s", "share_within_300s"}).rows().size() == 1);
  const std::vector<std::string> ids = {"share_within_300s"};
  const RunMetrics metrics({{.id = "visits", .name = "visits", .title = "Visits"}}, ids);
  REQUIRE(metrics.rows().size() == 2);
  CHECK(metrics.rows()[0].id == "visits");
  CHECK(metrics.rows()[0].parameter == 0);
}

TEST_CASE("a number in another unit is told in that of the id") {
  CHECK(in_unit_of_form("share_within_2m") == "share_within_120s");
  CHECK(in_unit_of_form("share_within_1h") == "share_within_3600s");
  CHECK(in_unit_of_form("resolved_within_2d") == "resolved_within_48h");
  CHECK_FALSE(in_unit_of_form("resolved_within_90m").has_value());
  CHECK_FALSE(in_unit_of_form("share_within_120s").has_value());
  CHECK_FALSE(in_unit_of_form("share_within_m").has_value());
  CHECK_FALSE(in_unit_of_form("csat").has_value());
}

#include "render/chart.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/markup_skeleton.hpp"

using namespace csreport;

namespace {

LineChart chart_of(ChartValues values) {
  LineChart chart;
  chart.values = std::move(values);
  for (std::size_t i = 0; i < chart.values.size(); ++i) chart.x_labels.push_back("p" + std::to_string(i));
  chart.ticks = {{0, "0"}, {10, "10"}};
  chart.latest = "now: 5";
  chart.label = "a line";
  return chart;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a label of a line stands where its point is, the last one ends at the edge", "[render]") {
  // Six points: every second one from the last back, so that the first label is of the second point.
  const std::string drawing = line_svg(chart_of(ChartValues(6, 5.0)));
  CHECK(drawing.find(R"(<text x="25.00%")") != std::string::npos);
  CHECK(drawing.find(R"(text-anchor="start">p1</text>)") != std::string::npos);
  CHECK(drawing.find(R"(text-anchor="end">p5</text>)") != std::string::npos);
}

TEST_CASE("axis ticks are round and enclose the values", "[render]") {
  const struct {
    double low, high;
    TickUnit unit;
    std::vector<double> ticks;
  } cases[] = {{183, 276, TickUnit::whole, {150, 200, 250, 300}},
               {0.813, 0.886, TickUnit::share, {0.80, 0.82, 0.84, 0.86, 0.88, 0.90}},
               {2280, 3600, TickUnit::seconds, {1800, 2400, 3000, 3600}},
               {0, 3, TickUnit::whole, {0, 1, 2, 3, 4}},
               {5, 5, TickUnit::whole, {3, 4, 5, 6, 7}},
               {0, 0, TickUnit::whole, {0, 1, 2, 3, 4}},
               {1, 1, TickUnit::share, {0.99, 0.995, 1}},
               {86400, 5 * 86400, TickUnit::seconds, {86400, 2 * 86400, 3 * 86400, 4 * 86400, 5 * 86400}}};
  for (const auto& c : cases) {
    const auto ticks = tick_values(c.low, c.high, c.unit);
    INFO(c.low << " to " << c.high << ": " << ticks.size() << " ticks from " << ticks.front());
    REQUIRE(ticks.size() == c.ticks.size());
    for (std::size_t i = 0; i < ticks.size(); ++i) CHECK(ticks[i] == Approx(c.ticks[i]));
  }
}

TEST_CASE("a gap breaks the line and is marked on the base line", "[render]") {
  const std::string svg = line_svg(chart_of({1.0, 2.0, std::nullopt, 4.0, 5.0}));
  CHECK(count(svg, "<polyline") == 2);
  CHECK(count(svg, "class=\"gap\"") == 1);
  CHECK(count(svg, "class=\"dot\"") == 3);
  CHECK(count(svg, "class=\"end\"") == 1);
  CHECK(unbalanced_tag(svg).empty());
}

TEST_CASE("a missing last value has no mark", "[render]") {
  const std::string svg = line_svg(chart_of({1.0, 2.0, std::nullopt}));
  CHECK(count(svg, "class=\"end\"") == 0);
  CHECK(count(svg, "now: 5") == 0);
}

TEST_CASE("a long name of the last point has a short form for narrow pages", "[chart]") {
  LineChart chart = chart_of({1.0, 2.0});
  CHECK(count(line_svg(chart), "now: 5") == 1);
  CHECK(line_svg(chart).find(R"(<text class="now" paint-order)") != std::string::npos);
  chart.latest_short = "5";
  const std::string svg = line_svg(chart);
  CHECK(svg.find(R"(<text class="now mh" paint-order="stroke" x="100%")") != std::string::npos);
  CHECK(svg.find(R"(<text class="now mo" paint-order="stroke" x="100%")") != std::string::npos);
  CHECK(count(svg, ">5</text>") == 1);
}

TEST_CASE("words in a drawing are escaped", "[render]") {
  LineChart chart = chart_of({1.0, 2.0});
  chart.label = "\"><script>";
  chart.latest = "<b>";
  CHECK(line_svg(chart).find("aria-label=\"&quot;&gt;&lt;script&gt;\"") != std::string::npos);
  CHECK(line_svg(chart).find("&lt;b&gt;") != std::string::npos);
  CHECK(spark_svg({1.0, 2.0}, SparkSize::cell, "\"x").find("aria-label=\"&quot;x\"") != std::string::npos);
}

TEST_CASE("the last point of a period that has not ended is hollow", "[chart]") {
  LineChart chart = chart_of({1.0, 2.0, 3.0});
  CHECK(line_svg(chart).find("class=\"end\"") != std::string::npos);
  chart.last = LastPoint::so_far;
  CHECK(line_svg(chart).find("class=\"end hollow\"") != std::string::npos);
  const std::string spark = spark_svg({1.0, 2.0}, SparkSize::cell, "x", std::nullopt, LastPoint::so_far);
  CHECK(spark.find("class=\"end hollow\"") != std::string::npos);
}

TEST_CASE("the limits of the newest level are written where neither the line nor the latest value is", "[chart]") {
  LineChart chart = chart_of({3.0, 3.0, 3.0, 3.0, 3.0, 3.0});
  chart.levels = {{0, 5, {1, 3, 7}, "low", "high"}};
  std::string svg = line_svg(chart);
  CHECK(svg.find(">low</text>") != std::string::npos);
  CHECK(svg.find(">high</text>") != std::string::npos);
  chart.values.back() = 7.2;  // the line runs through the upper one
  svg = line_svg(chart);
  CHECK(svg.find(">low</text>") != std::string::npos);
  CHECK(svg.find(">high</text>") == std::string::npos);
}

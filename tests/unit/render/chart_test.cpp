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

std::string svg_of(const LineChart& chart) { return line_svg(chart, margins_of(chart)); }

}  // namespace

TEST_CASE("a label of a line stands below its point, the last one too", "[render]") {
  // Six points: every second one from the last back, so that the first label is of the second point.
  const std::string drawing = svg_of(chart_of(ChartValues(6, 5.0)));
  CHECK(drawing.find(R"(x="25.00%" y="174">p1</text>)") != std::string::npos);
  CHECK(drawing.find(R"(x="91.67%" y="174">p5</text>)") != std::string::npos);
}

TEST_CASE("a label that would reach over the edge of the figure ends with the plot", "[render]") {
  LineChart chart = chart_of({1.0, 2.0});
  chart.x_labels = {"the first quarter of 2025", "the first quarter of 2026"};
  CHECK(svg_of(chart).find(R"(x="100.00%" y="174" text-anchor="end">the first quarter of 2026<)") != std::string::npos);
}

TEST_CASE("labels of a line are as many as their length allows, fewer on a phone", "[render]") {
  const auto labels = [](const std::string& label, std::size_t points, std::string_view hidden) {
    LineChart chart = chart_of(ChartValues(points, 5.0));
    for (std::string& text : chart.x_labels) text = label;
    const std::string svg = svg_of(chart);
    return std::pair(count(svg, ">" + label + "<"), count(svg, hidden));
  };
  constexpr std::string_view kHidden = R"(<text class="mh" x)";
  CHECK(labels("9 Nov", 26, kHidden) == std::pair<std::size_t, std::size_t>(5, 2));
  CHECK(labels("the first quarter of 2026", 26, kHidden) == std::pair<std::size_t, std::size_t>(3, 1));
  CHECK(labels("2026年11月9日", 3, kHidden) == std::pair<std::size_t, std::size_t>(3, 1));
}

TEST_CASE("charts of one section have one plot, whose margins the widest words decide", "[chart]") {
  LineChart narrow = chart_of({1.0, 2.0});
  LineChart wide = narrow;
  wide.ticks.back().text = "10 tickets";
  wide.levels = {{0, 1, {1, 3, 7}, "a low limit", "high"}};
  const PlotMargins shared = widest(margins_of(narrow), margins_of(wide));
  CHECK(shared.axis == margins_of(wide).axis);
  CHECK(shared.ends == margins_of(wide).ends);
  for (const LineChart* chart : {&narrow, &wide}) {
    CHECK(line_axis_svg(*chart, shared).find("<svg width=\"83\"") == 0);
    CHECK(line_svg(*chart, shared).find("</svg><svg class=\"ends limits\" width=\"91\"") != std::string::npos);
  }
}

TEST_CASE("a line is told as the distances between its points, in tenths that do not add up to an error", "[chart]") {
  CHECK(line_path({{1.7, 9.1}, {5.0, 14.3}, {8.3, 13.7}, {11.6, 13.7}}) == "m1.7 9.1 3.3 5.2 3.3-.6 3.3 0");
  CHECK(line_path({{0.04, 0.04}, {0.08, 0.08}, {0.12, 0.12}}) == "m0 0 .1 .1 0 0");  // 0, 0.1, 0.1
  CHECK(line_path({}).empty());
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
  const std::string svg = svg_of(chart_of({1.0, 2.0, std::nullopt, 4.0, 5.0}));
  CHECK(count(svg, R"(<path class="ln" fill="none" vector-effect="non-scaling-stroke" d="m)") == 2);
  CHECK(count(svg, "class=\"gap\"") == 1);
  CHECK(count(svg, "r=\"2.4\"") == 3);
  CHECK(count(svg, "class=\"end\"") == 1);
  CHECK(unbalanced_tag(svg).empty());
}

TEST_CASE("a missing last value has no mark", "[render]") {
  const std::string svg = svg_of(chart_of({1.0, 2.0, std::nullopt}));
  CHECK(count(svg, "class=\"end\"") == 0);
  CHECK(count(svg, "now: 5") == 0);
}

TEST_CASE("a long name of the last point has a short form for narrow pages", "[chart]") {
  LineChart chart = chart_of({1.0, 2.0});
  CHECK(count(svg_of(chart), "now: 5") == 1);
  CHECK(svg_of(chart).find(R"(<text class="now")") != std::string::npos);
  chart.latest_short = "5";
  const std::string svg = svg_of(chart);
  CHECK(svg.find(R"(<text class="now mh" x="100%")") != std::string::npos);
  CHECK(svg.find(R"(<text class="now mo" x="100%")") != std::string::npos);
  CHECK(count(svg, ">5</text>") == 1);
}

TEST_CASE("words in a drawing are escaped", "[render]") {
  LineChart chart = chart_of({1.0, 2.0});
  chart.label = "\"><script>";
  chart.latest = "<b>";
  CHECK(svg_of(chart).find("aria-label=\"&quot;&gt;&lt;script&gt;\"") != std::string::npos);
  CHECK(svg_of(chart).find("&lt;b&gt;") != std::string::npos);
  CHECK(spark_svg({1.0, 2.0}, SparkSize::cell, "\"x").find("aria-label=\"&quot;x\"") != std::string::npos);
}

TEST_CASE("the last point of a period that has not ended is hollow", "[chart]") {
  LineChart chart = chart_of({1.0, 2.0, 3.0});
  CHECK(svg_of(chart).find("class=\"end\"") != std::string::npos);
  chart.last = LastPoint::so_far;
  CHECK(svg_of(chart).find("class=\"end hollow\"") != std::string::npos);
  const std::string spark = spark_svg({1.0, 2.0}, SparkSize::cell, "x", std::nullopt, LastPoint::so_far);
  CHECK(spark.find("class=\"end hollow\"") != std::string::npos);
}

TEST_CASE("the limits of the newest level stand beside the plot, whatever the line does, and never upon each other",
          "[chart]") {
  LineChart chart = chart_of({3.0, 3.0, 3.0, 3.0, 3.0, 7.2});  // the line runs through the upper one
  chart.levels = {{0, 5, {1, 3, 7}, "low", "high"}};
  const auto y_of = [](const std::string& svg, const std::string& words) {
    const auto end = svg.find(">" + words + "</text>");
    REQUIRE(end != std::string::npos);
    return std::stod(svg.substr(svg.rfind("y=\"", end) + 3));
  };
  std::string svg = svg_of(chart);
  CHECK(svg.find("</svg><svg class=\"ends limits\" width=\"38\"") != std::string::npos);
  CHECK(margins_of(chart).ends == 38);
  CHECK(y_of(svg, "high") == Approx(62.8).margin(0.05));  // at the edge of the band
  CHECK(y_of(svg, "low") == Approx(132.4).margin(0.05));
  chart.levels = {{0, 5, {3, 3, 3}, "low", "high"}};
  svg = svg_of(chart);
  CHECK(y_of(svg, "low") - y_of(svg, "high") == Approx(14));
  chart.levels.clear();
  CHECK(svg_of(chart).find("low</text>") == std::string::npos);
}

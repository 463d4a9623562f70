// The drawings in cells: where their marks stand, and what remains of them in characters.
#include "render/drawing.hpp"

#include "render/language.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

NumberFormat english() { return NumberFormat(Language::load("en")); }

}  // namespace

TEST_CASE("a place on an axis is a share of it, by the logarithm where it is logarithmic", "[drawing]") {
  const Axis plain{.low = 10, .high = 30};
  CHECK(place_on(plain, 10) == 0);
  CHECK(place_on(plain, 25) == Approx(0.75));
  CHECK(place_on(plain, 99) == 1);
  CHECK(place_on(plain, -5) == 0);
  const Axis logarithmic{.low = 1, .high = 10000, .logarithmic = true};
  CHECK(place_on(logarithmic, 100) == Approx(0.5));
  CHECK(place_on(logarithmic, 0) == 0);
  CHECK(place_on({.low = 5, .high = 5}, 5) == 0);
}

TEST_CASE("the ticks above a column keep clear of each other: the ends first, fewer on phones and on paper",
          "[drawing]") {
  Axis axis{.low = 10, .high = 86400, .logarithmic = true, .ticks = {}};
  for (const double at : {10, 60, 600, 3600, 14400, 86400}) axis.ticks.push_back({QuantityKind::duration, at, 0});
  const auto ticks = [&](const char* language) {
    const std::string svg = axis_svg(axis, NumberFormat(Language::load(language)));
    std::string words;
    for (auto at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at + 1)) {
      const auto begin = svg.find('>', at) + 1;
      const bool on_phones = svg.substr(at, begin - at).find("class=\"ml\"") == std::string::npos;
      words += (words.empty() ? "" : " ") + svg.substr(begin, svg.find('<', begin) - begin) + (on_phones ? "" : "*");
    }
    return words;
  };
  CHECK(ticks("en") == "10s 1m* 10m 1h 4h* 24h");
  CHECK(ticks("zh-Hans") == "10秒 1分钟* 10分钟 1小时* 24小时");  // on no page is there room for 4小时
}

TEST_CASE("a bar is as long as its value and marks where it was", "[drawing]") {
  CHECK(
      drawing_svg(Bar{50, 25, SignalState::normal}, {.low = 0, .high = 100}) ==
      R"(<svg class="cell" width="100%" height="19" aria-hidden="true"><rect class="plain" width="50.0%" y="4" height="11"/><circle class="before" cx="25.0%" cy="9.5" r="4"/></svg>)");
  CHECK(drawing_svg(Bar{1, std::nullopt, SignalState::worse}, {.low = 0, .high = 4})
            .find("class=\"worse\" width=\"25.0%\"") != std::string::npos);
}

TEST_CASE("a bar in characters has eighths, or whole signs in ASCII", "[drawing]") {
  const Axis axis{.low = 0, .high = 100};
  CHECK(drawing_text(Bar{100, {}, {}}, axis, SparkText::blocks) == "████████████████████");
  CHECK(drawing_text(Bar{12.5, {}, {}}, axis, SparkText::blocks) == "██▌");
  CHECK(drawing_text(Bar{0, {}, {}}, axis, SparkText::blocks).empty());
  CHECK(drawing_text(Bar{26, {}, {}}, axis, SparkText::ascii) == "#####");
}

TEST_CASE("the parts of a spread are in percent of all, small ones without a number", "[drawing]") {
  const Spread spread{{6, 4, 9, 27, 54}};
  CHECK(drawing_text(spread, english()) == "6 · 4 · 9 · 27 · 54");
  const std::string svg = drawing_svg(spread, english());
  CHECK(svg.find(R"(<rect class="a5" x="46.00%" width="53.75%" height="20"/>)") != std::string::npos);
  CHECK(svg.find(">54</text>") != std::string::npos);
  CHECK(svg.find(">9</text>") != std::string::npos);
  CHECK(svg.find(">6</text>") == std::string::npos);
  CHECK(svg.find(R"(class="on-step mh" x="14.50%")") != std::string::npos);  // hidden on phones below 13 %
  CHECK(drawing_svg(Spread{{2, 0, 2}}, english()).find("class=\"a3\"") == std::string::npos);
  CHECK(drawing_svg(Spread{{0, 0, 0}}, english()).empty());
}

TEST_CASE("the percents of a spread add up to 100", "[drawing]") {
  CHECK(drawing_text(Spread{{1, 1, 1}}, english()) == "34 · 33 · 33");
  CHECK(drawing_text(Spread{{1, 1, 6}}, english()) == "13 · 12 · 75");  // 12.5 twice
  CHECK(drawing_svg(Spread{{1, 1, 6}}, english()).find(">12</text>") != std::string::npos);
  CHECK(drawing_text(Spread{{29, 57, 14}}, english()) == "29 · 57 · 14");
}

TEST_CASE("a step of a waterfall reaches from one total to the next, whichever is higher", "[drawing]") {
  const Axis axis{.low = 80, .high = 90};
  CHECK(drawing_svg(Step{.from = 87, .to = 84}, axis).find(R"(x="40.0%" width="30.0%")") != std::string::npos);
  CHECK(drawing_svg(Step{.from = 84, .to = 87}, axis).find(R"(x="40.0%" width="30.0%")") != std::string::npos);
  const std::string apart = drawing_svg(Step{.from = 87, .to = 84, .middle = 88}, axis);
  CHECK(apart.find(R"(<rect class="plain" x="70.0%" width="10.0%")") != std::string::npos);
  CHECK(apart.find(R"(<rect class="mix" x="40.0%" width="40.0%")") != std::string::npos);
  CHECK(drawing_svg(Step{.from = 85, .to = 85, .total = true}, axis).find(R"(class="tick" x="50.0%")") !=
        std::string::npos);
}

TEST_CASE("a ladder has no whisker where its 90th percentile is not known", "[drawing]") {
  const Axis axis{.low = 1, .high = 10000, .logarithmic = true};
  const Ladder ladder{.p25 = 10, .median = 100, .p75 = 1000, .p90 = {}, .target = 100};
  CHECK(drawing_svg(ladder, axis).find("whisker") == std::string::npos);
  CHECK(drawing_svg(ladder, axis).find(R"(<circle class="median" cx="50.0%")") != std::string::npos);
  Ladder with_p90 = ladder;
  with_p90.p90 = 10000;
  CHECK(drawing_svg(with_p90, axis).find(R"(class="whisker" x1="75.0%" x2="100.0%")") != std::string::npos);
}

TEST_CASE("a value that stands apart has a shape of its own", "[drawing]") {
  const Whisker whisker{.value = 0.6, .low = 0.5, .high = 0.7, .reference = 0.8, .state = SignalState::worse};
  const std::string svg = drawing_svg(whisker, {.low = 0, .high = 1});
  CHECK(svg.find(R"(<path class="worse")") != std::string::npos);
  CHECK(svg.find(R"(class="reference" x1="80.0%")") != std::string::npos);
  CHECK(svg.find("band") == std::string::npos);
}

TEST_CASE("the words at the ends of a flow never lie upon each other", "[drawing]") {
  Flow flow;
  flow.parts.resize(2);
  flow.arrived = {10, 20, 30};
  flow.done = {0, 19, 29};
  const std::string svg = flow_svg(flow, {{"Mon", "Tue"}, "Arrived", "1 open", "Solved", "label"});
  CHECK(svg.find(">Arrived</text>") < svg.find(">1 open</text>"));
  CHECK(svg.find(">1 open</text>") < svg.find(">Solved</text>"));
  CHECK(svg.find("points=\"0.0,") != std::string::npos);
  // The words lie upon their own outline in the page's colour, and the lines keep their width when they are stretched.
  CHECK(svg.find(R"(<svg class="ends" paint-order="stroke")") != std::string::npos);
  CHECK(svg.find(R"(class="ln dashed" fill="none" vector-effect="non-scaling-stroke")") != std::string::npos);
}

TEST_CASE("the words at the ends of a flow have the room that they need, however narrow the page", "[drawing]") {
  const Flow flow{.parts = std::vector<Period>(1), .arrived = {10, 20}, .done = {0, 9}, .state = SignalState::normal};
  const auto width = [&](const char* upper, const char* gap) {
    const std::string svg = flow_svg(flow, {{"Mon"}, upper, gap, "x", "label"});
    const std::string head = "<svg class=\"ends\" paint-order=\"stroke\" width=\"";
    const auto at = svg.find(head);
    REQUIRE(at != std::string::npos);
    CHECK(svg.find("</svg><svg class=\"ends\"") != std::string::npos);  // beside the chart, not in it
    return std::stod(svg.substr(at + head.size()));
  };
  CHECK(width("Arrived", "1 open") > 7 * 7.7);
  CHECK(width("Поступило", "открыто: 11") > 11 * 7.7);
  CHECK(width("到達", "未結 11") < width("Поступило", "открыто: 11"));
}

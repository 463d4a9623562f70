// The page's palette against WCAG 2.2: text 4.5:1, marks 3:1, in both colour schemes.
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "csreport/core/embedded.hpp"
#include "render/language.hpp"
#include "render/number_format.hpp"
#include "render/style_sheet.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

using Palette = std::map<std::string, std::string>;

/// The custom properties of the first rule after `from`.
Palette palette_after(std::string_view style, std::string_view from) {
  Palette palette;
  std::size_t at = style.find(":root", style.find(from));
  const std::size_t end = style.find('}', at);
  while ((at = style.find("--", at)) < end) {
    const auto colon = style.find(':', at);
    const auto stop = style.find(';', at);
    palette[std::string(style.substr(at + 2, colon - at - 2))] = style.substr(colon + 2, stop - colon - 2);
    at = stop;
  }
  return palette;
}

double channel(const std::string& colour, std::size_t index) {
  const std::string hex = colour.size() == 4 ? std::string(2, colour[1 + index]) : colour.substr(1 + 2 * index, 2);
  const double value = static_cast<double>(std::stoi(hex, nullptr, 16)) / 255;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}
double luminance(const std::string& colour) {
  return 0.2126 * channel(colour, 0) + 0.7152 * channel(colour, 1) + 0.0722 * channel(colour, 2);
}
double contrast(const std::string& a, const std::string& b) {
  const double lighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace

TEST_CASE("the contrast formula gives the known values", "[render]") {
  CHECK(contrast("#fff", "#000") == Approx(21));
  CHECK(contrast("#ffffff", "#767676") == Approx(4.54).margin(0.01));
}

TEST_CASE("text and marks stand out from the page in light and dark", "[render]") {
  const std::string_view style = embedded_file("templates/report.css");
  for (const std::string_view scheme : {std::string_view(":root"), std::string_view("prefers-color-scheme: dark")}) {
    const Palette palette = palette_after(style, scheme);
    INFO(scheme);
    REQUIRE(palette.count("bg") == 1);
    for (const char* text : {"ink", "mut", "link", "bad"}) {
      INFO(text);
      CHECK(contrast(palette.at(text), palette.at("bg")) >= 4.5);
    }
    CHECK(contrast(palette.at("data"), palette.at("band")) >= 3);  // a bar on its track
    for (const char* mark : {"data", "axis"}) {
      INFO(mark);
      CHECK(contrast(palette.at(mark), palette.at("bg")) >= 3);
    }
  }
}

TEST_CASE("a page carries the style of its layout, without comments and spare spaces", "[render]") {
  const std::string css =
      "/* Why. */\n.a :is(b, c) > d { color: red; margin: 0 1px; }\n"
      "@media print {\n  @page team { margin: 1mm; @bottom-right { content: \"a : b\"; } }\n"
      "  .team h1, .team h2 { color: red; }\n  .executive { page: executive; }\n  .teams { color: red; }\n"
      "  h3, .executive .x { color: red; }\n}\n";
  const std::string all = ".a :is(b,c)>d{color:red;margin:0 1px}";
  CHECK(style_sheet(css, "executive") ==
        all + "@media print{.executive{page:executive}.teams{color:red}h3,.executive .x{color:red}}");
  CHECK(style_sheet(css, "team") ==
        all +
            "@media print{@page team{margin:1mm;@bottom-right{content:\"a : b\"}}.team h1,.team h2{color:red}"
            ".teams{color:red}h3,.executive .x{color:red}}");
  CHECK(style_sheet("", "team").empty());
  const std::string_view whole = embedded_file("templates/report.css");
  CHECK(style_sheet(whole, "team").size() < whole.size() * 4 / 5);
}

TEST_CASE("an unknown language is an error that names the known ones", "[render]") {
  CHECK(Language::load("en").code() == "en");
  CHECK_THROWS_AS(Language::load("tlh"), std::runtime_error);
  CHECK_THROWS_AS(Language::load("en").text("no.such.key"), std::logic_error);
}

TEST_CASE("plural forms follow the number", "[render]") {
  const Language& english = Language::load("en");
  CHECK(english.plural("label.cases", 1) == "{n} case");
  CHECK(english.plural("label.cases", 0) == "{n} cases");
  CHECK(english.plural("label.cases", 2) == "{n} cases");
  CHECK(english.plural("label.metric", 5) == "Metric");
}

TEST_CASE("slots are filled and unknown ones stay", "[render]") {
  CHECK(fill_slots("{a} and {b}, {c}", {{"a", "1"}, {"b", "{a}"}}) == "1 and {a}, {c}");
  CHECK(fill_slots("{", {}) == "{");
}

// What templates are written against: the names of the context, as docs/templates.md lists them.
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "csreport/render/renderer.hpp"
#include "render/accent.hpp"
#include "render/context.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

/// Every name in reach of a template, by its path: "sections[].blocks[].cards.items[].linked". The words of the
/// language are one name: "label.*".
void add_names(const TemplateValue& value, const std::string& path, std::set<std::string>& names) {
  if (const auto* object = value.object()) {
    for (const auto& [key, member] : *object) {
      const std::string name = path.empty() ? key : path + "." + key;
      names.insert(name);
      if (name == "label" || name == "email") {
        names.insert(name + ".*");
      } else {
        add_names(member, name, names);
      }
    }
  } else if (const auto* list = value.list()) {
    for (const TemplateValue& item : *list) add_names(item, path + "[]", names);
  }
}

/// The names in the first column of the tables of docs/templates.md; "Below `x`:" stands before those inside x.
std::set<std::string> documented_names() {
  std::ifstream file(std::string(CSREPORT_SOURCE_DIR) + "/docs/templates.md");
  std::set<std::string> names;
  std::string prefix;
  for (std::string line; std::getline(file, line);) {
    const auto quoted = [&](std::size_t begin) { return line.substr(begin, line.find('`', begin) - begin); };
    if (line.starts_with("Below `")) prefix = quoted(7) + ".";
    if (line.starts_with("| `")) names.insert(prefix + quoted(3));
  }
  return names;
}

RenderOptions with_template(std::string format, std::string text) {
  RenderOptions options;
  options.dress.own_template = {std::move(format), "mine.mustache", std::move(text)};
  return options;
}

std::string render(const char* format, const RenderOptions& options, const Report& report = sample::report()) {
  return find_renderer(format)->render(report, options);
}

}  // namespace

namespace {

/// Everything that a layout can show: charts, legends, remarks, more that changed than has a place.
Report whole_report() {
  Comparison comparison = sample::comparison();
  for (MetricComparison& metric : comparison.metrics) {
    const bool judged = metric.current.value && metric.judgement.normal;
    if (judged) metric.judgement.signal = {SignalState::worse, "outside_limits"};
    if (metric.row->id != "frt") continue;
    for (DimensionComparison& by : metric.by) {  // calls wait in a queue
      std::erase_if(by.groups, [](const GroupComparison& group) { return group.values.group == "Phone"; });
    }
  }
  ReportInputs inputs = sample::inputs(comparison);
  inputs.layout = "full";
  inputs.details.answers = {{.group = {}, .counts = {5, 5, 10, 40, 40}, .n = 100, .good = 80, .bad = 10}};
  inputs.details.flow = {{sample::week(1), 30, 20, 40}, {sample::week(0), 30, 35, 35}};
  return build_report(std::move(inputs));
}

}  // namespace

TEST_CASE("docs/templates.md lists every name of the context and no other", "[render]") {
  std::set<std::string> names;
  for (const auto& [name, report] : sample::all_reports()) {
    add_names(html_context(report, {}), {}, names);
    add_names(email_context(report, {}), {}, names);
  }
  add_names(html_context(whole_report(), {}), {}, names);
  const auto documented = documented_names();
  for (const std::string& name : names) {
    INFO("not documented: " << name);
    CHECK(documented.contains(name));
  }
  for (const std::string& name : documented) {
    INFO("documented, but not there: " << name);
    CHECK(names.contains(name));
  }
}

TEST_CASE("a template of the user's own replaces that of its format alone", "[render]") {
  const RenderOptions options = with_template("md", "{{#headline}}{{name}}{{text}}{{/headline}}\n");
  CHECK(render("md", options) == "Week 46: satisfaction fell to 81.3%, below its normal range\n");
  CHECK(render("html", options) == render("html", {}));
}

TEST_CASE("a template of the user's own escapes for its format and finds the built-in partials", "[render]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.organisation = "A <b>| & 'B' \x1B[0m";
  const Report report = build_report(std::move(inputs));
  CHECK(render("html", with_template("html", "{{organisation}}"), report) ==
        "A &lt;b&gt;| &amp; &#39;B&#39; \uFFFD[0m");
  CHECK(render("md", with_template("md", "{{organisation}}"), report) == "A &#60;b&#62;&#124; & 'B' \uFFFD&#91;0m");
  CHECK(render("txt", with_template("txt", "{{organisation}}\n"), report) == "A <b>| & 'B' \uFFFD[0m\n");
  const std::string cards = render(
      "html",
      with_template("html", "{{#sections}}{{#blocks}}{{#cards}}\n{{>cards}}\n{{/cards}}{{/blocks}}{{/sections}}"));
  CHECK(cards.find("<article class=\"card\">") != std::string::npos);
}

TEST_CASE("an unknown name is told with the file, its line and column", "[render]") {
  CHECK_THROWS_WITH(render("md", with_template("md", "a\n {{titel}}")), "mine.mustache:2:2: unknown name 'titel'");
  CHECK_THROWS_WITH(render("md", with_template("md", "{{>card}}")), "mine.mustache:1:1: there is no partial 'card'");
  CHECK_THROWS_WITH(render("md", with_template("md", "{{#sections}}")),
                    "mine.mustache:1:1: section 'sections' is never closed");
}

TEST_CASE("the built-in templates are listed and can be found, and each renders as its own copy", "[render]") {
  const auto names = built_in_templates();
  CHECK(std::find(names.begin(), names.end(), "report.html.mustache") != names.end());
  CHECK(std::find(names.begin(), names.end(), "html/cards.mustache") != names.end());
  CHECK_FALSE(find_built_in_template("report.html"));
  int formats = 0;
  for (const RendererRow& row : renderers()) {
    if (!row.takes_template) continue;
    ++formats;
    const std::string id(row.id);
    const auto text = find_built_in_template("report." + id + ".mustache");
    REQUIRE(text);
    CHECK(row.render(sample::judged_report(), with_template(id, std::string(*text))) ==
          row.render(sample::judged_report(), {}));
  }
  CHECK(formats == 4);
}

TEST_CASE("the user's style, colour and logo are part of the page and of its policy", "[render]") {
  RenderOptions options;
  options.dress.style = ".card { border-radius: 0; }\n";
  options.dress.accent = "#ffcc00";
  options.dress.logo = {"image/png", "\x89PNG\r\n\x1A\n"};
  const std::string page = render("html", options);
  const std::string plain = render("html", {});
  CHECK(page.find(".card { border-radius: 0; }\n</style>") != std::string::npos);
  CHECK(page.find("--accent: #ffcc00; --link: #") != std::string::npos);
  CHECK(page.find("<img class=\"logo\" src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"\">") != std::string::npos);
  CHECK(page.find("'; img-src data:; base-uri 'none'") != std::string::npos);
  CHECK(plain.find("img-src") == std::string::npos);
  CHECK(plain.find("<img") == std::string::npos);
}

TEST_CASE("a colour that cannot be read becomes the nearest shade that can", "[render]") {
  constexpr Colour kWhite{255, 255, 255}, kDark{0x12, 0x16, 0x1A};
  CHECK(contrast({0, 0, 0}, kWhite) == Approx(21));
  CHECK(contrast({0x76, 0x76, 0x76}, kWhite) == Approx(4.54).margin(0.01));  // the lightest grey of WCAG's examples
  CHECK(hex_of(readable_on(kWhite, colour_of("#0a5296"))) == "#0a5296");
  for (const char* hex : {"#ffcc00", "#ffffff", "#000000", "#ff0000", "#0a5296", "#777777"}) {
    INFO(hex);
    CHECK(contrast(kWhite, readable_on(kWhite, colour_of(hex))) >= 4.5);
    CHECK(contrast(kDark, readable_on(kDark, colour_of(hex))) >= 4.5);
  }
}

// Hostile strings in every text field: no format's structure may depend on them.
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "csreport/render/renderer.hpp"
#include "render/escape.hpp"
#include "render/utf8.hpp"
#include "support/catch.hpp"
#include "support/markup_skeleton.hpp"
#include "support/read_csv.hpp"
#include "support/read_mail.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

std::vector<std::string> payloads() {
  std::ifstream file(std::string(CSREPORT_SHARED_DIR) + "/suites/hostile/payloads.json");
  std::vector<std::string> texts;
  for (const auto& row : nlohmann::json::parse(file)) texts.push_back(row.at("p").get<std::string>());
  for (const char* more : {"a|b",
                           "`x`",
                           "<!--",
                           "]]>",
                           "</style><script>alert(1)</script>",
                           "\" onmouseover=\"x",
                           "\xE2\x80\xAE"
                           "evil",
                           "\x1B]0;title\x07",
                           "line\nbreak",
                           "| a | b |\n|---|---|",
                           "# heading",
                           "1. list",
                           "{{title}}",
                           "{{{title}}}",
                           "www.example.com",
                           "http://example.com",
                           "a@b.example",
                           "\xFF\xFE not UTF-8",
                           "&lt;b&gt;",
                           "\\|"}) {
    texts.emplace_back(more);
  }
  return texts;
}

/// Hands out texts: the same call order fills the same fields.
using NextText = std::function<std::string()>;

void fill_dimension(DimensionComparison& dimension, std::vector<std::string>& names, const NextText& next) {
  for (std::size_t i = 0; i < dimension.groups.size(); ++i) {
    if (names.size() <= i) names.push_back(next());
    if (dimension.groups[i].values.group != "(none)") dimension.groups[i].values.group = names[i];
  }
}

/// Every text field of a report's inputs that can come from a file, a header or the command line.
Report report_with(const NextText& next) {
  Comparison comparison = sample::comparison();
  std::vector<std::vector<std::string>> names(4);
  const std::string dimension = next();
  for (auto& metric : comparison.metrics) {
    for (std::size_t d = 0; d < metric.by.size() && d < names.size(); ++d) fill_dimension(metric.by[d], names[d], next);
    if (metric.by.size() > 3) metric.by[3].dimension = dimension;
  }
  comparison.metrics[0].variant = {{"variant.scale", {{"scale", next()}}}};
  comparison.metrics[0].quality.notes = {{"variant.scale", {{"scale", next()}}}};
  ReportInputs inputs = sample::inputs(std::move(comparison));
  InputSummary& input = inputs.inputs.front();
  input.path = next();
  input.profile = next();
  for (auto& column : input.columns) column.header = next();
  input.columns.front().reading = {{"reading.zone", {{"zone", next()}}}};
  inputs.diagnostics.front().file = next();
  inputs.diagnostics.front().column = next();
  inputs.diagnostics.front().value = next();
  inputs.warnings.front() = warning_of("no_unit", {{"file", next()}, {"column", next()}});
  inputs.organisation = next();
  inputs.title = next();
  return build_report(std::move(inputs));
}

std::string render(const char* id, const Report& report) { return find_renderer(id)->render(report, {}); }

/// Bytes that steer a terminal, in a text of lines.
bool steers_a_terminal(const std::string& text) {
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_character(text, position);
    if (c != U'\n' && is_unsafe_character(c)) return true;
  }
  return false;
}

/// Rows that are no row of the head's cells, and cells that a spreadsheet would run.
int bad_csv_rows(const std::string& csv) {
  int bad = 0;
  const auto rows = read_strict_csv(csv);
  for (const auto& row : rows) {
    bad += row.size() == rows.front().size() ? 0 : 1;
    for (const std::size_t column : {0U, 6U, 7U}) {  // period, dimension, group
      const bool formula = column < row.size() && !row[column].empty() &&
                           std::string_view("=+-@").find(row[column].front()) != std::string_view::npos;
      bad += formula || (column < row.size() && steers_a_terminal(row[column])) ? 1 : 0;
    }
  }
  return bad;
}

}  // namespace

TEST_CASE("hostile text changes neither the tags of the page nor the rows of the Markdown", "[suites][render]") {
  const auto texts = payloads();
  REQUIRE(texts.size() > 8000);
  int plain = 0;
  const Report harmless = report_with([&] { return "text " + std::to_string(++plain); });
  const std::string tags = html_skeleton(render("html", harmless));
  const std::string rows = markdown_skeleton(render("md", harmless));
  const ReadMail harmless_mail = read_mail(render("eml", harmless));
  const std::string mail_tags = html_skeleton(harmless_mail.parts.at(1));
  const std::size_t fields = harmless_mail.fields.size();
  std::size_t used = 0;
  int bad_pages = 0;
  int bad_tables = 0;
  while (used < texts.size()) {
    const std::size_t first = used;
    std::set<std::string> taken;
    const Report report = report_with([&] {
      std::string text = texts[used++ % texts.size()];
      while (text.empty() || !taken.insert(text).second) text += "x";
      return text;
    });
    const std::string page = render("html", report);
    INFO("texts " << first << " to " << used);
    bad_pages += html_skeleton(page) == tags ? 0 : 1;
    bad_tables += markdown_skeleton(render("md", report)) == rows ? 0 : 1;
    if (bad_pages + bad_tables > 0)
      FAIL("texts from " << first << ": page " << bad_pages << ", Markdown " << bad_tables);
    CHECK(nlohmann::json::accept(render("json", report)));
    CHECK(bad_csv_rows(render("csv", report)) == 0);
    CHECK_FALSE(steers_a_terminal(render("txt", report)));
    const ReadMail mail = read_mail(render("eml", report));
    CHECK(mail.fields.size() == fields);
    REQUIRE(mail.parts.size() == 2);
    CHECK(html_skeleton(mail.parts[1]) == mail_tags);
  }
}

TEST_CASE("the scanners notice what they look for", "[render]") {
  CHECK(html_skeleton("<p>a</p>") != html_skeleton("<p><img src=x onerror=alert(1)></p>"));
  CHECK(html_skeleton("<p id=\"a\">") != html_skeleton("<p id=\"a\" onclick=\"b\">"));
  CHECK(unbalanced_tag("<p><b></p>") == "/p");
  CHECK(markdown_skeleton("| a |") != markdown_skeleton("| a | b |"));
  CHECK(markdown_skeleton("a") != markdown_skeleton("a<b"));
}

TEST_CASE("JSON keeps hostile text as it is", "[render]") {
  const std::string name = "</script>\"\n\x01|=cmd() \u009b31m \u202e \x7f \ufeff \u00e9 \U0001f600";
  Comparison comparison = sample::comparison();
  comparison.metrics[0].by[0].groups[0].values.group = name;
  const std::string text = render("json", build_report(sample::inputs(comparison)));
  CHECK(nlohmann::json::parse(text).at("metrics").at("csat").at("by").at("channel").contains(name));
  // On a terminal nothing of it is obeyed, and nothing is turned around.
  CHECK(text.find(R"(|=cmd() \u009b31m \u202e \u007f \ufeff é 😀)") != std::string::npos);
}

TEST_CASE("text is escaped for HTML", "[render]") {
  const char* const cases[][2] = {{"a & b", "a &amp; b"},
                                  {"<b> \"x\" 'y'", "&lt;b&gt; &quot;x&quot; &#39;y&#39;"},
                                  {"a\tb\nc", "a b c"},
                                  {"\x01\x7F\xC2\x80", "\uFFFD\uFFFD\uFFFD"},
                                  {"a\u202Eb\u2066c", "a\uFFFDb\uFFFDc"},
                                  {"\xFFz", "\uFFFDz"},
                                  {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
                                  {"日本 😀", "日本 😀"}};
  for (const auto& [text, escaped] : cases) CHECK(escape_html(text) == escaped);
}

TEST_CASE("text is escaped for Markdown and stays readable where it can", "[render]") {
  const char* const cases[][2] = {{"First response (median): 38m", "First response (median): 38m"},
                                  {"+63 (+38%)", "+63 (+38%)"},
                                  {"no_repeat, 7 days", "no_repeat, 7 days"},
                                  {"YYYY-MM-DD", "YYYY-MM-DD"},
                                  {"Chat & Phone", "Chat & Phone"},
                                  {"&lt; &#60;", "&#38;lt; &#38;&#35;60;"},
                                  {"a|b", "a&#124;b"},
                                  {"*x* _y_", "&#42;x&#42; &#95;y&#95;"},
                                  {"<b>", "&#60;b&#62;"},
                                  {"- list", "&#45; list"},
                                  {"+ list", "&#43; list"},
                                  {"1. list", "1&#46; list"},
                                  {"2) list", "2&#41; list"},
                                  {"1.5 of 3", "1.5 of 3"},
                                  {"http://x", "http&#58;//x"},
                                  {"www.x.y", "www&#46;x.y"},
                                  {"a@b", "a&#64;b"},
                                  {"line\nbreak\u202E", "line break\uFFFD"},
                                  {"`code`", "&#96;code&#96;"},
                                  {"[a](b)", "&#91;a&#93;(b)"}};
  for (const auto& [text, escaped] : cases) CHECK(escape_markdown(text) == escaped);
}

TEST_CASE("long names are cut at forty characters, not bytes", "[render]") {
  CHECK(cut_characters("short", 40, "…") == "short");
  CHECK(cut_characters(std::string(41, 'a'), 40, "…") == std::string(39, 'a') + "…");
  std::string umlauts;
  for (int i = 0; i < 41; ++i) umlauts += "ä";
  CHECK(count_characters(cut_characters(umlauts, 40, "…")) == 40);
}

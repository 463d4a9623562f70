// Workbooks, read back as what they are: an archive of XML files.
#include <algorithm>
#include <set>
#include <string>

#include "csreport/render/renderer.hpp"
#include "render/workbook.hpp"
#include "support/catch.hpp"
#include "support/read_zip.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

using Files = std::map<std::string, std::string>;

Files workbook_of(const Report& report) { return read_zip(find_renderer("xlsx")->render(report, {})); }

/// What stands between `begin` and `end`, each time.
std::vector<std::string> between(const std::string& text, const std::string& begin, const std::string& end) {
  std::vector<std::string> found;
  for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    at += begin.size();
    found.push_back(text.substr(at, text.find(end, at) - at));
  }
  return found;
}

std::vector<std::string> sheet_names(const Files& files) {
  std::vector<std::string> names;
  for (const std::string& sheet : between(files.at("xl/workbook.xml"), "<sheet name=\"", "\"")) names.push_back(sheet);
  return names;
}

const std::string& sheet_of(const Files& files, const std::string& name) {
  const auto names = sheet_names(files);
  const auto found = std::find(names.begin(), names.end(), name);
  REQUIRE(found != names.end());
  return files.at("xl/worksheets/sheet" + std::to_string(found - names.begin() + 1) + ".xml");
}

/// The value of the cell, of a text the text.
std::string cell(const Files& files, const std::string& sheet, const std::string& place) {
  const auto cells = between(sheet_of(files, sheet), "<c r=\"" + place + "\"", "</c>");
  if (cells.empty()) return {};
  const auto values = between(cells.front(), "<v>", "</v>");
  if (values.empty()) return {};
  if (cells.front().find(" t=\"s\"") == std::string::npos) return values.front();
  const auto texts = between(files.at("xl/sharedStrings.xml"), "<si>", "</si>");
  const std::string& text = texts.at(static_cast<std::size_t>(std::stoi(values.front())));
  return text.substr(text.find('>') + 1, text.rfind('<') - text.find('>') - 1);
}

/// The code by which a number is shown, such as "0.0%".
std::string number_code(const Files& files, const std::string& sheet, const std::string& place) {
  const std::string style =
      between(between(sheet_of(files, sheet), "<c r=\"" + place + "\"", ">").front(), "s=\"", "\"").front();
  const std::string& styles = files.at("xl/styles.xml");
  const std::string formats = between(styles, "<cellXfs", "</cellXfs>").front();
  const std::string format = between(formats, "<xf ", ">").at(static_cast<std::size_t>(std::stoi(style)));
  const std::string id = between(format, "numFmtId=\"", "\"").front();
  const auto own = between(styles, "<numFmt numFmtId=\"" + id + "\" formatCode=\"", "\"");
  return own.empty() ? id : own.front();
}

}  // namespace

TEST_CASE("a workbook has a sheet for each section and each table by dimension", "[render]") {
  CHECK(sheet_names(workbook_of(sample::judged_report())) ==
        std::vector<std::string>{"Summary", "What changed", "All metrics", "Trends", "Behind the numbers",
                                 "Response times by channel", "Demand and backlog", "Team", "By channel", "By team",
                                 "By category", "Method and data quality"});
}

TEST_CASE("a workbook holds real numbers with their formats", "[render]") {
  const Files files = workbook_of(sample::judged_report());
  CHECK(cell(files, "All metrics", "B2") == "Customer satisfaction (CSAT)");
  CHECK(std::stod(cell(files, "All metrics", "D2")) == Approx(335.0 / 412));
  CHECK(number_code(files, "All metrics", "D2") == "0.0%");
  CHECK(std::stod(cell(files, "All metrics", "F2")) == Approx(-4.16).margin(0.1));
  CHECK(number_code(files, "All metrics", "F2") == "+0.0&quot; pts&quot;;-0.0&quot; pts&quot;;0&quot; pts&quot;");
  CHECK(cell(files, "All metrics", "J2") == "Worse than usual");
  CHECK(cell(files, "All metrics", "K2") == "412");
  CHECK(cell(files, "All metrics", "L2") == "≥\u00a086%");
  CHECK(cell(files, "All metrics", "M2") == "missed");
  CHECK(std::stod(cell(files, "By channel", "E3")) * 86400 == Approx(68.4));  // chat, first response
  CHECK(number_code(files, "By channel", "E3") == "[h]:mm:ss");
  CHECK(cell(files, "By channel", "A7") == "Total");
}

TEST_CASE("a trend has a chart of its own, and the head of a table stays in view", "[render]") {
  const Files files = workbook_of(sample::report());
  CHECK(files.contains("xl/charts/chart4.xml"));
  CHECK_FALSE(files.contains("xl/charts/chart5.xml"));
  const std::string& chart = files.at("xl/charts/chart1.xml");
  CHECK(chart.find("<c:lineChart>") != std::string::npos);
  CHECK(chart.find("Trends!$B$2:$B$27") != std::string::npos);
  CHECK(cell(files, "Trends", "B1") == "Customer satisfaction (CSAT)");
  CHECK(cell(files, "Trends", "A27") == "Week 46, 2026");
  for (const char* sheet : {"All metrics", "Trends", "By channel"}) {
    CHECK(sheet_of(files, sheet).find("state=\"frozen\"") != std::string::npos);
  }
}

TEST_CASE("what came and what was done, and the volume by channel, are charts over cells with their numbers",
          "[render]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "operations";
  for (MetricComparison& metric : inputs.comparison.metrics) {
    if (metric.row->id != "tickets_created") continue;
    for (DimensionComparison& by : metric.by) {
      for (GroupComparison& group : by.groups) group.values.series = metric.series;
    }
  }
  inputs.details.open_before = 10;
  for (int day = 0; day < 3; ++day) {
    const Instant start = sample::week_start(0) + std::chrono::days{day};
    inputs.details.flow.push_back({.period = {.start = start, .end = start + std::chrono::days{1}, .grain = Grain::day},
                                   .created = 5,
                                   .solved = 4,
                                   .open = 11 + day});
  }
  const Files files = workbook_of(build_report(std::move(inputs)));
  std::string lines;
  std::string areas;
  for (const auto& [path, text] : files) {
    if (!path.starts_with("xl/charts/")) continue;
    if (text.find("<c:areaChart>") != std::string::npos) areas = text;
    if (text.find("<c:lineChart>") != std::string::npos && text.find("<c:legend>") != std::string::npos) lines = text;
  }
  CHECK(areas.find("<c:grouping val=\"stacked\"/>") != std::string::npos);
  CHECK(between(areas, "<c:ser>", "</c:ser>").size() == 5);  // the channels of the sample
  const auto series = between(lines, "<c:ser>", "</c:ser>");
  REQUIRE(series.size() == 2);
  // What arrived: a running total behind the ten that were open.
  const auto range = between(between(series[0], "<c:val>", "</c:val>").front(), "<c:f>", "</c:f>").front();
  const auto sheet = range.substr(0, range.find('!'));
  const auto row = std::stoi(range.substr(range.find("$B$") + 3));
  const std::string name = sheet.front() == '\'' ? sheet.substr(1, sheet.size() - 2) : sheet;
  CHECK(cell(files, name, "B" + std::to_string(row - 1)) == "Arrived, running total");
  CHECK(cell(files, name, "B" + std::to_string(row)) == "15");
  CHECK(cell(files, name, "B" + std::to_string(row + 2)) == "25");
  CHECK(cell(files, name, "C" + std::to_string(row + 2)) == "12");
}

TEST_CASE("a workbook says when the data ends, not when it was made", "[render]") {
  const Files files = workbook_of(sample::report());
  CHECK(files.at("docProps/core.xml").find("2026-11-15T23:59:59Z") != std::string::npos);
  CHECK(workbook_of(sample::empty_report()).at("docProps/core.xml").find("1980-01-01T00:00:00Z") != std::string::npos);
}

TEST_CASE("every shape of report makes a workbook", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    INFO(name);
    const Files files = workbook_of(report);
    CHECK(files.contains("[Content_Types].xml"));
    CHECK(sheet_names(files).size() >= 2);
    for (const auto& [path, text] : files) CHECK(text.find(">nan") == std::string::npos);
  }
}

TEST_CASE("no text of a workbook is a formula, a link or a control character", "[render]") {
  Comparison comparison = sample::comparison();
  auto& groups = comparison.metrics[0].by[0].groups;
  const std::string hostile = "=cmd|' /C calc'!A0 <b>&\x1B]0;x\x07\xFF http://example.com";
  groups[0].values.group = hostile;
  groups[1].values.group = "@SUM(1+1)*cmd";
  for (MetricComparison& metric : comparison.metrics) {
    for (DimensionComparison& by : metric.by) {
      if (by.dimension == "category") by.dimension = "=a[b]:c*?/\\'d" + std::string(60, 'x');
      if (by.dimension == "team") by.dimension = "History";
    }
  }
  ReportInputs inputs = sample::inputs(std::move(comparison));
  inputs.title = "=1+1";
  inputs.organisation = "=2+2";
  const Files files = workbook_of(build_report(std::move(inputs)));
  for (const auto& [path, text] : files) {
    INFO(path);
    CHECK(text.find("<f>") == std::string::npos);
    CHECK(text.find("hyperlink") == std::string::npos);
    CHECK(std::none_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
  }
  CHECK(files.at("xl/sharedStrings.xml").find("=cmd|' /C calc'!A0 &lt;b&gt;&amp;\uFFFD]0;x\uFFFD\uFFFD http://") !=
        std::string::npos);
  for (const std::string& name : sheet_names(files)) {
    INFO(name);
    CHECK(name.find_first_of("[]:*?/\\") == std::string::npos);
    CHECK(name != "History");
  }
}

TEST_CASE("sheets of one name are told apart", "[render]") {
  Workbook workbook("x", Instant{});
  std::set<std::string> names;
  for (const char* wanted : {"Team", "team", "", "[]", "history"}) names.insert(workbook.add_sheet(wanted).name());
  names.insert(workbook.add_sheet(std::string(40, 'a')).name());
  names.insert(workbook.add_sheet(std::string(40, 'a')).name());
  CHECK(names == std::set<std::string>{"Team", "team (2)", "Sheet", "Sheet (2)", "history (2)",
                                       std::string(30, 'a') + "…", std::string(26, 'a') + "… (2)"});
}

#include <charconv>
#include <map>
#include <set>
#include <string>

#include "csreport/render/renderer.hpp"
#include "support/catch.hpp"
#include "support/read_csv.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

using Rows = std::vector<std::map<std::string, std::string>>;

Rows rows_of(const Report& report, const RenderOptions& options = {}) {
  const auto cells = read_strict_csv(find_renderer("csv")->render(report, options));
  Rows rows;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    auto& row = rows.emplace_back();
    for (std::size_t column = 0; column < cells[i].size(); ++column) row[cells[0].at(column)] = cells[i][column];
  }
  return rows;
}

Rows where(const Rows& rows, const std::map<std::string, std::string>& wanted) {
  Rows found;
  for (const auto& row : rows) {
    const bool fits =
        std::all_of(wanted.begin(), wanted.end(), [&](const auto& want) { return row.at(want.first) == want.second; });
    if (fits) found.push_back(row);
  }
  return found;
}

bool is_machine_number(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

TEST_CASE("every row of the CSV has the cells of its head, and its key stands once", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    INFO(name);
    const auto cells = read_strict_csv(find_renderer("csv")->render(report, {}));
    REQUIRE(cells.size() > 20);
    std::set<std::vector<std::string>> keys;
    for (const auto& row : cells) {
      REQUIRE(row.size() == cells[0].size());
      CHECK(keys.insert({row[0], row[5], row[6], row[7]}).second);
    }
  }
}

TEST_CASE("the CSV holds every period of a metric once, with the numbers unrounded", "[render]") {
  const Rows rows = rows_of(sample::report());
  const Rows csat = where(rows, {{"metric", "csat"}, {"dimension", ""}});
  CHECK(csat.size() == 26);
  const Rows now = where(csat, {{"period_role", "current"}});
  REQUIRE(now.size() == 1);
  CHECK(now[0].at("period") == "2026-W46");
  CHECK(now[0].at("period_start") == "2026-11-09");
  CHECK(now[0].at("period_end") == "2026-11-16");
  CHECK(now[0].at("statistic") == "ratio");
  CHECK(now[0].at("value") == "0.8131067961165048");
  CHECK(now[0].at("n") == "412");
  CHECK(now[0].at("numerator") == "335");
  CHECK(now[0].at("denominator") == "412");
  CHECK(now[0].at("interval_method") == "wilson");
  CHECK(now[0].at("signal") == "worse");
  CHECK(now[0].at("variant") == "scale 1-5");
  CHECK(where(csat, {{"period_role", "previous"}})[0].at("period") == "2026-W45");
  CHECK(where(csat, {{"period_role", "earlier"}}).size() == 24);
  const Rows frt = where(rows, {{"metric", "frt"}, {"dimension", ""}, {"period_role", "current"}});
  CHECK(frt[0].at("p90") == "9576");
  CHECK(frt[0].at("excluded") == "16");
  CHECK(where(rows, {{"metric", "backlog"}, {"dimension", "channel"}, {"group", "Chat"}}).size() == 2);
}

TEST_CASE("the CSV says which target was met", "[render]") {
  const Rows rows = where(rows_of(sample::judged_report()), {{"period_role", "current"}});
  const auto target = [&](const char* metric) { return where(rows, {{"metric", metric}, {"dimension", ""}}).front(); };
  CHECK(target("csat").at("target_op") == ">=");
  CHECK(target("csat").at("target_low") == "0.86");
  CHECK(target("csat").at("target_state") == "missed");
  CHECK(target("aht").at("target_high") == "900");
  CHECK(target("aht").at("target_state") == "met");
  CHECK(target("ces").at("target_op").empty());
  CHECK(where(rows, {{"metric", "frt"}, {"group", "Chat"}}).front().at("target_low") == "60");
}

TEST_CASE("a metric without data is one row that says why, with an empty value", "[render]") {
  const Rows art = where(rows_of(sample::report()), {{"metric", "art"}});
  REQUIRE(art.size() == 1);
  CHECK(art[0].at("value").empty());
  CHECK(art[0].at("n") == "0");
  CHECK(art[0].at("quality") == "no_message_log");
}

TEST_CASE("numbers of the CSV are plain, whatever their size", "[render]") {
  static const std::set<std::string> kNumbers = {
      "value", "n",      "numerator",  "denominator", "excluded",   "interval_low", "mean",      "p25",
      "max",   "change", "change_low", "p_adjusted",  "normal_low", "normal_high",  "target_low"};
  int numbers = 0;
  for (const auto& row : rows_of(sample::judged_report())) {
    for (const auto& [column, cell] : row) {
      if (cell.empty() || !kNumbers.contains(column)) continue;
      INFO(column << " " << cell);
      CHECK(is_machine_number(cell));
      ++numbers;
    }
  }
  CHECK(numbers > 2000);
}

TEST_CASE("no text of the CSV is a formula or steers a terminal, unless it is asked for as it is", "[render]") {
  const char* const cases[][2] = {{"=1+1", "'=1+1"},
                                  {"+x", "'+x"},
                                  {"-5", "'-5"},
                                  {"@SUM(A1)", "'@SUM(A1)"},
                                  {"＝1+1", "'＝1+1"},
                                  {"＠SUM(A1)", "'＠SUM(A1)"},
                                  {"（＝1）", "（＝1）"},
                                  {"\t=x", "' =x"},
                                  {"\r\n=x", "'  =x"},
                                  {"a;=x", "a;=x"},
                                  {"say \"=x\"", "say \"=x\""},
                                  {"\x1B]0;t\x07", "\uFFFD]0;t\uFFFD"}};
  for (const auto& [name, shown] : cases) {
    Comparison comparison = sample::comparison();
    comparison.metrics[0].by[0].groups[0].values.group = name;
    const Report report = build_report(sample::inputs(comparison));
    const Rows rows = where(rows_of(report), {{"metric", "csat"}, {"dimension", "channel"}});
    CHECK(rows.front().at("group") == shown);
    RenderOptions raw;
    raw.csv_raw = true;
    CHECK(where(rows_of(report, raw), {{"metric", "csat"}, {"dimension", "channel"}}).front().at("group") == name);
  }
}

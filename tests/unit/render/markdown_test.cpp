#include <algorithm>
#include <sstream>
#include <string>

#include "csreport/render/renderer.hpp"
#include "render/chart.hpp"
#include "support/catch.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

std::string markdown(const Report& report, bool ascii = false) {
  RenderOptions options;
  options.ascii = ascii;
  return find_renderer("md")->render(report, options);
}

/// The first line that begins with `start`.
std::string line(const std::string& text, const std::string& start) {
  std::istringstream lines(text);
  for (std::string one; std::getline(lines, one);) {
    if (one.compare(0, start.size(), start) == 0) return one;
  }
  return {};
}

}  // namespace

TEST_CASE("every row of a Markdown table has the cells of its head", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    INFO(name);
    std::istringstream lines(markdown(report));
    std::ptrdiff_t cells = 0;
    int rows = 0;
    for (std::string one; std::getline(lines, one);) {
      CHECK((one.empty() || one.back() != ' '));
      if (one.empty() || one.front() != '|') {
        cells = 0;
        continue;
      }
      const auto bars = std::count(one.begin(), one.end(), '|');
      if (cells == 0) cells = bars;
      INFO(one);
      CHECK(bars == cells);
      ++rows;
    }
    CHECK(rows > 10);
  }
}

TEST_CASE("a card is a row with value, change, sparkline and size", "[render]") {
  CHECK(line(markdown(sample::report()), "| Open backlog") ==
        "| Open backlog | **276** | ▲ 62 (29%) from 214 | `▁▁▂▂▃▂▂▂▃▃▂▃▃▃▂▃▁▃▃▁▁▂▁▃▃█` | 174–\u2060224 | ◆ Worse than "
        "usual |  |");
  CHECK(line(markdown(sample::report()), "# ") == "# Week 46: satisfaction fell to 81.3%, below its normal range");
}

TEST_CASE("how a goal stands has a mark and a word, and the largest cells of a heat map are bold", "[render]") {
  const std::string text = markdown(sample::operations_report());
  CHECK(line(text, "| Happier").find("| ✗ milestone missed | 80") != std::string::npos);
  CHECK(line(text, "| A &#42;macro").find("| ✗ overdue |") != std::string::npos);
  CHECK(line(text, "| Wed").find(" **22** ") != std::string::npos);
  CHECK(line(text, "| Wed").find(" 19 ") != std::string::npos);
  CHECK(line(text, "| Sat").find("**") == std::string::npos);
}

TEST_CASE("targets and alerts are told in words", "[render]") {
  const std::string text = markdown(sample::judged_report());
  CHECK(line(text, "| Open backlog | **").ends_with("| Target 250 or fewer: missed by 26 |"));
  CHECK(line(text, "| Customer satisfaction (CSAT) | **")
            .ends_with("85.1%. Target 86% or more: missed by 4.7\u00a0pts |"));
  CHECK(line(text, "| Customer satisfaction (CSAT) | 81.3% ")
            .ends_with("| 412 | ◆ Worse than usual | ≥\u00a086% ✗\u00a0missed |"));
  CHECK(line(text, "| Metric | Week 46 | Week 45 ").ends_with("| Normal range | n | Did it change? | Target |"));
  CHECK(line(text, "- **Critical**:") ==
        "- **Critical**: Satisfaction: 81.3% (n\u00a0=\u00a0412); the rule is csat&#60;86%. Read &#60;b&#62;the "
        "comments&#60;/b&#62; &#124; of "
        "&#42;the worst&#42;.");
}

TEST_CASE("the ASCII form has no character of ours beyond ASCII", "[render]") {
  const std::string text = markdown(sample::report(), /*ascii=*/true);
  for (const std::string& one : {text, markdown(sample::judged_report(), /*ascii=*/true)}) {
    CHECK(std::all_of(one.begin(), one.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  }
  CHECK(line(text, "| Customer satisfaction (CSAT) | **") ==
        "| Customer satisfaction (CSAT) | **81.3%** | down 4.2 pts from 85.5% | `#-#-#-#-#--#-####-###--#-.` | "
        "83.6-90.3% | "
        "(!) Worse than usual | 412 answers; 95% interval 77.5-85.1% |");
}

TEST_CASE("sparklines run from lowest to highest and keep gaps", "[render]") {
  const ChartValues values = {1.0, 2.0, std::nullopt, 8.0};
  CHECK(spark_text(values, SparkText::blocks) == "▁▂ █");
  CHECK(spark_text(values, SparkText::ascii) == ".. #");
  CHECK(spark_text({5.0, 5.0}, SparkText::blocks) == "▄▄");
  CHECK(spark_text({5.0}, SparkText::blocks).empty());
  CHECK(spark_text({}, SparkText::blocks).empty());
}

// The HTML page: its safety, its structure, and that every shape of data makes a good one.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "csreport/render/renderer.hpp"
#include "render/sha256.hpp"
#include "support/catch.hpp"
#include "support/markup_skeleton.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

std::string html(const Report& report) { return find_renderer("html")->render(report, {}); }

std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  if (from == std::string::npos) return {};
  const auto to = text.find(end, from + begin.size());
  return text.substr(from + begin.size(), to - from - begin.size());
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

}  // namespace

TEST_CASE("the policy allows exactly the page's own style and nothing else", "[render]") {
  const std::string page = html(sample::report());
  const std::string style = between(page, "<style>", "</style>");
  const std::string policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
  CHECK(style.size() > 1000);
  CHECK(policy ==
        "default-src 'none'; style-src 'sha256-" + base64(sha256(style)) + "'; base-uri 'none'; form-action 'none'");
  CHECK(page.find("<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"") !=
        std::string::npos);
}

TEST_CASE("how a goal stands has a mark, a word and a colour on the page", "[render]") {
  const std::string page = html(sample::operations_report());
  CHECK(count(page, R"(<span class="signal worse"><span aria-hidden="true">✗</span> milestone missed</span>)") == 1);
  CHECK(count(page, R"(<span class="signal worse"><span aria-hidden="true">✗</span> overdue</span>)") == 1);
  CHECK(count(page, R"(<table class="data heat">)") == 3);
  CHECK(page.find(R"(<li><a href="#outlook">What to expect</a></li>)") != std::string::npos);
}

TEST_CASE("the page has no script, no inline style and no address", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    INFO(name);
    const std::string page = html(report);
    for (const char* forbidden :
         {"<script", "<link", "<img", "<iframe", " style=", " src=", " onload", "://", "javascript:", "@import", "url(",
          "{{", ">nan", "\"nan", ",nan", ">inf", "\"inf", "−0<"}) {
      INFO(forbidden);
      CHECK(page.find(forbidden) == std::string::npos);
    }
  }
}

TEST_CASE("every shape of data makes a well-formed page whose links lead somewhere", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    INFO(name);
    const std::string page = html(report);
    CHECK(unbalanced_tag(page) == "");
    CHECK(page.size() < 150'000);
    CHECK(count(page, "<h1>") == 1);
    CHECK(count(page, "<main ") == 1);
    const auto ids = attribute_values(page, "id");
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    for (const std::string& target : attribute_values(page, "href")) {
      INFO(target);
      REQUIRE(target.front() == '#');
      CHECK(std::find(ids.begin(), ids.end(), target.substr(1)) != ids.end());
    }
  }
}

TEST_CASE("a finding of one channel leads to where that channel is shown", "[render]") {
  Report report = sample::report();
  ChangeList* changes = nullptr;
  for (Section& section : report.sections) {
    for (Block& block : section.blocks) {
      if (auto* list = std::get_if<ChangeList>(&block.content)) changes = list;
    }
  }
  REQUIRE(changes != nullptr);
  Finding& top = changes->findings.front();
  REQUIRE(top.id == "csat");
  const auto link = [&] {
    return between(between(html(report), "<ul class=\"changes\">", "</li>"), "<a class=\"where\" href=\"", "\"");
  };
  CHECK(link() == "#drivers_csat");
  top.group = "chat";
  top.hidden = true;
  CHECK(link() == "#groups");  // the table by channel
  for (Section& section : report.sections) {
    std::erase_if(section.blocks, [](const Block& block) { return block.id == "by_channel"; });
  }
  CHECK(link() == "#metrics");
  Section& first = report.sections.front();
  first.blocks.push_back({.id = "answer_spread", .content = Notes{}});
  CHECK(link() == "#" + first.id);
}

TEST_CASE("the page shows each card with its value, change, size and trend", "[render]") {
  const std::string page = html(sample::report());
  const std::string card = between(page, "<article class=\"card\">", "</article>");
  CHECK(between(card, "<h3>", "</h3>") == "<a href=\"#trend-1\">Customer satisfaction (CSAT)</a>");
  CHECK(between(card, "<p class=\"value\">", "</p>") == "81.3%");
  CHECK(between(card, "<p class=\"delta\">", "</p>") ==
        "<span aria-hidden=\"true\">▼</span> 4.2\u00a0pts <span class=\"quiet\">from 85.5%</span>");
  CHECK(between(card, "<p class=\"small\">", "</p>") == "412 answers · 95% interval 77.5–\u206085.1%");
  CHECK(card.find("aria-label=\"Last value is the lowest of 26 weeks\"") != std::string::npos);
}

TEST_CASE("a card with a target says what it is and whether it is met, beside a bullet", "[render]") {
  const std::string page = html(sample::judged_report());
  const std::string card = between(page, "<article class=\"card\">", "</article>");
  CHECK(between(card, "</svg>\n<p>", "</p>") == "Target 86% or more: <b>missed by 4.7\u00a0pts</b>");
  CHECK(between(card, "<svg class=\"bullet\" width=\"100%\" height=\"16\" aria-hidden=\"true\">", "</svg>") ==
        "<rect class=\"track\" width=\"100%\" height=\"8\" y=\"4\"/><rect class=\"bar\" width=\"81.3%\" height=\"8\" "
        "y=\"4\"/><rect class=\"tick\" x=\"86.0%\" width=\"2\" height=\"16\"/>");
  CHECK(page.find("Target 72% or more: <b>0.1\u00a0pts short</b>") != std::string::npos);
  CHECK(page.find("Target 1h or less: <b>met</b>") != std::string::npos);
  CHECK(page.find("Target 250 or fewer: <b>missed by 26</b>") != std::string::npos);
  CHECK(count(html(sample::report()), "class=\"bullet\"") == 0);
}

TEST_CASE("a value of few cases has no bar, and does not stand out", "[render]") {
  Comparison comparison = sample::comparison();
  for (MetricComparison& metric : comparison.metrics) {
    if (metric.row->id == "csat") metric.current = sample::value_of(*metric.row, 5.0 / 7, 7);
  }
  ReportInputs inputs = sample::inputs(std::move(comparison));
  Target target;
  target.metric = "csat", target.op = TargetOperator::at_least, target.low = target.high = 0.86;
  Judging judging;
  judging.targets.push_back(target);
  inputs.verdicts = judge(inputs.comparison, judging);
  const std::string page = html(build_report(std::move(inputs)));
  CHECK(page.find("<p class=\"value quiet\">5\u00a0of\u00a07</p>") != std::string::npos);
  CHECK(page.find("Target 86% or more:") != std::string::npos);
  CHECK(page.find("class=\"bullet\"") == std::string::npos);
}

TEST_CASE("the table has a column of targets where there is one", "[render]") {
  const std::string page = html(sample::judged_report());
  CHECK(page.find("<th scope=\"col\" class=\"words\">Target</th>") != std::string::npos);
  CHECK(page.find("<td class=\"words\">≥\u00a086% <span class=\"mark\">✗\u00a0missed</span></td>") !=
        std::string::npos);
  CHECK(page.find("<td class=\"words\">≥\u00a040 <span class=\"quiet\">unclear</span></td>") != std::string::npos);
  CHECK(page.find("<td class=\"words\">10m to 15m <span class=\"mark\">✓\u00a0met</span></td>") != std::string::npos);
  CHECK(page.find("≥\u00a072% <span class=\"mark\">✗\u00a0just missed</span>") != std::string::npos);
  // A channel with a target of its own has a line of its own.
  CHECK(page.find("First response time, Chat <span") != std::string::npos);
  CHECK(page.find("<td class=\"words\">&lt;\u00a01m <span class=\"mark\">✗\u00a0missed</span></td>") !=
        std::string::npos);
  CHECK(html(sample::report()).find("class=\"words\">Target") == std::string::npos);
}

TEST_CASE("the alerts that fired stand below the cards, the worst first, with advice as text", "[render]") {
  const std::string page = html(sample::judged_report());
  const std::string list = between(page, "<ul class=\"alerts\">", "</ul>");
  CHECK(between(list, "\n", "\n") ==
        "<li class=\"critical\"><b>Critical</b> Satisfaction: 81.3% (n\u00a0=\u00a0412); the rule is "
        "<bdi>csat&lt;86%</bdi>. <span class=\"quiet\">Read "
        "&lt;b&gt;the "
        "comments&lt;/b&gt; | of *the worst*.</span></li>");
  CHECK(list.find("The backlog: 276 (target: 250 or fewer).") != std::string::npos);
  CHECK(html(sample::report()).find("class=\"alerts\"") == std::string::npos);
}

TEST_CASE("a metric without data stays in the table and says why", "[render]") {
  const std::string page = html(sample::report());
  CHECK(
      page.find(
          "<tr class=\"none\"><th scope=\"row\">Average response time, all replies <span class=\"quiet\">(mean)</span>"
          "<small>Needs a message log</small></th><td>no data</td><td>–</td><td>–</td>") != std::string::npos);
}

TEST_CASE("without a comparison there are no columns for one", "[render]") {
  sample::Shape alone;
  alone.compared = false;
  const std::string page = html(sample::report(alone));
  CHECK(page.find("<th scope=\"col\">Change</th>") == std::string::npos);
  CHECK(page.find("<dt>Compared with</dt><dd>Nothing</dd>") != std::string::npos);
}

TEST_CASE("the rows of every input are accounted for on the page", "[render]") {
  const std::string page = html(sample::report());
  CHECK(page.find("<th scope=\"row\"><bdi>tickets.csv</bdi></th><td class=\"words\">tickets</td><td "
                  "class=\"words\">zendesk</td>"
                  "<td>34,180</td><td>34,153</td><td>15<small>replaced by a newer row:\u00a011</small>"
                  "<small>spam:\u00a04</small></td><td>9<small>invalid time:\u00a09, first in "
                  "line\u00a0217</small></td><td>3</td>") != std::string::npos);
}

TEST_CASE("the same report gives the same bytes", "[render]") {
  for (const RendererRow& row : renderers()) {
    CHECK(row.render(sample::report(), {}) == row.render(sample::report(), {}));
  }
}

TEST_CASE("formats are found by their word and by the ending of a file", "[render]") {
  std::set<std::string_view> ids;
  for (const RendererRow& row : renderers()) {
    CHECK(ids.insert(row.id).second);
    CHECK(find_renderer(row.id) == &row);
    CHECK_FALSE(row.title.empty());
  }
  CHECK(renderer_for_file("out/report.HTML") == find_renderer("html"));
  CHECK(renderer_for_file("report.md") == find_renderer("md"));
  CHECK(renderer_for_file("report.json") == find_renderer("json"));
  CHECK(renderer_for_file("report.pdf") == nullptr);
  CHECK(renderer_for_file("html") == nullptr);
  CHECK(find_renderer("pdf") == nullptr);
}

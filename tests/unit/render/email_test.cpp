#include <algorithm>
#include <sstream>
#include <string>

#include "csreport/render/renderer.hpp"
#include "render/mime.hpp"
#include "support/catch.hpp"
#include "support/markup_skeleton.hpp"
#include "support/read_mail.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

RenderOptions addressed() {
  RenderOptions options;
  options.mail.from = MailAddress{"Support, Team", "support@example.com"};
  options.mail.to = {{"Ann Ērgle", "ann@example.com"}, {"", "bob@example.com"}};
  return options;
}

std::string mail_of(const Report& report, const RenderOptions& options = addressed()) {
  return find_renderer("eml")->render(report, options);
}

/// Tags that stand alone are taken out, as the scanner knows none.
std::string without_breaks(std::string page) {
  for (auto at = page.find("<br>"); at != std::string::npos; at = page.find("<br>", at)) page.erase(at, 4);
  return page;
}

}  // namespace

TEST_CASE("an e-mail is addressed, titled by the top finding and dated by the data", "[render]") {
  const ReadMail mail = read_mail(mail_of(sample::report()));
  CHECK(mail.field("From") == "\"Support, Team\" <support@example.com>");
  CHECK(mail.field("To") == "=?UTF-8?B?QW5uIMSScmdsZQ==?= <ann@example.com>, bob@example.com");
  CHECK(mail.field("Subject") == "Week 46: satisfaction fell to 81.3%, below its normal range");
  CHECK(mail.field("Date") == "Sun, 15 Nov 2026 23:59:59 +0000");
  CHECK(mail.field("MIME-Version") == "1.0");
  CHECK(mail.types == std::vector<std::string>{"text/plain; charset=utf-8", "text/html; charset=utf-8"});
}

TEST_CASE("a subject names its period in every language, though it is longer than a title then", "[render]") {
  Report report = sample::report();
  const MetricRow& row = *find_metric("frt");
  report.header.headline = Message{"headline.above_range",
                                   {{"period", PeriodName{sample::week(0)}},
                                    {"metric", MetricName{&row, "live", NamePlace::title}},
                                    {"value", Amount{&row, sample::value_of(row, 339, 412)}}}};
  const std::pair<const char*, const char*> cases[] = {
      {"en", "Week 46: First response (live) rose to 5m 39s, above normal"},
      {"ru", "Неделя 46: Первый ответ (реальное время) — рост до 5 мин 39 с, выше обычного"},
      {"bg", "Седмица 46: Първи отговор (реално време) – ръст до 5 мин 39 с, над обичайното"},
      {"lv", "46. nedēļa: Pirmā atbilde (tiešsaiste) – kāpums līdz 5 min 39 s, virs parastā"},
      {"zh-Hans", "第46周：首次响应时间（实时渠道）升至 5分钟39秒，高于正常范围"},
      {"zh-Hant", "第46週：首次回應時間（即時管道）升至 5 分鐘 39 秒，高於正常範圍"}};
  for (const auto& [language, subject] : cases) {
    RenderOptions options;
    options.language = language;
    CHECK(mail_of(report, options).find(mail_field("Subject", subject)) != std::string::npos);
  }
}

TEST_CASE("what is not known has no field: nobody is invented", "[render]") {
  const ReadMail mail = read_mail(mail_of(sample::empty_report(), {}));
  for (const char* name : {"From", "To", "Date", "Message-ID"}) CHECK(mail.field(name).empty());
  CHECK(mail.field("Subject") == "Week 46: no tickets");
}

TEST_CASE("the date of an e-mail can be said", "[render]") {
  RenderOptions options;
  options.mail.date = sample::week_start(0) + std::chrono::hours{7};
  CHECK(read_mail(mail_of(sample::report(), options)).field("Date") == "Mon, 9 Nov 2026 07:00:00 +0000");
  CHECK(mail_date(sample::week_start(0), TimeZone::load("-03:30")) == "Sun, 8 Nov 2026 20:30:00 -0330");
}

TEST_CASE("the text of an e-mail is the plain text, in lines that every program shows", "[render]") {
  const ReadMail mail = read_mail(mail_of(sample::judged_report()));
  RenderOptions narrow;
  narrow.width = 76;
  const std::string text = find_renderer("txt")->render(sample::judged_report(), narrow);
  CHECK(mail.parts.at(0) == text + "\n");  // the line end before the boundary belongs to it
}

TEST_CASE("the page of an e-mail is tables with inline styles alone, and small", "[render]") {
  for (const auto& [name, report] : sample::all_reports()) {
    INFO(name);
    const std::string text = mail_of(report);
    std::istringstream lines(text);
    for (std::string one; std::getline(lines, one);) {
      CHECK(one.size() <= 76);
      CHECK(one != ".");
      CHECK_FALSE(one.starts_with("From "));
      CHECK(std::all_of(one.begin(), one.end(), [](char c) { return c >= 0x20 && c < 0x7F; }));
    }
    const std::string page = read_mail(text).parts.at(1);
    CHECK(page.size() <= 60'000);
    for (const char* tag : {"<style", "<script", "<svg", "<img", "<link", "<a ", "class=", "http"}) {
      CHECK(page.find(tag) == std::string::npos);
    }
    CHECK(unbalanced_tag(without_breaks(page)).empty());
    CHECK(page.find("<bdi>Harbour &amp; Pine, customer support</bdi>") != std::string::npos);
  }
}

TEST_CASE("a share is a bar of two cells, and signals have their shape and colour", "[render]") {
  const std::string page = read_mail(mail_of(sample::judged_report())).parts.at(1);
  CHECK(page.find("<td width=\"81%\" height=\"5\" bgcolor=\"#46525f\"") != std::string::npos);
  CHECK(page.find("<td width=\"19%\" height=\"5\" bgcolor=\"#e9edf2\"") != std::string::npos);
  CHECK(page.find("<span style=\"font-size:13px;color:#b04a06;font-weight:bold\">◆ Worse than usual</span>") !=
        std::string::npos);
  CHECK(page.find("missed by 4.7\u00A0pts") != std::string::npos);
}

TEST_CASE("an e-mail of very many metrics leaves out their table and says so", "[render]") {
  Comparison comparison = sample::comparison();
  for (MetricComparison& metric : comparison.metrics) metric.shown = true;
  const auto more = comparison.metrics;
  comparison.metrics.insert(comparison.metrics.end(), more.begin(), more.end());
  const std::string page = read_mail(mail_of(build_report(sample::inputs(comparison)))).parts.at(1);
  CHECK(page.size() <= 60'000);
  CHECK(page.find("All metrics</h2>") == std::string::npos);
  CHECK(page.find("Suggested actions</h2>") != std::string::npos);
  CHECK(page.find("The rest is too long for an e-mail") != std::string::npos);
}

TEST_CASE(
    "an e-mail of many agents has as many whole scorecards as fit, and says in every language that there are more",
    "[render]") {
  ReportInputs inputs = sample::inputs(sample::comparison({.agents = 60}));
  inputs.layout = "agent";
  const Report report = build_report(std::move(inputs));
  const std::pair<const char*, const char*> cases[] = {
      {"en", "The rest is too long for an e-mail; it stands in the other formats of this report."},
      {"ru", "Остальное слишком длинно для письма; оно есть в других форматах этого отчёта."},
      {"bg", "Останалото е твърде дълго за имейл; то е в другите формати на този отчет."},
      {"lv", "Pārējais ir par garu e-pasta vēstulei; tas ir citos šī pārskata formātos."},
      {"zh-Hans", "其余内容太长，不适合放入邮件；请见本报告的其他格式。"},
      {"zh-Hant", "其餘內容太長，不適合放入電子郵件；請見本報告的其他格式。"}};
  for (const auto& [language, sentence] : cases) {
    INFO(language);
    RenderOptions options;
    options.language = language;
    const std::string page = read_mail(mail_of(report, options)).parts.at(1);
    CHECK(page.size() <= 60'000);
    CHECK(page.find("<bdi>Agent 1</bdi>") != std::string::npos);
    CHECK(page.find("<bdi>Agent 40</bdi>") == std::string::npos);
    CHECK(page.find(sentence) != std::string::npos);
    CHECK(unbalanced_tag(without_breaks(page)).empty());
    std::size_t cards = 0;
    for (auto at = page.find("<h2"); at != std::string::npos; at = page.find("<h2", at + 1)) ++cards;
    CHECK(cards > 10);
    CHECK(page.size() + page.size() / cards > 60'000);  // one more would not have fitted
  }
}

TEST_CASE("an e-mail that fits is whole and does not say otherwise", "[render]") {
  const std::string page = read_mail(mail_of(sample::report())).parts.at(1);
  CHECK(page.find("All metrics</h2>") != std::string::npos);
  CHECK(page.find("The rest is too long") == std::string::npos);
}

TEST_CASE("no text makes a field, an address or a line of its own", "[render]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.title = "x\r\nBcc: evil@example.com\n\nbody \u2028 =?UTF-8?Q?y?= \x1B[0m";
  RenderOptions options = addressed();
  options.mail.to[0].name = "a\r\nBcc: evil@example.com";
  options.mail.to[1].name = "b\" <evil@example.com>, \"c";
  const std::string text = mail_of(build_report(std::move(inputs)), options);
  const ReadMail mail = read_mail(text);
  std::vector<std::string> names;
  for (const auto& field : mail.fields) names.push_back(field.first);
  CHECK(names == std::vector<std::string>{"From", "To", "Subject", "Date", "MIME-Version", "Auto-Submitted",
                                          "Content-Language", "Content-Type"});
  CHECK(mail.field("To") ==
        "\"a Bcc: evil@example.com\" <ann@example.com>, \"b\\\" <evil@example.com>, \\\"c\" <bob@example.com>");
  CHECK(mail.field("Subject").starts_with("=?UTF-8?B?"));
}

TEST_CASE("long subjects are folded, and encoded words split no character", "[render]") {
  const std::string field =
      mail_field("Subject", "満足度は通常の範囲を下回りました。先週と比べて四ポイント低下しています。");
  std::istringstream lines(field);
  std::string all;
  for (std::string one; std::getline(lines, one);) {
    CHECK(one.size() <= 76);
    all += one;
  }
  CHECK(field.find("\n =?UTF-8?B?") != std::string::npos);
  CHECK(all.find('\n') == std::string::npos);
  CHECK(mail_field("Subject", "Grüße") == "Subject: =?UTF-8?B?R3LDvMOfZQ==?=\n");
  CHECK(mail_field("Subject", "1m\u00A032s") == "Subject: 1m 32s\n");
}

TEST_CASE("quoted-printable hides what mail servers obey", "[render]") {
  const char* const cases[][2] = {{"a = b\n", "a =3D b\n"}, {"Grüße", "Gr=C3=BC=C3=9Fe"},
                                  {".\n.x", "=2E\n=2Ex"},   {"From me\nFrom", "=46rom me\nFrom"},
                                  {"end \nx", "end=20\nx"}, {"\t", "=09"}};
  for (const auto& [text, coded] : cases) {
    CHECK(quoted_printable(text) == coded);
    CHECK(decode_quoted_printable(coded) == text);
  }
  const std::string longer = std::string(75, 'a') + "=" + std::string(80, '.');
  const std::string coded = quoted_printable(longer);
  CHECK(decode_quoted_printable(coded) == longer);
  std::istringstream lines(coded);
  for (std::string one; std::getline(lines, one);) CHECK(one.size() <= 76);
}

TEST_CASE("an e-mail has the tables that are known without opening the page, and no others", "[render]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.layout = "agent";
  inputs.agent = "Agent 3";
  const ReadMail scorecard = read_mail(mail_of(build_report(std::move(inputs))));
  CHECK(scorecard.parts.back().find("Scorecard: <bdi>Agent 3</bdi>") != std::string::npos);
  const ReadMail team = read_mail(mail_of(sample::report()));
  CHECK(team.parts.back().find("The team") == std::string::npos);
}

TEST_CASE("tables of an e-mail have at most three columns of numbers beside the heads of the rows", "[render]") {
  const std::string page = read_mail(mail_of(sample::operations_report())).parts.at(1);
  const auto begin = page.find("<bdi>Happier | &lt;customers&gt;</bdi>");
  const std::string row = page.substr(begin, page.find("</tr>", begin) - begin);
  const std::string words = "<br><span style=\"color:#56606b\">";
  CHECK(row.find("<span style=\"color:#b04a06;font-weight:bold\">✗ milestone missed</span>") != std::string::npos);
  CHECK(row.find(words + "8 Jan 2027</span>" + words + "13%</span>") != std::string::npos);
  CHECK(row.find(words + "<bdi>Ann</bdi></span></th><td align=\"right\"") != std::string::npos);
  std::size_t numbers = 0;
  for (auto at = row.find("<td "); at != std::string::npos; at = row.find("<td ", at + 1)) ++numbers;
  CHECK(numbers == 3);
  // Nothing stands for what a row does not have: the other goal has no owner.
  CHECK(page.find(words + "</span>") == std::string::npos);
}

TEST_CASE("the normal range stands below the metric in an e-mail, where there is one", "[render]") {
  const std::string page = read_mail(mail_of(sample::report())).parts.at(1);
  CHECK(page.find("Customer satisfaction (CSAT)<br><span style=\"color:#56606b\">83.6–\u206090.3% usual</span></th>") !=
        std::string::npos);
  CHECK(page.find("– usual") == std::string::npos);
}

TEST_CASE("an e-mail leads to the whole report where its address is known", "[render]") {
  RenderOptions options = addressed();
  CHECK(mail_of(sample::report(), options).find("The whole report") == std::string::npos);
  options.mail.link = "https://example.com/week.html?a=1&b=<2>";
  const ReadMail mail = read_mail(mail_of(sample::report(), options));
  CHECK(mail.parts[0].starts_with("The whole report: https://example.com/week.html?a=1&b=<2>\n\n"));
  CHECK(mail.parts[1].find("<a href=\"https://example.com/week.html?a=1&amp;b=&lt;2&gt;\"") != std::string::npos);
}

TEST_CASE("goals and tracked actions stand in the mail, so that nobody has to open the page for them", "[render]") {
  const ReadMail mail = read_mail(mail_of(sample::operations_report()));
  CHECK(mail.parts[0].find("Happier | <customers>") != std::string::npos);
  CHECK(mail.parts[1].find("<bdi>Happier | &lt;customers&gt;</bdi>") != std::string::npos);
  CHECK(mail.parts[1].find("A *macro*") != std::string::npos);
}

TEST_CASE("a mail quotes no customer, in neither of its parts", "[render]") {
  ReportInputs inputs = sample::inputs(sample::comparison());
  inputs.details.comments = {.metrics = {"csat"}, .n = 1, .comments = {}};
  inputs.details.comments.comments.push_back({.ticket = "4711",
                                              .ratings = {{"csat", RatingClass::bad, 1, 5}},
                                              .text = "My order was late",
                                              .agent = "Ann",
                                              .at = sample::week_start(0)});
  const Report report = build_report(std::move(inputs));
  CHECK(find_renderer("html")->render(report, {}).find("My order was late") != std::string::npos);
  for (const std::string& part : read_mail(mail_of(report)).parts) {
    CHECK(part.find("My order was late") == std::string::npos);
    CHECK(part.find("What customers wrote") == std::string::npos);
  }
}

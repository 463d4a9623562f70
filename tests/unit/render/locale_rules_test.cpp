// How each language writes numbers, durations, shares and dates: the table of CLDR 48, with U+00A0 for its no-break
// spaces.

#include <array>
#include <clocale>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csreport/render/renderer.hpp"
#include "csreport/render/words.hpp"
#include "render/metric_words.hpp"
#include "render/number_format.hpp"
#include "render/period_words.hpp"
#include "render/sentence.hpp"
#include "render/utf8.hpp"
#include "support/catch.hpp"
#include "support/read_mail.hpp"
#include "support/sample_report.hpp"

using namespace csreport;

namespace {

Instant day(int year, unsigned month, unsigned date) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(date)};
}
Period period(Grain grain, const char* label, Instant start, Instant end) { return {start, end, grain, label, false}; }

struct Row {
  const char* language;
  const char* thousands;  // 1840
  const char* ten_thousands;
  const char* share;
  const char* hours;
  const char* date;
};
constexpr std::array<Row, 6> kTable = {
    {{"en", "1,840", "12,840.5", "81.3%", "2h\u00a014m", "15 Jun 2026"},
     {"bg", "1840", "12\u00a0840,5", "81,3%", "2\u00a0ч\u00a014\u00a0мин", "15.06.2026\u00a0г."},
     {"zh-Hans", "1,840", "12,840.5", "81.3%", "2小时14分钟", "2026年6月15日"},
     {"zh-Hant", "1,840", "12,840.5", "81.3%", "2\u00a0小時\u00a014\u00a0分鐘", "2026年6月15日"},
     {"lv", "1840", "12\u00a0840,5", "81,3%", "2\u00a0h\u00a014\u00a0min", "2026.\u00a0gada 15.\u00a0jūn."},
     {"ru", "1\u00a0840", "12\u00a0840,5", "81,3\u00a0%", "2\u00a0ч\u00a014\u00a0мин", "15 июн. 2026\u00a0г."}}};

std::string days(const char* language, Instant start, Instant end, Grain grain = Grain::custom) {
  return period_days(period(grain, "x", start, end), TimeZone::utc(), Language::load(language));
}
std::string name(const char* language, const Period& p) {
  return period_name(p, TimeZone::utc(), Language::load(language));
}

/// The first line of the report in Markdown that begins so.
std::string line_of_report(const char* language, std::string_view begin) {
  RenderOptions options;
  options.language = language;
  std::istringstream lines(find_renderer("md")->render(sample::judged_report(), options));
  for (std::string one; std::getline(lines, one);) {
    if (one.starts_with(begin)) return one;
  }
  return {};
}

/// Han characters, and the punctuation that is as wide as they are.
bool is_wide(char32_t c) {
  return (c >= 0x3000 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFF60);
}

/// A page without its tags; what they tear apart stays apart.
std::string without_tags(std::string_view page) {
  std::string text;
  bool inside = false;
  for (const char c : page) {
    if (c == '<') text += '\n';
    inside = c == '<' || (inside && c != '>');
    if (!inside && c != '>') text += c;
  }
  return text;
}

/// Marks of ASCII behind a wide character, and brackets around one, each with what stands around it.
std::vector<std::string> narrow_marks(std::string_view text) {
  std::vector<std::string> found;
  char32_t before = 0;  // the last character that is no blank
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(text, at);
    const bool ends = std::u32string_view(U"(),:;").find(c) != std::u32string_view::npos && is_wide(before);
    const bool stops = c == U'.' && is_wide(before) && (at == text.size() || text[at] == ' ' || text[at] == '\n');
    std::size_t next = at;
    const bool begins = c == U'(' && at < text.size() && is_wide(next_character(text, next));
    if (ends || stops || begins) found.emplace_back(text.substr(here < 30 ? 0 : here - 30, 60));
    if (c != U' ') before = c;
  }
  return found;
}

}  // namespace

TEST_CASE("Chinese text has no narrow marks among its words, in any format", "[messages]") {
  const std::pair<const char*, const Report> reports[] = {{"judged", sample::judged_report()},
                                                          {"operations", sample::operations_report()}};
  for (const char* language : {"zh-Hans", "zh-Hant"}) {
    RenderOptions options;
    options.language = language;
    options.mail.link = "https://example.com/week.html";
    for (const auto& [name, report] : reports) {
      for (const char* format : {"md", "txt", "html", "eml"}) {
        INFO(language << ' ' << name << ' ' << format);
        const std::string text = find_renderer(format)->render(report, options);
        const std::string_view id = format;
        const auto found = narrow_marks(id == "eml"    ? without_tags(read_mail(text).parts.at(1))
                                        : id == "html" ? without_tags(text)
                                                       : text);
        CHECK(found == std::vector<std::string>{});
      }
    }
  }
}

TEST_CASE("brackets, colons and full stops are those of the language", "[messages]") {
  CHECK(line_of_report("en", "| Customer effort score (CES) (mean) |")
            .starts_with("| Customer effort score (CES) (mean) | 5.4 |"));
  CHECK(line_of_report("zh-Hans", "| 客户费力度（CES）（平均值） |")
            .starts_with("| 客户费力度（CES）（平均值） | 5.4 |"));
  CHECK(line_of_report("zh-Hant", "| 客戶費力度（CES）（平均值） |")
            .starts_with("| 客戶費力度（CES）（平均值） | 5.4 |"));
  CHECK(line_of_report("en", "- Clock: ") == "- Clock: UTC, all hours");
  CHECK(line_of_report("zh-Hans", "- 时间口径") == "- 时间口径：UTC，全天");
  CHECK(line_of_report("zh-Hans", "- **严重**") ==
        "- **严重**：客户满意度（CSAT）：81.3%（n\u00a0=\u00a0412），规则：csat&#60;86%。Read &#60;b&#62;the "
        "comments&#60;/b&#62; &#124; of "
        "&#42;the worst&#42;.");
  CHECK(line_of_report("zh-Hans", "| 客户满意度").ends_with("85.1%。目标不低于 86%：未达成，相差 4.7个百分点 |"));
  CHECK(line_of_report("zh-Hans", "由 csreport") == "由 csreport 0.1.0 生成。数据截至 2026年11月15日 23:59（UTC）。");
  CHECK(line_of_report("en", "Made by") == "Made by csreport 0.1.0. Data until 15 Nov 2026, 23:59 (UTC).");
}

TEST_CASE("in what contacts agree is told in the words of the language", "[messages]") {
  const Phrase phrase{"variant.agreeing_in", {{"columns", std::string("category, channel, shelf_no")}}};
  const std::pair<const char*, const char*> cases[] = {{"en", "about the same category, channel, shelf_no"},
                                                       {"ru", "при совпадении: категория, канал, shelf_no"},
                                                       {"bg", "при съвпадение: категория, канал, shelf_no"},
                                                       {"lv", "sakrīt: kategorija, kanāls, shelf_no"},
                                                       {"zh-Hans", "类别、渠道、shelf_no相同"},
                                                       {"zh-Hant", "類別、管道、shelf_no相同"}};
  for (const auto& [language, text] : cases) CHECK(in_words(phrase, language) == text);
}

TEST_CASE("the value before stands behind the change without a second pair of brackets", "[messages]") {
  const std::pair<const char*, const char*> cases[] = {
      {"en", "▲ 48 (3.9%) from 1,236"},       {"ru", "▲ 48 (3,9\u00a0%), было 1\u00a0236"},
      {"bg", "▲ 48 (3,9%), преди 1236"},      {"lv", "▲ 48 (3,9%), bija 1236"},
      {"zh-Hans", "▲ 48（3.9%） 原为 1,236"}, {"zh-Hant", "▲ 48（3.9%） 原為 1,236"}};
  for (const auto& [language, text] : cases) {
    const std::string card = line_of_report(
        language, "| " + metric_title(*find_metric("tickets_created"), Language::load(language)) + " | **");
    const auto begin = card.find("▲");
    CHECK(card.substr(begin, card.find(" |", begin) - begin) == text);
  }
}

TEST_CASE("behind a colon a sentence about the data begins small, and agrees with its number", "[messages]") {
  CHECK(line_of_report("ru", "- Данные: ") == "- Данные: прочитано 34\u00a0180 строк, использовано: 34\u00a0153");
  CHECK(line_of_report("bg", "- Данни: ") == "- Данни: прочетени 34\u00a0180 реда, използвани: 34\u00a0153");
  CHECK(line_of_report("lv", "- Dati: ") == "- Dati: nolasīto rindu skaits: 34\u00a0180, izmantoto: 34\u00a0153");
}

TEST_CASE("every language writes numbers, shares, durations and dates by its own rules", "[messages]") {
  for (const Row& row : kTable) {
    INFO(row.language);
    const NumberFormat numbers(Language::load(row.language));
    CHECK(numbers.number(1840) == row.thousands);
    CHECK(numbers.number(12840.5, 1) == row.ten_thousands);
    CHECK(numbers.share(0.813, 1) == row.share);
    CHECK(numbers.duration(2 * 3600 + 14 * 60) == row.hours);
    CHECK(days(row.language, day(2026, 6, 15), day(2026, 6, 16)) == row.date);
  }
}

TEST_CASE("the machine's locale has no say", "[messages]") {
  const char* const before = std::setlocale(LC_ALL, nullptr);
  const std::string saved = before != nullptr ? before : "C";
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // where it is installed
  CHECK(NumberFormat(Language::load("en")).number(12840.5, 1) == "12,840.5");
  std::setlocale(LC_ALL, saved.c_str());
}

TEST_CASE("durations have the units of the language", "[messages]") {
  const auto text = [](const char* language, double seconds) {
    return NumberFormat(Language::load(language)).duration(seconds);
  };
  CHECK(text("ru", 41) == "41\u00a0с");
  CHECK(text("ru", 92) == "1\u00a0мин\u00a032\u00a0с");
  CHECK(text("ru", 77 * 3600) == "3\u00a0дн.\u00a05\u00a0ч");
  CHECK(text("bg", 77 * 3600) == "3\u00a0д\u00a05\u00a0ч");
  CHECK(text("lv", 77 * 3600) == "3\u00a0d\u00a05\u00a0h");
  CHECK(text("zh-Hans", 77 * 3600) == "3天5小时");
  CHECK(text("zh-Hant", 92) == "1\u00a0分鐘\u00a032\u00a0秒");
}

TEST_CASE("ranges of days say month and year once", "[messages]") {
  const auto week = [](const char* language) { return days(language, day(2026, 11, 9), day(2026, 11, 16)); };
  CHECK(week("en") == "9–15 Nov 2026");
  CHECK(week("ru") == "9–15 нояб. 2026\u00a0г.");
  CHECK(week("bg") == "9–15.11.2026\u00a0г.");
  CHECK(week("lv") == "2026.\u00a0gada 9.–15.\u00a0nov.");
  CHECK(week("zh-Hans") == "2026年11月9日至15日");
  CHECK(week("zh-Hant") == "2026年11月9日至15日");
  const auto months = [](const char* language) { return days(language, day(2026, 9, 28), day(2026, 10, 5)); };
  CHECK(months("en") == "28 Sep – 4 Oct 2026");
  CHECK(months("ru") == "28 сент. – 4 окт. 2026\u00a0г.");
  CHECK(months("bg") == "28.09 – 4.10.2026\u00a0г.");
  CHECK(months("lv") == "2026.\u00a0gada 28.\u00a0sept. – 4.\u00a0okt.");
  CHECK(months("zh-Hans") == "2026年9月28日至10月4日");
  CHECK(days("en", day(2026, 12, 28), day(2027, 1, 4)) == "28 Dec 2026 – 3 Jan 2027");
  CHECK(days("zh-Hant", day(2026, 12, 28), day(2027, 1, 4)) == "2026年12月28日至2027年1月3日");
}

TEST_CASE("English days in words are those of the terminal's messages", "[messages]") {
  const TimeZone riga = TimeZone::load("Europe/Riga");
  const auto at = [&](int year, unsigned month, unsigned date) {
    using namespace std::chrono;
    return riga
        .to_instant(LocalTime{local_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(date)}})
        .instant;
  };
  Period unfinished = period(Grain::week, "2026-W46", at(2026, 11, 9), at(2026, 11, 12));
  unfinished.to_date = true;
  for (const Period& p :
       {period(Grain::week, "2026-W46", at(2026, 11, 9), at(2026, 11, 16)),
        period(Grain::month, "2026-11", at(2026, 11, 1), at(2026, 12, 1)),
        period(Grain::quarter, "2026-Q3", at(2026, 7, 1), at(2026, 10, 1)),
        period(Grain::year, "2026", at(2026, 1, 1), at(2027, 1, 1)),
        period(Grain::day, "2026-11-09", at(2026, 11, 9), at(2026, 11, 10)),
        period(Grain::custom, "x", at(2026, 12, 28), at(2027, 1, 4)),
        period(Grain::hour, "x", at(2026, 11, 9), at(2026, 11, 9) + std::chrono::hours{1}), unfinished}) {
    CHECK(period_days(p, riga, Language::load("en")) == describe_period(p, riga));
  }
}

TEST_CASE("periods have the names of the language", "[messages]") {
  const Period month = period(Grain::month, "2026-05", day(2026, 5, 1), day(2026, 6, 1));
  const Period quarter = period(Grain::quarter, "2026-Q3", day(2026, 7, 1), day(2026, 10, 1));
  const Period year = period(Grain::year, "2026", day(2026, 1, 1), day(2027, 1, 1));
  CHECK(name("ru", month) == "Май 2026\u00a0г.");  // not the genitive of a date
  CHECK(name("bg", month) == "Май 2026\u00a0г.");
  CHECK(name("lv", month) == "2026.\u00a0gada maijs");
  CHECK(name("zh-Hans", month) == "2026年5月");
  CHECK(name("ru", quarter) == "3-й кв. 2026\u00a0г.");
  CHECK(name("lv", quarter) == "2026.\u00a0gada 3.\u00a0ceturksnis");
  CHECK(name("zh-Hant", quarter) == "2026年第3季");
  CHECK(name("lv", year) == "2026.\u00a0gads");
  CHECK(name("zh-Hans", year) == "2026年");
  CHECK(name("ru", sample::week(0)) == "Неделя 46");
  CHECK(name("zh-Hant", sample::week(0)) == "第46週");
  CHECK(axis_name(month, TimeZone::utc(), Language::load("ru")) == "май");
  CHECK(axis_name(sample::week(0), TimeZone::utc(), Language::load("bg")) == "9.11");
}

TEST_CASE("counts choose the form of their noun", "[messages]") {
  const auto messages = [](const char* language, std::int64_t n) {
    return in_words({"trend_span.week", {{"n", n}}}, language);
  };
  CHECK(messages("ru", 1) == "1 неделя");
  CHECK(messages("ru", 3) == "3 недели");
  CHECK(messages("ru", 26) == "26 недель");
  CHECK(messages("ru", 1021) == "1\u00a0021 неделя");
  CHECK(messages("lv", 21) == "21 nedēļa");
  CHECK(messages("lv", 26) == "26 nedēļas");
  CHECK(messages("lv", 20) == "20 nedēļu");
  CHECK(messages("bg", 1) == "1 седмица");
  CHECK(messages("zh-Hans", 1) == "1 周");
}

TEST_CASE("metrics have titles in the language, in sentences without their capital letter", "[messages]") {
  const Language& russian = Language::load("ru");
  const MetricRow& frt = *find_metric("frt");
  CHECK(metric_title(frt, russian) == "Время первого ответа");
  CHECK(metric_short_title(frt, russian) == "Первый ответ");
  CHECK(metric_in_sentence({&frt, "", NamePlace::inside}, russian) == "время первого ответа");
  CHECK(metric_in_sentence({&frt, "live", NamePlace::sentence_start}, russian) ==
        "Время первого ответа (каналы реального времени)");
  CHECK(metric_in_sentence({find_metric("at_risk"), "", NamePlace::inside}, russian) == "SLA под угрозой");
  CHECK(metric_in_sentence({&frt, "", NamePlace::inside}, Language::load("lv")) == "pirmās atbildes laiks");
  CHECK(metric_in_sentence({&frt, "", NamePlace::inside}, Language::load("zh-Hans")) == "首次响应时间");
  CHECK(metric_title(frt, Language::load("zh-Hant")) == "首次回應時間");
  CHECK(metric_title(frt, Language::load("bg")) == "Време до първи отговор");
  CHECK(metric_title(frt, Language::load("en")) == "First response time");
  CHECK(metric_title(*find_metric("fcr"), russian) == "Доля решённых при первом обращении (FCR)");
}

TEST_CASE("a metric's own number stands in its translated texts", "[messages]") {
  const Language& russian = Language::load("ru");
  const MetricRow& share = *find_metric("share_within_120s");
  CHECK(metric_title(share, russian) == "Первый ответ в пределах 120\u00a0с");
  CHECK(metric_definition(share, russian) == "Доля первых ответов периода, данных в пределах 120 секунд.");
  MetricRow other = share;
  other.id = "share_within_300s";
  CHECK(metric_title(other, russian) == "Первый ответ в пределах 300\u00a0с");
}

TEST_CASE("an indicator keeps the title that its user gave", "[messages]") {
  MetricRow row{};
  row.id = "uptime_99";
  row.title = "Uptime";
  row.short_title = "Uptime";
  CHECK(metric_title(row, Language::load("ru")) == "Uptime");
  CHECK(metric_in_sentence({&row, "", NamePlace::inside}, Language::load("ru")) == "Uptime");
}

TEST_CASE("our own group names are translated, those of the data are not", "[messages]") {
  const Language& latvian = Language::load("lv");
  CHECK(group_name("weekday", "Monday", latvian) == "Pirmdiena");
  CHECK(group_name("channel", "chat", latvian) == "tērzēšana");
  CHECK(group_name("team", "chat", latvian) == "chat");
  CHECK(group_name("channel", "fax", latvian) == "fax");
  CHECK(group_name("channel", "in_person", Language::load("en")) == "in_person");
}

TEST_CASE("a whole sentence reads well in every language", "[messages]") {
  const MetricRow& csat = *find_metric("csat");
  MetricValue value{.value = 0.813, .n = 412, .numerator = 335, .denominator = 412};
  Change fall{.state = ChangeState::compared, .absolute = -0.042};
  const Message message{"finding.below_range",
                        {{"metric", MetricName{&csat, "", NamePlace::sentence_start}},
                         {"change", Difference{&csat, fall, 412, 0.855}},
                         {"value", Amount{&csat, value}},
                         {"n", Count{412}},
                         {"range", ValueRange{&csat, 0.817, 0.924, 412}}}};
  const auto text = [&](const char* code) {
    const Language& language = Language::load(code);
    return plain_text(sentence_of(message, {language, NumberFormat(language), TimeZone::utc()}));
  };
  CHECK(text("ru") ==
        "Удовлетворённость клиентов (CSAT): снижение на 4,2\u00a0п.\u00a0п., до 81,3\u00a0% (n\u00a0=\u00a0412), ниже "
        "обычного "
        "диапазона 81,7–\u206092,4\u00a0%.");
  CHECK(text("bg") ==
        "Удовлетвореност на клиентите (CSAT): спад до 81,3% (n\u00a0=\u00a0412), 4,2\u00a0пр.\u00a0п. по-малко; под "
        "обичайния "
        "диапазон "
        "81,7–\u206092,4%.");
  CHECK(text("lv") ==
        "Klientu apmierinātība (CSAT): kritums par 4,2\u00a0p.\u00a0p. līdz 81,3% (n\u00a0=\u00a0412), zem parastā "
        "diapazona "
        "81,7–\u206092,4%.");
  CHECK(text("zh-Hans") ==
        "客户满意度（CSAT）下降 4.2个百分点，至 81.3%（n\u00a0=\u00a0412），低于正常范围 81.7–\u206092.4%。");
  CHECK(text("zh-Hant") ==
        "客戶滿意度（CSAT）下降 4.2\u00a0個百分點，至 81.3%（n\u00a0=\u00a0412），低於正常範圍 81.7–\u206092.4%。");
}

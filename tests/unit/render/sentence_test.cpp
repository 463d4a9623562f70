#include "render/sentence.hpp"

#include <string>
#include <string_view>

#include "render/headline.hpp"
#include "support/catch.hpp"

using namespace csreport;
using namespace std::chrono_literals;

namespace {

/// Alone, as a cell under the head of its column has it, and where nothing else says what it is.
std::string told(const char* language, const std::string& dimension, const std::string& group, bool introduced) {
  const TimeZone zone = TimeZone::utc();
  const Language& words = Language::load(language);
  return argument_text(Name{.text = group, .dimension = dimension, .introduced = introduced},
                       {words, NumberFormat(words), zone});
}

}  // namespace

TEST_CASE("names that say too little by themselves are introduced by their dimension", "[render]") {
  CHECK(told("en", "priority", "high", true) == "priority high");
  CHECK(told("en", "priority", "high", false) == "high");
  CHECK(told("bg", "priority", "high", true) == "приоритет: high");
  CHECK(told("lv", "language", "de", true) == "valoda: de");
  CHECK(told("ru", "tag", "vip", true) == "метка: vip");
  CHECK(told("zh-Hans", "priority", "high", true) == "优先级：high");
  CHECK(told("zh-Hant", "country", "LV", true) == "國家/地區：LV");
}

TEST_CASE("names of channels, teams, agents and categories need no introduction", "[render]") {
  for (const char* const dimension : {"team", "agent", "category", "weekday"}) {
    CHECK(told("en", dimension, "Refunds", true) == "Refunds");
  }
  CHECK(told("en", "channel", "chat", true) == "chat");
}

TEST_CASE("a column that only the export knows introduces its values by its header", "[render]") {
  CHECK(told("en", "Plan", "gold", true) == "Plan gold");
  CHECK(told("ru", "Plan", "gold", true) == "Plan: gold");
  CHECK(told("en", "column", "gold", true) == "column gold");
}

TEST_CASE("a metric of one priority says that it is a priority", "[render]") {
  const MetricName name{find_metric("resolution_time"), "high", NamePlace::sentence_start, "priority"};
  const TimeZone zone = TimeZone::utc();
  const Language& english = Language::load("en");
  const Message message{"alert.no_value", {{"metric", name}}};
  CHECK(plain_text(sentence_of(message, {english, NumberFormat(english), zone})) ==
        "Resolution time in priority high: no value.");
}

TEST_CASE("a name with brackets and a group in brackets share one pair", "[render]") {
  const MetricName name{find_metric("csat"), "chat", NamePlace::sentence_start};
  const TimeZone zone = TimeZone::utc();
  const auto begins = [&](const char* code, std::string_view words) {
    const Language& language = Language::load(code);
    return plain_text(
               sentence_of(Message{"alert.no_value", {{"metric", name}}}, {language, NumberFormat(language), zone}))
        .starts_with(words);
  };
  CHECK(begins("en", "Satisfaction in chat: "));
  CHECK(begins("ru", "Удовлетворённость клиентов (CSAT, чат): "));
  CHECK(begins("bg", "Удовлетвореност на клиентите (CSAT, чат): "));
  CHECK(begins("lv", "Klientu apmierinātība (CSAT, tērzēšana): "));
  CHECK(begins("zh-Hans", "客户满意度（CSAT，在线聊天）"));
  CHECK(begins("zh-Hant", "客戶滿意度（CSAT，線上聊天）"));
}

TEST_CASE("a headline that is shortened keeps the channel that it is about", "[render]") {
  const TimeZone zone = TimeZone::utc();
  const Language& russian = Language::load("ru");
  const MetricRow* const csat = find_metric("csat");
  const Period week{.start = Instant{std::chrono::sys_days{2026y / 6 / 8}},
                    .end = Instant{std::chrono::sys_days{2026y / 6 / 15}},
                    .grain = Grain::week,
                    .label = "2026-W24"};
  const Message headline{"headline.below_range",
                         {{"metric", MetricName{csat, "chat", NamePlace::inside}},
                          {"value", Amount{csat, MetricValue{.value = 0.65, .n = 68}}},
                          {"period", PeriodName{week}}}};
  CHECK(plain_text(headline_of(headline, {russian, NumberFormat(russian), zone})) ==
        "Неделя 24: CSAT, чат — снижение до 65\u00A0%, ниже обычного");
}

TEST_CASE("days are days by their type, whatever their slot is called", "[render]") {
  const Language& english = Language::load("en");
  const Dates days = {std::chrono::local_days{2026y / 6 / 23}, std::chrono::local_days{2026y / 6 / 24}};
  CHECK(phrase_text({"warning.holidays.alone", {{"now", days}}}, english) ==
        "Holidays in the period: 23 Jun 2026 and 24 Jun 2026.");
  CHECK(phrase_text({"warning.holidays.alone", {{"now", std::string("2026-06-24")}}}, english) ==
        "Holidays in the period: 2026-06-24.");
}

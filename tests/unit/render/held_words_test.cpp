#include "render/held_words.hpp"

#include "render/language.hpp"
#include "render/number_format.hpp"
#include "support/catch.hpp"

using namespace csreport;

TEST_CASE("on a page no line ends inside a Chinese duration or between a number and its unit", "[messages]") {
  const auto text = [](const char* language, double seconds) {
    return NumberFormat(Language::load(language).held_together()).duration(seconds);
  };
  CHECK(text("zh-Hans", 8040) == "2\u2060小\u2060时\u206014\u2060分\u2060钟");
  CHECK(text("zh-Hant", 100) == "1\u00a0分\u2060鐘\u00a040\u00a0秒");
  CHECK(text("ru", 8040) == "2\u00a0ч\u00a014\u00a0мин");
  CHECK(held_words("number.points", "个百分点") == "\u2060个\u2060百\u2060分\u2060点");
}

TEST_CASE("on a page what follows a number in Chinese stays with it", "[messages]") {
  CHECK(held_words("calendar.day", "{year}年{month}{day}日") == "{year}\u2060年{month}{day}\u2060日");
  CHECK(held_words("calendar.months.10", "11月") == "11\u2060月");
  CHECK(held_words("calendar.week", "第{week}週") == "第\u2060{week}\u2060週");
  CHECK(held_words("facts.cases", "{n} 件個案") == "{n}\u00a0件個案");
  CHECK(held_words("x", "{change}（{percent}）") == "{change}（{percent}）");
  CHECK(held_words("x", "{n} tickets, {all} in all") == "{n} tickets, {all} in all");
  CHECK(held_words("x", "原為 {from}") == "原為 {from}");
}

TEST_CASE("only pages hold Chinese words together", "[messages]") {
  CHECK(Language::load("zh-Hans").text("number.minute") == "分钟");
  CHECK(Language::load("zh-Hans").held_together().text("number.minute") == "\u2060分\u2060钟");
  CHECK(Language::load("zh-Hans").held_together().code() == "zh-Hans");
}

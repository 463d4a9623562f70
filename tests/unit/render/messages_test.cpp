// The message files against each other: every language says everything, with the same slots, in all of its plural
// forms. A failure names the keys, so that a later translation is a list to work through.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "csreport/compute/catalogue.hpp"
#include "render/language.hpp"
#include "render/period_words.hpp"
#include "render/plural_rules.hpp"
#include "render/sentence.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

using Names = std::set<std::string>;

const Names kAllCategories = {"zero", "one", "two", "few", "many", "other"};

/// The texts of a message by plural form; one without forms has the form "".
using Forms = std::map<std::string, std::string>;
using Messages = std::map<std::string, Forms>;

bool has_plural_forms(const Language& language, const std::string& path) {
  const auto texts = language.group(path);
  return language.find(path + ".other") != nullptr &&
         std::all_of(texts.begin(), texts.end(), [](const auto& text) { return kAllCategories.contains(text.first); });
}

Messages messages_of(const std::string& code) {
  const Language& language = Language::load(code);
  Messages messages;
  for (const std::string& path : language.paths()) {
    const auto dot = path.rfind('.');
    const std::string parent = dot == std::string::npos ? "" : path.substr(0, dot);
    const bool form = !parent.empty() && has_plural_forms(language, parent);
    messages[form ? parent : path][form ? path.substr(dot + 1) : ""] = language.text(path);
  }
  return messages;
}

std::string group_of(const std::string& key) { return key.substr(0, key.find('.')); }

/// "share_within_120s" as messages name it.
std::string with_n(std::string id) { return std::regex_replace(id, std::regex("[0-9]+"), "N"); }

/// What a language other than English must have: the words of English, but its names of metrics for sentences (a
/// title serves there), and the texts of the catalogue.
Names keys_to_translate() {
  Names keys;
  for (const auto& [key, forms] : messages_of("en")) {
    if (group_of(key) != "metric" && group_of(key) != "metric_start") keys.insert(key);
  }
  for (const MetricRow& row : metric_catalogue()) {
    for (const char* group : {"metric_title.", "metric_short.", "definition."})
      keys.insert(group + with_n(std::string(row.id)));
  }
  return keys;
}

std::string listed(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "\n") + name;
  return text;
}

Names without(const Names& all, const Names& some) {
  Names rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::inserter(rest, rest.end()));
  return rest;
}

Names keys_of(const Messages& messages) {
  Names keys;
  for (const auto& [key, forms] : messages) keys.insert(key);
  return keys;
}

Names slots_in(const std::string& text) {
  static const std::regex kSlot(R"(\{([a-z_0-9]+)\})");
  Names slots;
  for (std::sregex_iterator slot(text.begin(), text.end(), kSlot), end; slot != end; ++slot) slots.insert((*slot)[1]);
  return slots;
}

std::vector<std::string> translations() {
  std::vector<std::string> codes = Language::codes();
  std::erase(codes, "en");
  return codes;
}

/// The text of a metric's row that has the slots of its translations.
Names slots_of_catalogue(const std::string& key) {
  const bool numbered = key.find('N') != std::string::npos;
  return numbered ? Names{"n"} : Names{};
}

}  // namespace

TEST_CASE("no Bulgarian message has the preposition that the number behind it would change", "[messages]") {
  // "с 6", but "със 7" and "със 100": nothing tells a text which number it gets.
  const Language& bulgarian = Language::load("bg");
  const std::regex preposition("(^|[ (])(с|С)( |\u00a0)\\{");
  for (const std::string& path : bulgarian.paths()) {
    if (path == "label.made_by") continue;  // the name of the program
    INFO(path);
    CHECK_FALSE(std::regex_search(std::string(bulgarian.text(path)), preposition));
  }
}

TEST_CASE("there are the six languages of the program", "[messages]") {
  CHECK(Language::codes() == std::vector<std::string>{"bg", "en", "lv", "ru", "zh-Hans", "zh-Hant"});
  for (const std::string& code : Language::codes()) CHECK(Language::load(code).text("language.code") == code);
}

TEST_CASE("no language lacks a message and none has one that nothing asks for", "[messages]") {
  const Names keys = keys_to_translate();
  for (const std::string& code : translations()) {
    const Names own = keys_of(messages_of(code));
    INFO(code);
    CHECK(listed(without(keys, own)) == "");  // missing
    CHECK(listed(without(own, keys)) == "");  // superfluous
  }
}

TEST_CASE("plural forms are those of the language, all of them", "[messages]") {
  for (const std::string& code : Language::codes()) {
    const auto categories = plural_categories(code);
    const Names wanted(categories.begin(), categories.end());
    for (const auto& [key, forms] : messages_of(code)) {
      if (forms.contains("")) continue;
      Names own;
      for (const auto& [form, text] : forms) own.insert(form);
      INFO(code << " " << key);
      CHECK(listed(own) == listed(wanted));
    }
  }
}

TEST_CASE("a number without plural forms stands apart from its noun", "[messages]") {
  const Messages english = messages_of("en");
  for (const std::string& code : translations()) {
    if (plural_categories(code).size() == 1) continue;
    for (const auto& [key, forms] : messages_of(code)) {
      if (!forms.contains("") || !english.contains(key) || english.at(key).contains("")) continue;
      const std::string& text = forms.at("");
      INFO(code << " " << key << ": " << text);
      CHECK((text.find("{n}") == std::string::npos || text.find(": {n}") != std::string::npos));
    }
  }
}

TEST_CASE("every form of every message fills the slots of English", "[messages]") {
  const Messages english = messages_of("en");
  for (const std::string& code : translations()) {
    for (const auto& [key, forms] : messages_of(code)) {
      if (group_of(key) == "calendar") continue;  // languages write other parts of a date
      const auto of_english = english.find(key);
      Names slots = slots_of_catalogue(key);
      if (of_english != english.end()) slots = slots_in(of_english->second.rbegin()->second);
      const bool own = of_english != english.end();
      for (const auto& [form, text] : forms) {
        INFO(code << " " << key << " " << form << ": " << text);
        if (own) {
          CHECK(listed(slots_in(text)) == listed(slots));
        } else {
          CHECK(listed(without(slots_in(text), slots)) == "");
        }
      }
    }
  }
}

TEST_CASE("dates use the parts that there are", "[messages]") {
  const Names known = {
      "day",  "month",   "month_name", "month_number", "year", "last_day", "last_month", "last_month_number",
      "week", "quarter", "period",     "date",         "time", "first",    "last",       "days"};
  for (const std::string& code : Language::codes()) {
    for (const auto& [key, forms] : messages_of(code)) {
      if (group_of(key) != "calendar") continue;
      INFO(code << " " << key);
      CHECK(listed(without(slots_in(forms.begin()->second), known)) == "");
    }
  }
}

TEST_CASE("no line ends inside a figure", "[messages]") {
  const std::regex torn(R"((^|[^\w])n [=<] |\{hours\} h |[0-9] %|(✓|✗|≤|≥|→) |^[<>] | →)");
  for (const std::string& code : Language::codes()) {
    for (const auto& [key, forms] : messages_of(code)) {
      if (group_of(key) == "definition") continue;
      for (const auto& [form, text] : forms) {
        INFO(code << " " << key << ": " << text);
        CHECK_FALSE(std::regex_search(text, torn));
      }
    }
  }
}

TEST_CASE("what has brackets of its own stands in none", "[messages]") {
  const std::regex period_in_brackets(R"((\(|（)(?:(?!\)|）).)*\{(period|previous)\})");
  const std::regex metric_in_brackets(R"((\(|（)(?:(?!\)|）).)*\{metrics?\})");  // "Satisfaction (CSAT)"
  const std::regex bracket("\\(|（");
  const Names periods = {"calendar.to_date", "calendar.to_same_day", "calendar.to_same_hour", "calendar.days.to_date"};
  std::size_t languages = 0;
  for (const std::string& code : Language::codes()) {
    bool in_brackets = false;
    const Messages messages = messages_of(code);
    for (const auto& [key, forms] : messages) {
      for (const auto& [form, text] : forms) {
        in_brackets = in_brackets || std::regex_search(text, period_in_brackets);
        INFO(code << " " << key << ": " << text);
        CHECK_FALSE(std::regex_search(text, metric_in_brackets));
      }
    }
    if (!in_brackets) continue;
    ++languages;
    for (const std::string& key : periods) {
      INFO(code << " " << key);
      CHECK_FALSE(std::regex_search(messages.at(key).at(""), bracket));
    }
  }
  CHECK(languages >= 5);
}

TEST_CASE("a translation is written in its own letters", "[messages]") {
  const std::map<std::string, std::string> letters = {
      {"ru", "[\xD0\xD1]"}, {"bg", "[\xD0\xD1]"}, {"zh-Hans", "[\xE4-\xE9]"}, {"zh-Hant", "[\xE4-\xE9]"}};
  for (const auto& [code, pattern] : letters) {
    const std::regex own(pattern);
    for (const auto& [key, forms] : messages_of(code)) {
      if (group_of(key) != "definition" && group_of(key) != "finding" && group_of(key) != "warning") continue;
      INFO(code << " " << key);
      CHECK(std::regex_search(forms.begin()->second, own));
    }
  }
}

TEST_CASE("sentences end as the language ends them", "[messages]") {
  for (const std::string& code : Language::codes()) {
    const std::string stop = code.starts_with("zh") ? "。" : ".";
    for (const auto& [key, forms] : messages_of(code)) {
      const std::string group = group_of(key);
      if (group != "definition" && group != "finding" && group != "warning" && group != "lead" && group != "advice" &&
          group != "missing_input" && group != "quality_note" && group != "support")
        continue;
      for (const auto& [form, text] : forms) {
        INFO(code << " " << key << ": " << text);
        CHECK(text.ends_with(stop));
      }
    }
  }
}

TEST_CASE("what the code says has words", "[messages]") {
  const Language& english = Language::load("en");
  const std::regex named(R"re(warning_of\(\s*"([a-z_]+)")re");
  const std::regex dotted(R"re("((?:warning|quality_note|period_reason|reading)\.[a-z_.]*[a-z_])")re");
  const std::regex variant(R"re((?:part|counted|say)\("([a-z_]+)")re");
  const std::regex missing(R"re((?:without\(QualityState::[a-z_]+, |ok_if\([^;]*)"([a-z_]+)"(?:, \{\{[^;]*)?\);)re");
  const auto all = [](const std::string& text, const std::regex& pattern) {
    Names names;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) names.insert((*at)[1]);
    return names;
  };
  const auto is_known = [&](const std::string& path) {
    return english.find(path) != nullptr || english.find(path + ".other") != nullptr || !english.group(path).empty();
  };
  Names unknown;
  std::size_t found = 0;
  const auto check = [&](const std::string& path) {
    ++found;
    if (!is_known(path)) unknown.insert(path);
  };
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(CSREPORT_SOURCE_DIR) + "/src")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream stream(entry.path());
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    for (const std::string& code : all(text, named)) check("warning." + code);
    for (const std::string& path : all(text, dotted)) check(path);
    if (entry.path().filename() == "variants.cpp") {
      for (const std::string& key : all(text, variant)) check("variant." + key);
    }
    for (const std::string& key : all(text, missing)) check("missing_input." + key);
  }
  CHECK(listed(unknown) == "");
  CHECK(found > 120);
}

TEST_CASE("a sentence that ends in an abbreviation has one point, whatever message it is", "[messages]") {
  const TimeZone utc = TimeZone::load("UTC");
  for (const std::string& code : Language::codes()) {
    const Language& language = Language::load(code);
    const Wording wording{language, NumberFormat(language), utc};
    const std::string date = date_words(std::chrono::local_days{std::chrono::year{2026} / 11 / 9}, language);
    for (const std::string& path : language.paths()) {
      const std::string text(language.text(path));
      if (text.find("..") != std::string::npos) continue;
      Slots slots;
      Message message{path, {}};
      for (const std::string& slot : slots_in(text)) message.args.emplace_back(slot, Name{"Inc."});
      for (const auto& [slot, argument] : message.args)
        slots.emplace_back(slot, date.ends_with('.') ? date : date + ".");
      INFO(code << " " << path);
      CHECK(fill_slots(text, slots).find("..") == std::string::npos);
      CHECK(plain_text(sentence_of(message, wording)).find("..") == std::string::npos);
    }
  }
  CHECK(fill_slots("{period}. Next", {{"period", "2026\u00a0г."}}) == "2026\u00a0г. Next");
  CHECK(fill_slots("{what}.", {{"what", "and so on..."}}) == "and so on....");
}

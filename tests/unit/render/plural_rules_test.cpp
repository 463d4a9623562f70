#include "render/plural_rules.hpp"

#include <map>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

namespace {

/// The samples of Unicode CLDR 48, plurals.xml.
const std::map<std::string, std::map<std::string, std::vector<std::int64_t>>> kSamples = {
    {"en", {{"one", {1}}, {"other", {0, 2, 3, 10, 11, 21, 100, 101, 1000}}}},
    {"bg", {{"one", {1}}, {"other", {0, 2, 3, 10, 11, 21, 100, 101, 1000}}}},
    {"lv",
     {{"zero", {0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 100, 111, 119, 1000, 1011}},
      {"one", {1, 21, 31, 41, 51, 101, 121, 1001}},
      {"other", {2, 3, 4, 5, 6, 7, 8, 9, 22, 29, 102, 109, 1002}}}},
    {"ru",
     {{"one", {1, 21, 31, 41, 81, 101, 121, 1001}},
      {"few", {2, 3, 4, 22, 23, 24, 32, 102, 104, 1002}},
      {"many", {0, 5, 6, 9, 10, 11, 12, 13, 14, 15, 19, 20, 25, 100, 111, 112, 114, 1000, 1011}}}},
    {"zh-Hans", {{"other", {0, 1, 2, 5, 11, 21, 100, 1000}}}},
    {"zh-Hant", {{"other", {0, 1, 2, 5, 11, 21, 100, 1000}}}}};

}  // namespace

TEST_CASE("numbers have the plural categories of their language", "[messages]") {
  for (const auto& [language, categories] : kSamples) {
    for (const auto& [category, numbers] : categories) {
      for (const std::int64_t n : numbers) {
        INFO(language << " " << n);
        CHECK(plural_category(language, n) == category);
        CHECK(plural_category(language, -n) == category);
      }
    }
  }
}

TEST_CASE("categories are complete, also the one that only fractions have", "[messages]") {
  const auto of = [](const char* language) {
    std::string text;
    for (const auto category : plural_categories(language)) text += std::string(category) + " ";
    return text;
  };
  CHECK(of("en") == "one other ");
  CHECK(of("bg") == "one other ");
  CHECK(of("lv") == "zero one other ");
  CHECK(of("ru") == "one few many other ");
  CHECK(of("zh-Hans") == "other ");
  CHECK(of("zh-Hant") == "other ");
}

TEST_CASE("a language without a row has one form", "[messages]") { CHECK(plural_category("ja", 1) == "other"); }

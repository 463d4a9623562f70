#include "render/plural_rules.hpp"

#include <algorithm>
#include <array>

namespace csreport {
namespace {

using Rule = std::string_view (*)(std::uint64_t n);

std::string_view one_or_other(std::uint64_t n) { return n == 1 ? "one" : "other"; }

std::string_view latvian(std::uint64_t n) {
  const std::uint64_t last = n % 10;
  const std::uint64_t last_two = n % 100;
  if (last == 0 || (last_two >= 11 && last_two <= 19)) return "zero";
  return last == 1 ? "one" : "other";
}

/// "other" is for fractions: a whole number never has it.
std::string_view russian(std::uint64_t n) {
  const std::uint64_t last = n % 10;
  const std::uint64_t last_two = n % 100;
  if (last == 1 && last_two != 11) return "one";
  const bool teen = last_two >= 12 && last_two <= 14;
  return last >= 2 && last <= 4 && !teen ? "few" : "many";
}

std::string_view always_other(std::uint64_t) { return "other"; }

constexpr std::array<std::string_view, 1> kOther = {"other"};
constexpr std::array<std::string_view, 2> kOneOther = {"one", "other"};
constexpr std::array<std::string_view, 3> kZeroOneOther = {"zero", "one", "other"};
constexpr std::array<std::string_view, 4> kOneFewManyOther = {"one", "few", "many", "other"};

struct PluralRow {
  std::string_view language;
  std::span<const std::string_view> categories;
  Rule rule;
};
constexpr std::array<PluralRow, 6> kRows = {{{"en", kOneOther, one_or_other},
                                             {"bg", kOneOther, one_or_other},
                                             {"lv", kZeroOneOther, latvian},
                                             {"ru", kOneFewManyOther, russian},
                                             {"zh-Hans", kOther, always_other},
                                             {"zh-Hant", kOther, always_other}}};

const PluralRow& row_of(std::string_view language) {
  const auto* found =
      std::find_if(kRows.begin(), kRows.end(), [&](const PluralRow& row) { return row.language == language; });
  return found == kRows.end() ? kRows.back() : *found;
}

}  // namespace

std::string_view plural_category(std::string_view language, std::int64_t n) {
  const auto magnitude = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  return row_of(language).rule(magnitude);
}

std::span<const std::string_view> plural_categories(std::string_view language) { return row_of(language).categories; }

}  // namespace csreport

#pragma once
// Which form a noun takes beside a number: the plural rules of Unicode CLDR 48 for whole numbers.

#include <cstdint>
#include <span>
#include <string_view>

namespace csreport {

/// "one", "few", ...: the category of `n` things, by its size without a sign. A language without a row has "other"
/// alone.
std::string_view plural_category(std::string_view language, std::int64_t n);

/// All categories of the language, in the order of CLDR: the keys that its messages must have.
std::span<const std::string_view> plural_categories(std::string_view language);

}  // namespace csreport

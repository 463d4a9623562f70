#include "normalise/headers.hpp"

#include <algorithm>
#include <array>

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

struct UnitSuffix {
  std::string_view suffix;
  std::optional<DurationUnit> unit;
};

// Longest first where one ends with another.
constexpr std::array<UnitSuffix, 43> kUnitSuffixes = {{
    {"(hh:mm:ss)", std::nullopt},
    {"(h:mm)", std::nullopt},
    {"(hh:mm)", std::nullopt},
    {"(in milliseconds)", DurationUnit::milliseconds},
    {"(milliseconds)", DurationUnit::milliseconds},
    {"(ms)", DurationUnit::milliseconds},
    {" in milliseconds", DurationUnit::milliseconds},
    {" milliseconds", DurationUnit::milliseconds},
    {" ms", DurationUnit::milliseconds},
    {"(in seconds)", DurationUnit::seconds},
    {"(seconds)", DurationUnit::seconds},
    {"(in sec)", DurationUnit::seconds},
    {"(secs)", DurationUnit::seconds},
    {"(sec)", DurationUnit::seconds},
    {"(s)", DurationUnit::seconds},
    {"(秒)", DurationUnit::seconds},
    {"（秒）", DurationUnit::seconds},
    {" in seconds", DurationUnit::seconds},
    {" seconds", DurationUnit::seconds},
    {" secs", DurationUnit::seconds},
    {" sec", DurationUnit::seconds},
    {"(in minutes)", DurationUnit::minutes},
    {"(minutes)", DurationUnit::minutes},
    {"(in mins)", DurationUnit::minutes},
    {"(in min)", DurationUnit::minutes},
    {"(mins)", DurationUnit::minutes},
    {"(min)", DurationUnit::minutes},
    {"(分钟)", DurationUnit::minutes},
    {"（分钟）", DurationUnit::minutes},
    {" in minutes", DurationUnit::minutes},
    {" minutes", DurationUnit::minutes},
    {" mins", DurationUnit::minutes},
    {" min", DurationUnit::minutes},
    {"(in hours)", DurationUnit::hours},
    {"(hours)", DurationUnit::hours},
    {"(in hrs)", DurationUnit::hours},
    {"(hrs)", DurationUnit::hours},
    {"(h)", DurationUnit::hours},
    {" in hours", DurationUnit::hours},
    {" hours", DurationUnit::hours},
    {" hrs", DurationUnit::hours},
    {"(days)", DurationUnit::days},
    {" days", DurationUnit::days},
}};

constexpr std::array<std::string_view, 4> kModuleSuffixes = {"(ticket)", "(case)", "[list]", "[txt]"};

void drop_suffix(std::string& text, std::string_view suffix) {
  text.resize(text.size() - suffix.size());
  while (text.ends_with(' ')) text.pop_back();
}

}  // namespace

HeaderName read_header(std::string_view header) {
  HeaderName name;
  name.full = fold_word(header);
  name.base = name.full;
  for (const std::string_view suffix : kModuleSuffixes) {
    if (name.base.size() > suffix.size() && name.base.ends_with(suffix)) drop_suffix(name.base, suffix);
  }
  const auto unit = std::find_if(kUnitSuffixes.begin(), kUnitSuffixes.end(), [&](const UnitSuffix& u) {
    return name.base.size() > u.suffix.size() && name.base.ends_with(u.suffix);
  });
  if (unit != kUnitSuffixes.end()) {
    drop_suffix(name.base, unit->suffix);
    name.unit = unit->unit;
  }
  return name;
}

int match_header(const HeaderName& header, const HeaderName& alias) {
  if (header.full == alias.full) return 3;
  if (header.base != header.full && header.base == alias.full) return 2;
  if (header.base != header.full && alias.base != alias.full && header.base == alias.base) return 1;
  return 0;
}

}  // namespace csreport

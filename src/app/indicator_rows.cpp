// The keys that declare values measured elsewhere: what they are called, and what is good.

#include "app/indicator_rows.hpp"

#include <algorithm>
#include <span>

#include "fmt/format.h"

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

using Type = SettingType;
using Part = FoundSetting::Part;

bool is_id(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::string spaced(std::string id) {
  std::replace(id.begin(), id.end(), '_', ' ');
  return id;
}

/// The indicator that the table is about; new ones are added.
Indicator& indicator_of(const FoundSetting& found, Options& options) {
  const std::string& id = found.names[0];
  auto& all = options.settings.indicators;
  const auto known = std::find_if(all.begin(), all.end(), [&](const Indicator& one) { return one.id == id; });
  if (known != all.end()) return *known;
  if (!is_id(id)) {
    found.refuse(fmt::format("'{}' cannot be the id of a metric", id), "write small letters, digits and _", Part::key);
  }
  if (find_metric(id) != nullptr) {
    found.refuse(fmt::format("'{}' is a metric of the catalogue already", id), "choose another id", Part::key);
  }
  all.push_back({.id = id, .name = spaced(id), .title = spaced(id)});
  return all.back();
}

/// The word's place in `words`.
std::size_t one_of(const FoundSetting& found, std::span<const std::string_view> words) {
  const std::string& text = found.entry.value.text;
  const auto word = std::find(words.begin(), words.end(), text);
  if (word == words.end()) {
    found.refuse(fmt::format("{} cannot be '{}'", found.entry.key, text),
                 fmt::format("accepted: {}", fmt::join(words, ", ")));
  }
  return static_cast<std::size_t>(word - words.begin());
}

constexpr std::string_view kUnits[] = {"s", "ratio", "count", "score", "currency"};  // in the order of Unit
constexpr std::string_view kDirections[] = {"lower", "higher", "none"};              // in the order of Better
constexpr std::string_view kTotals[] = {"sum", "mean"};

}  // namespace

void add_indicator_rows(std::vector<SettingRow>& rows) {
  const std::string kSection = "Values measured elsewhere";
  const auto sample = [](const char* key) { return fmt::format("indicators.training_hours.{}", key); };
  rows.push_back({.key = "indicators.ID.title",
                  .section = kSection,
                  .type = Type::text,
                  .meaning = "declares a metric of that ID, from the files of indicators; its title on the page",
                  .example = R"("Hours of training")",
                  .sample_key = sample("title"),
                  .read = [](const FoundSetting& found,
                             Options& options) { indicator_of(found, options).title = found.entry.value.text; },
                  .required = true});
  rows.push_back({.key = "indicators.ID.name",
                  .section = kSection,
                  .type = Type::text,
                  .meaning = "the indicator's name in the files",
                  .initial = "ID, with blanks for _",
                  .example = R"("Training, hours")",
                  .sample_key = sample("name"),
                  .read = [](const FoundSetting& found, Options& options) {
                    indicator_of(found, options).name = found.entry.value.text;
                  }});
  rows.push_back({.key = "indicators.ID.unit",
                  .section = kSection,
                  .type = Type::text,
                  .meaning = "s, ratio (0.5 or 50% is half), count, score or currency",
                  .initial = "count",
                  .example = R"("count")",
                  .sample_key = sample("unit"),
                  .read = [](const FoundSetting& found, Options& options) {
                    indicator_of(found, options).unit = static_cast<Unit>(one_of(found, kUnits));
                  }});
  rows.push_back({.key = "indicators.ID.better",
                  .section = kSection,
                  .type = Type::text,
                  .meaning = "which way is good: higher, lower or none",
                  .initial = "none",
                  .example = R"("higher")",
                  .sample_key = sample("better"),
                  .read = [](const FoundSetting& found, Options& options) {
                    indicator_of(found, options).better = static_cast<Better>(one_of(found, kDirections));
                  }});
  rows.push_back({.key = "indicators.ID.total",
                  .section = kSection,
                  .type = Type::text,
                  .meaning = "how several values of a period become one: sum or mean",
                  .initial = "sum",
                  .example = R"("mean")",
                  .sample_key = sample("total"),
                  .read = [](const FoundSetting& found, Options& options) {
                    indicator_of(found, options).adds_up = one_of(found, kTotals) == 0;
                  }});
}

}  // namespace csreport

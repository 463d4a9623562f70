#include "app/toml_text.hpp"

#include <algorithm>

#include "fmt/format.h"

#include "app/toml_guard.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

// What toml++ takes for granted does not hold for all malformed texts: it would abort in debug builds, and run on in
// the others. Here that is one more way of being no TOML.
namespace csreport {
struct TomlGivenUp {};
[[noreturn]] static void give_toml_up() { throw TomlGivenUp(); }
}  // namespace csreport
#undef NDEBUG
#define TOML_ASSERT(expression) (static_cast<bool>(expression) ? static_cast<void>(0) : csreport::give_toml_up())
#include "toml++/toml.h"

namespace csreport {
namespace {

constexpr std::size_t kLongestQuote = 200;  // of a line, for people

TomlPlace place_of(const toml::source_region& region) { return {region.begin.line, region.begin.column}; }

std::string date_text(const toml::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}
std::string time_text(const toml::time& time) {
  return fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
}
std::string moment_text(const toml::date_time& moment) {
  std::string text = fmt::format("{}T{}", date_text(moment.date), time_text(moment.time));
  if (!moment.offset) return text;
  const int minutes = moment.offset->minutes;
  const int size = std::abs(minutes);
  return text + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

TomlValue value_of(const toml::node& node);

TomlValue table_of(const toml::table& table) {
  TomlValue value;
  for (const auto& [key, node] : table) {
    value.entries.push_back({std::string(key.str()), place_of(key.source()), value_of(node)});
  }
  std::sort(value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return value;
}

TomlValue list_of(const toml::array& array) {
  TomlValue value{.kind = TomlValue::Kind::list};
  for (const toml::node& node : array) value.items.push_back(value_of(node));
  return value;
}

TomlValue scalar_of(const toml::node& node) {
  using Kind = TomlValue::Kind;
  if (const auto* text = node.as_string()) return {.kind = Kind::text, .text = text->get()};
  if (const auto* number = node.as_integer()) return {.kind = Kind::number, .text = fmt::format("{}", number->get())};
  if (const auto* real = node.as_floating_point())
    return {.kind = Kind::number, .text = fmt::format("{}", real->get())};
  if (const auto* truth = node.as_boolean()) return {.kind = Kind::truth, .truth = truth->get()};
  if (const auto* date = node.as_date()) return {.kind = Kind::date, .text = date_text(date->get())};
  if (const auto* time = node.as_time()) return {.kind = Kind::date, .text = time_text(time->get())};
  return {.kind = Kind::date, .text = moment_text(node.as_date_time()->get())};
}

TomlValue value_of(const toml::node& node) {
  TomlValue value;
  if (const auto* table = node.as_table()) {
    value = table_of(*table);
  } else if (const auto* array = node.as_array()) {
    value = list_of(*array);
  } else {
    value = scalar_of(node);
  }
  value.place = place_of(node.source());
  return value;
}

/// Without toml++'s account of what it was doing when it noticed.
std::string_view essence(std::string_view description) {
  constexpr std::string_view kPrefix = "Error while parsing ";
  const auto colon = description.find(": ");
  if (description.starts_with(kPrefix) && colon != std::string_view::npos) description.remove_prefix(colon + 2);
  return description;
}

bool is_given_up(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
  } catch (const toml::parse_error&) {
    return false;
  } catch (const TomlGivenUp&) {
    return true;
  }
  return false;
}

/// The first line with which the text is given up; it stays so with all that follow. REQUIRES: the whole text is.
unsigned line_given_up(std::string_view text) {
  std::vector<std::size_t> line_ends;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n' || at + 1 == text.size()) line_ends.push_back(at + 1);
  }
  const auto line = std::partition_point(line_ends.begin(), line_ends.end(),
                                         [&](std::size_t end) { return !is_given_up(text.substr(0, end)); });
  return static_cast<unsigned>(line - line_ends.begin()) + 1;
}

}  // namespace

TomlValue parse_toml(std::string_view text, const std::string& name) {
  const auto fail = [&](TomlPlace place, std::string_view what) {
    throw Error(ExitCode::usage, fmt::format("{}:{}:{}: is no valid TOML: {}", name, place.line, place.column, what),
                "texts stand in \"quotes\", each key once, tables behind [NAME]; docs/configuration.md has examples",
                quoted_line(text, place.line));
  };
  if (const auto hazard = find_toml_hazard(text)) fail(hazard->place, hazard->what);
  try {
    return value_of(toml::parse(text));
  } catch (const toml::parse_error& error) {
    fail(place_of(error.source()), essence(error.description()));
  } catch (const TomlGivenUp&) {
    fail({line_given_up(text), 1}, "its parser cannot make sense of it");
  }
  return {};
}

std::string quoted_line(std::string_view text, unsigned line) {
  for (; line > 1 && !text.empty(); --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  const std::string_view quoted = trim(text.substr(0, text.find('\n')));
  if (quoted.size() <= kLongestQuote) return std::string(quoted);
  std::size_t end = kLongestQuote;
  while (end > 0 && (static_cast<unsigned char>(quoted[end]) & 0xC0U) == 0x80U) --end;  // not inside a letter
  return std::string(quoted.substr(0, end)) + "...";
}

}  // namespace csreport

// Names by which the later stages can tell the columns apart, whatever the header line says.

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "read/readers.hpp"

namespace csreport {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

std::string snippet(std::string_view text) { return valid_utf8(text.substr(0, Diagnostic::kMaxValueBytes)); }

std::vector<std::string> column_names(const std::vector<std::string>& header, const std::string& path,
                                      std::uint64_t line, DiagnosticLog& log) {
  std::vector<std::string> names;
  names.reserve(header.size());
  for (const auto& cell : header) names.push_back(valid_utf8(trim(cell)));
  // A name that stands in the file keeps it: invented names step aside.
  std::unordered_set<std::string> taken(names.begin(), names.end());
  std::unordered_map<std::string, std::size_t> next_number;  // of the names seen so far
  const auto invent = [&](const std::string& stem, std::size_t& number) {
    std::string name;
    do name = fmt::format("{}_{}", stem, number++);
    while (!taken.insert(name).second);
    return name;
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) {
      std::size_t number = i + 1;
      names[i] = invent("column", number);
    } else if (const auto seen = next_number.try_emplace(names[i], 2); !seen.second) {
      const auto name = invent(names[i], seen.first->second);
      log.add(Consequence::note, "duplicate_header", path, {}, line, names[i], {"expected.header_once", {}});
      names[i] = name;
    }
  }
  return names;
}

}  // namespace csreport

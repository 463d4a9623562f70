#include "csreport/core/csv_text.hpp"

#include <algorithm>
#include <array>

namespace csreport {

std::string csv_quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n';\t") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + '"';
}

bool begins_formula(std::string_view text) {
  constexpr std::array<std::string_view, 4> kFullWidth = {"＝", "＋", "－", "＠"};  // where spreadsheets speak Japanese
  const auto begins = [text](std::string_view sign) { return text.starts_with(sign); };
  return (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) ||
         std::any_of(kFullWidth.begin(), kFullWidth.end(), begins);
}

}  // namespace csreport

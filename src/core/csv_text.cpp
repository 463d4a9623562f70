#include "csreport/core/csv_text.hpp"

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
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

}  // namespace csreport

#include "read/json_fault.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "read/readers.hpp"

namespace csreport {

JsonFault describe_json_fault(std::string_view code, std::string_view expected, std::string_view text,
                              std::size_t fault_at, JsonPlace place) {
  fault_at = std::min(fault_at, text.size());
  JsonFault fault{.code = code,
                  .expected = expected,
                  .record_line = place.line,
                  .line = place.line,
                  .column = place.column + fault_at + 1,
                  .text = {}};
  std::size_t line_begin = 0;
  for (std::size_t i = 0; i < fault_at; ++i) {
    if (text[i] != '\n' && !(text[i] == '\r' && text.substr(i + 1, 1) != "\n")) continue;
    ++fault.line;
    line_begin = i + 1;
  }
  if (line_begin > 0) fault.column = fault_at - line_begin + 1;
  text = text.substr(fault_at, Diagnostic::kMaxValueBytes);
  fault.text = snippet(text.substr(0, text.find_first_of("\r\n")));
  return fault;
}

std::string expected_text(const JsonFault& fault) {
  if (fault.code == "not_an_object") return std::string(fault.expected);
  return fmt::format("{} at line {}, column {}", fault.expected, fault.line, fault.column);
}

}  // namespace csreport

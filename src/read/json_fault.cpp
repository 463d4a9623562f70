#include "read/json_fault.hpp"

#include <algorithm>
#include <iterator>

#include "read/readers.hpp"

namespace csreport {
namespace {

/// What the tokens expect, as the error of a whole file says it, and the key of its phrase.
struct Expectation {
  std::string_view text;
  std::string_view key;
};
constexpr Expectation kExpectations[] = {
    {"a value", "expected.json_value"},
    {"a value behind the comma", "expected.json_value_behind_comma"},
    {"a comma or ]", "expected.json_comma_in_list"},
    {"a comma or }", "expected.json_comma_in_object"},
    {"a quoted name", "expected.json_name"},
    {"a quoted name or }", "expected.json_name_or_end"},
    {"a colon", "expected.json_colon"},
    {"a digit", "expected.json_digit"},
    {"a closing quote", "expected.json_closing_quote"},
    {"a known escape", "expected.json_escape"},
    {"no bare control character in a string", "expected.json_control"},
    {"at most 1024 levels of nesting", "expected.json_depth"},
    {"a shorter record", "expected.json_shorter"},
    {"a valid record", "expected.json_record"},
    {"the end of the record: the file is cut off", "expected.json_end_of_record"},
    {"the end of the list: the file is cut off", "expected.json_end_of_list"},
    {"the end of the JSON text: the file is cut off", "expected.json_end"},
    {"nothing behind the end of the JSON text: give each document as its own file", "expected.json_nothing_behind"}};

}  // namespace

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

Phrase expected_phrase(const JsonFault& fault) {
  if (fault.code == "not_an_object") return {"expected.json_object", {}};
  const auto row = std::find_if(std::begin(kExpectations), std::end(kExpectations),
                                [&](const Expectation& one) { return one.text == fault.expected; });
  const std::string_view key = row == std::end(kExpectations) ? "expected.json_record" : row->key;
  return {std::string(key), {{"line", std::to_string(fault.line)}, {"column", std::to_string(fault.column)}}};
}

}  // namespace csreport

#pragma once
// What is wrong with a JSON record, in words and numbers that people can look up.

#include <cstdint>
#include <string>
#include <string_view>

#include "csreport/core/phrase.hpp"

namespace csreport {

/// Where a text begins.
struct JsonPlace {
  std::uint64_t line = 1;
  std::size_t column = 0;  ///< bytes before it in its line
};

struct JsonFault {
  std::string_view code;
  std::string_view expected;
  std::uint64_t record_line = 0;
  std::uint64_t line = 0;  ///< of the fault
  std::size_t column = 0;  ///< in bytes from 1
  std::string text;        ///< what stands there
};

/// The fault at byte `fault_at` of `text`, which begins at `place`. Quotes what `text` holds from there to the line's
/// end.
JsonFault describe_json_fault(std::string_view code, std::string_view expected, std::string_view text,
                              std::size_t fault_at, JsonPlace place);

/// What a diagnostic says of it: "a comma or } at line 3, column 7".
Phrase expected_phrase(const JsonFault& fault);

}  // namespace csreport

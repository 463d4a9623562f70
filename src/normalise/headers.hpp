#pragma once
// Headers as people write them: which spellings are the same name, and which unit a header names.

#include <optional>
#include <string>
#include <string_view>

#include "csreport/normalise/number_text.hpp"

namespace csreport {

struct HeaderName {
  std::string full;                  ///< folded: case, spaces, underscores, hyphens and dots do not matter
  std::string base;                  ///< `full` without a unit and without a trailing "(Ticket)", "(Case)" or "[list]"
  std::optional<DurationUnit> unit;  ///< named by the header: "(min)", "in hours", "_seconds"
};

HeaderName read_header(std::string_view header);

/// How well a header fits an alias: 0 not at all, 3 the same name, 2 the alias plus a unit or a
/// bracket, 1 the same name with two different units.
int match_header(const HeaderName& header, const HeaderName& alias);

}  // namespace csreport

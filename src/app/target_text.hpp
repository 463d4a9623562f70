#pragma once
// Targets as people write them: ">=85%", "<=1h", "30s..60s". Text in, operator and numbers in the metric's unit out.

#include <optional>
#include <string_view>

#include "csreport/compute/catalogue.hpp"
#include "csreport/compute/policies.hpp"

namespace csreport {

/// What an accepted text looks like for `unit`, for messages.
std::string_view target_form(Unit unit);

/// Of the target only the operator and its numbers are filled. Times carry their unit ("1h", "90s"); shares are "85%"
/// or 0.85. Nothing when it is no such text, or when a range ends below its begin.
std::optional<Target> parse_target(std::string_view text, Unit unit);

}  // namespace csreport

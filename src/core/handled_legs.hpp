#pragma once
// Which legs of a call somebody handled: asked where legs become a contact, and where they are measured.

#include <algorithm>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Answered, or of no known outcome and with some part of a handle time.
inline bool is_handled(const CallLeg& leg) {
  if (leg.outcome != CallOutcome::none) return leg.outcome == CallOutcome::answered;
  const auto parts = {leg.handle, leg.talk, leg.hold, leg.after_call_work};
  return std::any_of(parts.begin(), parts.end(), [](std::int32_t part) { return part != DurationColumn::kMissing; });
}

}  // namespace csreport

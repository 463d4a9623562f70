#pragma once
// What a total hides: channels that moved while the whole looks as if nothing had happened.

#include <optional>

#include "conclude/candidates.hpp"
#include "csreport/conclude/findings.hpp"

namespace csreport {

/// The rule of a finding that is no mark of a line.
inline constexpr const char* kOppositeGroups = "opposite_groups";

/// Chat as fast as ever is told also when e-mail got slower.
bool any_channel_moved(const Candidate& candidate);

/// Two channels that moved clearly, one down and one up. Of several those with the most cases.
std::optional<Finding> opposite(const Candidate& candidate);

}  // namespace csreport

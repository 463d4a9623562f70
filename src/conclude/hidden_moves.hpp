#pragma once
// What a total hides: channels that moved while the whole looks as if nothing had happened.

#include <optional>

#include "conclude/candidates.hpp"
#include "csreport/conclude/findings.hpp"

namespace csreport {

/// Chat as fast as ever is told also when e-mail got slower.
bool any_channel_moved(const Candidate& candidate);

/// Two channels that moved clearly, one down and one up. Of several those with the most cases.
std::optional<Finding> opposite(const Candidate& candidate);

/// A channel that left its own range by far more than chance brings among all groups (where the range is provisional,
/// its change from the period before is significant, too): UX.md 5 asks for a range of its own, and the false alarms
/// that many channels bring are those of what nobody looks at first (kPartOfTheRest). Of several the one whose move
/// chance explains least; nullptr when there is none. What is open at a moment is left out: it follows the week before.
/// REQUIRES: adjust_signals().
const GroupComparison* moved_alone(const Candidate& candidate);

}  // namespace csreport

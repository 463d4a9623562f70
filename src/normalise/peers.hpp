#pragma once
// Which agents can be compared with each other.

#include <string_view>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Adds the dimension kPeers: agents of whose counted tickets more than half come by the same channel and, with a
/// dimension `shift` (empty: none), in the same shift. An agent without such a channel or shift is named by the other
/// one alone, or stands in no group. Who has no tickets and stands in a message log is known by the tickets answered.
/// Does nothing without agents.
void add_peers(Dataset& data, std::string_view shift);

}  // namespace csreport

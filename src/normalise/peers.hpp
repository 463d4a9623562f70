#pragma once
// Which agents can be compared with each other.

#include <string_view>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Adds the dimension kPeers: agents whose counted tickets mostly come by the same channel and, with a dimension
/// `shift` (empty: none), in the same shift. Of two channels with as many tickets the one that was seen first. Without
/// a channel all agents are of one kind. Does nothing without agents.
void add_peers(Dataset& data, std::string_view shift);

}  // namespace csreport

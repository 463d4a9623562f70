#pragma once
// Which priorities a ticket is hard by.

#include <cstdint>
#include <vector>

#include "compute/evidence.hpp"

namespace csreport {

/// Of each code of the dimension "priority" 1 for the priorities of WorkPolicies, also behind a number ("1 - High"),
/// else 0; {0} without the dimension.
std::vector<std::uint8_t> hard_priorities(const Evidence& evidence);

}  // namespace csreport

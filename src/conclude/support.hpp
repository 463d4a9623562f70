#pragma once
// The sentences under a finding: where it comes from, and what moved at the same time.

#include "conclude/candidates.hpp"
#include "csreport/conclude/findings.hpp"

namespace csreport {

/// Adds at most two sentences and the groups that they name. `left_now`: it left its range in this period; of what was
/// outside before nobody says where it came from.
void add_support(const Candidate& candidate, bool left_now, Finding& finding);

}  // namespace csreport

#pragma once
// Levels that a lasting shift began. Its eighth period is told as a signal; after it the metric lies within a range of
// its own again, and whoever opens the report only then would read that nothing changed.

#include <vector>

#include "conclude/candidates.hpp"
#include "csreport/conclude/findings.hpp"

namespace csreport {

/// One for each line that stays on its new level, as long as the range of that level is provisional: later it is how
/// the line is. The shift must hold among all lines, with the part of the allowance that the rest has; lines that only
/// the layout `full` shows have none.
std::vector<Finding> lasting_levels(const std::vector<Candidate>& all, const std::vector<Period>& trend);

}  // namespace csreport

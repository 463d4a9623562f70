#pragma once
// Newest cases that the numbers of the period do not have yet, and what that does to them (METRICS 0.2, 3.4): left
// truncation's counterpart at the end of the data.

#include "csreport/compute/compute.hpp"

namespace csreport {

/// Adds a warning where so many cases wait that a time misleads, and notes to the metrics that can still move. Says
/// nothing where nothing is outstanding.
void tell_right_censoring(const Variants& variants, Snapshot& snapshot);

}  // namespace csreport

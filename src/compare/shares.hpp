#pragma once
// Shares of cases: `hits` out of `n`.

#include "compare/difference.hpp"
#include "csreport/compare/comparison.hpp"

namespace csreport {

/// Wilson's score interval at 95 % (METRICS 4.1). REQUIRES: n > 0.
Interval wilson(double hits, double n);

/// Now minus before: Newcombe's method 10, which combines the two Wilson intervals by square and add (METRICS 4.1). `p`
/// is the level at which this very interval touches 0, so the two never contradict each other. REQUIRES: both n > 0.
Difference newcombe(double hits_now, double n_now, double hits_before, double n_before);

}  // namespace csreport

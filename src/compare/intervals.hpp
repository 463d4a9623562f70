#pragma once
// Confidence intervals of shares and net scores, at 95 %. Closed forms only; nothing is random.

#include <optional>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// Wilson's score interval of `hits` out of `n` (METRICS 4.1). REQUIRES: n > 0.
Interval wilson(double hits, double n);

/// Difference of two shares, now minus before: Newcombe's method 10, which combines the two Wilson
/// intervals by square and add (METRICS 4.1). REQUIRES: both n > 0.
Interval newcombe(double hits_now, double n_now, double hits_before, double n_before);

/// A net promoter score in points (METRICS 4.2). Below 30 answers, or when all answers are of one
/// class, the adjusted Wald form with 3 added answers; cut to -100..100. REQUIRES: at least one answer.
Interval net_score_interval(const ClassCounts& answers);

/// Difference of two net scores, from the root of the summed squared standard errors.
Interval net_score_difference(const ClassCounts& now, const ClassCounts& before);

}  // namespace csreport

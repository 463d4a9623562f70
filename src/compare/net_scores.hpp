#pragma once
// Scores of answers in three classes: the share of high ones minus that of low ones, from -1 to 1.

#include "compare/difference.hpp"
#include "csreport/compare/comparison.hpp"

namespace csreport {

/// At 95 % (METRICS 4.2). Below 30 answers, or when all are of one class, the adjusted Wald form with 3 added answers;
/// cut to -1..1. REQUIRES: at least one answer.
Interval net_score_interval(const ClassCounts& answers);

/// Now minus before, from the root of the summed squared standard errors. REQUIRES: at least one answer in each.
Difference net_score_difference(const ClassCounts& now, const ClassCounts& before);

}  // namespace csreport

#pragma once
// How the observations of two periods stand among each other, for the test of Mann and Whitney.

#include <span>

#include "csreport/compute/snapshot.hpp"

namespace csreport {

/// REQUIRES: both in rising order.
RankComparison compare_ranks(std::span<const double> current, std::span<const double> previous);

}  // namespace csreport

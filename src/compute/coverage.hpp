#pragma once
// How far the data covers the periods: what must be known before two numbers are compared.

#include <vector>

#include "csreport/compute/compute.hpp"

namespace csreport {

struct Coverage {
  bool current_has_data = true;   ///< false: the period lies wholly before or after the data
  bool previous_has_data = true;  ///< false: there is nothing to compare with
  CoverageGaps gaps;
  std::vector<Warning> warnings;
};

Coverage check_coverage(const Dataset& data, const ComputeOptions& options);

}  // namespace csreport

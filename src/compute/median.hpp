#pragma once
// The median of whole seconds without sorting them. A histogram of the leading bits finds the few
// values around the middle, and only those are ordered.

#include <cstdint>
#include <span>

namespace csreport {

/// Type 7, as distribution() gives it. Reorders `values`. REQUIRES: not empty.
double median_of(std::span<std::uint32_t> values);

}  // namespace csreport

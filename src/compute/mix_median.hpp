#pragma once
// The median that a period would have had with the mix of the period before (METRICS 4.7): for medians what the parts
// of a mean are for means.

#include <cstdint>
#include <optional>
#include <span>

namespace csreport {

/// A group of the observations.
struct MixPart {
  std::span<const double> values;  ///< of the current period, in rising order
  std::int64_t before = 0;         ///< how many it had in the previous one
};

/// The weighted median of all current values, those of each group weighing together as much as the group did before.
/// `all`: the values of all parts in rising order. Where the two middle values differ, their mean. Nothing where a
/// group that was 5 % or more of the cases before has fewer than ten now: a handful would stand for many.
std::optional<double> mix_adjusted_median(std::span<const double> all, std::span<const MixPart> parts);

}  // namespace csreport

#pragma once
// The median of durations of which some have not ended yet.

#include <cstdint>
#include <optional>
#include <span>

namespace csreport {

/// Kaplan and Meier's estimate, with the interval of Brookmeyer and Crowley at 95 %.
struct SurvivalMedian {
  std::optional<double> median;  ///< nothing: more than half of them go on beyond what was seen
  std::optional<double> low;     ///< nothing: without a bound on that side
  std::optional<double> high;    ///< likewise
  std::int64_t ended = 0;        ///< durations whose end is known
  std::int64_t outstanding = 0;  ///< those of which only a lower bound is
  friend bool operator==(const SurvivalMedian&, const SurvivalMedian&) = default;
};

/// The first duration at which S(t) = prod(1 - d / n) is at most one half (Kaplan and Meier 1958; METRICS 4.6). Its
/// interval: the durations at which the pointwise interval of S, made on the scale log(-log S) with Greenwood's
/// variance, holds one half (Brookmeyer and Crowley 1982, transformed as by Klein and Moeschberger). One that ends and
/// one that goes on at the same duration: the latter counts as still at risk there. REQUIRES: both in rising order.
SurvivalMedian kaplan_meier_median(std::span<const double> ended, std::span<const double> outstanding);

}  // namespace csreport

#pragma once
// What durations tell of which some have not ended yet.

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

/// The share of durations that go on beyond the longest one that was watched for, by the same estimate.
struct SurvivalShare {
  double share = 0;
  std::optional<double> low;     ///< nothing: no interval can be made, as for a share of 0 or 1
  std::optional<double> high;    ///< likewise
  std::int64_t ended = 0;        ///< durations whose end is known
  std::int64_t outlasted = 0;    ///< those that were watched all the time and did not end
  std::int64_t outstanding = 0;  ///< those that are watched still
  friend bool operator==(const SurvivalShare&, const SurvivalShare&) = default;
};

/// S = prod(1 - d / n) over all ends (METRICS 3.4 and 4.6), with its pointwise interval at 95 % as above. `outlasted`
/// durations are at risk at each of them. Nothing where no duration was watched all the time and not all ended: what S
/// is there nobody knows. REQUIRES: both in rising order.
std::optional<SurvivalShare> kaplan_meier_share(std::span<const double> ended, std::span<const double> outstanding,
                                                std::int64_t outlasted);

}  // namespace csreport

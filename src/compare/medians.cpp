#include "compare/medians.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/core/distributions.hpp"

namespace csreport {

std::optional<Interval> median_interval(const Statistics& stats) {
  if (!stats.median_interval) return std::nullopt;
  return Interval{stats.median_interval->low, stats.median_interval->high, stats.median_interval->level,
                  "order_statistics"};
}

std::optional<PercentileChange> percentile_change(double now, const std::optional<OrderInterval>& now_interval,
                                                  double before, const std::optional<OrderInterval>& before_interval) {
  if (!now_interval || !before_interval) return std::nullopt;
  const double change = now - before;
  return PercentileChange{.absolute = change,
                          .low = change - std::hypot(now - now_interval->low, before_interval->high - before),
                          .high = change + std::hypot(now_interval->high - now, before - before_interval->low)};
}

std::optional<Difference> median_difference(const Statistics& now, const Statistics& before) {
  const auto change = percentile_change(now.median, now.median_interval, before.median, before.median_interval);
  if (!change) return std::nullopt;
  return Difference{.low = change->low, .high = change->high};
}

RankTest mann_whitney(const RankComparison& ranks, std::int64_t n_now, std::int64_t n_before) {
  const auto n = static_cast<double>(n_now);
  const auto m = static_cast<double>(n_before);
  const double all = n + m;
  const double variance = n * m / 12 * (all + 1 - ranks.tie_term / (all * (all - 1)));
  const double distance = ranks.lower_pairs - n * m / 2;
  RankTest test{.probability_lower = ranks.lower_pairs / (n * m)};
  if (variance <= 0) return test;  // all values are equal
  const double size = std::max(0.0, std::fabs(distance) - 0.5) / std::sqrt(variance);
  test.z = distance < 0 ? -size : size;
  test.p = normal_two_sided(test.z);
  return test;
}

}  // namespace csreport

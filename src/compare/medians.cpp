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

std::optional<Difference> median_difference(const Statistics& now, const Statistics& before) {
  if (!now.median_interval || !before.median_interval) return std::nullopt;
  const double difference = now.median - before.median;
  return Difference{.low = difference - std::hypot(now.median - now.median_interval->low,
                                                   before.median_interval->high - before.median),
                    .high = difference + std::hypot(now.median_interval->high - now.median,
                                                    before.median - before.median_interval->low)};
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

#pragma once
// The distributions that intervals and tests are made of. The mathematics is Boost.Math's; nothing is random.

#include <cstdint>
#include <optional>
#include <vector>

namespace csreport {

/// The point that a standard normal variable exceeds with probability `tail`. REQUIRES: 0 < tail < 1.
double normal_upper_point(double tail);
/// The probability that |Z| is at least |z|, Z standard normal.
double normal_two_sided(double z);

/// The same for Student's t. REQUIRES: degrees > 0.
double student_upper_point(double tail, double degrees);
double student_two_sided(double t, double degrees);

/// Twice the smaller tail at k of the binomial distribution, at most 1. REQUIRES: 0 <= k <= n, 0 < p < 1.
double binomial_two_sided(double k, double n, double p);

/// How rarely chi-square with so many degrees of freedom is larger.
double chi_square_upper(double value, double degrees);

/// Twice the smaller tail of the hypergeometric distribution (Fisher's exact test): how rarely two samples of one share
/// have k of n and k0 of n0, or what is further apart. With thirty expected in every cell the normal one stands for it.
double two_shares_two_sided(double k, double n, double k0, double n0);

/// The largest share of false alarms among what is called significant in one family of tests (METRICS 4.5).
inline constexpr double kFalseDiscoveryRate = 0.10;

/// Benjamini and Hochberg's p-values of one family of tests, in the order of the raw ones: the smallest rate of false
/// discoveries at which each would be called significant.
std::vector<double> adjusted_p_values(const std::vector<double>& raw);

/// Two order statistics that hold a quantile between them.
struct RankInterval {
  std::int64_t low = 0;   ///< ranks from 1
  std::int64_t high = 0;  ///< the same
  double level = 0;       ///< how surely: at least what was asked for
};
/// The ranks between which the `p` quantile of the population lies with at least `level`, whatever its distribution:
/// each side may be wrong with (1 - level) / 2 (METRICS 4.3: for the median of 10 values the 2nd and the 9th, 97.9 %).
/// Nothing when `n` values are too few. REQUIRES: 0 < p < 1.
std::optional<RankInterval> quantile_ranks(std::int64_t n, double p, double level = 0.95);

}  // namespace csreport

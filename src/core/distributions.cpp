#include "csreport/core/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace csreport {
namespace {

/// Without the detour over long double, which takes most of the time and changes digits that nobody looks at.
using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Plain>;
using Student = boost::math::students_t_distribution<double, Plain>;
using ChiSquare = boost::math::chi_squared_distribution<double, Plain>;
using Binomial = boost::math::binomial_distribution<double, Plain>;

/// The smallest k from `from` to n with P(X <= k) >= `probability`, X binomial. Looked for from where the normal
/// distribution has it, in steps that grow: nearly always within a few ranks, and each look is dear.
std::int64_t first_reaching(const Binomial& binomial, std::int64_t from, double probability) {
  const auto reaches = [&](std::int64_t k) {
    return boost::math::cdf(binomial, static_cast<double>(k)) >= probability;
  };
  const auto last = static_cast<std::int64_t>(binomial.trials());
  const double guess = boost::math::mean(binomial) +
                       boost::math::quantile(Normal(), probability) * boost::math::standard_deviation(binomial);
  std::int64_t high = std::clamp(static_cast<std::int64_t>(std::llround(guess)), from, last);
  std::int64_t step = 1;
  while (high < last && !reaches(high)) {
    from = high + 1;
    high = std::min(high + step, last);
    step *= 2;
  }
  step = 1;
  for (std::int64_t low = high - step; low >= from; low = high - step) {  // `high` reaches it
    if (!reaches(low)) {
      from = low + 1;
      break;
    }
    high = low;
    step *= 2;
  }
  while (from < high) {
    const std::int64_t middle = from + (high - from) / 2;
    if (reaches(middle)) {
      high = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}

}  // namespace

double normal_upper_point(double tail) { return boost::math::quantile(boost::math::complement(Normal(), tail)); }
double normal_two_sided(double z) { return 2 * boost::math::cdf(boost::math::complement(Normal(), std::fabs(z))); }

double student_upper_point(double tail, double degrees) {
  return boost::math::quantile(boost::math::complement(Student(degrees), tail));
}
double student_two_sided(double t, double degrees) {
  return 2 * boost::math::cdf(boost::math::complement(Student(degrees), std::fabs(t)));
}

double chi_square_upper(double value, double degrees) {
  // Boost's gamma functions overflow where the cube root is normal to five digits (Wilson and Hilferty 1931).
  constexpr double kMany = 100;
  if (degrees > kMany) {
    const double variance = 2 / (9 * degrees);
    return boost::math::cdf(
        boost::math::complement(Normal(1 - variance, std::sqrt(variance)), std::cbrt(value / degrees)));
  }
  return boost::math::cdf(boost::math::complement(ChiSquare(degrees), value));
}

double binomial_two_sided(double k, double n, double p) {
  const Binomial binomial(n, p);
  const double at_most = boost::math::cdf(binomial, k);
  const double at_least = k == 0 ? 1 : boost::math::cdf(boost::math::complement(binomial, k - 1));
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

double two_shares_two_sided(double k, double n, double k0, double n0) {
  constexpr double kEnough = 30;
  const double all = n + n0;
  const double share = (k + k0) / all;
  if (share <= 0 || share >= 1) return 1;
  if (std::min(n, n0) * std::min(share, 1 - share) >= kEnough) {
    return normal_two_sided((k / n - k0 / n0) / std::sqrt(share * (1 - share) * (1 / n + 1 / n0)));
  }
  const auto whole = [](double x) { return static_cast<unsigned>(x); };
  const boost::math::hypergeometric_distribution<double, Plain> drawn(whole(k + k0), whole(n), whole(all));
  const unsigned hits = whole(k);
  const double at_most = boost::math::cdf(drawn, hits);
  const double at_least =
      hits == boost::math::range(drawn).first ? 1 : boost::math::cdf(boost::math::complement(drawn, hits - 1));
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

std::vector<double> adjusted_p_values(const std::vector<double>& raw) {
  std::vector<std::size_t> order(raw.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return raw[a] < raw[b]; });
  std::vector<double> adjusted(raw.size());
  const auto tests = static_cast<double>(raw.size());
  double smallest = 1;
  for (std::size_t rank = raw.size(); rank > 0; --rank) {
    const std::size_t at = order[rank - 1];
    smallest = std::min(smallest, raw[at] * tests / static_cast<double>(rank));
    adjusted[at] = smallest;
  }
  return adjusted;
}

std::optional<RankInterval> quantile_ranks(std::int64_t n, double p, double level) {
  if (n < 1) return std::nullopt;
  // The number of values below the quantile is binomial. The interval misses it above when fewer than `low` values lie
  // below it, and below when at least `high` do.
  const Binomial below(static_cast<double>(n), p);
  const double tail = (1 - level) / 2;
  const auto at_most = [&](std::int64_t k) { return k < 0 ? 0.0 : boost::math::cdf(below, static_cast<double>(k)); };
  // P(X <= low - 1) <= tail, and no larger rank will do.
  std::int64_t low = first_reaching(below, 0, tail);
  if (at_most(low) <= tail) ++low;
  const std::int64_t high = first_reaching(below, low, 1 - tail) + 1;
  if (low < 1 || high > n) return std::nullopt;
  return RankInterval{.low = low, .high = high, .level = at_most(high - 1) - at_most(low - 1)};
}

}  // namespace csreport

#include "compare/shares.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

struct Ends {
  double low = 0;
  double high = 0;
};

Ends wilson_ends(double hits, double n, double z) {
  const double p = hits / n;
  const double z2 = z * z;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Ends newcombe_ends(double hits_now, double n_now, double hits_before, double n_before, double z) {
  const double now = hits_now / n_now;
  const double before = hits_before / n_before;
  const Ends a = wilson_ends(hits_now, n_now, z);
  const Ends b = wilson_ends(hits_before, n_before, z);
  return {now - before - std::hypot(now - a.low, b.high - before),
          now - before + std::hypot(a.high - now, before - b.low)};
}

/// The z at which the interval touches 0; it grows with z, so bisection finds it.
double touching_z(double hits_now, double n_now, double hits_before, double n_before) {
  constexpr double kFar = 38;  // beyond, a tail has no double any more
  double excludes = 0;
  double holds = kFar;
  for (int step = 0; step < 50; ++step) {
    const double z = (excludes + holds) / 2;
    const Ends ends = newcombe_ends(hits_now, n_now, hits_before, n_before, z);
    (ends.low > 0 || ends.high < 0 ? excludes : holds) = z;
  }
  return excludes;
}

}  // namespace

Interval wilson(double hits, double n) {
  const Ends ends = wilson_ends(hits, n, normal_upper_point(0.025));
  return {ends.low, ends.high, 0.95, "wilson"};
}

Difference newcombe(double hits_now, double n_now, double hits_before, double n_before) {
  const Ends ends = newcombe_ends(hits_now, n_now, hits_before, n_before, normal_upper_point(0.025));
  return {ends.low, ends.high, normal_two_sided(touching_z(hits_now, n_now, hits_before, n_before))};
}

}  // namespace csreport

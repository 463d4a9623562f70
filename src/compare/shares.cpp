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

/// The z at which the interval touches 0. It grows with z, so there is one; found by false position, the kept end's
/// value halved (the "Illinois" rule), which takes a handful of steps where bisection takes fifty.
double touching_z(double hits_now, double n_now, double hits_before, double n_before) {
  constexpr double kFar = 38;  // beyond, a tail has no double any more
  const double difference = hits_now / n_now - hits_before / n_before;
  if (difference == 0) return 0;
  const auto distance = [&](double z) {  // from 0 to the nearer end: above 0 while the interval leaves 0 out
    const Ends ends = newcombe_ends(hits_now, n_now, hits_before, n_before, z);
    return difference > 0 ? ends.low : -ends.high;
  };
  double outside = 0;
  double at_outside = std::fabs(difference);
  double inside = kFar;
  double at_inside = distance(kFar);
  if (at_inside > 0) return kFar;
  for (int step = 0; step < 60 && inside - outside > 1e-10; ++step) {
    const double z = outside + (inside - outside) * at_outside / (at_outside - at_inside);
    const double at = distance(z);
    if (at == 0) return z;
    if (at > 0) {
      outside = z;
      at_outside = at;
      at_inside /= 2;
    } else {
      inside = z;
      at_inside = at;
      at_outside /= 2;
    }
    if (std::fabs(at) < 1e-14) return z;
  }
  return outside;
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

#include "compare/intervals.hpp"

#include <algorithm>
#include <cmath>

namespace csreport {
namespace {

constexpr double kZ95 = 1.959963984540054;  // standard normal, 97.5 %
constexpr std::int64_t kEnoughForWald = 30;

struct NetScore {
  double score = 0;           // -1..1
  double standard_error = 0;  // of the score
};

/// Each answer is +1, 0 or -1, so the variance is p + d - (p - d)^2.
NetScore net_score(double promoters, double detractors, double n) {
  const double p = promoters / n;
  const double d = detractors / n;
  return {p - d, std::sqrt((p + d - (p - d) * (p - d)) / n)};
}

std::int64_t size(const ClassCounts& answers) { return answers.high + answers.middle + answers.low; }

bool needs_adjustment(const ClassCounts& answers) {
  const std::int64_t n = size(answers);
  return n < kEnoughForWald || answers.high == n || answers.middle == n || answers.low == n;
}

/// The adjusted Wald form adds 3/4 promoter, 3/4 detractor and 3/2 passives.
NetScore adjusted(const ClassCounts& answers) {
  return net_score(static_cast<double>(answers.high) + 0.75, static_cast<double>(answers.low) + 0.75,
                   static_cast<double>(size(answers)) + 3);
}

NetScore plain(const ClassCounts& answers) {
  return net_score(static_cast<double>(answers.high), static_cast<double>(answers.low),
                   static_cast<double>(size(answers)));
}

NetScore estimate(const ClassCounts& answers) { return needs_adjustment(answers) ? adjusted(answers) : plain(answers); }

}  // namespace

Interval wilson(double hits, double n) {
  const double p = hits / n;
  const double z2 = kZ95 * kZ95;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kZ95 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {std::max(0.0, centre - half), std::min(1.0, centre + half), 0.95, "wilson"};
}

Interval newcombe(double hits_now, double n_now, double hits_before, double n_before) {
  const double now = hits_now / n_now;
  const double before = hits_before / n_before;
  const Interval a = wilson(hits_now, n_now);
  const Interval b = wilson(hits_before, n_before);
  return {now - before - std::hypot(now - a.low, b.high - before),
          now - before + std::hypot(a.high - now, before - b.low), 0.95, "newcombe"};
}

Interval net_score_interval(const ClassCounts& answers) {
  const NetScore net = estimate(answers);
  const double half = kZ95 * net.standard_error;
  return {100 * std::max(-1.0, net.score - half), 100 * std::min(1.0, net.score + half), 0.95,
          needs_adjustment(answers) ? "nps_adjusted_wald" : "nps_wald"};
}

Interval net_score_difference(const ClassCounts& now, const ClassCounts& before) {
  const double difference = plain(now).score - plain(before).score;
  const double half = kZ95 * std::hypot(estimate(now).standard_error, estimate(before).standard_error);
  return {100 * (difference - half), 100 * (difference + half), 0.95, "nps_wald"};
}

}  // namespace csreport

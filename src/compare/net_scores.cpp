#include "compare/net_scores.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

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

Interval net_score_interval(const ClassCounts& answers) {
  const NetScore net = estimate(answers);
  const double half = normal_upper_point(0.025) * net.standard_error;
  // The added answers pull the middle towards 0: of one or two answers so far that their own score would lie outside.
  const double score = plain(answers).score;
  return {std::max(-1.0, std::min(score, net.score - half)), std::min(1.0, std::max(score, net.score + half)), 0.95,
          needs_adjustment(answers) ? "nps_adjusted_wald" : "nps_wald"};
}

Difference net_score_difference(const ClassCounts& now, const ClassCounts& before) {
  const double difference = plain(now).score - plain(before).score;
  const double error = std::hypot(estimate(now).standard_error, estimate(before).standard_error);
  const double half = normal_upper_point(0.025) * error;
  return {difference - half, difference + half, normal_two_sided(difference / error)};
}

}  // namespace csreport

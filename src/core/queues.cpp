#include "csreport/core/queues.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>

namespace csreport {
namespace {

/// P(Beta(a, b) > x), see distributions.cpp for the policy.
double beta_exceeds(double a, double b, double x) {
  using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return boost::math::ibetac(a, b, x, Plain());
}

/// Sums over the states in which all agents are busy, relative to the one without a queue.
struct QueueSums {
  double none_free = 0;  // probabilities
  double queued = 0;     // waiting customers
  double in_time = 0;    // of those who arrive then, who is answered within the threshold
  double unqueued = 1;   // what the state without a queue counts, after all that was scaled down
};

/// An arrival that finds k waiting is served when k + 1 customers have left before it: after the sum V of exponential
/// times of rates c + j theta, j = 0..k, c the rate of all agents. exp(-theta V) is Beta(c / theta, k + 1), so the
/// chance that it is served (its patience exceeds V) within t is
///   E[U; U >= exp(-theta t)] = a / (a + k + 1) * P(Beta(a + 1, k + 1) >= exp(-theta t)),  a = c / theta.
QueueSums sum_states(const QueueLoad& load, std::int64_t agents, double threshold, double patience) {
  constexpr double kLarge = 1e200;
  const double leaving = 1 / patience;
  const double serving = static_cast<double>(agents) / load.handle_time;
  const double a = serving / leaving;
  const double still_waiting = std::exp(-leaving * threshold);
  QueueSums sums;
  double state = 1;
  for (double k = 0;; ++k) {
    sums.none_free += state;
    sums.queued += k * state;
    if (threshold > 0) sums.in_time += state * a / (a + k + 1) * beta_exceeds(a + 1, k + 1, still_waiting);
    const double growth = load.arrivals / (serving + (k + 1) * leaving);
    if (growth < 1 && state * growth / (1 - growth) < 1e-16 * sums.none_free) return sums;
    state *= growth;
    if (sums.none_free < kLarge) continue;
    for (double* part : {&state, &sums.none_free, &sums.queued, &sums.in_time, &sums.unqueued}) *part /= kLarge;
  }
}

bool keeps(const QueueLoad& load, const ServiceGoal& goal, std::int64_t agents) {
  const QueueResult result = goal.patience ? impatient_queue(load, agents, goal.within, *goal.patience)
                                           : patient_queue(load, agents, goal.within);
  return result.service_level >= goal.share;
}

}  // namespace

double erlang_b(std::int64_t agents, double traffic) {
  double blocked = 1;
  for (std::int64_t n = 1; n <= agents; ++n) blocked = traffic * blocked / (static_cast<double>(n) + traffic * blocked);
  return blocked;
}

double erlang_c(std::int64_t agents, double traffic) {
  const auto n = static_cast<double>(agents);
  if (traffic <= 0) return agents > 0 ? 0 : 1;
  if (n <= traffic) return 1;
  const double blocked = erlang_b(agents, traffic);
  return blocked / (1 - traffic / n * (1 - blocked));
}

QueueResult patient_queue(const QueueLoad& load, std::int64_t agents, double threshold) {
  const double traffic = load.traffic();
  const double spare = static_cast<double>(agents) - traffic;
  if (spare <= 0) {
    return {.waits = 1, .answer_time = std::numeric_limits<double>::infinity(), .occupancy = 1};
  }
  QueueResult result{.waits = erlang_c(agents, traffic), .occupancy = traffic / static_cast<double>(agents)};
  if (load.handle_time <= 0) return {.service_level = 1};
  result.service_level = 1 - result.waits * std::exp(-spare * threshold / load.handle_time);
  result.answer_time = result.waits * load.handle_time / spare;
  return result;
}

QueueResult impatient_queue(const QueueLoad& load, std::int64_t agents, double threshold, double patience) {
  if (load.traffic() <= 0) return {.service_level = 1};
  const QueueSums sums = sum_states(load, agents, threshold, patience);
  // All states with up to `agents` customers, relative to the last of them, are 1 / B.
  const double all = sums.unqueued * (1 / erlang_b(agents, load.traffic()) - 1) + sums.none_free;
  QueueResult result;
  result.waits = sums.none_free / all;
  result.abandons = sums.queued / all / patience / load.arrivals;
  result.answer_time = sums.queued / all / load.arrivals;  // Little's law
  result.occupancy = load.traffic() * (1 - result.abandons) / static_cast<double>(agents);
  result.service_level = 1 - result.waits + sums.in_time / all;
  return result;
}

std::int64_t agents_needed(const QueueLoad& load, const ServiceGoal& goal) {
  if (load.traffic() <= 0) return 0;
  std::int64_t too_few = 0;
  std::int64_t enough = std::max<std::int64_t>(1, static_cast<std::int64_t>(load.traffic()));
  while (!keeps(load, goal, enough)) {
    too_few = enough;
    enough += std::max<std::int64_t>(1, enough / 8);
  }
  while (enough - too_few > 1) {
    const std::int64_t middle = too_few + (enough - too_few) / 2;
    (keeps(load, goal, middle) ? enough : too_few) = middle;
  }
  return enough;
}

double with_shrinkage(double agents, double share) { return agents / (1 - share); }

}  // namespace csreport

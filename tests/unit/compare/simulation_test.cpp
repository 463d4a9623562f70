// What intervals and signals promise, tried out: many invented periods of a known truth. The seed is fixed, so these
// tests give the same numbers everywhere.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "compare/limits.hpp"
#include "compare/means.hpp"
#include "compare/medians.hpp"
#include "compare/net_scores.hpp"
#include "compare/shares.hpp"
#include "compute/ranks.hpp"
#include "csreport/core/distributions.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers with every standard library.
class Random {
 public:
  double uniform() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
  }
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }
  double log_normal() { return std::exp(8 + normal()); }  // as waiting times are: median 2981 s
  double hits(int n, double p) {
    int count = 0;
    for (int i = 0; i < n; ++i) count += uniform() < p ? 1 : 0;
    return count;
  }

 private:
  std::uint64_t state_ = 2026;
};

constexpr int kPeriods = 4000;

/// The share of `periods` in which `holds` says yes.
template <typename Holds>
double share_of(int periods, Holds holds) {
  int count = 0;
  for (int i = 0; i < periods; ++i) count += holds() ? 1 : 0;
  return static_cast<double>(count) / periods;
}

bool covers(double low, double high, double truth) { return low <= truth && truth <= high; }

Sample sample_of(const std::vector<double>& values) {
  Sample sample{.n = static_cast<std::int64_t>(values.size())};
  for (const double value : values) sample.mean += value / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - sample.mean) * (value - sample.mean);
  sample.standard_deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
  return sample;
}

std::vector<double> sorted_log_normals(Random& random, int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  for (double& value : values) value = random.log_normal();
  std::sort(values.begin(), values.end());
  return values;
}

/// Of an odd number of values.
Statistics median_of(const std::vector<double>& sorted) {
  const auto ranks = quantile_ranks(static_cast<std::int64_t>(sorted.size()), 0.5);
  const auto at = [&](std::int64_t rank) { return sorted[static_cast<std::size_t>(rank - 1)]; };
  return {.median = sorted[sorted.size() / 2],
          .median_interval = OrderInterval{at(ranks->low), at(ranks->high), ranks->level}};
}

}  // namespace

TEST_CASE("95 of 100 intervals of a share hold the truth") {
  Random random;
  for (const double truth : {0.5, 0.8, 0.95}) {
    CAPTURE(truth);
    const double covered = share_of(kPeriods, [&] {
      const Interval interval = wilson(random.hits(120, truth), 120);
      return covers(interval.low, interval.high, truth);
    });
    CHECK(covered >= 0.93);
    CHECK(covered <= 0.97);
  }
}

TEST_CASE("95 of 100 intervals of a difference of shares hold the truth") {
  Random random;
  const double covered = share_of(kPeriods, [&] {
    const Difference difference = newcombe(random.hits(80, 0.75), 80, random.hits(150, 0.85), 150);
    return covers(difference.low, difference.high, -0.10);
  });
  CHECK(covered >= 0.93);
  CHECK(covered <= 0.97);
}

TEST_CASE("95 of 100 intervals of a net promoter score hold the truth") {
  Random random;
  for (const int answers : {20, 150}) {
    CAPTURE(answers);
    const double covered = share_of(kPeriods, [&] {
      ClassCounts counts;
      for (int i = 0; i < answers; ++i) {
        const double answer = random.uniform();
        ++(answer < 0.5 ? counts.high : answer < 0.8 ? counts.middle : counts.low);
      }
      const Interval interval = net_score_interval(counts);
      return covers(interval.low, interval.high, 0.3);
    });
    CHECK(covered >= 0.93);
    CHECK(covered <= 0.97);
  }
}

TEST_CASE("95 of 100 intervals of a mean, and of a difference of means, hold the truth") {
  Random random;
  const auto normals = [&](int n, double spread) {
    std::vector<double> values(static_cast<std::size_t>(n));
    for (double& value : values) value = 300 + spread * random.normal();
    return sample_of(values);
  };
  const double mean = share_of(kPeriods, [&] {
    const auto interval = student_interval(normals(12, 60));
    return covers(interval->low, interval->high, 300);
  });
  CHECK(mean >= 0.93);
  CHECK(mean <= 0.97);
  const double difference = share_of(kPeriods, [&] {
    const auto welchs = welch(normals(12, 60), normals(30, 20));
    return covers(welchs->low, welchs->high, 0);
  });
  CHECK(difference >= 0.93);
  CHECK(difference <= 0.97);
}

TEST_CASE("intervals of medians hold the truth at least as often as they say, however skewed the times are") {
  Random random;
  const double truth = std::exp(8.0);
  double level = 0;
  const double median = share_of(kPeriods, [&] {
    const Statistics stats = median_of(sorted_log_normals(random, 101));
    level = stats.median_interval->level;
    return covers(stats.median_interval->low, stats.median_interval->high, truth);
  });
  CHECK(median == Approx(level).margin(0.01));
  const double difference = share_of(kPeriods, [&] {
    const auto medians =
        median_difference(median_of(sorted_log_normals(random, 201)), median_of(sorted_log_normals(random, 161)));
    return covers(medians->low, medians->high, 0);
  });
  CHECK(difference >= 0.93);
  CHECK(difference <= 0.97);
}

TEST_CASE("of equal periods one in twenty has a p-value below 0.05") {
  Random random;
  const double ranks = share_of(kPeriods, [&] {
    const auto now = sorted_log_normals(random, 40);
    const auto before = sorted_log_normals(random, 55);
    return mann_whitney(compare_ranks(now, before), 40, 55).p < 0.05;
  });
  CHECK(ranks == Approx(0.05).margin(0.012));
  const double shares =
      share_of(kPeriods, [&] { return newcombe(random.hits(150, 0.8), 150, random.hits(150, 0.8), 150).p < 0.05; });
  CHECK(shares == Approx(0.05).margin(0.012));
}

TEST_CASE("a stationary series with firm limits gives about one false alarm in a hundred weeks") {
  Random random;
  const MetricRow row{.id = "frt", .unit = Unit::seconds, .fold = Fold::distribution};
  const double alarms = share_of(kPeriods, [&] {
    std::vector<SeriesPoint> series;
    for (int week = 0; week < 26; ++week) series.push_back({"week", 1000 + 50 * random.normal(), 100});
    const SignalState state = judge_series({&row, Better::lower}, series, {}).signal.state;
    return state != SignalState::normal;
  });
  CHECK(alarms > 0.003);
  CHECK(alarms < 0.03);
}

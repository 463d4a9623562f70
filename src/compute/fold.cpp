#include "compute/fold.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace csreport {
namespace {

/// Percentiles of one array, asked in rising order: each selection leaves smaller values to its left,
/// so the next one only looks at the rest.
class Percentiles {
 public:
  explicit Percentiles(std::span<double> values) : values_(values) {}

  double at(double p) {
    const double h = static_cast<double>(values_.size() - 1) * p;
    const auto low = static_cast<std::size_t>(h);
    select(low);
    const double fraction = h - static_cast<double>(low);
    if (fraction <= 0 || low + 1 >= values_.size()) return values_[low];
    const double next =
        *std::min_element(values_.begin() + static_cast<std::ptrdiff_t>(low) + 1, values_.end());
    return values_[low] + fraction * (next - values_[low]);
  }

 private:
  void select(std::size_t rank) {
    const auto begin = values_.begin();
    std::nth_element(begin + static_cast<std::ptrdiff_t>(done_),
                     begin + static_cast<std::ptrdiff_t>(rank), values_.end());
    done_ = rank;
  }

  std::span<double> values_;
  std::size_t done_ = 0;
};

double sum_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

double standard_deviation(std::span<const double> values, double mean) {
  if (values.size() < 2) return 0;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// Promoters are stored as +1, passives as 0, detractors as -1.
MetricValue net_score(std::span<const double> values) {
  ClassCounts classes;
  for (const double value : values) {
    ++(value > 0 ? classes.high : value < 0 ? classes.low : classes.middle);
  }
  const auto n = static_cast<std::int64_t>(values.size());
  MetricValue result{.n = n, .classes = classes};
  if (n > 0) {
    result.value = 100.0 * static_cast<double>(classes.high - classes.low) / static_cast<double>(n);
  }
  return result;
}

MetricValue count(std::span<const double> values) {
  const auto n = static_cast<std::int64_t>(values.size());
  return {.value = static_cast<double>(n), .n = n};
}

}  // namespace

Statistics distribution(std::span<double> values) {
  Statistics stats;
  stats.mean = sum_of(values) / static_cast<double>(values.size());
  stats.standard_deviation = standard_deviation(values, stats.mean);
  const auto [min, max] = std::minmax_element(values.begin(), values.end());
  stats.min = *min;
  stats.max = *max;
  Percentiles percentiles(values);
  stats.p25 = percentiles.at(0.25);
  stats.median = percentiles.at(0.5);
  stats.p75 = percentiles.at(0.75);
  stats.p90 = percentiles.at(0.9);
  stats.p95 = percentiles.at(0.95);
  stats.p99 = percentiles.at(0.99);
  return stats;
}

MetricValue fold_values(const MetricRow& row, std::span<double> values) {
  const auto n = static_cast<std::int64_t>(values.size());
  switch (row.fold) {
    case Fold::count:
    case Fold::count_open:
      return count(values);
    case Fold::net_score:
      return net_score(values);
    case Fold::ratio: {
      const double numerator = sum_of(values);
      MetricValue result{.n = n, .numerator = numerator, .denominator = static_cast<double>(n)};
      if (n > 0) result.value = numerator / static_cast<double>(n);
      return result;
    }
    case Fold::distribution:
    case Fold::mean: {
      MetricValue result{.n = n};
      if (n == 0) return result;
      result.stats = distribution(values);
      result.value = row.headline == Headline::median ? result.stats->median : result.stats->mean;
      return result;
    }
  }
  return {};
}

}  // namespace csreport

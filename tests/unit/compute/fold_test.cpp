#include "compute/fold.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "support/catch.hpp"

using namespace csreport;

namespace {
/// Type 7 as its definition says it: sort, then interpolate at (n - 1) p.
double plain_percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double h = static_cast<double>(values.size() - 1) * p;
  const auto low = static_cast<std::size_t>(std::floor(h));
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (h - std::floor(h)) * (values[high] - values[low]);
}
}  // namespace

TEST_CASE("percentiles interpolate between order statistics") {
  std::vector<double> values = {240, 60, 180, 120};
  const Statistics stats = distribution(values);
  CHECK(stats.mean == 150);
  CHECK(stats.median == 150);
  CHECK(stats.p25 == 105);
  CHECK(stats.p90 == Approx(222));
  CHECK(stats.min == 60);
  CHECK(stats.max == 240);
  CHECK(stats.standard_deviation == Approx(77.4596669));
}

TEST_CASE("selection gives the same percentiles as sorting") {
  std::mt19937_64 random(20260302);
  for (std::size_t n = 1; n < 200; ++n) {
    std::vector<double> values(n);
    for (double& value : values) value = static_cast<double>(random() % 50);
    const std::vector<double> copy = values;
    const Statistics stats = distribution(values);
    INFO("n = " << n);
    CHECK(stats.p25 == Approx(plain_percentile(copy, 0.25)));
    CHECK(stats.median == Approx(plain_percentile(copy, 0.5)));
    CHECK(stats.p75 == Approx(plain_percentile(copy, 0.75)));
    CHECK(stats.p90 == Approx(plain_percentile(copy, 0.9)));
    CHECK(stats.p95 == Approx(plain_percentile(copy, 0.95)));
    CHECK(stats.p99 == Approx(plain_percentile(copy, 0.99)));
  }
}

TEST_CASE("nothing observed is no value, but a count of nothing is zero") {
  for (const MetricRow& row : metric_catalogue()) {
    INFO(row.id);
    const MetricValue value = fold_values(row, {});
    CHECK(value.n == 0);
    const bool counts = row.fold == Fold::count || row.fold == Fold::count_open;
    CHECK(value.value.has_value() == counts);
  }
}

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

Statistics statistics_of(const std::vector<double>& values) {
  return PeriodFold(*find_metric("frt"), values).whole().stats.value();
}
}  // namespace

TEST_CASE("percentiles interpolate between order statistics") {
  const Statistics stats = statistics_of({240, 60, 180, 120});
  CHECK(stats.mean == 150);
  CHECK(stats.median == 150);
  CHECK(stats.p25 == 105);
  CHECK(stats.p90 == Approx(222));
  CHECK(stats.min == 60);
  CHECK(stats.max == 240);
  CHECK(stats.standard_deviation == Approx(77.4596669));
}

TEST_CASE("percentiles are those of the definition for every size") {
  std::mt19937_64 random(20260302);
  for (std::size_t n = 1; n < 400; ++n) {  // small ones are sorted by comparing, the others by digits
    std::vector<double> values(n);
    for (double& value : values) value = static_cast<double>(random() % 50);
    const Statistics stats = statistics_of(values);
    INFO("n = " << n);
    CHECK(stats.p25 == Approx(plain_percentile(values, 0.25)));
    CHECK(stats.median == Approx(plain_percentile(values, 0.5)));
    CHECK(stats.p75 == Approx(plain_percentile(values, 0.75)));
    CHECK(stats.p90 == Approx(plain_percentile(values, 0.9)));
    CHECK(stats.p95 == Approx(plain_percentile(values, 0.95)));
    CHECK(stats.p99 == Approx(plain_percentile(values, 0.99)));
  }
}

TEST_CASE("durations are counted by class, and an end belongs to the next one") {
  const Statistics stats = statistics_of(
      {0, 299, 300, 899, 900, 3'599, 3'600, 14'399, 14'400, 28'800, 86'399, 86'400, 172'799, 172'800, 1'000'000});
  REQUIRE(stats.duration_classes);
  CHECK(*stats.duration_classes == DurationClasses{2, 2, 2, 2, 1, 2, 2, 2});
  CHECK(*statistics_of({7'200}).duration_classes == DurationClasses{0, 0, 0, 1, 0, 0, 0, 0});
}

TEST_CASE("nothing observed is no value, but a count of nothing is zero") {
  for (const MetricRow& row : metric_catalogue()) {
    INFO(row.id);
    const MetricValue value = PeriodFold(row, {}).whole();
    CHECK(value.n == 0);
    const bool counts = row.fold == Fold::count || row.fold == Fold::count_open;
    CHECK(value.value.has_value() == counts);
  }
}

TEST_CASE("scores with fractions and negative values are ordered by value too") {
  const Statistics stats = statistics_of({2.5, -1, 4.25, 2.25, 7});
  CHECK(stats.median == 2.5);
  CHECK(stats.p25 == 2.25);
  CHECK(stats.min == -1);
  CHECK(stats.max == 7);
}

TEST_CASE("folding by group is folding each group by itself") {
  std::mt19937_64 random(20260716);
  for (const MetricRow& row : metric_catalogue()) {
    for (const std::size_t n :
         {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{3000}, std::size_t{40000}}) {
      INFO(row.id << " with " << n << " values");
      constexpr std::uint32_t kGroups = 7;  // the last one stays empty
      std::vector<double> values;
      std::vector<std::uint32_t> codes;
      std::vector<std::vector<double>> by_group(kGroups);
      for (std::size_t i = 0; i < n; ++i) {
        values.push_back(static_cast<double>(random() % 5000) - (row.fold == Fold::net_score ? 2500 : 0));
        codes.push_back(static_cast<std::uint32_t>(random() % (kGroups - 1)));
        by_group[codes.back()].push_back(values.back());
      }
      std::vector<TallyEntry> entries;
      for (const double value : values) entries.push_back(tally_entry(static_cast<std::int64_t>(value)));
      const auto folded = PeriodFold(row, values, entries).by_code(codes, kGroups).values;
      REQUIRE(folded.size() == kGroups);
      for (std::uint32_t group = 0; group < kGroups; ++group) {
        const MetricValue alone = PeriodFold(row, by_group[group]).whole();
        CHECK(folded[group].n == static_cast<std::int64_t>(by_group[group].size()));
        CHECK(folded[group].value == alone.value);
        CHECK(folded[group].numerator == alone.numerator);
        CHECK(folded[group].stats.has_value() == alone.stats.has_value());
        if (!alone.stats || !folded[group].stats) continue;
        CHECK(folded[group].stats->p90 == alone.stats->p90);
        CHECK(folded[group].stats->max == alone.stats->max);
        CHECK(folded[group].stats->standard_deviation == alone.stats->standard_deviation);
      }
    }
  }
}

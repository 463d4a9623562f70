#include "compare/drivers.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace csreport;

namespace {

const MetricRow kMean{
    .id = "frt_mean", .unit = Unit::seconds, .headline = Headline::mean, .fold = Fold::distribution, .min_n = 10};
const MetricRow kShare{
    .id = "csat", .unit = Unit::ratio, .headline = Headline::ratio, .fold = Fold::ratio, .min_n = 10};
const MetricRow kMedian{
    .id = "frt", .unit = Unit::seconds, .headline = Headline::median, .fold = Fold::distribution, .min_n = 10};
const MetricRow kCount{
    .id = "tickets_created", .unit = Unit::count, .headline = Headline::count, .fold = Fold::count, .min_n = 0};

struct Group {
  std::string name;
  std::int64_t n_before = 0;
  double before = 0;
  std::int64_t n_now = 0;
  double now = 0;
};

MetricValue value_of(std::int64_t n, double value) {
  MetricValue result{.n = n};
  if (n > 0) result.value = value;
  return result;
}

DimensionComparison dimension_of(std::string name, const std::vector<Group>& groups) {
  DimensionComparison dimension{std::move(name), {}};
  for (const Group& group : groups) {
    GroupComparison one;
    one.values.group = group.name;
    one.values.current = value_of(group.n_now, group.now);
    one.values.previous = value_of(group.n_before, group.before);
    dimension.groups.push_back(std::move(one));
  }
  return dimension;
}

/// The total is the weighted mean of the groups.
MetricComparison metric_of(const MetricRow& row, const std::vector<Group>& groups) {
  Group total;
  for (const Group& group : groups) {
    total.before += group.before * static_cast<double>(group.n_before);
    total.now += group.now * static_cast<double>(group.n_now);
    total.n_before += group.n_before;
    total.n_now += group.n_now;
  }
  MetricComparison metric;
  metric.row = &row;
  metric.current = value_of(total.n_now, total.now / static_cast<double>(total.n_now));
  metric.previous = value_of(total.n_before, total.before / static_cast<double>(total.n_before));
  metric.change.absolute = *metric.current.value - *metric.previous->value;
  metric.by.push_back(dimension_of("channel", groups));
  find_contributions(metric);
  return metric;
}

const Contribution& part(const MetricComparison& metric, std::size_t group) {
  return *metric.by[0].groups[group].contribution;
}
Contribution sum(const MetricComparison& metric) {
  Contribution all;
  for (const GroupComparison& group : metric.by[0].groups) {
    all.rate += group.contribution->rate;
    all.mix += group.contribution->mix;
  }
  return all;
}

}  // namespace

TEST_CASE("slower in total although both channels got faster: more of the slow one") {  // K9
  const MetricComparison metric = metric_of(kMean, {{"chat", 80, 60, 40, 50}, {"email", 20, 3600, 60, 3400}});
  CHECK(*metric.change.absolute == Approx(1292));
  CHECK(sum(metric).rate == Approx(-86));
  CHECK(sum(metric).mix == Approx(1378));
  const auto driver = find_driver(metric);
  REQUIRE(driver);
  CHECK(driver->rate == Approx(-86));
  CHECK(driver->mix == Approx(1378));
  CHECK(driver->reversed());
}

TEST_CASE("satisfaction falls by mix although each channel rose") {  // K10
  const MetricComparison metric = metric_of(kShare, {{"chat", 50, 0.90, 20, 0.92}, {"email", 50, 0.70, 80, 0.72}});
  CHECK(*metric.change.absolute == Approx(-0.04));
  CHECK(sum(metric).rate == Approx(0.02));
  CHECK(sum(metric).mix == Approx(-0.06));
}

TEST_CASE("a new channel is pure mix") {  // K11
  const MetricComparison metric =
      metric_of(kShare, {{"chat", 50, 0.9, 40, 0.9}, {"email", 50, 0.7, 40, 0.7}, {"social", 0, 0, 20, 0.5}});
  CHECK(*metric.change.absolute == Approx(-0.06));
  CHECK(sum(metric).rate == Approx(0).margin(1e-12));
  CHECK(sum(metric).mix == Approx(-0.06));
  CHECK(part(metric, 2).rate == 0);
}

TEST_CASE("contributions add up to the change, and their shares to one") {
  const MetricComparison metric = metric_of(kShare, {{"chat", 148, 0.873, 160, 0.791},
                                                     {"email", 210, 0.80, 190, 0.81},
                                                     {"phone", 0, 0, 12, 0.4},
                                                     {"web", 9, 1, 0, 0}});
  const Contribution all = sum(metric);
  CHECK(all.rate + all.mix == Approx(*metric.change.absolute));
  double shares = 0;
  for (const GroupComparison& group : metric.by[0].groups) shares += *group.contribution->share;
  CHECK(shares == Approx(1));
}

TEST_CASE("counts contribute what they grew by") {
  MetricComparison metric = metric_of(kCount, {{"chat", 50, 50, 80, 80}, {"email", 50, 50, 40, 40}});
  metric.current.value = 120;
  metric.previous->value = 100;
  metric.change.absolute = 20;
  find_contributions(metric);
  CHECK(part(metric, 0).rate == 30);
  CHECK(*part(metric, 0).share == 1.5);
  CHECK(part(metric, 1).rate == -10);
  CHECK(part(metric, 1).mix == 0);
  // Pearson's chi-square of 50, 80 and 50, 40 is 6.268 with one degree.
  CHECK(find_driver(metric)->p == Approx(0.01230).margin(0.00002));
  CHECK(find_driver(metric)->p_adjusted == find_driver(metric)->p);  // one dimension
}

TEST_CASE("groups of a handful of cases are set beside the others as one") {
  MetricComparison metric = metric_of(kCount, {{"chat", 50, 50, 80, 80},
                                               {"email", 50, 50, 20, 20},
                                               {"fax", 4, 4, 5, 5},
                                               {"letter", 5, 5, 4, 4},
                                               {"visit", 6, 6, 3, 3}});
  metric.current.value = 112;
  metric.previous->value = 115;
  metric.change.absolute = -3;
  find_contributions(metric);
  // Pearson's chi-square of 50, 80 and 50, 20 and 15, 12 with two degrees.
  CHECK(find_driver(metric)->p == Approx(4.367625e-05).epsilon(0.0001));
}

TEST_CASE("medians are no sum of parts, and no change has no driver") {
  const MetricComparison median = metric_of(kMedian, {{"chat", 50, 60, 50, 90}, {"email", 50, 600, 50, 600}});
  CHECK_FALSE(median.by[0].groups[0].contribution);
  CHECK_FALSE(find_driver(median));
  const MetricComparison same = metric_of(kShare, {{"chat", 50, 0.9, 50, 0.9}, {"email", 50, 0.7, 50, 0.7}});
  CHECK_FALSE(find_driver(same));
  CHECK_FALSE(part(same, 0).share);
}

TEST_CASE("the driver is the dimension whose groups differ most in what they contribute") {
  MetricComparison metric = metric_of(kShare, {{"chat", 50, 0.9, 50, 0.8}, {"email", 50, 0.9, 50, 0.8}});
  metric.by.push_back(dimension_of("team", {{"blue", 50, 0.9, 50, 0.9}, {"red", 50, 0.9, 50, 0.7}}));
  metric.by.push_back(dimension_of("channel_class", {{"live", 10, 0.9, 10, 0.0}, {"waiting", 90, 0.9, 90, 0.9}}));
  find_contributions(metric);
  const auto driver = find_driver(metric);
  REQUIRE(driver);
  CHECK(metric.by[driver->dimension].dimension == "team");
  CHECK(driver->concentration == Approx(0.5));
  CHECK_FALSE(driver->reversed());
}

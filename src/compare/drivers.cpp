#include "compare/drivers.hpp"

#include <algorithm>
#include <cmath>

#include "csreport/compare/judgement.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

/// Dimensions that are made of others, and people: a change is never put down to one of them.
bool can_drive(std::string_view dimension) {
  return dimension != kChannelClass && dimension != "agent" && dimension != kPeers;
}

/// A group's weight and value in one period.
struct Part {
  double weight = 0;
  std::optional<double> value;  ///< nothing when the period does not have the group
};

bool adds_up(const MetricRow& row) {
  switch (row.fold) {
    case Fold::ratio:
    case Fold::net_ratio:
    case Fold::net_score:
    case Fold::mean:
    case Fold::count:
    case Fold::count_open:
    case Fold::sum: return true;
    case Fold::distribution: return row.headline == Headline::mean;
    case Fold::quotient: return false;
  }
  return false;
}

/// The total is the sum of the groups' values, not their mean.
bool is_total(const MetricRow& row) {
  return row.fold == Fold::count || row.fold == Fold::count_open || row.fold == Fold::sum;
}

Part part_of(const std::optional<MetricValue>& group, const MetricValue& total) {
  if (!group || group->n == 0 || !group->value) return {};
  return {static_cast<double>(group->n) / static_cast<double>(total.n), group->value};
}

double value_or_zero(const std::optional<MetricValue>& value) { return value ? value->value.value_or(0) : 0; }

Contribution contribution_of(const MetricComparison& metric, const GroupComparison& group) {
  if (is_total(*metric.row)) {
    return {.rate = value_or_zero(group.values.current) - value_or_zero(group.values.previous)};
  }
  Part now = part_of(group.values.current, metric.current);
  Part before = part_of(group.values.previous, *metric.previous);
  const double nothing = (*metric.current.value + *metric.previous->value) / 2;
  const double r1 = now.value ? *now.value : before.value.value_or(nothing);
  const double r0 = before.value ? *before.value : r1;
  return {.rate = (before.weight + now.weight) / 2 * (r1 - r0),
          .mix = (now.weight - before.weight) * ((r0 + r1) / 2 - nothing)};
}

/// A contribution and the share of the cases in both periods together.
struct Weighed {
  double contribution = 0;
  double weight = 0;
};

Weighed weighed(const MetricComparison& metric, const GroupComparison& group) {
  const auto cases = [](const MetricValue& now, const std::optional<MetricValue>& before) {
    return static_cast<double>(now.n + (before ? before->n : 0));
  };
  return {.contribution = group.contribution->rate + group.contribution->mix,
          .weight = cases(group.values.current, group.values.previous) / cases(metric.current, metric.previous)};
}

/// Half of what the shares of the change differ from the shares of the cases: 0 when all groups moved alike, 1 when one
/// group of no size did everything. Groups that are too small to be spoken of are one.
double concentration(const MetricComparison& metric, const DimensionComparison& dimension) {
  Weighed small;
  double distance = 0;
  const double change = *metric.change.absolute;
  for (const GroupComparison& group : dimension.groups) {
    const Weighed one = weighed(metric, group);
    if (is_too_small(*metric.row, group.values)) {
      small.contribution += one.contribution;
      small.weight += one.weight;
    } else {
      distance += std::fabs(one.contribution / change - one.weight);
    }
  }
  distance += std::fabs(small.contribution / change - small.weight);
  return distance / 2;
}

/// The square of the standard error of the group's change.
std::optional<double> squared_error(const MetricRow& row, const GroupSnapshot& group) {
  double squared = 0;
  for (const MetricValue* value : {&group.current, &*group.previous}) {
    const auto interval = interval_of(row, *value);
    if (!interval || interval->high <= interval->low) return std::nullopt;
    const double reach = normal_upper_point((1 - interval->level) / 2);
    squared += std::pow((interval->high - interval->low) / (2 * reach), 2);
  }
  return squared;
}

/// A statistic that is chi-square with so many degrees when all groups moved alike.
struct Heterogeneity {
  double statistic = 0;
  double groups = 0;

  [[nodiscard]] std::optional<double> p() const {
    if (groups < 2) return std::nullopt;
    return chi_square_upper(statistic, groups - 1);
  }
};

/// Cochran's Q: the squared distances of the groups' changes from their common one, in their errors.
Heterogeneity of_changes(const MetricComparison& metric, const DimensionComparison& dimension) {
  Heterogeneity result;
  double weights = 0;
  double sum = 0;
  double squares = 0;
  for (const GroupComparison& group : dimension.groups) {
    const auto& before = group.values.previous;
    const bool both = before && before->value && group.values.current.value;
    if (!both || is_too_small(*metric.row, group.values)) continue;
    const auto squared = squared_error(*metric.row, group.values);
    if (!squared) continue;
    const double change = *group.values.current.value - *before->value;
    weights += 1 / *squared;
    sum += change / *squared;
    squares += change * change / *squared;
    ++result.groups;
  }
  if (weights > 0) result.statistic = std::max(0.0, squares - sum * sum / weights);
  return result;
}

/// Pearson's chi-square of the two periods by groups; those of a handful of cases are one.
Heterogeneity of_counts(const MetricComparison& metric, const DimensionComparison& dimension) {
  constexpr double kFewestCases = 10;
  Heterogeneity result;
  const double now_all = *metric.current.value;
  const double before_all = *metric.previous->value;
  if (now_all <= 0 || before_all <= 0) return result;
  const auto add = [&](double now, double before) {
    if (now + before < kFewestCases) return;
    const double apart = now * before_all - before * now_all;
    result.statistic += apart * apart / (now_all * before_all * (now + before));
    ++result.groups;
  };
  double small_now = 0;
  double small_before = 0;
  for (const GroupComparison& group : dimension.groups) {
    const double now = value_or_zero(group.values.current);
    const double before = value_or_zero(group.values.previous);
    if (now + before < kFewestCases) {
      small_now += now;
      small_before += before;
    } else {
      add(now, before);
    }
  }
  add(small_now, small_before);
  return result;
}

Heterogeneity heterogeneity(const MetricComparison& metric, const DimensionComparison& dimension) {
  if (metric.row->fold == Fold::sum) return {};  // nothing is known of how sums vary
  return is_total(*metric.row) ? of_counts(metric, dimension) : of_changes(metric, dimension);
}

}  // namespace

bool is_too_small(const MetricRow& row, const GroupSnapshot& group) {
  const std::int64_t now = group.current.n;
  const std::int64_t before = group.previous ? group.previous->n : 0;
  const bool came_or_went = now == 0 || before == 0;
  return (came_or_went ? std::max(now, before) : std::min(now, before)) < row.min_n;
}

void find_contributions(MetricComparison& metric) {
  const bool compared = metric.previous && metric.previous->value && metric.current.value;
  if (!compared || !adds_up(*metric.row)) return;
  const double change = *metric.current.value - *metric.previous->value;
  for (DimensionComparison& dimension : metric.by) {
    for (GroupComparison& group : dimension.groups) {
      Contribution contribution = contribution_of(metric, group);
      if (change != 0) contribution.share = (contribution.rate + contribution.mix) / change;
      group.contribution = contribution;
    }
  }
}

std::optional<Driver> find_driver(const MetricComparison& metric) {
  if (!metric.change.absolute || *metric.change.absolute == 0 || !adds_up(*metric.row)) return std::nullopt;
  std::optional<Driver> best;
  double tried = 0;
  for (std::size_t i = 0; i < metric.by.size(); ++i) {
    const DimensionComparison& dimension = metric.by[i];
    if (!can_drive(dimension.dimension) || dimension.groups.size() < 2) continue;
    ++tried;
    Driver driver{
        .dimension = i, .concentration = concentration(metric, dimension), .p = heterogeneity(metric, dimension).p()};
    for (const GroupComparison& group : dimension.groups) {
      driver.rate += group.contribution->rate;
      driver.mix += group.contribution->mix;
    }
    if (std::fabs(driver.rate) < 1e-9 * std::fabs(driver.mix)) driver.rate = 0;  // what adding up leaves
    // What changed weights made is explained by them, however evenly the groups share in it.
    if (driver.follows_mix()) {
      const double by_mix = driver.reversed() ? 1 : driver.mix / (driver.rate + driver.mix);
      driver.concentration = std::max(driver.concentration, by_mix);
    }
    if (!best || driver.concentration > best->concentration) best = driver;
  }
  if (best && best->p) best->p_adjusted = std::min(1.0, *best->p * tried);
  return best;
}

}  // namespace csreport

#include "compute/fold.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "compute/radix_order.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

/// What is added up of one group, in the order of the records: sums of fractions depend on it.
struct Tally {
  std::int64_t n = 0;
  double sum = 0;
  double squares = 0;  // of the distances from the mean
  std::int64_t above_zero = 0;
  std::int64_t below_zero = 0;
};

std::vector<Tally> tally(std::span<const double> values, std::span<const std::uint32_t> codes, std::size_t code_count) {
  std::vector<Tally> tallies(code_count);
  for (std::size_t i = 0; i < values.size(); ++i) {
    Tally& group = tallies[codes[i]];
    ++group.n;
    group.sum += values[i];
  }
  return tallies;
}

/// The same of whole values, whose sum does not depend on the order: a count and a sum in one addition.
std::vector<Tally> tally(std::span<const TallyEntry> entries, std::span<const std::uint32_t> codes,
                         std::size_t code_count) {
  std::vector<Tally> tallies(code_count);
  std::vector<TallyEntry> open(code_count);
  for (std::size_t begin = 0; begin < entries.size(); begin += kTallyRows) {
    const std::size_t end = std::min<std::size_t>(entries.size(), begin + kTallyRows);
    for (std::size_t i = begin; i < end; ++i) open[codes[i]] += entries[i];
    for (std::size_t code = 0; code < code_count; ++code) {
      tallies[code].n += tally_count(open[code]);
      tallies[code].sum += static_cast<double>(tally_sum(open[code]));
      open[code] = 0;
    }
  }
  return tallies;
}

void count_signs(std::span<const double> values, std::span<const std::uint32_t> codes, std::vector<Tally>& tallies) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] > 0) ++tallies[codes[i]].above_zero;
    if (values[i] < 0) ++tallies[codes[i]].below_zero;
  }
}

double mean_of(const Tally& group) { return group.sum / static_cast<double>(group.n); }

void add_squares(std::span<const double> values, std::span<const std::uint32_t> codes, std::vector<Tally>& tallies) {
  std::vector<double> means(tallies.size());
  std::transform(tallies.begin(), tallies.end(), means.begin(), mean_of);  // unused where n is 0
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double distance = values[i] - means[codes[i]];
    tallies[codes[i]].squares += distance * distance;
  }
}

/// Type 7 of Hyndman and Fan, as numpy, SQL's percentile_cont and spreadsheets do: linear between
/// order statistics.
double percentile(std::span<const double> sorted, double p) {
  const double h = static_cast<double>(sorted.size() - 1) * p;
  const auto low = static_cast<std::size_t>(h);
  const double fraction = h - static_cast<double>(low);
  if (fraction <= 0 || low + 1 >= sorted.size()) return sorted[low];
  return sorted[low] + fraction * (sorted[low + 1] - sorted[low]);
}

/// The smallest value that p of all do not exceed.
double nearest_rank(std::span<const double> sorted, double p) {
  const double rank = std::ceil(p * static_cast<double>(sorted.size()) - 1e-9);  // 0.95 * 20 is a little above 19
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

std::optional<OrderInterval> percentile_interval(std::span<const double> sorted, double p) {
  const auto ranks = quantile_ranks(static_cast<std::int64_t>(sorted.size()), p);
  if (!ranks) return std::nullopt;
  const auto value_at = [&](std::int64_t rank) { return sorted[static_cast<std::size_t>(rank - 1)]; };
  return OrderInterval{.low = value_at(ranks->low), .high = value_at(ranks->high), .level = ranks->level};
}

DurationClasses classes_of(std::span<const double> sorted) {
  DurationClasses classes{};
  auto begin = sorted.begin();
  for (std::size_t i = 0; i < kDurationBounds.size(); ++i) {
    const auto end = std::lower_bound(begin, sorted.end(), kDurationBounds[i]);
    classes[i] = end - begin;
    begin = end;
  }
  classes.back() = sorted.end() - begin;
  return classes;
}

Statistics statistics_of(const MetricRow& row, const Tally& group, std::span<const double> sorted,
                         PercentileMethod method) {
  Statistics stats;
  stats.mean = mean_of(group);
  if (group.n > 1) stats.standard_deviation = std::sqrt(group.squares / static_cast<double>(group.n - 1));
  stats.min = sorted.front();
  stats.max = sorted.back();
  const auto at = [&](double p) {
    return method == PercentileMethod::nearest_rank ? nearest_rank(sorted, p) : percentile(sorted, p);
  };
  stats.p25 = at(0.25);
  stats.median = percentile(sorted, 0.5);
  stats.p75 = at(0.75);
  stats.p90 = at(0.9);
  stats.p95 = at(0.95);
  stats.p99 = at(0.99);
  const bool is_age = row.anchor == Anchor::period_end;  // counted by days elsewhere
  if (row.unit == Unit::seconds && !is_age) stats.duration_classes = classes_of(sorted);
  if (row.headline != Headline::median) return stats;
  stats.median_interval = percentile_interval(sorted, 0.5);
  stats.p90_interval = percentile_interval(sorted, 0.9);
  stats.p95_interval = percentile_interval(sorted, 0.95);
  return stats;
}

bool needs_order(Fold fold) { return fold == Fold::distribution || fold == Fold::mean; }

/// Indexes in rising order of value.
std::vector<std::uint32_t> order_of(std::span<const double> values) {
  std::vector<std::uint32_t> keys(values.size());
  bool whole = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool fits = values[i] >= 0 && values[i] <= std::numeric_limits<std::uint32_t>::max();
    keys[i] = fits ? static_cast<std::uint32_t>(values[i]) : 0;
    whole = whole && static_cast<double>(keys[i]) == values[i];
  }
  if (whole) return radix_order(keys);
  std::iota(keys.begin(), keys.end(), std::uint32_t{0});
  std::sort(keys.begin(), keys.end(), [&](auto a, auto b) { return values[a] < values[b]; });
  return keys;
}

/// All values, group after group, each group's in rising order: a counting sort that keeps `order`.
std::vector<double> sorted_by_group(std::span<const double> sorted_values, std::span<const std::uint32_t> codes,
                                    std::span<const std::uint32_t> order, const std::vector<Tally>& tallies) {
  std::vector<std::size_t> next(tallies.size());
  std::size_t begin = 0;
  for (std::size_t code = 0; code < tallies.size(); ++code) {
    next[code] = begin;
    begin += static_cast<std::size_t>(tallies[code].n);
  }
  std::vector<double> sorted(order.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) sorted[next[codes[order[rank]]]++] = sorted_values[rank];
  return sorted;
}

double headline_of(const MetricRow& row, const Statistics& stats) {
  if (row.headline == Headline::maximum) return stats.max;
  return row.headline == Headline::median ? stats.median : stats.mean;
}

/// `sorted`: the group's values, when the fold needs them.
MetricValue fold_group(const MetricRow& row, const Tally& group, std::span<const double> sorted,
                       PercentileMethod method) {
  const auto n = static_cast<double>(group.n);
  MetricValue result{.n = group.n};
  switch (row.fold) {
    case Fold::count:
    case Fold::count_open: result.value = n; break;
    case Fold::net_score:
    case Fold::net_ratio: {
      const std::int64_t middle = group.n - group.above_zero - group.below_zero;
      const double scale = row.fold == Fold::net_score ? 100.0 : 1.0;
      result.classes = ClassCounts{.high = group.above_zero, .middle = middle, .low = group.below_zero};
      if (group.n > 0) result.value = scale * static_cast<double>(group.above_zero - group.below_zero) / n;
      break;
    }
    case Fold::ratio:
      result.numerator = group.sum;
      result.denominator = n;
      if (group.n > 0) result.value = group.sum / n;
      break;
    case Fold::sum:
      if (group.n > 0) result.value = group.sum;
      break;
    case Fold::quotient: break;
    case Fold::distribution:
    case Fold::mean:
      if (group.n == 0) break;
      result.stats = statistics_of(row, group, sorted, method);
      result.value = headline_of(row, *result.stats);
      break;
  }
  return result;
}

}  // namespace

PeriodFold::PeriodFold(const MetricRow& row, std::span<const double> values, std::span<const TallyEntry> entries,
                       PercentileMethod percentiles)
    : row_(&row), values_(values), entries_(entries), percentiles_(percentiles) {
  if (!needs_order(row.fold)) return;
  order_ = order_of(values);
  sorted_.reserve(order_.size());
  for (const std::uint32_t i : order_) sorted_.push_back(values[i]);
}

MetricValue PeriodFold::whole() const {
  const std::vector<std::uint32_t> codes(values_.size(), 0);
  return std::move(by_code(codes, 1).values.front());
}

FoldedGroups PeriodFold::by_code(std::span<const std::uint32_t> codes, std::size_t code_count) const {
  auto tallies = entries_.empty() ? tally(values_, codes, code_count) : tally(entries_, codes, code_count);
  if (row_->fold == Fold::net_score || row_->fold == Fold::net_ratio) count_signs(values_, codes, tallies);
  FoldedGroups groups;
  if (needs_order(row_->fold)) {
    add_squares(values_, codes, tallies);
    groups.sorted = sorted_by_group(sorted_, codes, order_, tallies);
  }
  groups.values.reserve(code_count);
  groups.begins.reserve(code_count);
  std::size_t begin = 0;
  for (const Tally& group : tallies) {
    const auto length = groups.sorted.empty() ? 0 : static_cast<std::size_t>(group.n);
    groups.values.push_back(fold_group(*row_, group, std::span(groups.sorted).subspan(begin, length), percentiles_));
    groups.begins.push_back(begin);
    begin += length;
  }
  return groups;
}

}  // namespace csreport

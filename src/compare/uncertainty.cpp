#include "compare/uncertainty.hpp"

#include <algorithm>
#include <cmath>

#include "compare/means.hpp"
#include "compare/medians.hpp"
#include "compare/net_scores.hpp"
#include "compare/shares.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

enum class Estimate { none, share, net_score, mean, median };

Estimate estimate_of(const MetricRow& row) {
  switch (row.fold) {
    case Fold::ratio: return Estimate::share;
    case Fold::net_score:
    case Fold::net_ratio: return Estimate::net_score;
    case Fold::mean: return Estimate::mean;
    case Fold::distribution:
      if (row.headline == Headline::median) return Estimate::median;
      return row.headline == Headline::mean ? Estimate::mean : Estimate::none;
    case Fold::count:
    case Fold::count_open:
    case Fold::sum:
    case Fold::quotient: return Estimate::none;
  }
  return Estimate::none;
}

/// Net scores are counted from -100 to 100 by some metrics.
double points(const MetricRow& row) { return row.fold == Fold::net_score ? 100 : 1; }

Sample sample_of(const MetricValue& value) {
  return {.n = value.n, .mean = value.stats->mean, .standard_deviation = value.stats->standard_deviation};
}

/// Few values can have an interval that reaches beyond what the unit knows; no share is above 1, no time below 0.
std::optional<Interval> within_unit(const MetricRow& row, std::optional<Interval> interval) {
  if (!interval || row.unit == Unit::score) return interval;
  interval->low = std::max(0.0, interval->low);
  if (row.unit == Unit::ratio) interval->high = std::min(1.0, interval->high);
  return interval;
}

/// No change is larger than from the smallest to the largest value: 1 of shares, 200 points of a net score.
std::optional<Difference> within_reach(const MetricRow& row, std::optional<Difference> change) {
  const bool net = estimate_of(row) == Estimate::net_score;
  if (!change || (!net && row.unit != Unit::ratio)) return change;
  const double reach = net ? 2 * points(row) : 1;
  change->low = std::max(-reach, change->low);
  change->high = std::min(reach, change->high);
  return change;
}

std::optional<Difference> difference_of(const MetricRow& row, const MetricValue& now, const MetricValue& before) {
  switch (estimate_of(row)) {
    case Estimate::share: return newcombe(*now.numerator, *now.denominator, *before.numerator, *before.denominator);
    case Estimate::net_score: {
      const Difference net = net_score_difference(*now.classes, *before.classes);
      return Difference{points(row) * net.low, points(row) * net.high, net.p};
    }
    case Estimate::mean: return welch(sample_of(now), sample_of(before));
    case Estimate::median: return median_difference(*now.stats, *before.stats);
    case Estimate::none: break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Interval> interval_of(const MetricRow& row, const MetricValue& value) {
  if (value.n == 0) return std::nullopt;
  switch (estimate_of(row)) {
    case Estimate::share: return wilson(*value.numerator, *value.denominator);
    case Estimate::net_score: {
      Interval net = net_score_interval(*value.classes);
      net.low *= points(row);
      net.high *= points(row);
      return net;
    }
    case Estimate::mean: return within_unit(row, student_interval(sample_of(value)));
    case Estimate::median: return median_interval(*value.stats);
    case Estimate::none: break;
  }
  return std::nullopt;
}

ChangeEvidence evidence_of(const MetricRow& row, const MetricValue& now, const MetricValue& before,
                           const std::optional<RankComparison>& ranks) {
  ChangeEvidence evidence;
  if (now.n == 0 || before.n == 0) return evidence;
  if (const auto difference = within_reach(row, difference_of(row, now, before))) {
    evidence.low = difference->low;
    evidence.high = difference->high;
    if (estimate_of(row) != Estimate::median) evidence.p = difference->p;
  }
  if (ranks) {
    const RankTest test = mann_whitney(*ranks, now.n, before.n);
    evidence.p = test.p;
    evidence.probability_lower = test.probability_lower;
  }
  return evidence;
}

bool is_worth_mentioning(const MetricRow& row, double now, double before) {
  const double change = std::fabs(now - before);
  if (row.unit == Unit::ratio) return change >= 0.02;
  if (row.fold == Fold::net_score) return change >= 3;
  return before == 0 ? change > 0 : change >= 0.05 * std::fabs(before);
}

bool grows_with_time(const MetricRow& row) {
  return row.headline == Headline::count && (row.fold == Fold::count || row.fold == Fold::sum);
}

void adjust(std::vector<Change*>& family) {
  std::vector<double> raw;
  for (const Change* change : family) raw.push_back(*change->p);
  const auto adjusted = adjusted_p_values(raw);
  for (std::size_t i = 0; i < family.size(); ++i) family[i]->p_adjusted = adjusted[i];
}

}  // namespace csreport

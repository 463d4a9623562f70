#pragma once
// Signal or noise: the natural process limits of a series (an XmR chart), and what lies outside of them.
//
// A period is judged by the earlier ones: mean +- 2.66 times the mean difference of neighbours, which is three standard
// deviations of a series without a trend, estimated from its short-term changes (Wheeler, "Understanding Variation").
// Eight periods in a row on one side of the mean are a signal too. They begin a new level: what follows is judged by
// them alone.

#include <optional>
#include <vector>

#include "csreport/compare/comparison.hpp"

namespace csreport {

/// What the series is of.
struct SeriesKind {
  const MetricRow* row = nullptr;
  Better better = Better::none;
};

/// Whether and how the last period may be judged.
struct CurrentPoint {
  bool in_series = true;             ///< it is the series' last point
  bool complete = true;              ///< nothing of it is missing yet
  std::optional<Interval> interval;  ///< of a survey: it must leave the mean out, too
  std::optional<double> dividend{};  ///< of a quotient of counts: its upper one, which may be of few cases
};

/// REQUIRES: weeks or longer, because days of a week differ by nature; the data covers every period as a whole.
SeriesJudgement judge_series(const SeriesKind& kind, const std::vector<SeriesPoint>& series,
                             const CurrentPoint& current);

}  // namespace csreport

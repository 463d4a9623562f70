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
  double widening = 1;  ///< of the limits, where the values were adjusted by what they themselves say
};

/// Whether and how the last period may be judged.
struct CurrentPoint {
  bool in_series = true;             ///< it is the series' last point
  bool complete = true;              ///< nothing of it is missing yet
  std::optional<Interval> interval;  ///< of a survey: it must leave the mean out, too
};

/// REQUIRES: weeks or longer, as days of a week differ by nature (see judge_days()); the data covers every period
/// whole.
SeriesJudgement judge_series(const SeriesKind& kind, const std::vector<SeriesPoint>& series,
                             const CurrentPoint& current);

/// The same for neighbouring days, whose weekdays differ by nature: each value is judged without what its weekday
/// usually is above or below the others (the median of that weekday among the earlier days, from three of each on), by
/// limits that are wider for it. The range is told for the current day's weekday; there are no levels, because a band
/// would differ from day to day. Nothing with fewer than three whole weeks before the current day.
SeriesJudgement judge_days(const SeriesKind& kind, const std::vector<SeriesPoint>& series, const CurrentPoint& current);

}  // namespace csreport

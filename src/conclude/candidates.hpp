#pragma once
// The numbers that a conclusion may speak of: each metric of the report, or its channel classes where it is not pooled.

#include <optional>
#include <vector>

#include "csreport/compare/comparison.hpp"
#include "csreport/conclude/message.hpp"

namespace csreport {

/// What only `full` shows, and what a total hides, has so small a part of the allowance for false alarms: with a whole
/// one of its own the page would have twice as many of them.
inline constexpr double kPartOfTheRest = 0.05;

struct Candidate {
  const MetricComparison* metric = nullptr;
  const GroupComparison* group = nullptr;  ///< nullptr: the whole metric

  [[nodiscard]] const MetricValue& current() const;
  [[nodiscard]] const std::optional<MetricValue>& previous() const;
  [[nodiscard]] const Change& change() const;
  [[nodiscard]] const SeriesJudgement& judgement() const;
  [[nodiscard]] const std::vector<SeriesPoint>& series() const;

  /// The signal; without a range yet, a change that is significant among all that are looked at.
  [[nodiscard]] Signal signal() const;
  /// More than the noise of a week, by itself.
  [[nodiscard]] bool stands_out() const;
  /// Enough cases in both periods to speak of their difference.
  [[nodiscard]] bool large_enough() const;
  [[nodiscard]] bool is_count() const { return metric->row->headline == Headline::count; }

  [[nodiscard]] MetricName name(NamePlace place) const;
  [[nodiscard]] Amount amount(const MetricValue& value) const { return {metric->row, value}; }
  [[nodiscard]] Difference difference() const;
};

/// The p-value of each candidate's signal among all that are judged by a range, in their order: METRICS 4.5 asks it of
/// what is told, as twenty lines bring a signal by chance every third week. The metrics of every layout are one family
/// and the rest another, so that a page tells the same whether the rest was computed or not; the rest gets a twentieth
/// of the allowance, by weights of p-values (Genovese, Roeder and Wasserman 2006). Nothing for what no range judges,
/// and for a line without a signal, which counts as one of those that were looked at.
std::vector<std::optional<double>> adjusted_signals(const std::vector<Candidate>& all);

/// The value lies on the low side of what it is judged by.
bool is_low(const Candidate& candidate, const Signal& signal);

/// It moved there from the period before, by as much as is worth mentioning: it fell below its range, and not only is
/// below it.
bool moved_there(const Candidate& candidate, const Signal& signal);

/// Whether a finding and an alert tell what stands out in the line: it holds among all lines (`p_adjusted`, see
/// adjusted_signals()), against its range or, where it moved there, against the period before.
bool is_told(const Candidate& candidate, std::optional<double> p_adjusted);

/// Whether any metric has cases of the period itself: not what is open at its end, nor what is judged in it and
/// happened before.
bool has_cases(const Comparison& comparison);
/// Whether the files hold anything of the period: rows of it, whatever metrics are asked for.
bool holds_the_period(const Comparison& comparison);

/// The lines of the report that have a value, in catalogue order.
std::vector<Candidate> candidates_of(const Comparison& comparison);

}  // namespace csreport

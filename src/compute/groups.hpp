#pragma once
// Splits a metric's observations by the groups of one dimension. Observations without a name go to
// the group "(none)", so that the groups add up to the total.

#include "compute/fold.hpp"
#include "compute/observations.hpp"

namespace csreport {

/// The current period and the one it is compared with, ready to be folded.
struct ComparedPeriods {
  PeriodFold current;
  std::optional<PeriodFold> previous;
};

/// How many there are of each reason, in order of its name.
std::vector<ExcludedCount> count_exclusions(std::span<const Exclusion> excluded);

/// All cases of one period.
MetricValue fold_total(const PeriodFold& fold, const SlotObservations& slot);

/// Nothing where the headline is no median, or a period has no values. REQUIRES: both in rising order.
std::optional<RankComparison> ranks_of(const MetricRow& row, std::span<const double> current,
                                       std::span<const double> previous);

/// Each group of the dimension for the compared periods, with its trend when the observations have one.
DimensionSnapshot fold_groups(const ComparedPeriods& periods, const GroupCodes& groups,
                              const Observations& observations);

/// Sets of each class the median with the mix that its channels had before; nothing where the headline is no median.
void add_class_medians(const ComparedPeriods& periods, const GroupCodes& channels, const Observations& observations,
                       DimensionSnapshot& classes);

}  // namespace csreport

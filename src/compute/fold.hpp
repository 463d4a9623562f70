#pragma once
// From the measured values of one period to a MetricValue, for all of them or for each group.

#include <cstdint>
#include <span>
#include <vector>

#include "compute/ticket_tally.hpp"
#include "csreport/compute/compute.hpp"
#include "csreport/compute/snapshot.hpp"

namespace csreport {

/// The groups of one period by code.
struct FoldedGroups {
  std::vector<MetricValue> values;
  std::vector<double> sorted;  ///< group after group, in rising order; empty when the fold does not need it

  /// REQUIRES: code < values.size().
  [[nodiscard]] std::span<const double> sorted_of(std::size_t code) const {
    if (sorted.empty()) return {};
    return std::span(sorted).subspan(begins[code], static_cast<std::size_t>(values[code].n));
  }
  std::vector<std::size_t> begins;  ///< of each group in `sorted`
};

/// Folds the values of one period as often as there are dimensions. They are sorted once; each split
/// into groups keeps that order, so that every group's percentiles can be read off.
class PeriodFold {
 public:
  /// `entries`: the same values as they are added up, where all are whole; else empty, and slower. REQUIRES: both
  /// outlive this object.
  PeriodFold(const MetricRow& row, std::span<const double> values, std::span<const TallyEntry> entries = {},
             PercentileMethod percentiles = PercentileMethod::linear);

  /// No values give an absent value and n = 0, except for counts, where nothing is a true 0.
  [[nodiscard]] MetricValue whole() const;
  /// One group per code; `codes` has one code below `code_count` for each value.
  [[nodiscard]] FoldedGroups by_code(std::span<const std::uint32_t> codes, std::size_t code_count) const;
  [[nodiscard]] const MetricRow& row() const noexcept { return *row_; }
  /// All values in rising order; empty when the fold does not need it.
  [[nodiscard]] std::span<const double> sorted() const noexcept { return sorted_; }

 private:
  const MetricRow* row_;
  std::span<const double> values_;
  std::span<const TallyEntry> entries_;
  PercentileMethod percentiles_;
  std::vector<std::uint32_t> order_;  // indexes in rising order of value; empty when only sums are asked for
  std::vector<double> sorted_;        // the values in that order
};

}  // namespace csreport

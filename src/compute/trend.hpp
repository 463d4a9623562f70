#pragma once
// The headline of one metric in every period, for all cases or for each group of one dimension. A
// trend shows nothing else, so it keeps a count and a sum per period; values are kept only where
// the headline is a median.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compute/batch.hpp"
#include "compute/slots.hpp"
#include "csreport/compute/snapshot.hpp"

namespace csreport {

class Trend {
 public:
  /// Of all cases together.
  Trend(const MetricRow& row, const Slots& slots) : Trend(row, slots, std::nullopt) {}
  /// Of the groups of a dimension.
  Trend(const MetricRow& row, const Slots& slots, const GroupCodes& groups)
      : Trend(row, slots, std::optional(groups)) {}

  void add(const Batch& batch);

  /// One point per period of the trend, oldest first. Reorders the kept values.
  std::vector<SeriesPoint> series(std::uint32_t code = 0);

  [[nodiscard]] const Dimension* dimension() const noexcept { return groups_ ? &groups_->dimension() : nullptr; }

 private:
  struct Tally {
    std::int64_t n = 0;
    double sum = 0;
  };

  Trend(const MetricRow& row, const Slots& slots, std::optional<GroupCodes> groups);
  /// Where each observation of the batch counts among the groups; filled into cells_.
  void find_cells(const Batch& batch);
  void tally_all(std::span<const std::uint32_t> slots, std::span<const double> values);
  void tally_groups(std::span<const double> values);
  std::optional<double> headline(std::size_t cell);

  const MetricRow& row_;
  const Slots& slots_;
  std::optional<GroupCodes> groups_;
  std::size_t codes_;
  std::vector<Tally> tallies_;                      // [slot * codes_ + code]
  std::vector<std::vector<std::uint32_t>> values_;  // likewise; empty when the headline needs none
  std::vector<std::uint32_t> cells_;                // of the batch being added
};

}  // namespace csreport

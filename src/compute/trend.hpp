#pragma once
// The headline of one metric in every period of the trend, for all cases or for each group of one
// dimension. A cell is one group in one period, [period * groups + group]; it holds a count and a sum.
// Only where the headline is a median are the values themselves needed, by cell.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compute/binned_values.hpp"
#include "compute/block.hpp"
#include "compute/cell_lists.hpp"
#include "compute/slots.hpp"
#include "compute/ticket_tally.hpp"
#include "csreport/compute/snapshot.hpp"

namespace csreport {

class Trend {
 public:
  /// Of all cases together. `percentiles`: those that each cell will have, such as 0.5; REQUIRES: 0.5 first where the
  /// headline is a median.
  Trend(const MetricRow& row, const Slots& slots, std::span<const double> percentiles)
      : Trend(row, slots, percentiles, std::nullopt) {}
  /// Of the groups of a dimension.
  Trend(const MetricRow& row, const Slots& slots, std::span<const double> percentiles, const GroupCodes& groups)
      : Trend(row, slots, percentiles, std::optional(groups)) {}

  /// The first pass, from blocks or from the cells of tickets. REQUIRES of cells: the dimension is mixed.
  void tally(const Block& block);
  /// Cases that could not be looked into: a count of nothing beside them is unknown.
  void mark_unknown(const Block& block);
  void take_sums(const TicketTally& tickets);

  /// Percentiles of cases from blocks need a second pass over them: begin_values(), then keep(), then
  /// take_percentiles(), for `whole` also those of all groups together.
  void begin_values();
  void keep(const Block& block);
  void take_percentiles(Trend* whole);
  /// Those of tickets, of all these trends of one metric at once. REQUIRES: the tally keeps values, and as of
  /// take_sums().
  static void take_percentiles(const TicketTally& tickets, std::span<Trend* const> trends);

  /// One point per period of the trend, oldest first.
  [[nodiscard]] std::vector<SeriesPoint> series(std::uint32_t code = 0) const;
  struct Numbers {
    std::int64_t n = 0;
    double sum = 0;
    std::span<const double> percentiles;  ///< empty when there are no values or none were asked for
  };
  /// Of one cell; `period`: index into the trend.
  [[nodiscard]] Numbers numbers(std::size_t period, std::uint32_t code = 0) const;
  [[nodiscard]] const Dimension* dimension() const noexcept { return groups_ ? &groups_->dimension() : nullptr; }

 private:
  struct Tally {
    std::int64_t n = 0;
    double sum = 0;
  };

  Trend(const MetricRow& row, const Slots& slots, std::span<const double> percentiles,
        std::optional<GroupCodes> groups);
  /// Where each observation of the block counts; what lies in no period of the trend, behind all others.
  void find_cells(const Block& block);
  void tally_runs(std::span<const double> values);
  /// The group of tickets with this mix.
  [[nodiscard]] std::uint32_t code_of(const CellMap& map, std::uint32_t mix) const;
  /// Of one cell, whose values are those of `members` among `values`.
  void find_percentiles(BinnedValues& values, std::size_t cell, std::span<const std::uint32_t> members);
  [[nodiscard]] std::optional<double> headline(std::size_t cell) const;

  const MetricRow& row_;
  const Slots& slots_;
  std::optional<GroupCodes> groups_;
  std::size_t codes_;
  std::vector<std::uint32_t> first_cell_;  // of each place
  std::vector<Tally> tallies_;             // of each cell, and one group row more for what lies outside
  std::vector<bool> unknown_;              // of each cell; empty: none is
  std::optional<CellLists> values_;
  std::vector<double> percentiles_;   // which
  std::vector<double> found_;         // of each cell all of them
  std::vector<std::uint32_t> cells_;  // of the block being added
};

}  // namespace csreport

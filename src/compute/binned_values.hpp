#pragma once
// Quantiles of groups of cells by selection: each cell's values are dealt out, once, to bins that grow with
// the values (as durations spread over many powers of two), and only the bins that hold an order statistic of a
// group are looked into. So a value is touched as often for many groups and quantiles as for one.

#include <cstdint>
#include <span>
#include <vector>

#include "compute/cell_lists.hpp"

namespace csreport {

class BinnedValues {
 public:
  /// The values of each cell, which are copied.
  explicit BinnedValues(std::span<const ValueParts> cells);

  /// How many values these cells have.
  [[nodiscard]] std::size_t size(std::span<const std::uint32_t> cells) const;
  /// Of the values of all these cells; type 7 of Hyndman and Fan: linear between order statistics. REQUIRES: there
  /// are values, 0 <= p <= 1.
  [[nodiscard]] double quantile(std::span<const std::uint32_t> cells, double p);

 private:
  [[nodiscard]] std::size_t bin_of(std::uint32_t value) const;
  void deal_out(const ValueParts& values, std::size_t begin, std::span<std::uint32_t> ends);
  [[nodiscard]] std::size_t begin_of(std::size_t cell, std::size_t bin) const;
  [[nodiscard]] std::size_t end_of(std::size_t cell, std::size_t bin) const { return ends_[cell * bins_ + bin]; }
  /// How many values of these cells lie in front of the bin.
  [[nodiscard]] std::size_t count_below(std::span<const std::uint32_t> cells, std::size_t bin) const;
  /// The value of this rank, from 0.
  [[nodiscard]] std::uint32_t select(std::span<const std::uint32_t> cells, std::size_t rank);

  unsigned fine_bits_ = 0;  // each power of two has 2^fine_bits_ bins
  std::size_t bins_ = 0;
  std::vector<std::uint32_t> values_;  // cell after cell, bin after bin
  std::vector<std::uint32_t> ends_;    // in values_, of each cell's bins
  std::vector<std::uint32_t> kept_;    // the bins looked into
};

}  // namespace csreport

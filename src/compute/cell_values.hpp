#pragma once
// Whole values sorted by cell (period and group): a counting sort whose counts are known before, so
// that it needs four bytes a value and moves each value once.

#include <cstdint>
#include <span>
#include <vector>

namespace csreport {

class CellValues {
 public:
  /// `counts`: how many values each cell will get.
  explicit CellValues(std::span<const std::size_t> counts);

  /// REQUIRES: no cell gets more values than announced.
  void add(std::span<const std::uint32_t> cells, std::span<const double> values) {
    for (std::size_t i = 0; i < cells.size(); ++i) values_[next_[cells[i]]++] = static_cast<std::uint32_t>(values[i]);
  }
  /// One value, without a branch.
  void add_if(bool counts, std::size_t cell, std::uint32_t value) {
    const std::size_t next = next_[cell];
    next_[cell] = next + (counts ? 1 : 0);
    values_[counts ? next : values_.size() - 1] = value;
  }
  /// The values of `n` neighbouring cells, in no order across them. REQUIRES: all values were added.
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t cell, std::size_t n = 1) const {
    const std::size_t begin = cell == 0 ? 0 : next_[cell - 1];
    return {values_.data() + begin, next_[cell + n - 1] - begin};
  }

 private:
  std::vector<std::size_t> next_;      // where the next value of each cell goes; at last where the cell ends
  std::vector<std::uint32_t> values_;  // and at last a place for what does not count
};

}  // namespace csreport

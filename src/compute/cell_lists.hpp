#pragma once
// Whole values by cell (period and group), as they come: each cell is a chain of chunks that grows at its end, so
// that nobody needs to know the number of values before, and none is moved again.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace csreport {

/// The values of a cell, or of a group of cells, lie in several pieces.
using ValueParts = std::vector<std::span<const std::uint32_t>>;

class CellLists {
 public:
  /// REQUIRES: together the cells get `most_values` at most.
  CellLists(std::size_t cells, std::size_t most_values);

  /// One value, without a branch but for a full chunk.
  void add_if(bool counts, std::size_t cell, std::uint32_t value) {
    std::uint32_t& next = next_[cell];
    values_[next] = value;
    next += counts ? 1U : 0U;
    if (counts && next % kChunk == 0) [[unlikely]]
      next = append_chunk(cell);
  }
  void add(std::size_t cell, std::uint32_t value) { add_if(true, cell, value); }

  /// Empty for a cell without values. REQUIRES: they are read before the lists end or change.
  [[nodiscard]] ValueParts of(std::size_t cell) const;

 private:
  static constexpr std::uint32_t kChunk = 256;

  std::uint32_t append_chunk(std::size_t cell);

  std::unique_ptr<std::uint32_t[]> values_;  // chunk after chunk; memory that is not written to is none
  std::vector<std::uint32_t> next_;          // where the next value of each cell goes
  std::vector<std::uint32_t> follower_;      // the chunk behind each one; of each cell, the first has its number
};

}  // namespace csreport

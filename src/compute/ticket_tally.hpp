#pragma once
// What one metric observed on tickets, by cell: a count and a sum in the first pass, the values
// themselves in a second one where a median needs them.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compute/cell_values.hpp"
#include "compute/exclusion.hpp"
#include "compute/ticket_cells.hpp"

namespace csreport {

/// The cases of neighbouring rows, column by column.
struct TicketBlock {
  static constexpr std::uint32_t kCapacity = TicketCells::kBlock;

  std::uint32_t first_row = 0;
  std::uint32_t size = 0;
  std::array<std::int64_t, kCapacity> values;  // 0 for what does not count
  std::array<Exclusion, kCapacity> excluded;
  std::array<std::uint32_t, kCapacity> at;  // the event, where the kernel knows it
  std::span<const Cell> cells;              // of the events
  std::span<const Cell> created;            // of the creations
  bool may_be_compared = true;              // false: all these cells lie outside the compared periods
};

class TicketTally {
 public:
  struct Sum {
    std::int64_t n = 0;
    std::int64_t sum = 0;  ///< measures of tickets are whole numbers
  };
  explicit TicketTally(const CellMap& map) : map_(map), sums_(map.size()) {}

  // The first pass.
  void add(const TicketBlock& block);
  void add(Cell cell, std::int64_t value) {
    ++sums_[cell].n;
    sums_[cell].sum += value;
  }

  // The second pass.
  void begin_values();
  void add_values(const TicketBlock& block);

  [[nodiscard]] const CellMap& map() const noexcept { return map_; }
  [[nodiscard]] const Sum& sum(std::size_t cell) const { return sums_[cell]; }
  [[nodiscard]] std::span<const std::uint32_t> values(std::size_t cell) const { return values_->of(cell); }
  void forget_values() { values_.reset(); }

 private:
  const CellMap& map_;
  std::vector<Sum> sums_;
  std::optional<CellValues> values_;
};

}  // namespace csreport

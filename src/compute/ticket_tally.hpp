#pragma once
// What one metric observed on tickets, by cell: a count and a sum and, where a median needs them, the values.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compute/cell_lists.hpp"
#include "compute/exclusion.hpp"
#include "compute/ticket_cells.hpp"

namespace csreport {

/// A case as it is added up: its value, and 1 in the upper 16 bits. One addition then adds to the sum and to the count;
/// both are told apart before either overflows. 0 is a case that does not count.
using TallyEntry = std::uint64_t;
inline constexpr unsigned kTallyShift = 48;
/// REQUIRES: |value| below 2^33, as the sum of three durations is.
constexpr TallyEntry tally_entry(std::int64_t value) {
  return (TallyEntry{1} << kTallyShift) + static_cast<TallyEntry>(value);
}
/// Of up to kTallyRows entries added together.
constexpr std::int64_t tally_sum(TallyEntry entries) {
  constexpr unsigned kUnused = 64 - kTallyShift;
  return static_cast<std::int64_t>(entries << kUnused) >> kUnused;
}
constexpr std::int64_t tally_count(TallyEntry entries) {
  return static_cast<std::int64_t>((entries - static_cast<TallyEntry>(tally_sum(entries))) >> kTallyShift);
}
inline constexpr std::uint32_t kTallyRows = 1U << 14;

/// The cases of neighbouring rows, column by column.
struct TicketBlock {
  std::uint32_t first_row = 0;
  std::uint32_t size = 0;
  std::array<TallyEntry, kBlockRows> entries;
  std::array<Exclusion, kBlockRows> excluded;
  std::array<std::uint32_t, kBlockRows> delays;  // of the event after the creation, where the kernel knows it
  std::span<const Cell> cells;                   // of the events
  std::span<const Cell> created;                 // of the creations
  std::span<const std::uint16_t> compared;       // at least the cases of which either cell lies in a compared period
};

class TicketTally {
 public:
  struct Sum {
    std::int64_t n = 0;
    std::int64_t sum = 0;  ///< measures of tickets are whole numbers
  };
  /// `keeps_values`: also those themselves, of `rows` tickets at most; they must not be negative then.
  TicketTally(const CellMap& map, bool keeps_values, std::size_t rows);

  void add(const TicketBlock& block);
  /// `n` cases of value 1.
  void add(Cell cell, std::int64_t n) {
    sums_[cell].n += n;
    sums_[cell].sum += n;
  }
  /// Call after the last case and before reading any.
  void finish();

  [[nodiscard]] const CellMap& map() const noexcept { return map_; }
  [[nodiscard]] const Sum& sum(std::size_t cell) const { return sums_[cell]; }
  /// REQUIRES: they were kept.
  [[nodiscard]] const CellLists& values() const { return *values_; }
  void forget_values() { values_.reset(); }

 private:
  const CellMap& map_;
  std::vector<TallyEntry> open_;  // of the last rows, by cell
  std::uint32_t open_rows_ = 0;   // how many
  std::vector<Sum> sums_;         // of the rows before
  std::optional<CellLists> values_;
};

}  // namespace csreport

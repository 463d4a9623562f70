#pragma once
// Where each ticket counts, as one small number: a cell is a place (the periods of an event) and a mix
// (the groups of the ticket in all dimensions that have a trend). One addition to a cell is then an addition to the
// total and to a group of every one of these dimensions; they are told apart only when all rows are counted.

#include <cstdint>
#include <span>
#include <vector>

#include "compute/raw_cells.hpp"
#include "compute/slots.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {

using Cell = std::uint16_t;

/// The numbering of cells: place * mixes + mix, and mix = sum of code * stride over the mixed dimensions.
class CellMap {
 public:
  /// Mixes those of the dimensions that are small enough, in their order. REQUIRES: `slots` and dimensions outlive it.
  CellMap(const Slots& slots, std::span<const Dimension* const> dimensions);

  [[nodiscard]] const Slots& slots() const noexcept { return slots_; }
  [[nodiscard]] std::size_t size() const noexcept { return slots_.places() * mixes_; }
  [[nodiscard]] std::uint32_t mixes() const noexcept { return mixes_; }
  [[nodiscard]] Cell cell(Place place, std::uint32_t mix) const { return static_cast<Cell>(place * mixes_ + mix); }
  [[nodiscard]] Place place_of(Cell cell) const { return parts_[cell].place; }
  [[nodiscard]] Cell mix_of(Cell cell) const { return parts_[cell].mix; }
  [[nodiscard]] bool is_in_compared(Cell cell) const { return compared_[cell] != 0; }

  [[nodiscard]] bool is_mixed(const Dimension& dimension) const { return find(dimension) != nullptr; }
  /// REQUIRES: is_mixed(dimension).
  [[nodiscard]] std::uint32_t code_of(const Dimension& dimension, std::uint32_t mix) const {
    const Mixed& mixed = *find(dimension);
    return mix / mixed.stride % mixed.codes;
  }
  /// Of the groups of each of these neighbouring tickets.
  void find_mixes(std::size_t first_row, std::span<std::uint32_t> mixes) const;

 private:
  struct Mixed {
    const Dimension* dimension;
    std::uint32_t codes;
    std::uint32_t stride;
  };
  struct Parts {
    Place place;
    Cell mix;
  };
  [[nodiscard]] const Mixed* find(const Dimension& dimension) const;

  const Slots& slots_;
  std::vector<Mixed> mixed_;
  std::uint32_t mixes_ = 1;
  std::vector<Parts> parts_;  // of each cell
  std::vector<std::uint8_t> compared_;
};

/// The cells of all tickets, by creation and by solution: two bytes each.
class TicketCells {
 public:
  TicketCells(const CellMap& map, const TicketTable& tickets, const TicketFacts& facts, unsigned threads);

  [[nodiscard]] const CellMap& map() const noexcept { return map_; }
  [[nodiscard]] std::span<const Cell> created() const noexcept { return created_; }
  /// Those of the creation where the time of the solution is missing.
  [[nodiscard]] std::span<const Cell> solved() const noexcept { return solved_; }
  /// Which of the rows of a block, by number in it, were created or solved in a compared period.
  [[nodiscard]] std::span<const std::uint16_t> compared_in_block(std::size_t first_row) const {
    return compared_[first_row / kBlockRows];
  }
  /// How many there are in all blocks.
  [[nodiscard]] std::size_t compared() const noexcept { return compared_rows_; }

 private:
  void find_cells(const TicketTable& tickets, const TicketFacts& facts, std::size_t first_row, std::size_t size);

  const CellMap& map_;
  std::vector<Cell> created_;
  std::vector<Cell> solved_;
  std::vector<std::vector<std::uint16_t>> compared_;  // of each block; most have none
  std::size_t compared_rows_ = 0;
};

}  // namespace csreport

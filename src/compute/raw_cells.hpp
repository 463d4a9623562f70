#pragma once
// A column as the hottest loops read it: the cell itself, kMissing for a missing one and for every
// cell of a column that the export does not have. Such a column is a single missing cell, to which all rows lead, so
// that no loop asks whether it is there.

#include <array>
#include <cstdint>
#include <span>

#include "csreport/core/column.hpp"

namespace csreport {

template <typename T>
class RawCells {
 public:
  static constexpr T kMissing = Column<T>::kMissing;

  explicit RawCells(const Column<T>& column) : RawCells(column.raw()) {}
  explicit RawCells(std::span<const T> cells)
      : cells_(cells.empty() ? &kNoCell : cells.data()), mask_(cells.empty() ? 0 : ~std::size_t{0}) {}

  [[nodiscard]] bool present() const noexcept { return mask_ != 0; }
  [[nodiscard]] bool has(std::size_t row) const noexcept { return (*this)[row] != kMissing; }
  [[nodiscard]] T operator[](std::size_t row) const noexcept { return cells_[row & mask_]; }
  /// 0 for a missing cell.
  [[nodiscard]] T or_zero(std::size_t row) const noexcept {
    const T cell = (*this)[row];
    return cell == kMissing ? T{0} : cell;
  }

 private:
  static constexpr T kNoCell = kMissing;

  const T* cells_;
  std::size_t mask_;
};

/// So many rows are looked at together: their columns stay in the first cache.
inline constexpr std::size_t kBlockRows = 512;

/// The cells of one block of neighbouring rows, the first of them number 0. A column that is not there reads as
/// `missing` everywhere; either way they are neighbours in memory, so that a loop over them needs no branch.
template <typename T, T missing = Column<T>::kMissing>
class BlockCells {
 public:
  explicit BlockCells(const Column<T>& column) : BlockCells(column.raw()) {}
  explicit BlockCells(std::span<const T> cells)
      : cells_(cells.empty() ? kNoCells.data() : cells.data()), step_(cells.empty() ? 0 : 1), block_(cells_) {}

  /// To the block of this first row.
  void move_to(std::size_t row) noexcept { block_ = cells_ + row * step_; }
  [[nodiscard]] bool present() const noexcept { return step_ != 0; }
  // REQUIRES of i: below kBlockRows and the row is one of the column.
  [[nodiscard]] T operator[](std::size_t i) const noexcept { return block_[i]; }
  [[nodiscard]] bool has(std::size_t i) const noexcept { return block_[i] != missing; }
  /// 0 for a missing cell.
  [[nodiscard]] T or_zero(std::size_t i) const noexcept {
    return static_cast<T>(block_[i] & (T{0} - static_cast<T>(has(i))));
  }

 private:
  static constexpr std::array<T, kBlockRows> kNoCells = [] {
    std::array<T, kBlockRows> cells{};
    cells.fill(missing);
    return cells;
  }();

  const T* cells_;
  std::size_t step_;
  const T* block_;
};

/// Dictionary codes as raw cells; kNone beyond the end.
class RawCodes {
 public:
  explicit RawCodes(const CodeColumn& column) : size_(column.size()) {
    column.visit([&](auto codes) { point_to(codes.data()); });
  }

  [[nodiscard]] std::uint32_t operator[](std::size_t row) const noexcept {
    if (row >= size_) return Dictionary::kNone;
    if (bytes_ != nullptr) return bytes_[row];
    return words_ != nullptr ? words_[row] : longs_[row];
  }

 private:
  void point_to(const std::uint8_t* codes) { bytes_ = codes; }
  void point_to(const std::uint16_t* codes) { words_ = codes; }
  void point_to(const std::uint32_t* codes) { longs_ = codes; }

  std::size_t size_;
  const std::uint8_t* bytes_ = nullptr;
  const std::uint16_t* words_ = nullptr;
  const std::uint32_t* longs_ = nullptr;
};

}  // namespace csreport

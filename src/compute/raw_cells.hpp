#pragma once
// A column as the hottest loops read it: the cell itself, kMissing for a missing one and for every
// cell of a column that the export does not have. Such a column is a single missing cell, to which all rows lead, so
// that no loop asks whether it is there.

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

/// Dictionary codes likewise; kNone beyond the end.
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

#pragma once
// The positions of what record_cutter found in a clean stretch: where cells, records and lines end.

#include <cstddef>
#include <cstdint>
#include <span>

#include "csreport/core/raw_vector.hpp"
#include "read/record_cutter.hpp"

namespace csreport {

/// The index of some consecutive blocks, the first of which begins a record. Positions count from there.
class StructuralIndex {
 public:
  explicit StructuralIndex(IndexKernel kernel = index_kernels().back());

  /// Forgets all; the next block begins a record.
  void restart();
  /// Goes on with the blocks behind those indexed so far. REQUIRES: fewer than 4 GiB in all.
  void extend(std::span<const BlockMarks> blocks);
  /// Forgets everything in front of mark `mark`, which ends a record, and counts positions from behind it.
  void drop_before(std::size_t mark, std::size_t records, std::size_t inner_lines);

  /// Cell i lies between mark i and mark i + 1: delimiters and LFs outside quotes. Mark 0 is the byte in
  /// front of the first cell and wraps around (its successor is 0). A caller may move marks it is done with.
  [[nodiscard]] std::span<std::uint32_t> marks() noexcept { return {marks_.data(), mark_count_}; }
  /// The marks that end a record.
  [[nodiscard]] std::span<const std::uint32_t> record_ends() const noexcept {
    return {record_ends_.data(), record_count_};
  }
  /// LFs inside quotes.
  [[nodiscard]] std::span<const std::uint32_t> inner_lines() const noexcept {
    return {inner_lines_.data(), inner_count_};
  }

 private:
  IndexKernel kernel_;
  RawVector<std::uint32_t> marks_;  // storage; what is valid is in the counts
  RawVector<std::uint32_t> record_ends_;
  RawVector<std::uint32_t> inner_lines_;
  std::size_t mark_count_ = 0;
  std::size_t record_count_ = 0;
  std::size_t inner_count_ = 0;
  std::uint32_t next_ = 0;  ///< position of the next block; negative ones wrap around
};

}  // namespace csreport

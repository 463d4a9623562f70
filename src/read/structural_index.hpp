#pragma once
// Where the cells and records of clean delimited text end, found 64 bytes at a time. It stops at the
// first byte that careful parsing might understand otherwise; it judges no record and changes nothing.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "read/structural_scan.hpp"

namespace csreport {

/// The index of some consecutive bytes, the first of which begins a record. Positions count from there.
class StructuralIndex {
 public:
  /// REQUIRES: `delimiter` is no quote and no line end; the machine has `kernel`.
  explicit StructuralIndex(char delimiter, IndexKernel kernel = index_kernels().back());

  /// Forgets all; the next bytes begin a record.
  void restart();
  /// Goes on with the bytes behind those indexed so far, up to the first irregular one.
  /// REQUIRES: not irregular(); fewer than 4 GiB in all.
  void extend(std::string_view bytes);
  /// Forgets everything in front of mark `mark`, which ends a record, and counts positions from behind it.
  void drop_before(std::size_t mark, std::size_t records, std::size_t inner_lines);

  /// Bytes indexed, the irregular one and those behind it excluded.
  [[nodiscard]] std::size_t covered() const noexcept { return covered_; }
  /// True when the byte at covered() is a quote, or stands behind a quote or CR, where clean text has none.
  [[nodiscard]] bool irregular() const noexcept { return irregular_; }

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
  char delimiter_;
  IndexKernel kernel_;
  structural::Carry carry_;
  std::vector<std::uint32_t> marks_;  // storage; what is valid is in the counts
  std::vector<std::uint32_t> record_ends_;
  std::vector<std::uint32_t> inner_lines_;
  std::size_t mark_count_ = 0;
  std::size_t record_count_ = 0;
  std::size_t inner_count_ = 0;
  std::size_t covered_ = 0;
  bool irregular_ = false;
};

}  // namespace csreport

#pragma once
// The one look at every byte of clean delimited text: where it can be cut between two records, which is the last record
// end in front of the first byte that careful parsing might understand otherwise, and which bytes in front of the cut
// end a cell or a line. It judges no record.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "read/structural_scan.hpp"

namespace csreport {

/// What ends where in 64 bytes of clean text, the first byte lowest.
struct BlockMarks {
  std::uint64_t marks = 0;  ///< delimiters and LFs outside quotes: what ends a cell
  std::uint64_t lines = 0;  ///< LFs, also those inside quotes

  [[nodiscard]] std::uint64_t record_ends() const noexcept { return marks & lines; }
  [[nodiscard]] std::uint64_t inner_lines() const noexcept { return lines & ~marks; }
};

/// The whole records at the front of a text.
struct CleanCut {
  std::size_t bytes = 0;    ///< behind the last record end; 0: none
  std::uint64_t lines = 0;  ///< line ends in them, also those inside quotes
  bool irregular = false;   ///< the scan ended at an irregular byte, which lies in the record behind them
  std::size_t blocks = 0;   ///< with their marks, 64 bytes each; the last one may be shorter
};

/// Writes the marks of the bytes in front of the cut to `blocks`, from number `at` on; what lies behind them there may
/// be anything.
/// REQUIRES: `text` begins a record; `delimiter` is no quote and no line end; the machine has `kernel`.
CleanCut find_clean_cut(std::string_view text, char delimiter, IndexKernel kernel, std::vector<BlockMarks>& blocks,
                        std::size_t at);

}  // namespace csreport

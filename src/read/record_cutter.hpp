#pragma once
// Finds where delimited text can be cut between two records, at a fraction of the cost of taking it apart: the last
// record end in front of the first byte that careful parsing might understand otherwise. It writes nothing down.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "read/structural_scan.hpp"

namespace csreport {

/// The whole records at the front of a text.
struct CleanCut {
  std::size_t bytes = 0;    ///< behind the last record end; 0: none
  std::uint64_t lines = 0;  ///< line ends in them, also those inside quotes
  bool irregular = false;   ///< the scan ended at an irregular byte, which lies in the record behind them
};

/// REQUIRES: `text` begins a record; `delimiter` is no quote and no line end; the machine has `kernel`.
CleanCut find_clean_cut(std::string_view text, char delimiter, IndexKernel kernel);

}  // namespace csreport

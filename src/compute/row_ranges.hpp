#pragma once
// A loop over rows that may run on several threads: ranges of rows, each long enough to be worth a
// thread's while and short enough that no thread waits long for another.

#include <algorithm>
#include <cstddef>

#include "csreport/core/parallel.hpp"

namespace csreport {

/// Calls `work(begin, end)` for ranges that together are [0, rows).
template <typename Work>
void for_row_ranges(unsigned threads, std::size_t rows, Work work) {
  constexpr std::size_t kRange = std::size_t{1} << 16;
  run_parallel(threads, (rows + kRange - 1) / kRange,
               [&](std::size_t piece) { work(piece * kRange, std::min(rows, (piece + 1) * kRange)); });
}

}  // namespace csreport

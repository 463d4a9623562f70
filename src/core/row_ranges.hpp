#pragma once
// A loop over rows that may run on several threads: ranges of rows, each long enough to be worth a
// thread's while and short enough that no thread waits long for another.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "csreport/core/parallel.hpp"

namespace csreport {

inline constexpr std::size_t kRowRange = std::size_t{1} << 16;

/// Calls `work(begin, end)` for ranges that together are [0, rows).
template <typename Work>
void for_row_ranges(unsigned threads, std::size_t rows, Work work) {
  run_parallel(threads, (rows + kRowRange - 1) / kRowRange,
               [&](std::size_t piece) { work(piece * kRowRange, std::min(rows, (piece + 1) * kRowRange)); });
}

/// What `work(begin, end)` gives for such ranges, in their order.
template <typename Result, typename Work>
std::vector<Result> of_row_ranges(unsigned threads, std::size_t rows, Work work) {
  std::vector<Result> results((rows + kRowRange - 1) / kRowRange);
  for_row_ranges(threads, rows,
                 [&](std::size_t begin, std::size_t end) { results[begin / kRowRange] = work(begin, end); });
  return results;
}

}  // namespace csreport

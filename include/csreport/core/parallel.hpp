#pragma once
// Independent pieces of work on several threads. Who runs which piece is left to chance, so a piece must not depend
// on another, and what they make is put together in the order of their numbers.

#include <cstddef>
#include <functional>

namespace csreport {

/// Calls `work(piece)` once for every piece below `pieces`, on up to `threads` threads of which the calling one is
/// the first; with one thread in rising order. Returns when all are done. What a piece throws is thrown again here
/// after the running ones have ended; of several the one with the lowest number, and pieces not yet begun are left out.
void run_parallel(unsigned threads, std::size_t pieces, const std::function<void(std::size_t piece)>& work);

/// The processors that this process may use, at least 1: the default of --threads.
unsigned usable_processors();

}  // namespace csreport

#pragma once
// Reads one input on several threads. Each takes a chunk, takes it apart and decodes it by itself; chunks reach the
// tables in the order of the file, so that the result does not depend on who was faster.

#include "csreport/read/record_reader.hpp"
#include "normalise/loaders.hpp"

namespace csreport {

/// Reads all of `reader` into `loader`. Throws what reading throws.
void load_records(RecordReader& reader, Loader& loader, LoadState& state, unsigned threads);

}  // namespace csreport

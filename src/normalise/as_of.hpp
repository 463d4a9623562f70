#pragma once
// --as-of: the data as it was known at a moment. Later rows are excluded, later events have not happened.

#include "normalise/loaders.hpp"

namespace csreport {

/// As instants are stored; cut to what can be.
std::uint32_t as_seconds(Instant at);

void apply_as_of(LoadState& state, Instant as_of);

}  // namespace csreport

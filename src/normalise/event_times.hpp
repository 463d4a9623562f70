#pragma once
// Which times of the tables are events, and when the first and the last of them happened.

#include "csreport/normalise/normalise.hpp"

namespace csreport {

/// Times years away from all other tickets are slips or words for "never": such rows are excluded, such cells missing.
void forget_implausible_times(Dataset& data, unsigned threads);

/// Sets Dataset::first_event and Dataset::horizon (--as-of, else the last event).
void find_span(Dataset& data, const NormaliseOptions& options);

}  // namespace csreport

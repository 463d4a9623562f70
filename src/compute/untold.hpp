#pragma once
// What the data does not tell: it has no values, which is not the same as zeros.

#include "csreport/compute/compute.hpp"

namespace csreport {

/// Takes the values of the current period away, but for those of rows that stand beside tickets and may go further.
/// REQUIRES: the period lies wholly before or after the tickets.
void forget_values(Snapshot& snapshot);

/// Warns of periods of the trend of which the files hold nothing although there were tickets before and after.
void add_gaps(Snapshot& snapshot);

/// Counts of periods that are missing are gaps, never zeros, and no part of a normal range.
void leave_out_missing_periods(const Dataset& data, const ComputeOptions& options, Snapshot& snapshot);

/// The days of which the tickets tell: `all` may reach further, to reviews and sessions, and what is told a day is told
/// of days of tickets.
Period days_told(const Dataset& data, const ComputeOptions& options);

}  // namespace csreport

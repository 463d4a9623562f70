#pragma once
// Tickets that only a log of statuses calls spam, deleted or merged.

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Leaves out the tickets whose newest status in the log says that they are none (METRICS 0.3). Where the tickets have
/// a status of their own, that one holds.
void leave_out_by_log(Dataset& data);

}  // namespace csreport

#pragma once
// Which tickets were escalated (METRICS 1.14): by the export's own flag, by tags that mean it, and by the way from one
// tier of the desk to a later one.

#include "normalise/loaders.hpp"

namespace csreport {

/// Completes TicketTable::escalated by the rules of the options: yes where any source says so, no where one says no and
/// none yes. REQUIRES: duplicates are marked, and their rows are still there.
void settle_escalations(LoadState& state, const NormaliseOptions& options);

}  // namespace csreport

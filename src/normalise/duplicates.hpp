#pragma once
// Rows of the same id: exports that were put together hold a ticket more than once.

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Of rows with the same id the newest update until `as_of` stays (where all are later, the first one), among equal
/// ones the last; the others become duplicates. Rows without an id stay.
void mark_duplicates(TicketTable& tickets, unsigned threads, std::uint32_t as_of = InstantColumn::kMissing);
/// Marks repeated messages of a ticket: the first one by time, then in the files, stands for them.
void mark_duplicates(MessageTable& messages, unsigned threads);

}  // namespace csreport

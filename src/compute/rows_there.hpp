#pragma once
// What the files hold, whatever metrics are asked for: rows, dated ones, those of the period. No values.

#include "csreport/compute/snapshot.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {

/// Looks no further than to the first row that answers each question.
RowsThere rows_there(const Dataset& data, const Period& period);

}  // namespace csreport

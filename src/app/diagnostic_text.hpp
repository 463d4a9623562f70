#pragma once
// Diagnostics as lines for people, and the rows of --rejects.

#include <string>
#include <vector>

#include "app/plan.hpp"
#include "csreport/core/diagnostic.hpp"
#include "csreport/normalise/normalise.hpp"

namespace csreport {

/// "tickets.csv:17: column 'Created at': invalid_time 'soon', expected a time (12 rows rejected)"
std::string describe_diagnostic(const Diagnostic& diagnostic);

/// RFC 4180 with a header.
std::string rejects_csv(const std::vector<RejectedRow>& rows, FormulaGuard guard);

/// One CSV field, quoted where needed.
std::string csv_field(std::string_view text, FormulaGuard guard);

}  // namespace csreport

#pragma once
// Sessions, customers and indicators, when all files are read: rows that are there twice, intervals that end before
// they begin, and what --as-of leaves of them.

#include "csreport/core/dataset.hpp"

namespace csreport {

/// `limit`: of --as-of, in seconds since 1970.
void settle_sessions(SessionTable& sessions, std::optional<std::uint32_t> limit);
void settle_customers(CustomerTable& customers, std::optional<std::uint32_t> limit);
void settle_indicators(IndicatorTable& indicators, std::optional<std::uint32_t> limit);

}  // namespace csreport

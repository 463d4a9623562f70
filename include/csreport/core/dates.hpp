#pragma once
// Local dates as outputs write them.

#include <chrono>
#include <string>

namespace csreport {

/// "2026-11-09".
std::string iso_date(std::chrono::local_days day);

}  // namespace csreport

#pragma once
// The keys of csreport.toml that dress the report: [report] and [email]. Part of settings_rows.hpp.

#include <vector>

#include "app/settings_rows.hpp"

namespace csreport {

void add_report_rows(std::vector<SettingRow>& rows);

}  // namespace csreport

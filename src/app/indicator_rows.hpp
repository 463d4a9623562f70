#pragma once
// The rows of [indicators], for settings_rows.cpp.

#include <vector>

#include "app/settings_rows.hpp"

namespace csreport {

void add_indicator_rows(std::vector<SettingRow>& rows);

}  // namespace csreport

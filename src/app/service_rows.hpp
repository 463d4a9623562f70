#pragma once
// The rows of [schedules], [business_hours], [[sla]] and [targets], for settings_rows.cpp.

#include <vector>

#include "app/settings_rows.hpp"

namespace csreport {

void add_service_rows(std::vector<SettingRow>& rows);

}  // namespace csreport

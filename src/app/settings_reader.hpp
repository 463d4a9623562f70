#pragma once
// What a csreport.toml says: its tables walked beside the rows of settings_rows.hpp. Knows no file and no key of its
// own.

#include <string_view>

#include "app/options.hpp"
#include "app/settings_rows.hpp"

namespace csreport {

/// What a file says, and nothing else, as if typed. Throws Error(usage) with the file's name, line and column, quoting
/// the line: for what is no TOML, unknown keys (with the nearest known one), other types, values that are refused.
Options parse_settings(std::string_view text, const SettingsSource& source);

}  // namespace csreport

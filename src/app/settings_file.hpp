#pragma once
// csreport.toml: which file is read, what it says, and that the command line wins over it.

#include <string>
#include <string_view>

#include "app/options.hpp"
#include "app/settings_rows.hpp"

namespace csreport {

inline constexpr std::string_view kSettingsFile = "csreport.toml";

/// Keys that nothing uses yet: a user's file may not have them, the tests of their parsers may.
enum class AcceptedSettings { in_use, all };

/// What a file says, and nothing else, as if typed. Throws Error(usage) with the file's name, line and column, quoting
/// the line: for what is no TOML, unknown keys (with the nearest known one), other types, values that are refused.
Options parse_settings(std::string_view text, const SettingsSource& source,
                       AcceptedSettings accepted = AcceptedSettings::in_use);

/// Finds the file (--config, else beside the first input, else in the working directory) and fills in what the command
/// line left open. Does nothing when there is no such file and none was asked for. Throws as parse_settings does, and
/// for a file that cannot be read.
void apply_settings(Options& options);

/// The Error again; where it speaks of an option whose value the file gave, with the place there.
[[noreturn]] void rethrow_with_origin(const class Error& error, const Settings& settings);

}  // namespace csreport

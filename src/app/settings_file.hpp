#pragma once
// csreport.toml: which file is read, that the command line wins over it, and where a value came from. What the file
// says is settings_reader.hpp.

#include <string_view>

#include "app/options.hpp"
#include "csreport/core/error.hpp"

namespace csreport {

inline constexpr std::string_view kSettingsFile = "csreport.toml";

/// Finds the file (--config, else beside the first input, else in the working directory) and fills in what the command
/// line left open. Does nothing when there is no such file and none was asked for. Throws as parse_settings does, and
/// for a file that cannot be read.
void apply_settings(Options& options);

/// The Error again; where it names an option whose value the file gave, or quotes such a value, with the place there.
[[noreturn]] void rethrow_with_origin(const Error& error, const Settings& settings);

}  // namespace csreport

#pragma once
// The text of --help and --version, made from the rows of option_table.hpp.

#include <string>

#include "app/options.hpp"

namespace csreport {

std::string help_text(Command command);
std::string version_text();

}  // namespace csreport

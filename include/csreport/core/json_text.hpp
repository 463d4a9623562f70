#pragma once
// JSON that we write, made harmless where it is only looked at.

#include <string>
#include <string_view>

namespace csreport {

/// The same values, with what a terminal would obey or what turns text around (DEL, C1 controls, bidirectional
/// controls, line separators, byte order marks, noncharacters) as `\u009b`. REQUIRES: JSON in UTF-8.
std::string json_with_visible_controls(std::string_view json);

}  // namespace csreport

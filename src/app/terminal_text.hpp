#pragma once
// Text for a terminal or a log: names of files and values from the data are hostile until their
// control characters are made visible.

#include <string>
#include <string_view>

namespace csreport {

/// Control characters (C0 except line break, DEL, C1), bidirectional controls and bytes that are no
/// UTF-8 become \xNN or \u{NNNN}.
std::string terminal_safe(std::string_view text);

}  // namespace csreport

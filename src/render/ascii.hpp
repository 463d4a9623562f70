#pragma once
// --ascii: our own typography in plain ASCII.

#include <string>
#include <string_view>

namespace csreport {

/// Dashes, arrows, marks and quotation marks of ours as ASCII. Other characters are names from the data and stay.
std::string ascii_typography(std::string_view text);

}  // namespace csreport

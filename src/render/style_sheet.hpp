#pragma once
// The built-in style as a page of one layout carries it.

#include <string>
#include <string_view>

namespace csreport {

/// Without comments, spare spaces and the rules that begin with the class of another layout. For report.css, not for
/// the style of a user.
std::string style_sheet(std::string_view css, std::string_view layout);

}  // namespace csreport

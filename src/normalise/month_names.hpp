#pragma once
// Month names as exports write them: English, and the Spanish and German forms seen in localised
// exports. Rows of data; the numbers of other languages need no row.

#include <optional>
#include <string_view>

namespace csreport {

/// 1 to 12; case does not matter, a trailing full stop is not part of `name`.
std::optional<unsigned> month_by_name(std::string_view name);

}  // namespace csreport

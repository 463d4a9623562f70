#pragma once
// Names as a user writes them for several people at once: "noreply*" is each name that begins so.

#include <string_view>

namespace csreport {

/// The whole name, compared as people are (fold_identity()); `*` stands for any characters, also for none.
bool fits_name(std::string_view pattern, std::string_view name);

}  // namespace csreport

#pragma once
// One field of a CSV that we write. What a spreadsheet would run as a formula is told apart here; whether it is
// defused is the caller's choice.

#include <string>
#include <string_view>

namespace csreport {

/// RFC 4180: in quotes where commas, quotes, line breaks or the separators of other countries' spreadsheets ask for it.
std::string csv_quoted(std::string_view text);

/// Whether a spreadsheet would take the cell for a formula: it begins with = + - @, also of full width, a tab or a
/// line break.
bool begins_formula(std::string_view text);

}  // namespace csreport

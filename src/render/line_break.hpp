#pragma once
// Where a line of plain text may end besides at blanks: by the classes of UAX 14 as far as reports hold them. Chinese
// has no blanks, so its lines end between ideographs, but never before a closing mark nor behind an opening one.

#include <string>
#include <string_view>
#include <vector>

namespace csreport {

/// Whether a line may end between two neighbours, none of them a blank. At least one of them takes two columns: words
/// of other scripts end at blanks alone. A number stays with what it counts, a character with what joins or changes it.
bool may_break_between(char32_t before, char32_t after);

/// Whether a line that has to be cut anywhere may be cut here: marks and joiners stay where they are even then.
bool may_cut_between(char32_t before, char32_t after);

/// How many bytes at the begin of `text` belong to the number in front of it: a unit ("小时", "个百分点"), which no
/// rule about characters knows. `units` in any order; the longest that fits counts.
std::size_t unit_bytes(std::string_view text, const std::vector<std::string>& units);

}  // namespace csreport

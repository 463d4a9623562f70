#pragma once
// The title of the report, no longer than a title may be.

#include "render/sentence.hpp"

namespace csreport {

/// Characters of a title that still stands in one or two lines on a phone (UX.md 3).
inline constexpr std::size_t kLongestHeadline = 70;

/// The sentence as it is where it fits; else the first of these that does: in fewer words, with the metric's short
/// name, without the period's name (which stands below it). A title that the user gave is never shortened.
Sentence headline_of(const Note& headline, const Wording& wording);

/// The same for the subject of a mail, which stands alone in a list: it keeps the period's name, and is longer than a
/// title where the language needs it.
Sentence subject_of(const Note& headline, const Wording& wording);

}  // namespace csreport

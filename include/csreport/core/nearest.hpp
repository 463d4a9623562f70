#pragma once
// The nearest known words to a mistyped one, for hints such as "did you mean --period?".

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

/// Single-character edits (insert, delete, replace, swap of neighbours) between two words; ASCII
/// letters count as equal in either case.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// At most `most` of `known`, nearest first, ties in the order of `known`. Only words that are
/// plausibly meant: at most a third of the letters differ, or one contains the other.
std::vector<std::string> nearest_words(std::string_view word, std::span<const std::string_view> known,
                                       std::size_t most = 3);

/// "did you mean A, B or C?"; empty for no words.
std::string did_you_mean(std::span<const std::string> words);

}  // namespace csreport

#pragma once
// Comparing words that people typed: spaces, case and separators do not matter. Independent of the
// machine's locale; knows the Latin, Greek and Cyrillic letters' case.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

/// Without spaces, tabs, line breaks, no-break spaces and a byte order mark at both ends.
std::string_view trim(std::string_view text);

/// Lower case for letters of the Latin, Greek and Cyrillic blocks; other bytes unchanged.
std::string lower_case(std::string_view text);

/// trim + lower case: "Ann@Ex.com " and "ann@ex.com" are one person.
std::string fold_identity(std::string_view text);

/// Who somebody is (METRICS 3.2): fold_identity(), of a phone number its digits: "+371 2000-0000" is "37120000000".
/// `strip_plus_tag`: "ann+shop@ex.com" is "ann@ex.com".
std::string fold_person(std::string_view text, bool strip_plus_tag = false);

/// trim + lower case + every run of space, underscore, hyphen or dot as one space: for headers and
/// words. A minus sign in front of a digit stays.
std::string fold_word(std::string_view text);

/// Number of single-character edits between two texts (with neighbours swapped counted once),
/// or `limit` + 1 when there are more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidates nearest to `word` that are close enough to be meant, best first.
std::vector<std::string> nearest_words(std::string_view word, std::span<const std::string> candidates,
                                       std::size_t most = 3);

/// "did you mean A, B or C?"; empty for no words.
std::string did_you_mean(std::span<const std::string> words);

}  // namespace csreport

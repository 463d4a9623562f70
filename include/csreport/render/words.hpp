#pragma once
// Phrases in the words of a language, for messages outside reports.

#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/phrase.hpp"

namespace csreport {

/// One phrase as plain text; an empty one is an empty text. REQUIRES: `language` is one of report_languages().
std::string in_words(const Phrase& phrase, std::string_view language = "en");
/// Its parts one after the other: "strict, 30 days, per issue".
std::string in_words(const Phrases& phrases, std::string_view language = "en");

/// What --lang takes: "bg", "en", ...
std::vector<std::string> report_languages();

}  // namespace csreport

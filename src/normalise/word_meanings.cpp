#include "normalise/word_meanings.hpp"

namespace csreport {

std::string canonical_word(const Lexicon& lexicon, std::string_view topic, std::string_view text) {
  for (const std::string_view spelling : {text, text.substr(0, text.find(" ("))}) {
    if (const auto word = lexicon.word(topic, spelling)) return std::string(*word);
  }
  return fold_word(text);
}

WordMeanings<std::uint32_t>::Judge judge_names(const Lexicon& lexicon, Dictionary& names) {
  return [&lexicon, &names](std::string_view text, std::uint64_t) {
    return lexicon.is_missing(text) ? Dictionary::kNone : names.intern(valid_utf8(text));
  };
}

WordMeanings<std::uint32_t>::Judge judge_channels(const Lexicon& lexicon, Dictionary& names) {
  return [&lexicon, &names](std::string_view text, std::uint64_t) {
    if (lexicon.is_missing(text)) return Dictionary::kNone;
    const auto word = lexicon.word("channel", text);
    return word ? names.intern(*word) : names.intern(valid_utf8(text));
  };
}

}  // namespace csreport

#pragma once
// What the words of one column mean. Decoders on several threads number words as each of them meets them; here, where
// their parts arrive in the order of the file, every distinct word is judged once, on its first sight in the file.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/text.hpp"
#include "normalise/column_decoders.hpp"

namespace csreport {

template <typename Meaning>
class WordMeanings {
 public:
  /// `judge(text, line)` gives the meaning of a trimmed text; the first one is the empty text.
  using Judge = std::function<Meaning(std::string_view text, std::uint64_t line)>;

  explicit WordMeanings(Judge judge) : judge_(std::move(judge)) { judged_.push_back(judge_({}, 0)); }

  /// The meanings of a decoder's codes, after the new words of its next part. Valid until the next call.
  std::span<const Meaning> learn(std::size_t decoder, const std::vector<NewWord>& words) {
    if (of_decoders_.size() <= decoder) of_decoders_.resize(decoder + 1, {judged_.front()});
    std::vector<Meaning>& known = of_decoders_[decoder];
    for (const NewWord& word : words) {
      const std::uint32_t code = texts_.intern(word.text);
      if (code == judged_.size()) judged_.push_back(judge_(word.text, word.line));
      known.push_back(judged_[code]);
    }
    return known;
  }

 private:
  Judge judge_;
  Dictionary texts_;
  std::vector<Meaning> judged_;  // by code of texts_
  std::vector<std::vector<Meaning>> of_decoders_;
};

// --- judges ----------------------------------------------------------------------------------------

/// The topic's word for a spelling. "Closed (Support Pipeline)" is "Closed"; a canonical word is its own spelling.
std::string canonical_word(const Lexicon& lexicon, std::string_view topic, std::string_view text);

/// A word of a vocabulary topic and what it stands for.
template <typename Enum>
struct WordName {
  std::string_view word;
  Enum value;
};

/// Words of a vocabulary topic as an enum; unknown ones are noted in `log` and read as `unknown`.
template <typename Enum>
auto judge_by_topic(ColumnVoice voice, DiagnosticLog& log, std::string_view topic,
                    std::span<const WordName<Enum>> names, Enum unknown) {
  return [voice = std::move(voice), &log, topic, names, unknown](std::string_view text, std::uint64_t line) {
    if (voice.is_missing(text)) return unknown;
    const std::string word = canonical_word(voice.lexicon(), topic, text);
    for (const WordName<Enum>& name : names) {
      if (name.word == word) return name.value;
    }
    voice.complain(log, text, line, "unknown_word", {"expected.word", {{"topic", std::string(topic)}}},
                   Consequence::note);
    return unknown;
  };
}

/// Names of people, teams, categories into `names`: valid UTF-8, words for "missing" as none.
WordMeanings<std::uint32_t>::Judge judge_names(const Lexicon& lexicon, Dictionary& names);
/// Channels likewise; known spellings become the canonical word.
WordMeanings<std::uint32_t>::Judge judge_channels(const Lexicon& lexicon, Dictionary& names);

}  // namespace csreport

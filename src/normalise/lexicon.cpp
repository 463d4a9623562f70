#include "normalise/lexicon.hpp"

#include "csreport/core/text.hpp"

namespace csreport {

Lexicon::Lexicon(const Profile* vendor, RecordKind kind, const std::vector<WordSetting>& own) {
  for (const WordSetting& word : own) words_[word.topic].emplace(fold_word(word.spelling), word.word);
  const Profile* const generic = &builtin_profiles().front();
  for (const Profile* profile : {vendor, generic}) {
    if (profile == nullptr) continue;
    if (const ProfileKind* of_kind = profile->kind(kind)) {
      add(of_kind->words);
      add(of_kind->missing);
    }
    add(profile->words);
    add(profile->missing);
  }
  note_lengths();
}

void Lexicon::note_lengths() {
  for (const std::string& word : missing_) {
    if (word.empty() || word.size() > kLongestMissing) continue;
    const std::uint64_t length = std::uint64_t{1} << word.size();
    const auto first = static_cast<unsigned char>(word.front());
    lengths_[first] |= length;
    if (first >= 'a' && first <= 'z') lengths_[first - 'a' + 'A'] |= length;
    if (first < 0x80) continue;
    for (std::size_t other = 0x80; other < lengths_.size(); ++other) lengths_[other] |= length;  // letters have cases
  }
}

void Lexicon::add(const Vocabularies& words) {
  for (const auto& [topic, vocabulary] : words) words_[topic].insert(vocabulary.begin(), vocabulary.end());
}

void Lexicon::add(const std::vector<std::string>& missing) { missing_.insert(missing.begin(), missing.end()); }

std::optional<std::string_view> Lexicon::word(std::string_view topic, std::string_view spelling) const {
  const auto vocabulary = words_.find(topic);
  if (vocabulary == words_.end()) return std::nullopt;
  const auto found = vocabulary->second.find(fold_word(spelling));
  if (found == vocabulary->second.end()) return std::nullopt;
  return found->second;
}

bool Lexicon::is_missing_word(std::string_view trimmed) const {
  return trimmed.empty() || (may_be_missing(trimmed) && missing_.contains(lower_case(trimmed)));
}

}  // namespace csreport

#include "normalise/lexicon.hpp"

#include "csreport/core/text.hpp"

namespace csreport {

Lexicon::Lexicon(const Profile* vendor, RecordKind kind) {
  const Profile* const generic = &builtin_profiles().front();
  for (const Profile* profile : {vendor, generic}) {
    if (profile == nullptr) continue;
    if (const ProfileKind* own = profile->kind(kind)) {
      add(own->words);
      add(own->missing);
    }
    add(profile->words);
    add(profile->missing);
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

bool Lexicon::is_missing(std::string_view cell) const {
  constexpr std::size_t kLongestWord = 40;
  const std::string_view text = trim(cell);
  if (text.empty()) return true;
  return text.size() <= kLongestWord && missing_.contains(lower_case(text));
}

}  // namespace csreport

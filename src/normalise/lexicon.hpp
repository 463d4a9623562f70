#pragma once
// The words of one file: the user's own over the vendor's vocabularies over the generic ones.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "csreport/core/text.hpp"
#include "csreport/normalise/normalise.hpp"
#include "normalise/profile.hpp"
#include "normalise/short_text.hpp"

namespace csreport {

class Lexicon {
 public:
  /// `vendor` may be nullptr. The words are copied; nothing is kept.
  Lexicon(const Profile* vendor, RecordKind kind, const std::vector<WordSetting>& own = {});

  /// The canonical word for a spelling; nothing when the topic does not know it.
  [[nodiscard]] std::optional<std::string_view> word(std::string_view topic, std::string_view spelling) const;
  /// True for the empty cell and for words such as "N/A" and "1900-01-01 00:00:00".
  [[nodiscard]] bool is_missing(std::string_view cell) const {
    return has_clean_ends(cell) ? may_be_missing(cell) && is_missing_word(cell) : is_missing_word(trim(cell));
  }
  /// False tells most cells from words for "missing" by their lengths and first bytes. REQUIRES: has_clean_ends().
  [[nodiscard]] bool may_be_missing(std::string_view text) const {
    return text.size() <= kLongestMissing &&
           (lengths_[static_cast<unsigned char>(text.front())] >> text.size() & 1U) != 0;
  }

 private:
  static constexpr std::size_t kLongestMissing = 40;

  [[nodiscard]] bool is_missing_word(std::string_view trimmed) const;
  void add(const Vocabularies& words);
  void add(const std::vector<std::string>& missing);
  void note_lengths();

  Vocabularies words_;
  std::unordered_set<std::string> missing_;
  /// By first byte, in either case: bit n is set when a word for "missing" of n bytes begins so.
  std::array<std::uint64_t, 256> lengths_{};
};

}  // namespace csreport

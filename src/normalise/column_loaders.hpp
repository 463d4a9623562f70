#pragma once
// How single columns reach their table: names as dictionary codes, words as enums, ratings as raw
// texts. Shared by the loaders of the kinds.

#include <functional>

#include "normalise/loaders.hpp"

namespace csreport {

/// An id; words for "missing" are no ids, or all tickets "N/A" would be one.
inline Key read_key(const CellAt& cell, const Lexicon& lexicon, Dictionary& keys) {
  return lexicon.is_missing(cell.text) ? Key{} : make_key(trim(cell.text), keys);
}

/// Names of people, teams, categories: trimmed, valid UTF-8, words for "missing" as none.
class NameCells : public ColumnCells {
 public:
  NameCells(FileContext file, const BoundColumn& bound, Dictionary& names)
      : ColumnCells(file, bound), cells_(file, bound), names_(names) {}

  std::uint32_t read(const CellAt& cell) {
    return cells_.read(cell, [this](std::string_view text) {
      return is_missing(text) ? Dictionary::kNone : names_.intern(valid_utf8(text));
    });
  }

 private:
  WordCells<std::uint32_t> cells_;
  Dictionary& names_;
};

/// Requesters and respondents: many distinct ones, so no second dictionary; e-mail case folded.
class IdentityCells : public ColumnCells {
 public:
  IdentityCells(FileContext file, const BoundColumn& bound, Dictionary& names)
      : ColumnCells(file, bound), names_(names) {}

  std::uint32_t read(const CellAt& cell) const {
    const std::string_view text = trim(cell.text);
    if (const auto known = names_.find(text)) return *known;
    if (is_missing(text)) return Dictionary::kNone;
    return names_.intern(fold_identity(valid_utf8(text)));
  }

 private:
  Dictionary& names_;
};

/// Raw rating texts; judged when all files are read.
class RatingCells {
 public:
  explicit RatingCells(RatingTexts& texts) : texts_(texts) {}

  std::uint32_t read(const CellAt& cell) {
    const auto code = texts_.texts.intern(trim(cell.text));
    if (texts_.counts.size() <= code) texts_.counts.resize(code + 1U, 0);
    ++texts_.counts[code];
    return code;
  }

 private:
  RatingTexts& texts_;
};

/// A word of a vocabulary topic as an enum. Unknown words are noted and read as `unknown`.
template <typename Enum>
class EnumCells : public WordCells<Enum> {
 public:
  struct Name {
    std::string_view word;
    Enum value;
  };
  EnumCells(FileContext file, const BoundColumn& bound, std::string_view topic, std::span<const Name> names,
            Enum unknown)
      : WordCells<Enum>(file, bound), topic_(topic), names_(names), unknown_(unknown) {}

  Enum read(const CellAt& cell) {
    return WordCells<Enum>::read(cell, [&](std::string_view text) { return judge(text, cell.line); });
  }

 private:
  Enum judge(std::string_view text, std::uint64_t line) const {
    if (this->is_missing(text)) return unknown_;
    const std::string word = known_word(text);
    for (const Name& name : names_) {
      if (name.word == word) return name.value;
    }
    this->complain({text, line}, "unknown_word", "a known word for " + std::string(topic_), Consequence::note);
    return unknown_;
  }
  /// The canonical word, which is also its own spelling. "Closed (Support Pipeline)" is "Closed".
  std::string known_word(std::string_view text) const {
    for (const std::string_view spelling : {text, text.substr(0, text.find(" ("))}) {
      if (const auto word = this->lexicon().word(topic_, spelling)) return std::string(*word);
    }
    return fold_word(text);
  }

  std::string_view topic_;
  std::span<const Name> names_;
  Enum unknown_;
};

inline constexpr EnumCells<Flag>::Name kFlagNames[] = {{"yes", Flag::yes}, {"no", Flag::no}};

/// Channel names: known spellings become the canonical word, others stay as they are.
class ChannelCells : public ColumnCells {
 public:
  ChannelCells(FileContext file, const BoundColumn& bound, Dictionary& names)
      : ColumnCells(file, bound), cells_(file, bound), names_(names) {}

  std::uint32_t read(const CellAt& cell) {
    return cells_.read(cell, [this](std::string_view text) {
      if (is_missing(text)) return Dictionary::kNone;
      if (const auto word = lexicon().word("channel", text)) return names_.intern(*word);
      return names_.intern(valid_utf8(text));
    });
  }

 private:
  WordCells<std::uint32_t> cells_;
  Dictionary& names_;
};

}  // namespace csreport

#pragma once
// Words before they are said in a language: the key of a text that every message file has, and what fills
// its slots. Whoever finds something out says it this way; the words are chosen where a report is written.

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace csreport {

/// Days by the calendar, listed: "11 Nov 2026 and 12 Nov 2026".
using Dates = std::vector<std::chrono::local_days>;

/// A whole number of things (the first one of a phrase chooses its plural form), a text that no language changes (a
/// name from the data, an option, a time pattern), a duration, said as everywhere ("40 min"), or days, which every
/// language writes in its own way.
using PhraseSlot = std::variant<std::int64_t, std::string, std::chrono::seconds, Dates>;

struct Phrase {
  std::string key;  ///< "warning.left_truncated"; empty: nothing is said
  std::vector<std::pair<std::string, PhraseSlot>> slots;

  [[nodiscard]] bool empty() const noexcept { return key.empty(); }
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// Parts of one description, said one after the other: "strict, 30 days, per issue".
using Phrases = std::vector<Phrase>;

}  // namespace csreport

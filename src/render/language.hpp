#pragma once
// The words of one language: a file of assets/messages/, read once, when it is first asked for. No sentence stands in
// the code; a key that English lacks is a bug and throws.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace csreport {

class Language {
 public:
  /// Throws Error(usage) for a language without a file, naming those that there are.
  static const Language& load(std::string_view code);
  static std::vector<std::string> codes();
  /// The same words as a browser needs them, see held_words().
  [[nodiscard]] const Language& held_together() const;

  [[nodiscard]] const std::string& code() const noexcept { return code_; }

  /// By its path: "label.metric", "calendar.months.0". What a translation lacks is English: one label in another
  /// language is better than no report (and a failing test). Throws std::logic_error when English has none.
  [[nodiscard]] std::string_view text(std::string_view path) const;
  /// The form for `n` things ("lead.volume.one"); a text without forms serves every n.
  [[nodiscard]] std::string_view plural(std::string_view path, std::int64_t n) const;
  /// Nothing instead of an exception, for words that come from data (reasons, dimensions).
  [[nodiscard]] const std::string* find(std::string_view path) const;
  /// The paths of all texts, in order.
  [[nodiscard]] std::vector<std::string> paths() const;
  /// The texts directly below a path, by their last key, for templates.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> group(std::string_view path) const;

 private:
  Language(std::string code, std::string_view json);
  std::string code_;
  std::map<std::string, std::string, std::less<>> texts_;
};

/// Appends what follows. The point of an abbreviation ends the sentence too: "2026 г." + "." is "2026 г.".
void append_words(std::string& text, std::string_view more);

/// A text whose slots "{name}" are filled; an unknown slot stays as it is.
using Slots = std::vector<std::pair<std::string_view, std::string>>;
std::string fill_slots(std::string_view text, const Slots& slots);

}  // namespace csreport

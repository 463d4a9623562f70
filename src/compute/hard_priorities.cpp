#include "compute/hard_priorities.hpp"

#include <algorithm>

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

/// Whether one of the words of `text` is `word`, whatever stands beside it: "1 - Critical" is critical.
bool has_word(std::string_view text, std::string_view word) {
  const auto ends = [&](std::size_t at) {
    return at >= text.size() || std::string_view(" -_:./()[]").find(text[at]) != std::string_view::npos;
  };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if ((at == 0 || ends(at - 1)) && ends(at + word.size())) return true;
  }
  return false;
}

}  // namespace

std::vector<std::uint8_t> hard_priorities(const Evidence& evidence) {
  const Dimension* const priority = evidence.tickets().dimension("priority");
  if (priority == nullptr) return {0};
  std::vector<std::uint8_t> hard(priority->names.size(), 0);
  for (std::uint32_t code = 0; code < hard.size(); ++code) {
    const std::string text = fold_identity(priority->names.text(code));
    const auto& names = evidence.options().work.hard_priorities;
    hard[code] = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return !name.empty() && has_word(text, fold_identity(name));
    });
  }
  hard[Dictionary::kNone] = 0;
  return hard;
}

}  // namespace csreport

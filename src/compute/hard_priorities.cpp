#include "compute/hard_priorities.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "csreport/core/text.hpp"

namespace csreport {
namespace {

bool is_separator(char c) { return std::string_view(" -_:./()[]").find(c) != std::string_view::npos; }

/// Without the numbers in front by which a help desk sorts its priorities: "critical" of "1 - critical" and of
/// "p1 critical". The word itself has to be whole: "non-urgent" is not urgent.
std::string_view without_rank(std::string_view text) {
  for (;;) {
    const auto end = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_separator) - text.begin());
    const bool has_digit = std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end),
                                       [](char c) { return c >= '0' && c <= '9'; });
    if (end == text.size() || (end > 0 && !has_digit)) return text;
    text.remove_prefix(end + 1);
  }
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
      const std::string word = fold_identity(name);
      return text == word || without_rank(text) == word;
    });
  }
  hard[Dictionary::kNone] = 0;
  return hard;
}

}  // namespace csreport

#pragma once
// Sentences as a reader sees them.

#include <string>
#include <utility>

/// Spaces that do not break, and joiners, are spaces and nothing.
inline std::string readable(std::string text) {
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"\u00a0", " "}, {"\u2060", ""}}) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) text.replace(at, from.size(), to);
  }
  return text;
}

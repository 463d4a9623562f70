#include "normalise/name_pattern.hpp"

#include <string>

#include "csreport/core/text.hpp"

namespace csreport {

bool fits_name(std::string_view pattern, std::string_view name) {
  const std::string folded_pattern = fold_identity(pattern), folded_name = fold_identity(name);
  std::string_view wanted = folded_pattern, text = folded_name;
  const std::size_t first = wanted.find('*');
  if (first == std::string_view::npos) return wanted == text;
  if (text.substr(0, first) != wanted.substr(0, first)) return false;
  text.remove_prefix(first);
  wanted.remove_prefix(first + 1);
  // Each part between two stars as early as it comes, the last one at the end.
  for (std::size_t star = wanted.find('*'); star != std::string_view::npos; star = wanted.find('*')) {
    const std::size_t found = text.find(wanted.substr(0, star));
    if (found == std::string_view::npos) return false;
    text.remove_prefix(found + star);
    wanted.remove_prefix(star + 1);
  }
  return text.size() >= wanted.size() && text.substr(text.size() - wanted.size()) == wanted;
}

}  // namespace csreport

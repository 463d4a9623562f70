#include "render/display_width.hpp"

#include <algorithm>
#include <iterator>

#include "render/display_width_table.hpp"
#include "render/utf8.hpp"

namespace csreport {
namespace {

template <std::size_t N>
bool is_in(char32_t character, const CodeRange (&ranges)[N]) {
  const auto* const after =
      std::upper_bound(std::begin(ranges), std::end(ranges), character,
                       [](char32_t wanted, const CodeRange& range) { return wanted < range.first; });
  return after != std::begin(ranges) && character <= std::prev(after)->last;
}

}  // namespace

std::size_t display_width(char32_t character) {
  if (character < 0x300) return 1;
  if (is_in(character, kNoColumn)) return 0;
  return is_in(character, kTwoColumns) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t position = 0; position < text.size();) width += display_width(next_character(text, position));
  return width;
}

}  // namespace csreport

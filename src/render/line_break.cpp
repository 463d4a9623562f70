#include "render/line_break.hpp"

#include <algorithm>

#include "render/display_width.hpp"

namespace csreport {
namespace {

bool is_one_of(std::u32string_view marks, char32_t c) { return marks.find(c) != std::u32string_view::npos; }

/// OP, and the quotation marks that open in Chinese.
bool opens(char32_t c) { return is_one_of(U"([{（［｛｟「『《〈【〔〖〘〚“‘", c); }

/// CL, CP, EX, IS, NS, CJ, BA and SY: what belongs to the word before.
bool closes(char32_t c) {
  return is_one_of(
      U")]}）］｝｠」』》〉】〕〗〙〛”’，。、；：？！．·・…‥‰％℃,.;:?!%"
      U"ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ–‐-/",
      c);
}

/// GL, WJ, ZWJ: what holds its neighbours on both sides.
bool joins(char32_t c) { return c == 0x00A0 || c == 0x202F || c == 0x2060 || c == 0x200D || c == 0x2007; }

/// CM and the colours of skin: what changes the character before.
bool changes(char32_t c) { return (c >= 0x1F3FB && c <= 0x1F3FF) || (display_width(c) == 0 && c != 0x200B); }

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

/// Ideographs and kana, which may count something; not the wide marks.
bool is_letter_of_two_columns(char32_t c) { return c >= 0x3041 && c < 0xFF00 && display_width(c) == 2; }

}  // namespace

bool may_cut_between(char32_t before, char32_t after) {
  return !closes(after) && !opens(before) && !joins(before) && !joins(after) && !changes(after);
}

bool may_break_between(char32_t before, char32_t after) {
  const bool wide = display_width(before) == 2 || display_width(after) == 2;
  return wide && may_cut_between(before, after) && !(is_digit(before) && is_letter_of_two_columns(after));
}

std::size_t unit_bytes(std::string_view text, const std::vector<std::string>& units) {
  std::size_t longest = 0;
  for (const std::string& unit : units) {
    if (text.starts_with(unit)) longest = std::max(longest, unit.size());
  }
  return longest;
}

}  // namespace csreport

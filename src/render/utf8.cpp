#include "render/utf8.hpp"

namespace csreport {
namespace {

struct Lead {
  int extra;       ///< continuation bytes, -1 for a byte that begins nothing
  char32_t bits;   ///< payload of the lead byte
  char32_t least;  ///< smaller results are overlong
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) return {0, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {1, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {2, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {3, byte & 0x07U, 0x10000};
  return {-1, 0, 0};
}

}  // namespace

char32_t next_character(std::string_view text, std::size_t& position) {
  const Lead lead = read_lead(static_cast<unsigned char>(text[position++]));
  if (lead.extra < 0) return kReplacement;
  char32_t character = lead.bits;
  std::size_t end = position;
  for (int i = 0; i < lead.extra; ++i, ++end) {
    if (end >= text.size()) return kReplacement;
    const auto byte = static_cast<unsigned char>(text[end]);
    if ((byte & 0xC0U) != 0x80U) return kReplacement;
    character = (character << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < lead.least || surrogate || character > 0x10FFFF) return kReplacement;
  position = end;
  return character;
}

void append_utf8(char32_t character, std::string& out) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0U | (character >> 6U));
    put(0x80U | (character & 0x3FU));
  } else if (character < 0x10000) {
    put(0xE0U | (character >> 12U));
    put(0x80U | ((character >> 6U) & 0x3FU));
    put(0x80U | (character & 0x3FU));
  } else {
    put(0xF0U | (character >> 18U));
    put(0x80U | ((character >> 12U) & 0x3FU));
    put(0x80U | ((character >> 6U) & 0x3FU));
    put(0x80U | (character & 0x3FU));
  }
}

bool is_unsafe_character(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool separator = c == 0x2028 || c == 0x2029 || c == 0xFEFF;
  const bool noncharacter = (c & 0xFFFEU) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return control || bidi || separator || noncharacter;
}

std::string cut_characters(std::string_view text, std::size_t limit, std::string_view ellipsis) {
  if (count_characters(text) <= limit) return std::string(text);
  const std::size_t kept = limit - count_characters(ellipsis);
  std::size_t end = 0;
  for (std::size_t i = 0; i < kept; ++i) next_character(text, end);
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)).append(ellipsis);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t position = 0; position < text.size(); ++count) next_character(text, position);
  return count;
}

}  // namespace csreport

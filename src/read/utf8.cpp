// UTF-8 itself: well-formed sequences (RFC 3629: no surrogates, no overlong forms), repair, writing.

#include "csreport/read/record_reader.hpp"
#include "read/encoding.hpp"

namespace csreport {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool between(unsigned char byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

}  // namespace

std::size_t utf8_sequence(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const unsigned char first = at(0);
  if (text.empty()) return 0;
  if (first < 0x80) return 1;
  if (between(first, 0xC2, 0xDF)) return between(at(1), 0x80, 0xBF) ? 2 : 0;
  if (between(first, 0xE0, 0xEF)) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return between(at(1), low, high) && between(at(2), 0x80, 0xBF) ? 3 : 0;
  }
  if (between(first, 0xF0, 0xF4)) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    const bool valid = between(at(1), low, high) && between(at(2), 0x80, 0xBF) && between(at(3), 0x80, 0xBF);
    return valid ? 4 : 0;
  }
  return 0;
}

std::string valid_utf8(std::string_view text, std::size_t* replaced) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_sequence(text.substr(i));
    if (length == 0) {
      out += kReplacement;
      if (replaced != nullptr) ++*replaced;
      ++i;
    } else {
      out.append(text, i, length);
      i += length;
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t character) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  const auto tail = [&](unsigned shift) { put(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0U | (character >> 6));
    tail(0);
  } else if (character >= 0xD800 && character <= 0xDFFF) {
    out += kReplacement;
  } else if (character < 0x10000) {
    put(0xE0U | (character >> 12));
    tail(6);
    tail(0);
  } else if (character <= 0x10FFFF) {
    put(0xF0U | (character >> 18));
    tail(12);
    tail(6);
    tail(0);
  } else {
    out += kReplacement;
  }
}

}  // namespace csreport

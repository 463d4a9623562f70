#include "render/escape.hpp"

#include <cstddef>

#include "render/utf8.hpp"

namespace csreport {
namespace {

bool is_ascii_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_space(char32_t c) { return c == U'\t' || c == U'\n' || c == U'\r'; }

/// Punctuation without a meaning in Markdown text and tables.
bool is_plain_punctuation(char c) { return std::string_view(".,'% ;?/(\"").find(c) != std::string_view::npos; }

/// The colon of 17:32; more digits could be an emoji's name (":100:").
bool is_clock_colon(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  return at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
}

/// Some marks mean something only in certain places: "-", "+" and "=" as the first of a line, ":"
/// in addresses, "_" at the ends of words, ")" after a number.
bool is_plain_in_context(std::string_view text, std::size_t at) {
  const char c = text[at];
  const bool before = at > 0 && is_ascii_alphanumeric(text[at - 1]);
  const bool after = at + 1 < text.size() && is_ascii_alphanumeric(text[at + 1]);
  switch (c) {
    case '-': return after || (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x80);
    case '&': return at > 0 && at + 1 < text.size() && text[at + 1] == ' ';
    case '_': return before && after;
    case '+': return at > 0 || after;
    case '=': return at > 0;
    case ')': return at > 0;
    case ':': {
      const std::string_view behind = text.substr(at + 1);
      const bool blank = behind.empty() || behind.starts_with(' ') || behind.starts_with("\u00a0");
      return (blank && !behind.empty()) || (at > 0 && (blank || is_clock_colon(text, at)));
    }
    default: return false;
  }
}

void append_entity(char c, std::string& out) {
  out += "&#";
  out += std::to_string(static_cast<int>(static_cast<unsigned char>(c)));
  out += ';';
}

/// A mark that would begin an automatic link ("www.") or an ordered list ("1. ", "1) ").
bool begins_link_or_list(std::string_view text, std::size_t at) {
  if (at >= 3) {
    const auto w = [](char c) { return c == 'w' || c == 'W'; };
    if (w(text[at - 1]) && w(text[at - 2]) && w(text[at - 3])) return true;
  }
  if (at + 1 < text.size() && text[at + 1] != ' ') return false;
  return at > 0 && text.substr(0, at).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_character(text, position);
    switch (c) {
      case U'&': out += "&amp;"; continue;
      case U'<': out += "&lt;"; continue;
      case U'>': out += "&gt;"; continue;
      case U'"': out += "&quot;"; continue;
      case U'\'': out += "&#39;"; continue;
      default: break;
    }
    append_utf8(is_space(c) ? U' ' : is_unsafe_character(c) ? kReplacement : c, out);
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t at = position;
    const char32_t c = next_character(text, position);
    if (is_space(c)) {
      out += ' ';
    } else if (is_unsafe_character(c)) {
      append_utf8(kReplacement, out);
    } else if (c >= 0x80) {
      append_utf8(c, out);
    } else if (const char byte = static_cast<char>(c); (byte == '.' || byte == ')') && begins_link_or_list(text, at)) {
      append_entity(byte, out);
    } else if (is_ascii_alphanumeric(byte) || is_plain_punctuation(byte) || is_plain_in_context(text, at)) {
      out += byte;
    } else {
      append_entity(byte, out);
    }
  }
  return out;
}

std::string escape_plain_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_character(text, position);
    const bool direction = c == 0x200E || c == 0x200F || c == 0x061C;
    const bool mark_of_ours = c >= 0x2400 && c <= 0x2426;  // text_page.hpp
    const bool hidden = is_unsafe_character(c) || direction || mark_of_ours;
    append_utf8(is_space(c) ? U' ' : hidden ? kReplacement : c, out);
  }
  return out;
}

}  // namespace csreport

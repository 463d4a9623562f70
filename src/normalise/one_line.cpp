#include "normalise/one_line.hpp"

namespace csreport {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

}  // namespace

std::string one_line(std::string_view text, std::size_t longest) {
  constexpr std::string_view kEllipsis = "\u2026";
  std::string line;
  std::size_t characters = 0;
  std::size_t cut = 0;  // where the ellipsis goes when one character more comes
  const auto begin_character = [&] {
    if (++characters == longest) cut = line.size();
  };
  bool gap = false;
  for (const char c : text) {
    if (is_space(c)) {
      gap = !line.empty();
      continue;
    }
    if (is_control(c)) continue;
    if (gap) {
      begin_character();
      line += ' ';
      gap = false;
    }
    if (begins_character(c)) begin_character();
    if (characters > longest) {
      line.resize(cut);
      while (!line.empty() && line.back() == ' ') line.pop_back();
      return line.append(kEllipsis);
    }
    line += c;
  }
  return line;
}

}  // namespace csreport

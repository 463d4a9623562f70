#include "app/text_layout.hpp"

#include <algorithm>

namespace csreport {
namespace {

constexpr std::size_t kLineWidth = 96;

}  // namespace

std::size_t text_width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string hanging_lines(std::string_view head, std::string_view text, std::size_t column) {
  std::string lines;
  std::size_t used = 0;
  if (!head.empty()) {
    lines = "  " + std::string(head);
    used = text_width(lines);
    if (used + 1 > column) {
      lines += '\n';
      used = 0;
    }
  }
  lines.append(column - used, ' ');
  used = column;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::size_t width = text_width(text.substr(0, end));
    if (used > column && used + 1 + width > kLineWidth) {
      lines += '\n' + std::string(column, ' ');
      used = column;
    } else if (used > column) {
      lines += ' ';
      ++used;
    }
    lines += text.substr(0, end);
    used += width;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines + '\n';
}

}  // namespace csreport

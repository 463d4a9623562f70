#include "render/ascii.hpp"

#include <array>

namespace csreport {
namespace {

struct Replacement {
  std::string_view typographic;
  std::string_view ascii;
};
/// Our own typography. Other characters are names from the data and stay.
constexpr std::array<Replacement, 27> kAscii = {
    {{"\u00a0", " "}, {"\u2060", ""}, {"–", "-"},      {"−", "-"},      {"→", "->"},  {"▲", "up"}, {"▼", "down"},
     {"◆", "(!)"},    {"●", "(+)"},   {"◇", "(?)"},    {"○", "(o)"},    {"…", "..."}, {"≤", "<="}, {"≥", ">="},
     {"✓ ", ""},      {"✗ ", ""},     {"✓\u00a0", ""}, {"✗\u00a0", ""}, {"“", "\""},  {"”", "\""}, {"·", "."},
     {" · ", "; "},   {"—", "-"},     {"„", "\""},     {"’", "'"},      {"«", "\""},  {"»", "\""}}};

}  // namespace

std::string ascii_typography(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Replacement* found = nullptr;
    for (const Replacement& one : kAscii) {
      if (text.substr(0, one.typographic.size()) == one.typographic) found = &one;
    }
    out += found != nullptr ? found->ascii : text.substr(0, 1);
    text.remove_prefix(found != nullptr ? found->typographic.size() : 1);
  }
  return out;
}

}  // namespace csreport

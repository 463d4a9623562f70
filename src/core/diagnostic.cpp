#include "csreport/core/diagnostic.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// At most `bytes` of valid UTF-8, never cut inside a character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

void DiagnosticLog::add(Consequence consequence, std::string_view code, std::string_view file, std::string_view column,
                        std::uint64_t line, std::string_view value, std::string_view expected) {
  // Few groups exist and the newest is the likeliest, so a search from the back is enough.
  const auto same = [&](const Diagnostic& d) { return d.code == code && d.column == column && d.file == file; };
  auto found = std::find_if(groups_.rbegin(), groups_.rend(), same);
  if (found == groups_.rend()) {
    groups_.push_back({.code = std::string(code),
                       .file = std::string(file),
                       .column = std::string(column),
                       .value = std::string(cut_utf8(value, Diagnostic::kMaxValueBytes)),
                       .expected = std::string(expected),
                       .consequence = consequence});
    found = groups_.rbegin();
  }
  if (found->count < Diagnostic::kFirstLines) found->lines[found->count] = line;
  ++found->count;
  if (consequence == Consequence::row_rejected && rejected_.size() < kMostRejected) {
    rejected_.push_back(
        {std::string(file), line, std::string(code), std::string(cut_utf8(value, Diagnostic::kMaxValueBytes))});
  }
}

}  // namespace csreport

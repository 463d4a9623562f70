#include "read/encoding.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace csreport {
namespace {

/// Other spellings of the names that we convert ourselves.
constexpr struct {
  std::string_view spelling;
  std::string_view name;
} kSpellings[] = {
    {"utf8", "utf-8"},          {"utf-8", "utf-8"},
    {"ascii", "utf-8"},         {"us-ascii", "utf-8"},
    {"utf-16le", "utf-16le"},   {"utf16le", "utf-16le"},
    {"utf-16be", "utf-16be"},   {"utf16be", "utf-16be"},
    {"cp1252", "windows-1252"}, {"windows-1252", "windows-1252"},
    {"ansi", "windows-1252"},
};

constexpr struct {
  std::string_view bytes;
  std::string_view name;
} kBoms[] = {
    {std::string_view("\xEF\xBB\xBF", 3), "utf-8"},    {std::string_view("\xFF\xFE\0\0", 4), "utf-32le"},
    {std::string_view("\0\0\xFE\xFF", 4), "utf-32be"}, {std::string_view("\xFF\xFE", 2), "utf-16le"},
    {std::string_view("\xFE\xFF", 2), "utf-16be"},
};

std::string plain_name(std::string_view asked) {
  std::string lower(asked);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const auto& row : kSpellings) {
    if (lower == row.spelling) return std::string(row.name);
  }
  return lower;
}

/// Text in UTF-16 has a NUL beside every ASCII character, always on the same side.
std::string_view utf16_by_nuls(std::string_view head) {
  head = head.substr(0, std::min<std::size_t>(head.size() & ~std::size_t{1}, 4096));
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < head.size(); i += 2) {
    even += head[i] == '\0';
    odd += head[i + 1] == '\0';
  }
  const std::size_t pairs = head.size() / 2;
  if (pairs < 2) return {};
  const std::size_t enough = pairs < 64 ? pairs / 2 : pairs / 5;  // a stray NUL in a short text is no sign
  if (odd >= enough && even * 50 <= pairs) return "utf-16le";
  if (even >= enough && odd * 50 <= pairs) return "utf-16be";
  return {};
}

/// How many bytes at the front are ASCII, looked at eight at a time; fewer than there are where the rest is short.
std::size_t ascii_bytes(std::string_view text) {
  std::size_t bytes = 0;
  for (; text.size() - bytes >= 8; bytes += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + bytes, 8);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  return bytes;
}

struct Utf8Evidence {
  std::size_t sequences = 0;  ///< valid ones of two bytes and more
  std::size_t bad_bytes = 0;
};

Utf8Evidence weigh_utf8(std::string_view head) {
  Utf8Evidence found;
  for (std::size_t i = 0; i < head.size();) {
    i += ascii_bytes(head.substr(i));
    if (i == head.size()) break;
    const std::size_t length = utf8_sequence(head.substr(i));
    if (length == 0 && head.size() - i < 4) break;  // perhaps cut by the end of the sample
    found.sequences += length > 1;
    found.bad_bytes += length == 0;
    i += std::max<std::size_t>(length, 1);
  }
  // A short text may end in the only byte that tells.
  if (found.sequences == 0 && head.size() < 4096) {
    found.bad_bytes = 0;
    for (std::size_t i = 0; i < head.size();) {
      const std::size_t length = utf8_sequence(head.substr(i));
      found.sequences += length > 1;
      found.bad_bytes += length == 0;
      i += std::max<std::size_t>(length, 1);
    }
  }
  return found;
}

}  // namespace

Encoding detect_encoding(std::string_view head, const std::optional<std::string>& asked) {
  Encoding found;
  const auto* bom = std::find_if(std::begin(kBoms), std::end(kBoms),
                                 [&](const auto& row) { return head.substr(0, row.bytes.size()) == row.bytes; });
  const std::string_view bom_name = bom == std::end(kBoms) ? std::string_view{} : bom->name;
  if (asked) {
    found.name = plain_name(*asked);
    found.reason = fmt::format("encoding {}: set by the user", found.name);
    if (found.name == bom_name) found.bom_bytes = bom->bytes.size();
    return found;
  }
  if (!bom_name.empty()) {
    return {std::string(bom_name), bom->bytes.size(),
            fmt::format("encoding {}: it begins with that byte order mark", bom_name)};
  }
  if (const auto name = utf16_by_nuls(head); !name.empty()) {
    return {std::string(name), 0, fmt::format("encoding {}: every second byte is NUL", name)};
  }
  const auto evidence = weigh_utf8(head);
  if (evidence.bad_bytes == 0) return {"utf-8", 0, "encoding utf-8: all bytes looked at are valid UTF-8"};
  if (evidence.sequences > evidence.bad_bytes) {
    return {"utf-8", 0,
            fmt::format("encoding utf-8: {} characters beyond ASCII are valid UTF-8, {} bytes are not",
                        evidence.sequences, evidence.bad_bytes)};
  }
  return {"windows-1252", 0, fmt::format("encoding windows-1252: {} bytes are not valid UTF-8", evidence.bad_bytes)};
}

}  // namespace csreport

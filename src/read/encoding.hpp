#pragma once
// Which characters the bytes mean: detection on the beginning of a file and conversion to UTF-8 as a
// stream. UTF-8 itself passes untouched; single bad bytes are the business of whoever keeps the text.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "read/byte_stream.hpp"

namespace csreport {

struct Encoding {
  std::string name;           ///< "utf-8", "utf-16le", "utf-16be", "windows-1252" or an iconv name
  std::size_t bom_bytes = 0;  ///< to be skipped
  std::string reason;         ///< why, as a sentence
};

/// Decides on `head`, the first bytes of the text; `asked` (any spelling) wins.
Encoding detect_encoding(std::string_view head, const std::optional<std::string>& asked);

/// Converts `source`, already behind the BOM, to UTF-8; what cannot be converted becomes U+FFFD.
/// Returns `source` itself for UTF-8. Throws Error(usage) for a name that nobody knows.
std::unique_ptr<ByteStream> to_utf8(std::unique_ptr<ByteStream> source, const Encoding& encoding);

/// Appends one character; a surrogate or a value above U+10FFFF becomes U+FFFD.
void append_utf8(std::string& out, char32_t character);

/// Length of the valid UTF-8 sequence at the front of `text`, 0 when there is none.
std::size_t utf8_sequence(std::string_view text);

}  // namespace csreport

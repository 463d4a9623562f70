#pragma once
// Reading UTF-8 one character at a time, for the escapers and for cutting labels. Bytes that are not
// UTF-8 read as U+FFFD, so that every output is valid whatever a caller passes on.

#include <cstddef>
#include <string>
#include <string_view>

namespace csreport {

inline constexpr char32_t kReplacement = U'\uFFFD';

/// The character at `position`, which moves behind it. REQUIRES: position < text.size().
char32_t next_character(std::string_view text, std::size_t& position);

void append_utf8(char32_t character, std::string& out);

/// Characters that change how their neighbours are shown or end a line: C0 and C1 controls, bidi
/// embeddings, overrides and isolates, line and paragraph separators, the byte order mark,
/// noncharacters.
bool is_unsafe_character(char32_t character);

/// At most `limit` characters; a longer text ends in `ellipsis` inside the limit.
std::string cut_characters(std::string_view text, std::size_t limit, std::string_view ellipsis);

/// The number of characters (code points).
std::size_t count_characters(std::string_view text);

}  // namespace csreport

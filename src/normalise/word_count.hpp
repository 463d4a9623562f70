#pragma once
// How many words a comment has: enough to tell "ok" from feedback, in any script.

#include <cstddef>
#include <string_view>

namespace csreport {

/// Words are runs of letters and digits between blanks and punctuation; "don't" and "e-mail" are one. Scripts that
/// write without blanks (Chinese, Japanese) count one word for two characters, rounded up in each run. Signs and emoji
/// are no words. Bytes that are no UTF-8 end a word.
std::size_t count_words(std::string_view text);

}  // namespace csreport

#pragma once
// Chinese in a browser, which ends a line between any two characters: what belongs together gets a word joiner.

#include <string>
#include <string_view>

namespace csreport {

/// A text of the message file for a page. A unit ("number.minute") stays whole and with its number; elsewhere what
/// follows a slot or a figure stays with it ("2026年11月9日", "16 件"), and 第 with its number. Texts without Chinese
/// characters stay as they are.
std::string held_words(std::string_view path, std::string_view text);

}  // namespace csreport

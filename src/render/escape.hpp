#pragma once
// Makes any text harmless inside one output format: the template engine's default for every value.
// Neither function knows where its text comes from; all text is treated as hostile.

#include <string>
#include <string_view>

namespace csreport {

/// For HTML and SVG text and for quoted attributes. Characters that HTML cannot carry or that turn
/// text around become U+FFFD; tabs and line ends become spaces.
std::string escape_html(std::string_view text);

/// For Markdown text and table cells (GitHub flavour): one line, no markup, no automatic links.
std::string escape_markdown(std::string_view text);

/// For plain text on a terminal: nothing that it would obey, and none of the marks of text_page.hpp.
std::string escape_plain_text(std::string_view text);

}  // namespace csreport

#pragma once
// The last pass of plain text: what the templates of assets/templates/txt/ wrote becomes aligned tables, wrapped
// paragraphs and underlined headings. Knows columns of a terminal, no report.
//
// The templates mark the structure with symbols that no text from the data can hold (escape_plain_text), one line each:
//   ␜ Title        a heading; as many ␜ as its level, 1 to 3
//   a␟b␟c          a row of a table; neighbouring rows are one table
//   ␞l␟r␟r         between its head and its body: each column's side
//   ␝  text        inside a table, but a paragraph of its own; alone an empty line
//   ␛state␛text␛␛  the colour of a signal
//   a ␉b           later lines of the paragraph or cell begin below b
//   anything else  a paragraph, wrapped; its leading blanks are kept

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

struct TextPageOptions {
  std::size_t width = 80;
  bool colored = false;              ///< false: signals are words and shapes alone
  std::vector<std::string> units{};  ///< words that stay with the number before them although no blank tells it
};

/// A table that is too wide has its words wrapped, then its columns told in parts, the first one repeated. Lines end at
/// blanks and where line_break.hpp allows it. A word that is wider than a line is cut; numbers never are. No line ends
/// in a blank.
std::string lay_out_text(std::string_view marked, const TextPageOptions& options);

}  // namespace csreport

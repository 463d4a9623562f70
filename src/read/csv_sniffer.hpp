#pragma once
// Decides how a delimited text is to be read, from its beginning only: delimiter, escape, header.
// One pass over at most 200 records per candidate, so the cost is bounded whatever the text holds.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/csv_scanner.hpp"

namespace csreport {

struct CsvLayout {
  CsvDialect dialect;
  std::string line_ending;          ///< "LF", "CRLF", "CR", "mixed"
  std::vector<std::string> header;  ///< the header's cells as they stand; empty: there is no record at all
  std::size_t header_bytes = 0;     ///< from the text's beginning to behind the header
  std::uint64_t header_line = 1;
  std::size_t titles_begin = 0;   ///< text above the header that is no table: its first byte ...
  std::uint64_t title_lines = 0;  ///< ... and its lines
  std::uint64_t next_line = 1;    ///< line behind the header
  std::vector<std::string> reasons;
};

/// `head` is the first part of the text, in UTF-8 and without byte order mark; `whole` when nothing
/// follows it.
CsvLayout sniff_csv(std::string_view head, bool whole, std::optional<char> delimiter);

/// "," ";" "|" as they are, "tab" for the tab.
std::string delimiter_name(char delimiter);

}  // namespace csreport

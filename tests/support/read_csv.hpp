#pragma once
// A strict reader of the CSV that we write: RFC 4180, CRLF, one header. Not for anybody else's.

#include <string>
#include <string_view>
#include <vector>

/// The rows of cells; a quote or line end where none may be ends the reading with a row "broken at N".
inline std::vector<std::vector<std::string>> read_strict_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  const auto broken = [&](std::size_t at) {
    rows.push_back({"broken at " + std::to_string(at)});
    return rows;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::string cell;
    if (text[i] == '"') {
      for (++i; i < text.size(); ++i) {
        if (text[i] != '"') {
          cell += text[i];
        } else if (text.substr(i, 2) == "\"\"") {
          cell += text[i++];
        } else {
          break;
        }
      }
      if (i++ >= text.size()) return broken(i);
    } else {
      while (i < text.size() && text[i] != ',' && text[i] != '\r') {
        if (text[i] == '"' || text[i] == '\n') return broken(i);
        cell += text[i++];
      }
    }
    row.push_back(std::move(cell));
    if (text.substr(i, 1) == ",") {
      ++i;
    } else if (text.substr(i, 2) == "\r\n") {
      i += 2;
      rows.push_back(std::move(row));
      row.clear();
    } else {
      return broken(i);
    }
  }
  return rows;
}

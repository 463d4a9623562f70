#pragma once
// TOML as a tree of our own, in the order of the file and with a place for each key and value. Knows no key of ours;
// the file that knows toml++.

#include <string>
#include <string_view>
#include <vector>

namespace csreport {

/// Both count from 1.
struct TomlPlace {
  unsigned line = 0;
  unsigned column = 0;
};

struct TomlEntry;
struct TomlValue {
  enum class Kind { text, number, truth, date, list, table };
  Kind kind = Kind::table;
  TomlPlace place;
  std::string text;                ///< of a text, number or date: as the command line would have it
  bool truth = false;              ///< of `truth`
  std::vector<TomlValue> items;    ///< of a list
  std::vector<TomlEntry> entries;  ///< of a table, in the order of the file
};
struct TomlEntry {
  std::string key;
  TomlPlace place;
  TomlValue value;
};

/// The table of the whole file. Throws Error(usage) with `name`, line and column for what is no TOML, a key that is
/// given twice included.
TomlValue parse_toml(std::string_view text, const std::string& name);

/// Line `line` of a text, trimmed, to be quoted.
std::string quoted_line(std::string_view text, unsigned line);

}  // namespace csreport

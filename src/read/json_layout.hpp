#pragma once
// Finds out, from the beginning of a JSON text, where its records are: a list, a list inside an
// object, or one object after the other.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace csreport {

struct JsonLayout {
  enum class Shape : std::uint8_t { list, sequence };
  Shape shape = Shape::sequence;
  std::size_t offset = 0;        ///< list: behind its [; sequence: 0
  std::size_t open_objects = 0;  ///< list: objects around it
  bool single_line = false;      ///< sequence: one record a line
  std::string container;         ///< for Detection
  std::string list_name;         ///< "tickets", "data.tickets"
  std::string reason;            ///< a sentence
};

/// `names` are tried before the built-in names of lists.
JsonLayout find_json_records(std::string_view head, const std::vector<std::string>& names);

}  // namespace csreport

// The Selection of readers.hpp.

#include <unordered_map>

#include "read/readers.hpp"

namespace csreport {

void Selection::set(std::span<const std::size_t> columns) {
  distinct_.clear();
  repeated_.clear();
  std::unordered_map<std::size_t, std::size_t> first_place;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto [found, is_new] = first_place.try_emplace(columns[i], i);
    if (is_new) {
      distinct_.push_back({.place = i, .column = columns[i]});
    } else {
      repeated_.push_back({.place = i, .first = found->second});
    }
  }
}

}  // namespace csreport

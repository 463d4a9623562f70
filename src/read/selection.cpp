// The Selection of readers.hpp.

#include <unordered_map>

#include "read/readers.hpp"

namespace csreport {

void Selection::set(std::span<const std::size_t> columns) {
  columns_.assign(columns.begin(), columns.end());
  same_as_.clear();
  std::unordered_map<std::size_t, std::size_t> first_place;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    same_as_.push_back(first_place.try_emplace(columns_[i], i).first->second);
  }
}

}  // namespace csreport

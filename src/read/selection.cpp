// The Selection of readers.hpp.

#include <algorithm>

#include "read/readers.hpp"

namespace csreport {

void Selection::set(std::span<const std::size_t> columns) {
  columns_.assign(columns.begin(), columns.end());
  same_as_.clear();
  for (const std::size_t column : columns_) {
    same_as_.push_back(static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) - columns_.begin()));
  }
}

}  // namespace csreport

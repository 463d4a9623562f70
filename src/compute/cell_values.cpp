#include "compute/cell_values.hpp"

namespace csreport {

CellValues::CellValues(std::span<const std::size_t> counts) {
  next_.reserve(counts.size());
  std::size_t begin = 0;
  for (const std::size_t count : counts) {
    next_.push_back(begin);
    begin += count;
  }
  values_.resize(begin + 1);
}

}  // namespace csreport

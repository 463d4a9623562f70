#include "compute/cell_lists.hpp"

namespace csreport {

CellLists::CellLists(std::size_t cells, std::size_t most_values) : next_(cells), follower_(cells, 0) {
  values_ = std::make_unique_for_overwrite<std::uint32_t[]>((cells + most_values / kChunk) * kChunk);
  for (std::size_t cell = 0; cell < cells; ++cell) next_[cell] = static_cast<std::uint32_t>(cell) * kChunk;
}

std::uint32_t CellLists::append_chunk(std::size_t cell) {
  const std::uint32_t full = next_[cell] / kChunk - 1;
  follower_[full] = static_cast<std::uint32_t>(follower_.size());
  follower_.push_back(0);
  return follower_[full] * kChunk;
}

ValueParts CellLists::of(std::size_t cell) const {
  ValueParts parts;
  const std::uint32_t last = next_[cell] / kChunk;
  for (auto chunk = static_cast<std::uint32_t>(cell); chunk != last; chunk = follower_[chunk]) {
    parts.emplace_back(values_.get() + std::size_t{chunk} * kChunk, kChunk);
  }
  if (next_[cell] % kChunk != 0) {
    parts.emplace_back(values_.get() + std::size_t{last} * kChunk, next_[cell] % kChunk);
  }
  return parts;
}

}  // namespace csreport

#include "compute/matters.hpp"

#include "absl/container/flat_hash_map.h"

namespace csreport {
namespace {

/// Both codes of each row as one, numbered in the order of the rows.
CodeColumn combine(const CodeColumn& a, const CodeColumn& b, std::size_t rows, std::size_t& size) {
  absl::flat_hash_map<std::uint64_t, std::uint32_t> numbers;
  CodeColumn combined;
  combined.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t pair = std::uint64_t{a[row]} << 32U | b[row];
    combined.push_back(numbers.try_emplace(pair, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  size = numbers.size();
  return combined;
}

}  // namespace

Matters::Matters(const TicketTable& tickets, std::span<const std::string> key) {
  for (const std::string& id : key) {
    const Dimension* const dimension = tickets.dimension(id);
    if (dimension == nullptr) continue;
    if (codes() == nullptr) {
      one_ = &dimension->codes;
      size_ = dimension->names.size();
    } else {
      combined_ = combine(*codes(), dimension->codes, tickets.rows, size_);
    }
  }
}

}  // namespace csreport

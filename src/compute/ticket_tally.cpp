#include "compute/ticket_tally.hpp"

namespace csreport {

void TicketTally::add(const TicketBlock& block) {
  Sum* const sums = sums_.data();
  const Cell* const cells = block.cells.data();
  for (std::uint32_t i = 0; i < block.size; ++i) {
    Sum& sum = sums[cells[i]];
    sum.n += block.excluded[i] == Exclusion::none ? 1 : 0;
    sum.sum += block.values[i];
  }
}

void TicketTally::begin_values() {
  std::vector<std::size_t> counts;
  counts.reserve(sums_.size());
  for (const Sum& sum : sums_) counts.push_back(static_cast<std::size_t>(sum.n));
  values_.emplace(counts);
}

void TicketTally::add_values(const TicketBlock& block) {
  for (std::uint32_t i = 0; i < block.size; ++i) {
    values_->add_if(block.excluded[i] == Exclusion::none, block.cells[i], static_cast<std::uint32_t>(block.values[i]));
  }
}

}  // namespace csreport

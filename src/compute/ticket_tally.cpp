#include "compute/ticket_tally.hpp"

namespace csreport {

TicketTally::TicketTally(const CellMap& map, bool keeps_values, std::size_t rows)
    : map_(map), open_(map.size()), sums_(map.size()) {
  if (keeps_values) values_.emplace(map.size(), rows);
}

void TicketTally::add(const TicketBlock& block) {
  if (open_rows_ + block.size > kTallyRows) finish();
  open_rows_ += block.size;
  TallyEntry* const open = open_.data();
  const Cell* const cells = block.cells.data();
  for (std::uint32_t i = 0; i < block.size; ++i) open[cells[i]] += block.entries[i];
  if (!values_) return;
  for (std::uint32_t i = 0; i < block.size; ++i) {
    values_->add_if(block.entries[i] != 0, block.cells[i], static_cast<std::uint32_t>(block.entries[i]));
  }
}

void TicketTally::finish() {
  for (std::size_t cell = 0; cell < open_.size(); ++cell) {
    if (open_[cell] == 0) continue;  // nearly all: neighbouring rows lie in few periods
    sums_[cell].n += tally_count(open_[cell]);
    sums_[cell].sum += tally_sum(open_[cell]);
    open_[cell] = 0;
  }
  open_rows_ = 0;
}

}  // namespace csreport

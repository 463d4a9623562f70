#include "compute/ticket_loop.hpp"

namespace csreport {

Anchoring::Anchoring(const MetricRow& metric, const Evidence& evidence)
    : anchor_(evidence.variants().anchor == AnchorChoice::created ? Anchor::created : metric.anchor),
      delay_(static_cast<std::uint32_t>(Seconds{evidence.variants().fcr_window}.count())),
      cells_(evidence.cells()),
      solved_at_(evidence.facts().solved_at()),
      rated_at_(evidence.tickets().rated_at) {}

Cell Anchoring::cell_of(std::size_t row, std::uint32_t known_event) const {
  if (anchor_ == Anchor::rated) {
    return rated_at_.has(row) ? cells_.at(row, rated_at_[row]) : cells_.solved()[row];
  }
  if (anchor_ == Anchor::matured) {
    return solved_at_.has(row) ? cells_.at(row, solved_at_[row] + delay_) : cells_.created()[row];
  }
  return known_event != InstantColumn::kMissing ? cells_.at(row, known_event) : cells_.created()[row];
}

/// Most events have a column of their cells, which is used as it is.
void Anchoring::find_cells(TicketBlock& block) {
  block.created = cells_.created().subspan(block.first_row, block.size);
  block.may_be_compared = cells_.block_is_compared(block.first_row);
  if (anchor_ == Anchor::created || anchor_ == Anchor::period_end) {
    block.cells = block.created;
  } else if (anchor_ == Anchor::solved || (anchor_ == Anchor::rated && !rated_at_.present())) {
    block.cells = cells_.solved().subspan(block.first_row, block.size);
  } else {
    for (std::uint32_t i = 0; i < block.size; ++i) {
      found_[i] = cell_of(block.first_row + i, block.at[i]);
      block.may_be_compared |= cells_.map().is_in_compared(found_[i]);
    }
    block.cells = {found_.data(), block.size};
  }
}

}  // namespace csreport

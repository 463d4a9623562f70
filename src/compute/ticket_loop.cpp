#include "compute/ticket_loop.hpp"

namespace csreport {

Anchoring::Anchoring(const MetricRow& metric, const Evidence& evidence)
    : anchor_(evidence.variants().anchor == AnchorChoice::created ? Anchor::created : metric.anchor),
      delay_(static_cast<std::uint32_t>(Seconds{evidence.variants().fcr_window}.count())),
      cells_(evidence.cells()),
      created_at_(evidence.tickets().created_at.raw()),
      solved_at_(evidence.facts().solved_at()),
      first_solved_at_(evidence.first_solved_at()),
      rated_at_(evidence.tickets().rated_at) {}

template <typename EventOf>
void Anchoring::find_cells(TicketBlock& block, EventOf event_of) {
  const CellMap& map = cells_.map();
  const std::span created_at = created_at_.subspan(block.first_row, block.size);
  std::array<std::uint32_t, kBlockRows> events;
  for (std::uint32_t i = 0; i < block.size; ++i) {
    const std::uint32_t event = event_of(i);
    events[i] = event == InstantColumn::kMissing ? created_at[i] : event;
  }
  for (std::uint32_t i = 0; i < block.size; ++i) {
    found_[i] = map.cell(map.slots().place_of(events[i]), map.mix_of(block.created[i]));
  }
  std::size_t n = 0;
  for (std::uint32_t i = 0; i < block.size; ++i) {
    compared_[n] = static_cast<std::uint16_t>(i);
    n += map.is_in_compared(found_[i]) | map.is_in_compared(block.created[i]) ? 1U : 0U;
  }
  block.cells = {found_.data(), block.size};
  block.compared = {compared_.data(), n};
}

/// Most events have a column of their cells, which is used as it is.
void Anchoring::find_cells(TicketBlock& block) {
  const std::uint32_t first = block.first_row;
  block.created = cells_.created().subspan(first, block.size);
  block.compared = cells_.compared_in_block(first);
  switch (anchor_) {
    case Anchor::created:
    case Anchor::period_end:
    case Anchor::decided:   // promises place themselves
    case Anchor::reviewed:  // what is no ticket places itself
    case Anchor::during:
    case Anchor::measured:
    case Anchor::reply: block.cells = block.created; break;
    case Anchor::solved: block.cells = cells_.solved().subspan(first, block.size); break;
    case Anchor::first_solved:
      block.cells = cells_.solved().subspan(first, block.size);
      if (!first_solved_at_.present()) break;
      find_cells(block, [&](std::uint32_t i) {
        return first_solved_at_.has(first + i) ? first_solved_at_[first + i] : solved_at_[first + i];
      });
      break;
    case Anchor::rated:
      block.cells = cells_.solved().subspan(first, block.size);
      if (!rated_at_.present()) break;
      find_cells(block, [&](std::uint32_t i) {
        return rated_at_.has(first + i) ? rated_at_[first + i] : solved_at_[first + i];
      });
      break;
    case Anchor::matured:
      find_cells(block, [&](std::uint32_t i) {
        return solved_at_.has(first + i) ? solved_at_[first + i] + delay_ : InstantColumn::kMissing;
      });
      break;
    case Anchor::first_reply:
      find_cells(block, [&](std::uint32_t i) { return created_at_[first + i] + block.delays[i]; });
      break;
  }
}

}  // namespace csreport

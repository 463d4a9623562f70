#pragma once
// The loop over all tickets that every measure of tickets shares, a block at a time: measure the
// rows, find the cell of each one's event, add them up. Each step is a tight loop over columns without a branch that
// the data decides at random: what does not count is added as nothing.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "compute/evidence.hpp"
#include "compute/observations.hpp"
#include "compute/raw_cells.hpp"

namespace csreport {

/// What a kernel says of one case: a value, or the reason why there is none.
struct Measured {
  std::int64_t value = 0;
  Exclusion excluded = Exclusion::none;
  std::uint32_t at = InstantColumn::kMissing;  ///< the anchoring event, when it is the kernel that knows it
  std::uint32_t agent = Subject::kTicketsAgent;
};

/// The event that decides the period; cases without it (still unanswered, still open) fall to the
/// period of their creation, where they are counted as excluded.
class Anchoring {
 public:
  /// REQUIRES: `evidence` outlives this object.
  Anchoring(const MetricRow& metric, const Evidence& evidence);

  /// Whether the kernel must tell the event.
  [[nodiscard]] bool asks_kernel() const { return anchor_ == Anchor::first_reply || anchor_ == Anchor::reply; }
  /// Fills `block.cells` for the measured rows of the block.
  void find_cells(TicketBlock& block);

 private:
  /// Of the event; of the creation where it is missing.
  template <typename EventOf>
  void find_cells(TicketBlock& block, EventOf event_of);

  Anchor anchor_;
  std::uint32_t delay_;
  const TicketCells& cells_;
  RawCells<std::uint32_t> created_at_;
  RawCells<std::uint32_t> solved_at_;
  RawCells<std::uint32_t> rated_at_;
  std::array<Cell, TicketBlock::kCapacity> found_;
};

/// `belongs(row)`: whether the ticket is in the population; `measure(row)`: what is measured of it, asked of all.
template <typename Belongs, typename Measure>
void observe_all_tickets(const MetricRow& metric, const Evidence& evidence, Belongs belongs, Measure measure,
                         Observations& out) {
  Anchoring anchoring(metric, evidence);
  const bool asks_kernel = anchoring.asks_kernel();
  TicketBlock block;
  const auto rows = static_cast<std::uint32_t>(evidence.tickets().rows);
  for (block.first_row = 0; block.first_row < rows; block.first_row += TicketBlock::kCapacity) {
    block.size = std::min<std::uint32_t>(TicketBlock::kCapacity, rows - block.first_row);
    for (std::uint32_t i = 0; i < block.size; ++i) {
      const Measured measured = measure(block.first_row + i);
      const Exclusion excluded = belongs(block.first_row + i) ? measured.excluded : Exclusion::outside;
      block.excluded[i] = excluded;
      block.values[i] = excluded == Exclusion::none ? measured.value : 0;
      if (asks_kernel) block.at[i] = measured.at;
    }
    anchoring.find_cells(block);
    out.add_tickets(block);
  }
}

}  // namespace csreport

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
};

/// The event that decides the period; cases without it (still unanswered, still open) fall to the
/// period of their creation, where they are counted as excluded.
class Anchoring {
 public:
  /// REQUIRES: `evidence` outlives this object.
  Anchoring(const MetricRow& metric, const Evidence& evidence);

  /// Whether the event lies the measured value after the creation, as a first reply does.
  [[nodiscard]] bool asks_delays() const { return anchor_ == Anchor::first_reply; }
  /// Fills the cells of the measured rows of the block, and which of them are compared.
  void find_cells(TicketBlock& block);

 private:
  /// Of the event; of the creation where it is missing.
  template <typename EventOf>
  void find_cells(TicketBlock& block, EventOf event_of);

  Anchor anchor_;
  std::uint32_t delay_;
  const TicketCells& cells_;
  std::span<const std::uint32_t> created_at_;
  RawCells<std::uint32_t> solved_at_;
  RawCells<std::uint32_t> first_solved_at_;
  RawCells<std::uint32_t> rated_at_;
  std::array<Cell, kBlockRows> found_;
  std::array<std::uint16_t, kBlockRows + 1> compared_;
};

/// Measures the rows of the block: `measure(i)` says it of its i-th one, `score(entry, i)` what that counts. Several
/// loops, so that the compiler need not see at once why a row is excluded and what follows from it.
template <typename Measure, typename Score>
[[gnu::always_inline]] inline void measure_block(TicketBlock& block, bool asks_delays, Measure measure, Score score) {
  TallyEntry* const __restrict entries = block.entries.data();
  Exclusion* const __restrict excluded = block.excluded.data();
  for (std::uint32_t i = 0; i < block.size; ++i) {
    const Measured measured = measure(i);
    excluded[i] = measured.excluded;
    entries[i] = tally_entry(measured.value);
  }
  if (asks_delays) {
    for (std::uint32_t i = 0; i < block.size; ++i) block.delays[i] = static_cast<std::uint32_t>(entries[i]);
  }
  for (std::uint32_t i = 0; i < block.size; ++i) entries[i] = score(entries[i], i);
  for (std::uint32_t i = 0; i < block.size; ++i) {
    entries[i] &= TallyEntry{0} - static_cast<TallyEntry>(excluded[i] == Exclusion::none);
  }
}

struct AsMeasured {
  TallyEntry operator()(TallyEntry entry, std::uint32_t) const { return entry; }
};

/// `measure_from(row)` gives what measures the block of this first row: see measure_block().
template <typename MeasureFrom, typename Score = AsMeasured>
void observe_all_tickets(const MetricRow& metric, const Evidence& evidence, MeasureFrom measure_from, Observations& out,
                         Score score = {}) {
  Anchoring anchoring(metric, evidence);
  out.expect_compared(evidence.cells().compared());
  TicketBlock block;
  const auto rows = static_cast<std::uint32_t>(evidence.tickets().rows);
  for (block.first_row = 0; block.first_row < rows; block.first_row += kBlockRows) {
    block.size = std::min<std::uint32_t>(kBlockRows, rows - block.first_row);
    measure_block(block, anchoring.asks_delays(), measure_from(block.first_row), score);
    anchoring.find_cells(block);
    out.add_tickets(block);
  }
}

}  // namespace csreport

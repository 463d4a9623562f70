#include "compute/ticket_cells.hpp"

#include <algorithm>

#include "compute/row_ranges.hpp"

namespace csreport {
namespace {

/// More would spread the cells of one week over more than the first cache.
constexpr std::size_t kMostMixes = 64;
constexpr std::size_t kMostCells = std::size_t{1} << 16;

}  // namespace

CellMap::CellMap(const Slots& slots, std::span<const Dimension* const> dimensions) : slots_(slots) {
  for (const Dimension* dimension : dimensions) {
    const std::size_t codes = dimension->names.size();
    const std::size_t mixes = mixes_ * codes;
    if (mixes > kMostMixes || mixes * slots.places() > kMostCells) continue;
    mixed_.push_back({dimension, RawCodes(dimension->codes), static_cast<std::uint32_t>(codes), mixes_});
    mixes_ = static_cast<std::uint32_t>(mixes);
  }
  for (std::size_t place = 0; place < slots.places(); ++place) {
    for (std::uint32_t mix = 0; mix < mixes_; ++mix) {
      parts_.push_back({static_cast<Place>(place), static_cast<Cell>(mix)});
      compared_.push_back(slots.is_in_compared(static_cast<Place>(place)) ? 1 : 0);
    }
  }
}

const CellMap::Mixed* CellMap::find(const Dimension& dimension) const {
  const auto found =
      std::find_if(mixed_.begin(), mixed_.end(), [&](const Mixed& mixed) { return mixed.dimension == &dimension; });
  return found == mixed_.end() ? nullptr : &*found;
}

TicketCells::TicketCells(const CellMap& map, const TicketTable& tickets, const TicketFacts& facts, unsigned threads)
    : map_(map), created_(tickets.rows), solved_(tickets.rows), compared_(tickets.rows / kBlock + 1) {
  const auto created = tickets.created_at.raw();
  const auto solved = facts.solved_at();
  for_row_ranges(threads, tickets.rows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const std::uint32_t mix = map.mix_of_row(row);
      const std::uint32_t end_of_work = solved[row] == InstantColumn::kMissing ? created[row] : solved[row];
      created_[row] = map.cell(map.slots().place_of(created[row]), mix);
      solved_[row] = map.cell(map.slots().place_of(end_of_work), mix);
      const bool compared = map.is_in_compared(created_[row]) | map.is_in_compared(solved_[row]);
      compared_[row / kBlock] = static_cast<std::uint8_t>(compared_[row / kBlock] | compared);
    }
  });
}

}  // namespace csreport

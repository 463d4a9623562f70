#include "compute/ticket_cells.hpp"

#include <algorithm>
#include <array>

#include "core/row_ranges.hpp"

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
    mixed_.push_back({dimension, static_cast<std::uint32_t>(codes), mixes_});
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

void CellMap::find_mixes(std::size_t first_row, std::span<std::uint32_t> mixes) const {
  std::fill(mixes.begin(), mixes.end(), 0U);
  for (const Mixed& mixed : mixed_) {
    mixed.dimension->codes.visit([&](auto codes) {
      const std::size_t known = std::min(mixes.size(), codes.size() - std::min(codes.size(), first_row));
      for (std::size_t i = 0; i < known; ++i) mixes[i] += codes[first_row + i] * mixed.stride;
    });
  }
}

TicketCells::TicketCells(const CellMap& map, const TicketTable& tickets, const TicketFacts& facts, unsigned threads)
    : map_(map), created_(tickets.rows), solved_(tickets.rows), compared_(tickets.rows / kBlockRows + 1) {
  for_row_ranges(threads, tickets.rows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; row += kBlockRows) {
      find_cells(tickets, facts, row, std::min(kBlockRows, end - row));
    }
  });
  for (const auto& block : compared_) compared_rows_ += block.size();
}

void TicketCells::find_cells(const TicketTable& tickets, const TicketFacts& facts, std::size_t first_row,
                             std::size_t size) {
  const auto created = tickets.created_at.raw().subspan(first_row, size);
  const auto solved = facts.solved_at().subspan(first_row, size);
  std::array<std::uint32_t, kBlockRows> mixes;
  map_.find_mixes(first_row, {mixes.data(), size});
  std::array<std::uint16_t, kBlockRows + 1> compared;
  std::size_t n = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t end_of_work = solved[i] == InstantColumn::kMissing ? created[i] : solved[i];
    const Cell of_creation = map_.cell(map_.slots().place_of(created[i]), mixes[i]);
    const Cell of_solution = map_.cell(map_.slots().place_of(end_of_work), mixes[i]);
    created_[first_row + i] = of_creation;
    solved_[first_row + i] = of_solution;
    compared[n] = static_cast<std::uint16_t>(i);
    n += map_.is_in_compared(of_creation) | map_.is_in_compared(of_solution) ? 1U : 0U;
  }
  compared_[first_row / kBlockRows].assign(compared.begin(), compared.begin() + static_cast<std::ptrdiff_t>(n));
}

}  // namespace csreport

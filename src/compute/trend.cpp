#include "compute/trend.hpp"

#include <numeric>

namespace csreport {

Trend::Trend(const MetricRow& row, const Slots& slots, std::span<const double> percentiles,
             std::optional<GroupCodes> groups)
    : row_(row),
      slots_(slots),
      groups_(std::move(groups)),
      codes_(groups_ ? groups_->size() : 1),
      tallies_((slots.trend().size() + 1) * codes_),
      percentiles_(percentiles.begin(), percentiles.end()),
      cells_(Block::kCapacity) {
  for (std::size_t place = 0; place < slots.places(); ++place) {
    first_cell_.push_back(slots.trend_index(static_cast<Place>(place)) * static_cast<std::uint32_t>(codes_));
  }
}

void Trend::find_cells(const Block& block) {
  const auto places = block.places();
  if (!groups_) {
    for (std::size_t i = 0; i < places.size(); ++i) cells_[i] = first_cell_[places[i]];
    return;
  }
  groups_->find(block.subjects(), {cells_.data(), block.size()});
  for (std::size_t i = 0; i < places.size(); ++i) cells_[i] += first_cell_[places[i]];
}

/// Neighbours mostly fall into the same period, so their sum stays in a register until one does not.
void Trend::tally_runs(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size();) {
    const std::size_t begin = i;
    Tally& tally = tallies_[cells_[begin]];
    double sum = tally.sum;
    for (; i < values.size() && cells_[i] == cells_[begin]; ++i) sum += values[i];
    tally.sum = sum;
    tally.n += static_cast<std::int64_t>(i - begin);
  }
}

void Trend::tally(const Block& block) {
  find_cells(block);
  const auto values = block.values();
  if (!groups_) return tally_runs(values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    Tally& tally = tallies_[cells_[i]];
    ++tally.n;
    tally.sum += values[i];
  }
}

void Trend::mark_unknown(const Block& block) {
  if (block.empty()) return;
  find_cells(block);
  unknown_.resize(tallies_.size());
  for (std::size_t i = 0; i < block.size(); ++i) unknown_[cells_[i]] = true;
}

void Trend::begin_values() {
  std::size_t n = 0;
  for (const Tally& tally : tallies_) n += static_cast<std::size_t>(tally.n);
  values_.emplace(tallies_.size(), n);
}

void Trend::keep(const Block& block) {
  find_cells(block);
  const auto values = block.values();
  for (std::size_t i = 0; i < values.size(); ++i) values_->add(cells_[i], static_cast<std::uint32_t>(values[i]));
}

void Trend::find_percentiles(BinnedValues& values, std::size_t cell, std::span<const std::uint32_t> members) {
  found_.resize(slots_.trend().size() * codes_ * percentiles_.size());
  if (values.size(members) == 0) return;
  for (std::size_t i = 0; i < percentiles_.size(); ++i) {
    found_[cell * percentiles_.size() + i] = values.quantile(members, percentiles_[i]);
  }
}

void Trend::take_percentiles(Trend* whole) {
  std::vector<std::uint32_t> all(codes_);
  std::iota(all.begin(), all.end(), std::uint32_t{0});
  for (std::size_t period = 0; period < slots_.trend().size(); ++period) {
    std::vector<ValueParts> parts;
    for (std::size_t code = 0; code < codes_; ++code) parts.push_back(values_->of(period * codes_ + code));
    BinnedValues values(parts);
    for (const std::uint32_t code : all) find_percentiles(values, period * codes_ + code, {&code, 1});
    if (whole != nullptr && whole != this) whole->find_percentiles(values, period, all);
  }
  values_.reset();
}

std::uint32_t Trend::code_of(const CellMap& map, std::uint32_t mix) const {
  return groups_ ? map.code_of(groups_->dimension(), mix) : 0;
}

void Trend::take_sums(const TicketTally& tickets) {
  const CellMap& map = tickets.map();
  for (std::size_t of_tickets = 0; of_tickets < map.size(); ++of_tickets) {
    const auto cell = static_cast<Cell>(of_tickets);
    const std::size_t period = slots_.trend_index(map.place_of(cell));
    if (period == slots_.trend().size()) continue;
    Tally& tally = tallies_[period * codes_ + code_of(map, map.mix_of(cell))];
    tally.n += tickets.sum(cell).n;
    tally.sum += static_cast<double>(tickets.sum(cell).sum);
  }
}

void Trend::take_percentiles(const TicketTally& tickets, std::span<Trend* const> trends) {
  const Slots& slots = trends.front()->slots_;
  const CellMap& map = tickets.map();
  for (std::uint32_t period = 0; period < slots.trend().size(); ++period) {
    std::vector<ValueParts> parts;  // of the cells of the period that have values
    std::vector<std::uint32_t> mixes;
    for (std::size_t cell = 0; cell < map.size(); ++cell) {
      if (tickets.sum(cell).n == 0 || slots.trend_index(map.place_of(static_cast<Cell>(cell))) != period) continue;
      parts.push_back(tickets.values().of(cell));
      mixes.push_back(map.mix_of(static_cast<Cell>(cell)));
    }
    BinnedValues values(parts);
    for (Trend* trend : trends) {
      std::vector<std::vector<std::uint32_t>> members(trend->codes_);
      for (std::uint32_t i = 0; i < mixes.size(); ++i) members[trend->code_of(map, mixes[i])].push_back(i);
      for (std::size_t code = 0; code < members.size(); ++code) {
        trend->find_percentiles(values, period * trend->codes_ + code, members[code]);
      }
    }
  }
}

Trend::Numbers Trend::numbers(std::size_t period, std::uint32_t code) const {
  const std::size_t cell = period * codes_ + code;
  Numbers numbers{.n = tallies_[cell].n, .sum = tallies_[cell].sum};
  if (numbers.n > 0 && !found_.empty()) {
    numbers.percentiles = std::span(found_).subspan(cell * percentiles_.size(), percentiles_.size());
  }
  return numbers;
}

std::vector<SeriesPoint> Trend::series(std::uint32_t code) const {
  std::vector<SeriesPoint> points;
  points.reserve(slots_.trend().size());
  for (std::size_t i = 0; i < slots_.trend().size(); ++i) {
    const std::size_t cell = i * codes_ + code;
    points.push_back({slots_.period(slots_.trend()[i]).label, headline(cell), tallies_[cell].n});
  }
  return points;
}

std::optional<double> Trend::headline(std::size_t cell) const {
  const Tally& tally = tallies_[cell];
  const auto n = static_cast<double>(tally.n);
  const bool unknown = !unknown_.empty() && unknown_[cell] && tally.n == 0;
  if ((row_.fold == Fold::count || row_.fold == Fold::count_open) && !unknown) return n;
  if (tally.n == 0) return std::nullopt;
  if (row_.fold == Fold::sum) return tally.sum;
  if (row_.headline == Headline::median || row_.headline == Headline::maximum)
    return found_[cell * percentiles_.size()];
  return row_.fold == Fold::net_score ? 100.0 * tally.sum / n : tally.sum / n;
}

}  // namespace csreport

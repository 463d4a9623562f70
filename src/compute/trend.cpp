#include "compute/trend.hpp"

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

void Trend::begin_values() {
  std::vector<std::size_t> counts;
  counts.reserve(tallies_.size());
  for (const Tally& tally : tallies_) counts.push_back(static_cast<std::size_t>(tally.n));
  values_.emplace(counts);
}

void Trend::keep(const Block& block) {
  find_cells(block);
  values_->add({cells_.data(), block.size()}, block.values());
}

void Trend::find_percentiles(QuantileSelector& selector, std::size_t cell, const QuantileSelector::Parts& values) {
  found_.resize(slots_.trend().size() * codes_ * percentiles_.size());
  selector.look_at(values);
  if (selector.size() == 0) return;
  for (std::size_t i = 0; i < percentiles_.size(); ++i) {
    found_[cell * percentiles_.size() + i] = selector.at(percentiles_[i]);
  }
}

void Trend::take_percentiles(Trend* whole) {
  QuantileSelector selector;
  const std::size_t periods = slots_.trend().size();
  for (std::size_t cell = 0; cell < periods * codes_; ++cell) find_percentiles(selector, cell, {values_->of(cell)});
  if (whole != nullptr && whole != this) {
    for (std::size_t i = 0; i < periods; ++i) whole->find_percentiles(selector, i, {values_->of(i * codes_, codes_)});
  }
  values_.reset();
}

template <typename Visit>
void Trend::for_each_ticket_cell(const TicketTally& tickets, Visit visit) const {
  const CellMap& map = tickets.map();
  for (std::size_t place = 0; place < slots_.places(); ++place) {
    const std::size_t period = slots_.trend_index(static_cast<Place>(place));
    if (period == slots_.trend().size()) continue;
    for (std::uint32_t mix = 0; mix < map.mixes(); ++mix) {
      const std::uint32_t code = groups_ ? map.code_of(groups_->dimension(), mix) : 0;
      visit(period * codes_ + code, map.cell(static_cast<Place>(place), mix));
    }
  }
}

void Trend::take_sums(const TicketTally& tickets) {
  for_each_ticket_cell(tickets, [&](std::size_t cell, Cell of_tickets) {
    tallies_[cell].n += tickets.sum(of_tickets).n;
    tallies_[cell].sum += static_cast<double>(tickets.sum(of_tickets).sum);
  });
}

void Trend::take_percentiles(const TicketTally& tickets) {
  std::vector<QuantileSelector::Parts> parts(slots_.trend().size() * codes_);
  for_each_ticket_cell(tickets, [&](std::size_t cell, Cell of_tickets) {
    if (!tickets.values(of_tickets).empty()) parts[cell].push_back(tickets.values(of_tickets));
  });
  QuantileSelector selector;
  for (std::size_t cell = 0; cell < parts.size(); ++cell) find_percentiles(selector, cell, parts[cell]);
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
  if (row_.fold == Fold::count || row_.fold == Fold::count_open) return n;
  if (tally.n == 0) return std::nullopt;
  if (row_.headline == Headline::median) return found_[cell * percentiles_.size()];
  return row_.fold == Fold::net_score ? 100.0 * tally.sum / n : tally.sum / n;
}

}  // namespace csreport

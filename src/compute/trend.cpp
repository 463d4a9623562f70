#include "compute/trend.hpp"

#include "compute/median.hpp"

namespace csreport {

Trend::Trend(const MetricRow& row, const Slots& slots, std::optional<GroupCodes> groups)
    : row_(row), slots_(slots), groups_(std::move(groups)), codes_(groups_ ? groups_->size() : 1) {
  tallies_.resize(slots.size() * codes_);
  if (row.headline == Headline::median) values_.resize(slots.size() * codes_);
}

void Trend::find_cells(const Batch& batch) {
  cells_.resize(batch.size());
  groups_->find(batch.subjects(), cells_);
  const auto width = static_cast<std::uint32_t>(codes_);
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] += batch.slots()[i] * width;
}

/// Neighbours mostly fall into the same period, so their sum stays in a register until one does not.
void Trend::tally_all(std::span<const std::uint32_t> slots, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size();) {
    const std::size_t begin = i;
    Tally& tally = tallies_[slots[begin]];
    double sum = tally.sum;
    for (; i < values.size() && slots[i] == slots[begin]; ++i) sum += values[i];
    tally.sum = sum;
    tally.n += static_cast<std::int64_t>(i - begin);
  }
}

void Trend::tally_groups(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    Tally& tally = tallies_[cells_[i]];
    ++tally.n;
    tally.sum += values[i];
  }
}

void Trend::add(const Batch& batch) {
  const auto values = batch.values();
  if (groups_) {
    find_cells(batch);
    tally_groups(values);
  } else {
    tally_all(batch.slots(), values);
  }
  if (values_.empty()) return;
  const auto cells = groups_ ? std::span<const std::uint32_t>(cells_) : batch.slots();
  for (std::size_t i = 0; i < values.size(); ++i) values_[cells[i]].push_back(static_cast<std::uint32_t>(values[i]));
}

std::vector<SeriesPoint> Trend::series(std::uint32_t code) {
  std::vector<SeriesPoint> points;
  points.reserve(slots_.trend().size());
  for (const std::size_t slot : slots_.trend()) {
    const std::size_t cell = slot * codes_ + code;
    points.push_back({slots_.period(slot).label, headline(cell), tallies_[cell].n});
  }
  return points;
}

std::optional<double> Trend::headline(std::size_t cell) {
  const Tally& tally = tallies_[cell];
  const auto n = static_cast<double>(tally.n);
  if (row_.fold == Fold::count || row_.fold == Fold::count_open) return n;
  if (tally.n == 0) return std::nullopt;
  if (row_.headline == Headline::median) return median_of(values_[cell]);
  return row_.fold == Fold::net_score ? 100.0 * tally.sum / n : tally.sum / n;
}

}  // namespace csreport

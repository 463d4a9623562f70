#include "compute/trend.hpp"

#include "compute/median.hpp"

namespace csreport {

Trend::Trend(const MetricRow& row, const Slots& slots, std::optional<GroupCodes> groups)
    : row_(row), slots_(slots), groups_(std::move(groups)), codes_(groups_ ? groups_->size() : 1) {
  tallies_.resize(slots.size() * codes_);
  if (row.headline == Headline::median) values_.resize(slots.size() * codes_);
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

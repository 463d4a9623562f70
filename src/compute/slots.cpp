#include "compute/slots.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace csreport {
namespace {

constexpr std::size_t kBuckets = 1024;

/// Instants of records lie in 32 bits; what lies outside cannot be told apart by them.
std::uint64_t seconds_of(Instant instant) {
  return static_cast<std::uint64_t>(
      std::clamp<std::int64_t>(instant.time_since_epoch().count(), 0, std::int64_t{1} << 32));
}

}  // namespace

Slots::Slots(const ComputeOptions& options) {
  for (const Period& period : options.trend) trend_.push_back(add(period));
  current_ = add(options.current);
  if (options.previous) previous_ = add(*options.previous);
  by_end_.resize(periods_.size());
  std::iota(by_end_.begin(), by_end_.end(), std::size_t{0});
  std::stable_sort(by_end_.begin(), by_end_.end(), [&](auto a, auto b) { return periods_[a].end < periods_[b].end; });
  cut_stretches();
  fill_buckets();
}

std::size_t Slots::add(const Period& period) {
  const auto same = [&](const Period& p) { return p.start == period.start && p.end == period.end; };
  const auto found = std::find_if(periods_.begin(), periods_.end(), same);
  if (found != periods_.end()) return static_cast<std::size_t>(found - periods_.begin());
  periods_.push_back(period);
  return periods_.size() - 1;
}

void Slots::cut_stretches() {
  std::vector<std::uint64_t> cuts = {0};
  for (const Period& period : periods_) {
    cuts.push_back(seconds_of(period.start));
    cuts.push_back(seconds_of(period.end));
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  for (const std::uint64_t begin : cuts) {
    Stretch stretch{.begin = begin};
    std::vector<std::uint32_t> inside;
    for (std::uint32_t slot = 0; slot < periods_.size(); ++slot) {
      const std::uint64_t end = seconds_of(periods_[slot].end);
      if (end <= begin) ++stretch.ends_before;
      if (seconds_of(periods_[slot].start) <= begin && begin < end) inside.push_back(slot);
    }
    stretches_.push_back(stretch);
    add_place(inside);
  }
  stretches_.push_back({.begin = std::numeric_limits<std::uint64_t>::max()});
  for (std::uint32_t slot = 0; slot < periods_.size(); ++slot) add_place({&slot, 1});
}

void Slots::add_place(std::span<const std::uint32_t> slots) {
  PlaceInfo place{.first_slot = static_cast<std::uint32_t>(slots_of_places_.size()),
                  .trend_index = static_cast<std::uint32_t>(trend_.size())};
  for (const std::uint32_t slot : slots) {
    slots_of_places_.push_back(slot);
    place.compared = place.compared || is_compared(slot);
    const auto found = std::find(trend_.begin(), trend_.end(), slot);
    if (found != trend_.end()) place.trend_index = static_cast<std::uint32_t>(found - trend_.begin());
  }
  place.end_slot = static_cast<std::uint32_t>(slots_of_places_.size());
  places_.push_back(place);
}

void Slots::fill_buckets() {
  const std::size_t real = stretches_.size() - 1;
  origin_ = stretches_[real > 1 ? 1 : 0].begin;
  const std::uint64_t width = stretches_[real - 1].begin - origin_;
  while ((width >> bucket_bits_) >= kBuckets) ++bucket_bits_;
  buckets_.push_back(0);
  std::uint32_t stretch = 0;
  for (std::uint64_t bucket = 0; bucket <= width >> bucket_bits_; ++bucket) {
    while (origin_ + (bucket << bucket_bits_) >= stretches_[stretch + 1].begin) ++stretch;
    buckets_.push_back(stretch);
  }
}

}  // namespace csreport

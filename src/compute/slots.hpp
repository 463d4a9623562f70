#pragma once
// The periods of one run and which of them an instant falls into. Most periods form one row of
// neighbours (the trend); a year-ago period or a trend in another grain lies beside it. The starts
// and ends of all periods cut time into stretches whose instants lie in the same periods; a table of
// equal buckets leads from an instant to its stretch without a search. A place is the number of a
// stretch, or stands for one period alone (a state at its end belongs to no instant): loops carry the
// place of a case and leave the question of its periods to small tables.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "csreport/compute/compute.hpp"

namespace csreport {

using Place = std::uint16_t;

class Slots {
 public:
  explicit Slots(const ComputeOptions& options);

  [[nodiscard]] std::size_t size() const noexcept { return periods_.size(); }
  [[nodiscard]] const Period& period(std::size_t slot) const { return periods_[slot]; }
  [[nodiscard]] std::size_t current() const noexcept { return current_; }
  [[nodiscard]] std::optional<std::size_t> previous() const noexcept { return previous_; }
  [[nodiscard]] const std::vector<std::size_t>& trend() const noexcept { return trend_; }
  /// Current and previous are compared with all their groups; the others only show a trend.
  [[nodiscard]] bool is_compared(std::size_t slot) const noexcept { return slot == current_ || slot == previous_; }

  /// Number of places.
  [[nodiscard]] std::size_t places() const noexcept { return places_.size(); }
  /// The place of all instants that lie in the same periods as this one.
  [[nodiscard]] Place place_of(std::uint32_t instant) const {
    return static_cast<Place>(&stretch_of(instant) - stretches_.data());
  }
  /// The place that lies in this period and in no other.
  [[nodiscard]] Place place_of_slot(std::size_t slot) const {
    return static_cast<Place>(places_.size() - periods_.size() + slot);
  }
  /// Index into trend(), of which at most one contains a place; trend().size() when none does.
  [[nodiscard]] std::uint32_t trend_index(Place place) const { return places_[place].trend_index; }
  /// Whether the place lies in the current or the previous period.
  [[nodiscard]] bool is_in_compared(Place place) const { return places_[place].compared; }
  /// Calls `visit(slot)` for every period that contains the place.
  template <typename Visit>
  void for_each_at(Place place, Visit visit) const {
    const PlaceInfo& info = places_[place];
    for (std::uint32_t i = info.first_slot; i < info.end_slot; ++i) visit(std::size_t{slots_of_places_[i]});
  }
  /// How many periods end at the instants of the place or earlier; 0 for a place without instants.
  [[nodiscard]] std::uint32_t ends_before(Place place) const {
    return place + periods_.size() < places_.size() ? stretches_[place].ends_before : 0;
  }
  /// Slots in order of their ends, as ends_before() counts them.
  [[nodiscard]] std::span<const std::size_t> by_end() const noexcept { return by_end_; }

  /// Calls `visit(slot)` for every period that contains the instant.
  template <typename Visit>
  void for_each(std::uint32_t instant, Visit visit) const {
    for_each_at(place_of(instant), visit);
  }
  /// Calls `visit(slot)` for every period whose end lies after `from` and not after `until`: those at
  /// whose end something was true that began at `from` and ended at `until` (nothing: goes on).
  template <typename Visit>
  void for_each_end(std::uint32_t from, std::optional<std::uint32_t> until, Visit visit) const {
    const std::uint32_t last = until ? stretch_of(*until).ends_before : static_cast<std::uint32_t>(by_end_.size());
    for (std::uint32_t i = stretch_of(from).ends_before; i < last; ++i) visit(by_end_[i]);
  }

 private:
  struct Stretch {
    std::uint64_t begin = 0;        // seconds since 1970; it ends where the next one begins
    std::uint32_t ends_before = 0;  // periods that end at `begin` or earlier
  };
  struct PlaceInfo {
    std::uint32_t first_slot = 0;  // its periods, in slots_of_places_
    std::uint32_t end_slot = 0;
    std::uint32_t trend_index = 0;
    bool compared = false;
  };

  [[nodiscard]] const Stretch& stretch_of(std::uint32_t instant) const {
    const std::size_t bucket =
        instant < origin_ ? 0 : 1 + static_cast<std::size_t>((instant - origin_) >> bucket_bits_);
    const Stretch* stretch = &stretches_[bucket < buckets_.size() ? buckets_[bucket] : buckets_.back()];
    while (instant >= stretch[1].begin) ++stretch;  // the last one is a sentinel that no instant reaches
    return *stretch;
  }

  std::size_t add(const Period& period);
  void cut_stretches();
  void add_place(std::span<const std::uint32_t> slots);
  void fill_buckets();

  std::vector<Period> periods_;  // first the trend: disjoint and rising; then what lies beside it
  std::vector<std::size_t> trend_;
  std::size_t current_ = 0;
  std::optional<std::size_t> previous_;

  std::vector<Stretch> stretches_;
  std::vector<PlaceInfo> places_;  // one a stretch, then one a slot
  std::vector<std::uint32_t> slots_of_places_;
  std::vector<std::size_t> by_end_;     // slots in order of their ends
  std::vector<std::uint32_t> buckets_;  // [0] for instants before origin_; the stretch in which a bucket begins
  std::uint64_t origin_ = 0;
  unsigned bucket_bits_ = 0;
};

}  // namespace csreport

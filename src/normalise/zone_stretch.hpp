#pragma once
// Wall clock -> instant for millions of cells: the zone's rules are asked once per stretch between
// two clock changes, afterwards a cell costs one comparison and one subtraction.

#include <cstdint>
#include <vector>

#include "csreport/core/time_zone.hpp"

namespace csreport {

class ZoneStretches {
 public:
  explicit ZoneStretches(TimeZone zone) : zone_(std::move(zone)) {}

  /// Skipped and repeated times as TimeZone::to_instant takes them; both are counted.
  Instant to_instant(LocalTime local) {
    const auto at = local.time_since_epoch().count();
    if (at >= current_.begin && at < current_.end) return Instant{Seconds{at - current_.offset}};
    return find(local);
  }

  [[nodiscard]] std::int64_t skipped() const noexcept { return skipped_; }
  [[nodiscard]] std::int64_t repeated() const noexcept { return repeated_; }

 private:
  /// Wall-clock seconds [begin, end) that exist once, all with one offset.
  struct Stretch {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t offset = 0;
  };

  Instant find(LocalTime local);
  [[nodiscard]] Stretch stretch_around(Instant instant) const;

  TimeZone zone_;
  Stretch current_;
  std::vector<Stretch> known_;
  std::int64_t skipped_ = 0;
  std::int64_t repeated_ = 0;
};

}  // namespace csreport

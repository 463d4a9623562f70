#include "zone_stretch.hpp"

#include <algorithm>
#include <limits>

namespace csreport {
namespace {

constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();
/// How far back the begin of a stretch is looked for; zones that never change get stretches that
/// begin here, which only means one more of them.
constexpr Seconds kLookBack = std::chrono::days{400};
constexpr std::size_t kMaxKnown = 256;

}  // namespace

Instant ZoneStretches::find(LocalTime local) {
  const auto at = local.time_since_epoch().count();
  for (const Stretch& stretch : known_) {
    if (at >= stretch.begin && at < stretch.end) {
      current_ = stretch;
      return Instant{Seconds{at - stretch.offset}};
    }
  }
  const ResolvedLocalTime resolved = zone_.to_instant(local);
  switch (resolved.kind) {
    case LocalTimeKind::skipped: ++skipped_; break;
    case LocalTimeKind::repeated: ++repeated_; break;
    case LocalTimeKind::unique:
      current_ = stretch_around(resolved.instant);
      if (known_.size() < kMaxKnown) known_.push_back(current_);
      break;
  }
  return resolved.instant;
}

ZoneStretches::Stretch ZoneStretches::stretch_around(Instant instant) const {
  const auto offset_at = [&](Instant when) { return zone_.offset_at(when).count(); };
  Instant begin = instant - kLookBack;
  std::int64_t before = offset_at(begin);
  for (Instant next = zone_.next_transition(begin); next <= instant; next = zone_.next_transition(next + Seconds{1})) {
    begin = next;
    before = offset_at(next - Seconds{1});
  }
  const std::int64_t offset = offset_at(instant);
  Stretch stretch{begin.time_since_epoch().count() + std::max(before, offset), kForever, offset};
  // Wall times that the next change skips or repeats are left to the zone itself.
  if (const Instant end = zone_.next_transition(instant + Seconds{1}); end != Instant::max()) {
    stretch.end = end.time_since_epoch().count() + std::min(offset, offset_at(end));
  }
  return stretch;
}

}  // namespace csreport

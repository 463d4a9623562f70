#include "csreport/compute/day_counts.hpp"

#include <algorithm>

#include "compute/raw_cells.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {
namespace {

using Day = std::chrono::local_days;

Day day_of(Instant instant, const TimeZone& zone) {
  return std::chrono::floor<std::chrono::days>(zone.to_local(instant));
}

/// From an instant to its day, asking the zone only at midnights.
class DayFinder {
 public:
  DayFinder(Day first, Day end, const TimeZone& zone) {
    for (Day day = first; day <= end; day += std::chrono::days{1}) {
      midnights_.push_back(zone.to_instant(LocalTime{day}).instant.time_since_epoch().count());
    }
  }
  /// The number of the day; nothing outside.
  [[nodiscard]] std::optional<std::size_t> day_at(std::int64_t instant) const {
    if (midnights_.empty() || instant < midnights_.front() || instant >= midnights_.back()) return std::nullopt;
    // No day is longer than 25 hours or shorter than 23: the guess is at most a few days off.
    auto day = std::min(static_cast<std::size_t>((instant - midnights_.front()) / 86'400), midnights_.size() - 2);
    while (instant < midnights_[day]) --day;
    while (instant >= midnights_[day + 1]) ++day;
    return day;
  }

 private:
  std::vector<std::int64_t> midnights_;
};

}  // namespace

DayCounts count_by_day(const Dataset& data, const TimeZone& zone) {
  DayCounts counts;
  if (!data.first_event || !data.horizon) return counts;
  const TicketTable& tickets = data.tickets;
  const Day first = day_of(*data.first_event, zone);
  const Day end = day_of(std::max(*data.first_event, *data.horizon), zone) + std::chrono::days{1};
  counts.first = first;
  counts.created.resize(static_cast<std::size_t>((end - first).count()));
  const DayFinder days(first, end, zone);
  const RawCells<std::uint32_t> created(tickets.created_at);
  for (std::size_t row = 0; row < tickets.rows; ++row) {
    if (!is_used(tickets, row) || !created.has(row)) continue;
    if (const auto day = days.day_at(created[row])) ++counts.created[*day];
  }
  return counts;
}

}  // namespace csreport

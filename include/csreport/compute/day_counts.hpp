#pragma once
// How many tickets were created on each day of the whole data: what a forecast learns from.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "csreport/core/dataset.hpp"

namespace csreport {

/// Neighbouring local days.
struct DayCounts {
  std::chrono::local_days first;
  std::vector<std::int64_t> created;  ///< of `first` and the days after it

  [[nodiscard]] std::chrono::local_days end() const {
    return first + std::chrono::days{static_cast<std::int64_t>(created.size())};
  }
  /// REQUIRES: a day from `first` to before end().
  [[nodiscard]] std::int64_t of(std::chrono::local_days day) const {
    return created[static_cast<std::size_t>((day - first).count())];
  }
  /// Adds days without tickets, up to `day`.
  void reach(std::chrono::local_days day) {
    if (day > end()) created.resize(static_cast<std::size_t>((day - first).count()));
  }
};

/// The same tickets as `tickets_created`, from the local day of the first event to that of the horizon. No days when
/// nothing has a time.
DayCounts count_by_day(const Dataset& data, const TimeZone& zone);

/// The median count of each weekday (from Sunday on) of the days from `begin` to before `end`.
std::array<double, 7> usual_counts(const DayCounts& days, std::chrono::local_days begin, std::chrono::local_days end);
/// From so many tickets a day on it is strange when there are none.
inline constexpr double kFewestUsual = 5;

/// By the last twelve weeks.
DayGaps day_gaps_of(const DayCounts& days);

/// Until when the data says what happened: its horizon, or the end of the days behind it on whose weekdays no tickets
/// come (of the last twelve weeks at least half of all days have tickets, and at most one in ten of at least four such
/// weekdays). A desk that is closed on Saturdays and Sundays has a whole week on Friday evening. Nothing when nothing
/// has a time.
std::optional<Instant> covered_until(const Dataset& data, const DayCounts& days, const TimeZone& zone);

/// Until when a period that is over can be taken as told: covered_until(), or the end of the days behind the last event
/// that would bring fewer than five tickets together, by the mean counts of their weekdays in the last twelve weeks. A
/// small desk has quiet days, and a silence of which five tickets were expected is an accident in one of 150 cases.
/// With fewer than 20 tickets in these weeks nobody knows.
std::optional<Instant> told_until(const Dataset& data, const DayCounts& days, const TimeZone& zone);

/// Where tickets stop coming although other things go on, as in an export of the tickets created until a day: the
/// beginning of the day by whose end five were to be expected, as in told_until(). Nothing where they go on.
std::optional<Instant> silent_since(const DayCounts& days, const TimeZone& zone);

}  // namespace csreport

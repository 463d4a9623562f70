#pragma once
// Business hours: when a team works, and how many seconds of that lie between two instants (METRICS 0.5). Knows the
// wall clock of a zone with its clock changes; not which schedule a ticket falls under, and no file that describes one.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "csreport/core/time_zone.hpp"

namespace csreport {

/// Half-open [begin, end) in seconds of the wall clock after midnight. An end at or before the begin lies on the next
/// day, and the hours belong to the day on which they begin: 22:00-06:00, and 00:00-00:00 for a whole day.
/// REQUIRES: 0 <= begin < 24 h, 0 <= end <= 24 h.
struct OpeningHours {
  Seconds begin{};
  Seconds end{};
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

/// A date whose hours stand in place of its weekday's; none: closed. Hours that began the day before go on.
struct Holiday {
  std::chrono::local_days date;
  std::vector<OpeningHours> hours;
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

/// Hours may overlap or touch: what is open twice counts once. A time that a clock change skips is moved forward by
/// the gap, of a time that comes twice the first one is meant, and a date that a zone left out altogether has no
/// hours. Of two holidays on one date the later in the list holds.
struct Schedule {
  std::string name;
  TimeZone zone = TimeZone::utc();
  std::array<std::vector<OpeningHours>, 7> week;  ///< by std::chrono::weekday::c_encoding(): Sunday first
  std::vector<Holiday> holidays;                  ///< in any order
};

/// Whether hours begin on the date, by the wall clock of the schedule's zone: no holiday without hours, no date that
/// the zone left out.
bool is_open_on(const Schedule& schedule, std::chrono::local_days date);

/// Half-open [begin, end).
struct OpenStretch {
  Instant begin;
  Instant end;
  friend bool operator==(const OpenStretch&, const OpenStretch&) = default;
};

/// When `schedule` is open within [from, to): sorted, apart from each other, none empty. Walks over days.
std::vector<OpenStretch> open_stretches(const Schedule& schedule, Instant from, Instant to);

/// One schedule, tabulated so that any number of tickets can be asked for. The table divides time into cells short
/// enough to hold at most one piece of open time each, and a cell knows how much was open before it.
class BusinessClock {
 public:
  /// Tabulates [from, to), at most its first hundred years; about 60 to 130 KB a year for usual hours. Instants outside
  /// are answered as exactly, but by a walk over the days between, so give the span of the data.
  BusinessClock(Schedule schedule, Instant from, Instant to);

  /// Open time in [from, to): 0 when both lie outside the hours, negative when `to` is the earlier one. Two look-ups,
  /// however far the two are apart.
  [[nodiscard]] Seconds business_time(Instant from, Instant to) const { return open_until(to) - open_until(from); }

  /// Open time since the begin of the table, negative before it: who asks for many durations from one instant, or for
  /// several of one ticket, looks each instant up once.
  [[nodiscard]] Seconds open_until(Instant instant) const {
    const auto at = static_cast<std::uint64_t>((instant - begin_).count());  // huge before the begin
    if (at >= covered_) return open_until_outside(instant);
    const Cell cell = cells_[at >> cell_bits_];
    const int into_cell = static_cast<int>(at & ((1U << cell_bits_) - 1));
    return Seconds{std::int64_t{cell.open_before} + std::clamp<int>(into_cell - cell.opens_after, 0, cell.open)};
  }

  [[nodiscard]] const Schedule& schedule() const noexcept { return schedule_; }

 private:
  struct Cell {
    std::uint32_t open_before = 0;  ///< seconds, from the table's begin to the cell's
    std::uint16_t opens_after = 0;  ///< seconds into the cell
    std::uint16_t open = 0;         ///< length of its piece of open time
  };

  [[nodiscard]] Seconds open_until_outside(Instant instant) const;
  /// False when a cell of this size would hold two pieces.
  [[nodiscard]] bool tabulate(const std::vector<OpenStretch>& stretches, unsigned cell_bits);

  Schedule schedule_;
  Instant begin_;
  std::uint64_t covered_ = 0;  ///< seconds of the table
  unsigned cell_bits_ = 0;     ///< a cell has 2^cell_bits_ seconds
  Seconds total_{};            ///< open time of the table
  std::vector<Cell> cells_;
};

}  // namespace csreport

#include "csreport/core/business_hours.hpp"

#include <utility>

namespace csreport {
namespace {

using std::chrono::days;
using std::chrono::local_days;

/// What a cell's 32 bits can count, and no data of a help desk is longer.
constexpr Seconds kLongestTable = days{36'525};
/// Cells of 68 minutes: fewer are not faster, and more are only made where hours are closer together.
constexpr unsigned kLargestCellBits = 12;

local_days local_date(Instant instant, const TimeZone& zone) {
  return std::chrono::floor<days>(zone.to_local(instant));
}

const std::vector<OpeningHours>& hours_of(const Schedule& schedule, local_days date) {
  const auto& holidays = schedule.holidays;
  const auto holiday =
      std::find_if(holidays.rbegin(), holidays.rend(), [&](const Holiday& one) { return one.date == date; });
  if (holiday != holidays.rend()) return holiday->hours;
  return schedule.week[std::chrono::weekday{date}.c_encoding()];
}

/// A zone that moves over the date line leaves out a date (Apia had no 30 December 2011).
bool is_left_out(local_days date, const TimeZone& zone) {
  return zone.to_instant(date).instant >= zone.to_instant(date + days{1}).instant;
}

OpenStretch stretch_of(const OpeningHours& hours, local_days date, const TimeZone& zone) {
  const local_days last = hours.end <= hours.begin ? date + days{1} : date;
  return {zone.to_instant(date + hours.begin).instant, zone.to_instant(last + hours.end).instant};
}

/// Sorts, and joins what overlaps or touches.
void unite(std::vector<OpenStretch>& stretches) {
  std::sort(stretches.begin(), stretches.end(),
            [](const OpenStretch& a, const OpenStretch& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const OpenStretch& stretch : stretches) {
    if (kept > 0 && stretch.begin <= stretches[kept - 1].end) {
      stretches[kept - 1].end = std::max(stretches[kept - 1].end, stretch.end);
    } else {
      stretches[kept++] = stretch;
    }
  }
  stretches.resize(kept);
}

Seconds open_time(const Schedule& schedule, Instant from, Instant to) {
  Seconds sum{};
  for (const OpenStretch& stretch : open_stretches(schedule, from, to)) sum += stretch.end - stretch.begin;
  return sum;
}

}  // namespace

bool is_open_on(const Schedule& schedule, local_days date) {
  return !hours_of(schedule, date).empty() && !is_left_out(date, schedule.zone);
}

std::vector<OpenStretch> open_stretches(const Schedule& schedule, Instant from, Instant to) {
  std::vector<OpenStretch> stretches;
  if (from >= to) return stretches;
  // Hours that go on past midnight, into a skipped day, end two dates later.
  const local_days first = local_date(from, schedule.zone) - days{2};
  const local_days last = local_date(to, schedule.zone);
  for (local_days date = first; date <= last; date += days{1}) {
    const auto& hours_of_date = hours_of(schedule, date);
    if (hours_of_date.empty() || is_left_out(date, schedule.zone)) continue;
    for (const OpeningHours& hours : hours_of_date) {
      OpenStretch stretch = stretch_of(hours, date, schedule.zone);
      stretch.begin = std::max(stretch.begin, from);
      stretch.end = std::min(stretch.end, to);
      if (stretch.begin < stretch.end) stretches.push_back(stretch);
    }
  }
  unite(stretches);
  return stretches;
}

BusinessClock::BusinessClock(Schedule schedule, Instant from, Instant to)
    : schedule_(std::move(schedule)), begin_(from) {
  const Seconds length = std::clamp(to - from, Seconds{0}, kLongestTable);
  covered_ = static_cast<std::uint64_t>(length.count());
  const auto stretches = open_stretches(schedule_, begin_, begin_ + length);
  // In cells of one second each is open or closed, so this ends.
  for (unsigned bits = kLargestCellBits; !tabulate(stretches, bits);) --bits;
}

bool BusinessClock::tabulate(const std::vector<OpenStretch>& stretches, unsigned cell_bits) {
  cell_bits_ = cell_bits;
  total_ = {};
  const Seconds size{std::int64_t{1} << cell_bits};
  cells_.assign((covered_ >> cell_bits) + 1, {});
  auto next = stretches.begin();
  Instant begin = begin_;
  for (Cell& cell : cells_) {
    const Instant end = begin + size;
    cell.open_before = static_cast<std::uint32_t>(total_.count());
    while (next != stretches.end() && next->begin < end) {
      if (cell.open > 0) return false;
      const Instant opens = std::max(next->begin, begin);
      const Instant closes = std::min(next->end, end);
      cell.opens_after = static_cast<std::uint16_t>((opens - begin).count());
      cell.open = static_cast<std::uint16_t>((closes - opens).count());
      total_ += closes - opens;
      if (next->end > end) break;  // the rest belongs to the next cell
      ++next;
    }
    begin = end;
  }
  return true;
}

Seconds BusinessClock::open_until_outside(Instant instant) const {
  const Instant end = begin_ + Seconds{static_cast<std::int64_t>(covered_)};
  if (instant < begin_) return -open_time(schedule_, instant, begin_);
  return total_ + open_time(schedule_, end, instant);
}

}  // namespace csreport

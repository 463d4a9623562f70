#include "csreport/compute/day_counts.hpp"

#include <algorithm>
#include <numeric>

#include "compute/raw_cells.hpp"
#include "compute/ticket_facts.hpp"

namespace csreport {
namespace {

using Day = std::chrono::local_days;
constexpr std::chrono::days kLookedAt{12 * 7};

Day day_of(Instant instant, const TimeZone& zone) {
  return std::chrono::floor<std::chrono::days>(zone.to_local(instant));
}

std::size_t weekday_of(Day day) { return std::chrono::weekday(day).c_encoding(); }

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
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

std::array<double, 7> usual_counts(const DayCounts& days, Day begin, Day end) {
  std::array<std::vector<double>, 7> by_weekday;
  for (Day day = std::max(begin, days.first); day < std::min(end, days.end()); day += std::chrono::days{1}) {
    by_weekday[weekday_of(day)].push_back(static_cast<double>(days.of(day)));
  }
  std::array<double, 7> usual{};
  std::transform(by_weekday.begin(), by_weekday.end(), usual.begin(), median_of);
  return usual;
}

DayGaps day_gaps_of(const DayCounts& days) {
  const std::array<double, 7> usual = usual_counts(days, days.end() - kLookedAt, days.end());
  DayGaps gaps;
  std::transform(usual.begin(), usual.end(), gaps.busy.begin(), [](double count) { return count >= kFewestUsual; });
  for (Day day = days.first; day < days.end(); day += std::chrono::days{1}) {
    if (days.of(day) == 0 && gaps.busy[weekday_of(day)]) gaps.missing.push_back(day);
  }
  return gaps;
}

std::optional<Instant> covered_until(const Dataset& data, const DayCounts& days, const TimeZone& zone) {
  constexpr int kFewest = 4;
  constexpr int kMostClosed = 3;
  if (!data.has_tickets || days.created.empty()) return data.horizon;
  const Day last = day_of(*data.horizon, zone);
  const Day first = std::max(days.first, last - kLookedAt + std::chrono::days{1});
  std::vector<bool> busy;
  for (Day day = first; day <= last; day += std::chrono::days{1}) busy.push_back(days.of(day) > 0);
  const auto count = static_cast<int>(busy.size());
  std::optional<Instant> covered = data.horizon;
  if (2 * std::count(busy.begin(), busy.end(), true) < count) return covered;  // too few tickets to tell closed days
  for (int behind = 1; behind <= kMostClosed; ++behind) {
    int same = 0;
    int with_tickets = 0;
    for (int day = count - 1 + behind - 7; day >= 0; day -= 7) {
      ++same;
      with_tickets += busy[static_cast<std::size_t>(day)] ? 1 : 0;
    }
    if (same < kFewest || 10 * with_tickets > same) break;
    covered = zone.to_instant(LocalTime{last + std::chrono::days{behind + 1}}).instant;
  }
  return covered;
}

namespace {

/// The first day from `begin` on by whose end five tickets were to be expected, by the mean counts of the weekdays in
/// the twelve weeks before; `end` where there is none before it, nothing where nobody knows how many come a day.
std::optional<Day> telling_day(const DayCounts& days, Day begin, Day end) {
  constexpr double kTelling = 5;
  constexpr double kFewestTickets = 20;
  std::array<double, 7> sum{};
  std::array<double, 7> of_days{};
  for (Day day = std::max(days.first, begin - kLookedAt); day < begin; day += std::chrono::days{1}) {
    sum[weekday_of(day)] += static_cast<double>(days.of(day));
    ++of_days[weekday_of(day)];
  }
  if (std::accumulate(sum.begin(), sum.end(), 0.0) < kFewestTickets) return std::nullopt;
  double expected = 0;
  for (Day day = begin; day < end; day += std::chrono::days{1}) {
    const std::size_t weekday = weekday_of(day);
    if (of_days[weekday] > 0) expected += sum[weekday] / of_days[weekday];
    if (expected >= kTelling) return day;
  }
  return end;
}

}  // namespace

std::optional<Instant> told_until(const Dataset& data, const DayCounts& days, const TimeZone& zone) {
  constexpr std::chrono::days kFarthest{400};
  if (!data.horizon) return std::nullopt;
  if (!data.has_tickets || days.created.empty()) return *data.horizon + kFarthest;
  const std::optional<Instant> covered = covered_until(data, days, zone);
  const std::optional<Day> telling = telling_day(days, days.end(), days.end() + kFarthest);
  if (!telling) return *data.horizon + kFarthest;
  if (*telling == days.end()) return covered;
  return std::max(*covered, zone.to_instant(LocalTime{*telling}).instant);
}

std::optional<Instant> silent_since(const DayCounts& days, const TimeZone& zone) {
  const auto newest = std::find_if(days.created.rbegin(), days.created.rend(), [](std::int64_t n) { return n > 0; });
  if (newest == days.created.rend()) return std::nullopt;
  const Day behind = days.end() - std::chrono::days{newest - days.created.rbegin()};
  const std::optional<Day> telling = telling_day(days, behind, days.end());
  if (!telling || *telling == days.end()) return std::nullopt;
  return zone.to_instant(LocalTime{*telling}).instant;
}

}  // namespace csreport

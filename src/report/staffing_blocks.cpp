// When customers write and when they are answered late, by hour and weekday; the work of an hour beside the agents.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr double kHourSeconds = 3600;

/// Neighbouring hours that share a column: nights are one.
struct HourSpan {
  std::size_t first = 0;
  std::size_t last = 0;
  [[nodiscard]] double hours() const { return static_cast<double>(last - first + 1); }
};

std::vector<HourSpan> hour_spans() {
  constexpr std::size_t kMorning = 7;
  constexpr std::size_t kEvening = 20;
  std::vector<HourSpan> spans = {{0, kMorning - 1}};
  for (std::size_t hour = kMorning; hour < kEvening; ++hour) spans.push_back({hour, hour});
  spans.push_back({kEvening, kHours - 1});
  return spans;
}

std::string two_digits(std::size_t hour) { return (hour < 10 ? "0" : "") + std::to_string(hour); }

std::string name_of(const HourSpan& span) {
  return span.first == span.last ? two_digits(span.first) : two_digits(span.first) + "–" + two_digits(span.last);
}

/// "09:00": when an hour begins.
Name clock_time(std::size_t hour) { return {two_digits(hour % kHours) + ":00"}; }

Cell weekday(std::size_t day) { return Message{"figure.hours.weekday_" + std::to_string(day + 1), {}}; }

using CountOf = std::int64_t HourCell::*;

Cell count_cell(std::int64_t n) { return Quantity{QuantityKind::count, static_cast<double>(n), 0}; }

// ---- heat maps ----------------------------------------------------------------------------------

/// The counts of a heat map, one row a weekday and one column a span.
struct HeatCounts {
  std::vector<HourSpan> spans = hour_spans();
  std::array<std::vector<std::int64_t>, kWeekdays> of_day;

  HeatCounts(const HourGrid& grid, CountOf count) {
    for (std::size_t day = 0; day < kWeekdays; ++day) {
      for (const HourSpan& span : spans) {
        std::int64_t sum = 0;
        for (std::size_t hour = span.first; hour <= span.last; ++hour) sum += grid.cells[day][hour].*count;
        of_day[day].push_back(sum);
      }
    }
  }
  /// Per hour, so that a night is no darker for being long.
  [[nodiscard]] double density(std::size_t day, std::size_t span) const {
    return static_cast<double>(of_day[day][span]) / spans[span].hours();
  }
  /// All densities above 0, the largest first.
  [[nodiscard]] std::vector<double> densities() const {
    std::vector<double> all;
    for (std::size_t day = 0; day < kWeekdays; ++day) {
      for (std::size_t span = 0; span < spans.size(); ++span) {
        if (of_day[day][span] > 0) all.push_back(density(day, span));
      }
    }
    std::sort(all.rbegin(), all.rend());
    return all;
  }
};

/// From 0 to 5.
int step_of(double density, double most) {
  constexpr double kSteps = 5;
  if (density == 0 || most <= 0) return 0;
  return static_cast<int>(std::clamp(std::ceil(kSteps * density / most), 1.0, kSteps));
}

/// The density from which on cells are among the five largest, and those as large as the fifth. Where these are very
/// many, cells that are larger alone.
double few_largest(const std::vector<double>& densities) {
  constexpr std::size_t kMost = 5;
  constexpr std::size_t kMostWithEqual = 10;
  if (densities.empty()) return 0;
  if (densities.size() <= kMost) return densities.back();
  const double last = densities[kMost - 1];
  if (densities.size() <= kMostWithEqual || densities[kMostWithEqual] < last) return last;
  std::size_t larger = 0;
  while (densities[larger] > last) ++larger;
  return larger == 0 ? densities.front() + 1 : densities[larger - 1];
}

/// Weekdays below each other, hours side by side, with the totals of both.
void fill_heat_map(const HourGrid& grid, CountOf count, bool warning, Figure& figure) {
  const HeatCounts counts(grid, count);
  const std::vector<double> densities = counts.densities();
  if (densities.empty()) return;
  figure.shaded = true;
  figure.columns = {{"weekday", words("figure.hours.weekday"), ColumnKind::words, {}}};
  for (const HourSpan& span : counts.spans) {
    figure.columns.push_back({"h" + two_digits(span.first), Note{name_of(span)}, ColumnKind::numbers, {}});
  }
  figure.columns.push_back({"all", words("figure.hours.all"), ColumnKind::numbers, {}});
  FigureRow totals{.kind = FigureRowKind::total, .head = Message{"figure.hours.all", {}}, .remark = {}, .cells = {}};
  std::vector<std::int64_t> of_span(counts.spans.size());
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    FigureRow row{.kind = FigureRowKind::normal, .head = weekday(day), .remark = {}, .cells = {}};
    std::int64_t of_day = 0;
    for (std::size_t span = 0; span < counts.spans.size(); ++span) {
      const std::int64_t n = counts.of_day[day][span];
      const double density = counts.density(day, span);
      of_day += n;
      of_span[span] += n;
      row.cells.push_back(Shade{.n = n,
                                .step = step_of(density, densities.front()),
                                .warning = warning,
                                .most = n > 0 && density >= few_largest(densities)});
    }
    row.cells.push_back(count_cell(of_day));
    figure.rows.push_back(std::move(row));
  }
  for (const std::int64_t n : of_span) totals.cells.push_back(count_cell(n));
  totals.cells.push_back(count_cell(grid.total.*count));
  figure.rows.push_back(std::move(totals));
}

/// Of few contacts a share is no number to read.
Cell share_cell(const HourCell& cell) {
  if (cell.judged < kFewestForShare) return {};
  return Quantity{QuantityKind::share, static_cast<double>(cell.late) / static_cast<double>(cell.judged), cell.judged};
}

/// Below the totals: how many of the contacts of an hour were late, all weekdays together.
void add_share_row(const HourGrid& grid, Figure& figure) {
  FigureRow row{.kind = FigureRowKind::quiet, .head = Message{"figure.hours.share", {}}, .remark = {}, .cells = {}};
  for (const HourSpan& span : hour_spans()) {
    HourCell all;
    for (const auto& day : grid.cells) {
      for (std::size_t hour = span.first; hour <= span.last; ++hour) all += day[hour];
    }
    row.cells.push_back(share_cell(all));
  }
  row.cells.push_back(share_cell(grid.total));
  figure.rows.push_back(std::move(row));
}

/// Hours of the day in a row, on over midnight, that hold so many.
struct Band {
  std::size_t first = 0;
  std::size_t hours = 0;
  std::int64_t n = 0;
};

/// The fewest hours in a row that hold half of all; of equally few those that hold the most, then the earliest.
Band half_of(const HourGrid& grid, CountOf count) {
  std::array<std::int64_t, kHours> of_hour{};
  for (const auto& day : grid.cells) {
    for (std::size_t hour = 0; hour < kHours; ++hour) of_hour[hour] += day[hour].*count;
  }
  for (std::size_t hours = 1; hours < kHours; ++hours) {
    Band best;
    for (std::size_t first = 0; first < kHours; ++first) {
      Band band{first, hours, 0};
      for (std::size_t i = 0; i < hours; ++i) band.n += of_hour[(first + i) % kHours];
      if (band.n > best.n) best = band;
    }
    if (2 * best.n >= grid.total.*count) return best;
  }
  return {};
}

/// When most of it is, where enough cases show it and the day is not all the same.
Note title_of_arrivals(const HourGrid& grid) {
  constexpr std::int64_t kFewest = 100;  // half of a hundred is known to ten points
  constexpr std::size_t kLongest = 8;    // of 24 even hours twelve hold half
  const Band band = half_of(grid, &HourCell::contacts);
  if (grid.total.contacts < kFewest || band.hours == 0 || band.hours > kLongest) return words("figure.hours.title");
  const double share = static_cast<double>(band.n) / static_cast<double>(grid.total.contacts);
  return Message{
      "figure.hours.band",
      {{"share", RoughShare{share}}, {"from", clock_time(band.first)}, {"to", clock_time(band.first + band.hours)}}};
}

/// A duration in a sentence, as first response times are written.
Amount duration(double seconds) { return {find_metric("frt"), MetricValue{.value = seconds, .n = 1000}, std::nullopt}; }

/// What late means: one limit by its length, several by the shortest and the longest.
Note subtitle_of_late(const HoursOfWeek& hours) {
  const auto seconds = [](Seconds length) { return duration(static_cast<double>(length.count())); };
  const Amount queue = seconds(hours.limits.queue);
  const SlaPolicies& limits = hours.limits.first_reply;
  const bool calls = hours.grid.calls_judged > 0;
  if (limits.empty()) return Message{"figure.hours.queue_limit", {{"queue", queue}}};
  const auto [shortest, longest] = std::minmax_element(
      limits.begin(), limits.end(), [](const auto& a, const auto& b) { return a.threshold < b.threshold; });
  const bool one = shortest->threshold == longest->threshold;
  Message subtitle{std::string("figure.hours.") + (one ? "limit" : "limits") + (calls ? "_and_queue" : ""),
                   {{"reply", seconds(shortest->threshold)}}};
  if (!one) subtitle.args.emplace_back("longest", seconds(longest->threshold));
  if (calls) subtitle.args.emplace_back("queue", queue);
  return subtitle;
}

// ---- workload -----------------------------------------------------------------------------------

/// The hours of a span, all weekdays together.
struct SpanWork {
  HourCell counts;
  std::int64_t needed = 0;  ///< in the hour that needs the most

  /// Of each hour, on the average of the days: so much work and so much time of agents, in seconds.
  [[nodiscard]] double work() const { return an_hour(counts.handle_seconds); }
  [[nodiscard]] double staffed() const { return an_hour(counts.staffed_seconds); }

 private:
  [[nodiscard]] double an_hour(std::int64_t seconds) const {
    return counts.seconds == 0 ? 0 : static_cast<double>(seconds) * kHourSeconds / static_cast<double>(counts.seconds);
  }
};

SpanWork work_of(const HoursOfWeek& hours, const HourSpan& span) {
  SpanWork work;
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    for (std::size_t hour = span.first; hour <= span.last; ++hour) {
      work.counts += hours.grid.cells[day][hour];
      work.needed = std::max(work.needed, hours.staffing.cells[day][hour].agents_needed.value_or(0));
    }
  }
  return work;
}

/// From 0 to a round length with a tick in its middle.
Axis work_axis(double longest) {
  constexpr std::array kMinutes = {2.0, 4.0, 10.0, 20.0, 30.0, 60.0, 120.0, 240.0, 480.0, 720.0};
  const auto* const minutes =
      std::find_if(kMinutes.begin(), kMinutes.end(), [&](double m) { return m * 60 >= longest; });
  double end = minutes != kMinutes.end() ? *minutes * 60 : 24 * kHourSeconds;
  while (end < longest) end *= 2;
  Axis axis{.low = 0, .high = end, .logarithmic = false, .ticks = {}};
  axis.ticks = {{QuantityKind::count, 0, 0}, {QuantityKind::duration, end / 2, 0}, {QuantityKind::duration, end, 0}};
  return axis;
}

/// Of contacts of which none has a known handle time nothing is said.
Cell time_cell(const SpanWork& work) {
  if (work.counts.handled == 0 && work.counts.contacts > 0) return Quantity{QuantityKind::duration, std::nullopt, 0};
  return Quantity{QuantityKind::duration, std::round(work.work()), 0};
}
Cell mean_cell(double value) { return Quantity{QuantityKind::mean, value, 0}; }

/// Where nobody was there is no tick at the edge.
std::optional<double> tick_of(const SpanWork& work) {
  return work.counts.staffed_seconds > 0 ? std::optional(work.staffed()) : std::nullopt;
}

Note title_of_work(const HoursOfWeek& hours, std::int64_t most_needed) {
  const Staffing& staffing = hours.staffing;
  const bool staffed = hours.grid.total.staffed_seconds > 0;
  if (staffed && staffing.tells_needs()) return Message{"figure.workload.short", {{"n", Count{staffing.hours_short}}}};
  if (staffing.tells_needs()) return Message{"figure.workload.most", {{"n", Count{most_needed}}}};
  return Message{"figure.workload.hours", {{"hours", AgentHours{staffing.workload_hours}}}};
}

/// What the agents needed are for, and what time away from the queue does to them.
std::vector<Note> notes_on_needs(const Staffing& staffing) {
  static const MetricRow& kShare = *find_metric("service_level");
  const auto share = [](double value) {
    return Amount{&kShare, MetricValue{.value = value, .n = 50}, std::nullopt};  // without decimals
  };
  Message needs{staffing.goal.patience ? "figure.workload.erlang_a" : "figure.workload.erlang_c",
                {{"share", share(staffing.goal.share)},
                 {"within", duration(staffing.goal.within)},
                 {"handling", duration(*staffing.live_handle_time)}}};
  if (staffing.goal.patience) needs.args.emplace_back("patience", duration(*staffing.goal.patience));
  if (staffing.shrinkage == 0) return {needs, words("figure.workload.at_queue")};
  return {needs, Message{"figure.workload.shrinkage", {{"share", share(staffing.shrinkage)}}}};
}

// ---- agents needed ------------------------------------------------------------------------------

/// Of a span the hour that needs the most: who is there for it is there for the others.
std::int64_t needed_in(const Staffing& staffing, std::size_t day, const HourSpan& span) {
  std::int64_t most = 0;
  for (std::size_t hour = span.first; hour <= span.last; ++hour) {
    most = std::max(most, staffing.cells[day][hour].agents_needed.value_or(0));
  }
  return most;
}

struct BusiestHour {
  std::size_t day = 0;
  std::size_t hour = 0;
  std::int64_t needed = 0;
  bool alone = true;  ///< no other hour needs as many
};

/// The earliest of the week, where several need as many.
BusiestHour busiest_of(const Staffing& staffing) {
  BusiestHour busiest;
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      const std::int64_t needed = staffing.cells[day][hour].agents_needed.value_or(0);
      if (needed == busiest.needed) busiest.alone = false;
      if (needed > busiest.needed) busiest = {day, hour, needed};
    }
  }
  return busiest;
}

FigureRow needs_of_day(const Staffing& staffing, std::size_t day, const std::vector<double>& largest) {
  FigureRow row{.kind = FigureRowKind::normal, .head = weekday(day), .remark = {}, .cells = {}};
  for (const HourSpan& span : hour_spans()) {
    const std::int64_t n = needed_in(staffing, day, span);
    const auto needed = static_cast<double>(n);
    row.cells.push_back(Shade{.n = n,
                              .step = step_of(needed, largest.front()),
                              .warning = false,
                              .most = n > 0 && needed >= few_largest(largest)});
  }
  std::int64_t agent_hours = 0;
  for (const HourStaffing& hour : staffing.cells[day]) agent_hours += hour.agents_needed.value_or(0);
  row.cells.push_back(count_cell(agent_hours));
  return row;
}

}  // namespace

std::vector<Block> agents_needed_by_hour(const Report& report) {
  if (!report.hours || !report.hours->staffing.tells_needs()) return {};
  const Staffing& staffing = report.hours->staffing;
  const BusiestHour busiest = busiest_of(staffing);
  if (busiest.needed == 0) return {};
  Figure figure;
  figure.shaded = true;
  figure.title = Message{"figure.needs.title_of_many", {{"n", Count{busiest.needed}}}};
  if (busiest.alone) {
    figure.title = Message{"figure.needs.title",
                           {{"weekday", Phrase{"figure.hours.weekday_" + std::to_string(busiest.day + 1), {}}},
                            {"from", clock_time(busiest.hour)},
                            {"n", Count{busiest.needed}}}};
  }
  figure.subtitle = words("figure.needs.subtitle");
  figure.columns = {{"weekday", words("figure.hours.weekday"), ColumnKind::words, {}}};
  std::vector<double> largest;
  for (const HourSpan& span : hour_spans()) {
    figure.columns.push_back({"h" + two_digits(span.first), Note{name_of(span)}, ColumnKind::numbers, {}});
    for (std::size_t day = 0; day < kWeekdays; ++day) {
      const std::int64_t n = needed_in(staffing, day, span);
      if (n > 0) largest.push_back(static_cast<double>(n));
    }
  }
  std::sort(largest.rbegin(), largest.rend());
  figure.columns.push_back({"agent_hours", words("figure.needs.agent_hours"), ColumnKind::numbers, {}});
  for (std::size_t day = 0; day < kWeekdays; ++day) figure.rows.push_back(needs_of_day(staffing, day, largest));
  figure.notes.push_back(words("figure.needs.note"));
  return {{.id = "agents_needed_by_hour", .content = std::move(figure)}};
}

std::vector<Block> arrivals_by_hour(const Report& report) {
  if (!report.hours || report.hours->grid.total.contacts == 0) return {};
  const HourGrid& grid = report.hours->grid;
  Figure figure;
  figure.title = title_of_arrivals(grid);
  figure.subtitle = words("figure.hours.arrivals");
  figure.key = words("figure.hours.key");
  fill_heat_map(grid, &HourCell::contacts, /*warning=*/false, figure);
  if (grid.outbound > 0) figure.notes.push_back(Message{"figure.hours.outbound", {{"n", Count{grid.outbound}}}});
  return {{.id = "arrivals_by_hour", .content = std::move(figure)}};
}

std::vector<Block> late_answers_by_hour(const Report& report) {
  if (!report.hours || report.hours->grid.total.judged == 0) return {};
  const HourGrid& grid = report.hours->grid;
  const bool only_calls = grid.calls_judged == grid.total.judged;
  Figure figure;
  figure.title = Message{only_calls ? "figure.hours.late_calls" : "figure.hours.late",
                         {{"n", Count{grid.total.late}}, {"judged", Count{grid.total.judged}}}};
  figure.subtitle = subtitle_of_late(*report.hours);
  fill_heat_map(grid, &HourCell::late, /*warning=*/true, figure);
  if (!figure.rows.empty()) add_share_row(grid, figure);
  const std::int64_t open = grid.total.contacts - grid.total.judged - grid.without_limit;
  if (grid.without_limit > 0) {
    figure.notes.push_back(Message{"figure.hours.without_limit", {{"n", Count{grid.without_limit}}}});
  }
  if (open > 0) figure.notes.push_back(Message{"figure.hours.not_judged", {{"n", Count{open}}}});
  return {{.id = "late_answers_by_hour", .content = std::move(figure)}};
}

std::vector<Block> workload_by_hour(const Report& report) {
  if (!report.hours || report.hours->grid.total.handle_seconds == 0) return {};
  const HoursOfWeek& hours = *report.hours;
  const Staffing& staffing = hours.staffing;
  const bool staffed = hours.grid.total.staffed_seconds > 0;
  std::vector<std::pair<HourSpan, SpanWork>> spans;
  double longest = 0;
  std::int64_t most_needed = 0;
  for (const HourSpan& span : hour_spans()) {
    const SpanWork work = work_of(hours, span);
    if (work.counts.contacts == 0 && work.counts.staffed_seconds == 0) continue;
    longest = std::max({longest, work.work(), work.staffed()});
    most_needed = std::max(most_needed, work.needed);
    spans.emplace_back(span, work);
  }
  Figure figure;
  figure.title = title_of_work(hours, most_needed);
  figure.subtitle = words("figure.workload.subtitle");
  figure.key = words(staffed ? "figure.workload.key_staffed" : "figure.workload.key");
  figure.columns = {{"hour", words("figure.workload.hour"), ColumnKind::words, {}},
                    {"bars", words("figure.workload.bars"), ColumnKind::drawing, work_axis(longest)},
                    {"contacts", words("figure.workload.contacts"), ColumnKind::numbers, {}},
                    {"workload", words("figure.workload.workload"), ColumnKind::numbers, {}}};
  if (staffed) figure.columns.push_back({"staffed", words("figure.workload.staffed"), ColumnKind::numbers, {}});
  if (staffing.tells_needs()) {
    figure.columns.push_back({"needed", words("figure.workload.needed"), ColumnKind::numbers, {}});
  }
  for (const auto& [span, work] : spans) {
    FigureRow row{.kind = FigureRowKind::normal,
                  .head = Name{name_of(span)},
                  .remark = {},
                  .cells = {staffed ? Drawing{Against{work.work(), tick_of(work)}} : Drawing{Bar{.value = work.work()}},
                            count_cell(work.counts.contacts), time_cell(work)}};
    if (staffed) row.cells.push_back(mean_cell(work.staffed() / kHourSeconds));
    if (staffing.tells_needs()) row.cells.push_back(count_cell(work.needed));
    figure.rows.push_back(std::move(row));
  }
  if (staffing.tells_needs()) figure.notes = notes_on_needs(staffing);
  const HourCell& total = hours.grid.total;
  if (total.handled < total.contacts) {
    figure.notes.insert(figure.notes.begin(), Message{"figure.workload.known",
                                                      {{"n", Count{total.handled}}, {"all", Count{total.contacts}}}});
  }
  return {{.id = "workload_by_hour", .content = std::move(figure)}};
}

}  // namespace csreport

// When customers write and when they are answered late, by hour and weekday; the work of an hour beside the agents.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

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

Cell weekday(std::size_t day) { return Message{"figure.hours.weekday_" + std::to_string(day + 1), {}}; }

using CountOf = std::int64_t HourCell::*;

std::int64_t sum_of(const HourGrid& grid, std::size_t day, const HourSpan& span, CountOf count) {
  std::int64_t sum = 0;
  for (std::size_t hour = span.first; hour <= span.last; ++hour) sum += grid.cells[day][hour].*count;
  return sum;
}

/// From 0 to 5 by the count of one hour, so that a night is no darker for being long.
int step_of(std::int64_t n, const HourSpan& span, double most) {
  constexpr double kSteps = 5;
  if (n == 0 || most <= 0) return 0;
  return static_cast<int>(std::clamp(std::ceil(kSteps * static_cast<double>(n) / span.hours() / most), 1.0, kSteps));
}

Cell total_cell(std::int64_t n) { return Quantity{QuantityKind::count, static_cast<double>(n), 0}; }

/// Weekdays below each other, hours side by side, with the totals of both.
void fill_heat_map(const HourGrid& grid, CountOf count, bool warning, Figure& figure) {
  const auto spans = hour_spans();
  figure.shaded = true;
  figure.columns = {{"weekday", words("figure.hours.weekday"), ColumnKind::words, {}}};
  for (const HourSpan& span : spans) {
    figure.columns.push_back({"h" + two_digits(span.first), Note{name_of(span)}, ColumnKind::numbers, {}});
  }
  figure.columns.push_back({"all", words("figure.hours.all"), ColumnKind::numbers, {}});
  double most = 0;
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    for (const HourSpan& span : spans) {
      most = std::max(most, static_cast<double>(sum_of(grid, day, span, count)) / span.hours());
    }
  }
  FigureRow totals{.kind = FigureRowKind::total, .head = Message{"figure.hours.all", {}}, .remark = {}, .cells = {}};
  std::vector<std::int64_t> of_span(spans.size());
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    FigureRow row{.kind = FigureRowKind::normal, .head = weekday(day), .remark = {}, .cells = {}};
    std::int64_t of_day = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const std::int64_t n = sum_of(grid, day, spans[i], count);
      of_day += n;
      of_span[i] += n;
      row.cells.push_back(Shade{n, step_of(n, spans[i], most), warning});
    }
    row.cells.push_back(total_cell(of_day));
    figure.rows.push_back(std::move(row));
  }
  for (const std::int64_t n : of_span) totals.cells.push_back(total_cell(n));
  totals.cells.push_back(total_cell(grid.total.*count));
  figure.rows.push_back(std::move(totals));
}

/// The hour of a weekday with the most of it.
struct Busiest {
  std::size_t day = 0;
  std::size_t hour = 0;
};
Busiest busiest(const HourGrid& grid, CountOf count) {
  Busiest most;
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      if (grid.cells[day][hour].*count > grid.cells[most.day][most.hour].*count) most = {day, hour};
    }
  }
  return most;
}

/// A duration in a sentence, as first response times are written.
Amount duration(double seconds) { return {find_metric("frt"), MetricValue{.value = seconds, .n = 1000}, std::nullopt}; }

/// One hour of the day, all weekdays together.
struct DayHour {
  HourCell counts;
  double needed = 0;  ///< on the weekday that needs the most
  std::int64_t short_days = 0;
};

DayHour day_hour(const HoursOfWeek& hours, std::size_t hour) {
  DayHour one;
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    const HourStaffing& staffing = hours.staffing.cells[day][hour];
    one.counts += hours.grid.cells[day][hour];
    one.needed = std::max(one.needed, static_cast<double>(staffing.agents_needed.value_or(0)));
    one.short_days += staffing.short_of_agents ? 1 : 0;
  }
  return one;
}

/// So many at once on the average of the hour's time.
double agents(std::int64_t seconds, const HourCell& cell) {
  return cell.seconds == 0 ? 0 : static_cast<double>(seconds) / static_cast<double>(cell.seconds);
}

Cell mean_cell(double value) { return Quantity{QuantityKind::mean, value, 0}; }

}  // namespace

std::vector<Block> arrivals_by_hour(const Report& report) {
  if (!report.hours || report.hours->grid.total.contacts == 0) return {};
  const HourGrid& grid = report.hours->grid;
  const Busiest most = busiest(grid, &HourCell::contacts);
  Figure figure;
  figure.title =
      Message{"figure.hours.busiest_" + std::to_string(most.day + 1),
              {{"hour", Name{two_digits(most.hour) + ":00"}}, {"n", Count{grid.cells[most.day][most.hour].contacts}}}};
  figure.subtitle = words("figure.hours.arrivals");
  fill_heat_map(grid, &HourCell::contacts, /*warning=*/false, figure);
  if (grid.outbound > 0) figure.notes.push_back(Message{"figure.hours.outbound", {{"n", Count{grid.outbound}}}});
  return {{.id = "arrivals_by_hour", .content = std::move(figure)}};
}

std::vector<Block> late_answers_by_hour(const Report& report) {
  if (!report.hours || report.hours->grid.total.judged == 0) return {};
  const HourGrid& grid = report.hours->grid;
  const AnswerLimits& limits = report.hours->limits;
  Figure figure;
  figure.title = Message{"figure.hours.late", {{"n", Count{grid.total.late}}, {"judged", Count{grid.total.judged}}}};
  const Amount queue = duration(static_cast<double>(limits.queue.count()));
  figure.subtitle =
      limits.first_reply
          ? Message{"figure.hours.limits",
                    {{"reply", duration(static_cast<double>(limits.first_reply->count()))}, {"queue", queue}}}
          : Message{"figure.hours.queue_limit", {{"queue", queue}}};
  fill_heat_map(grid, &HourCell::late, /*warning=*/true, figure);
  return {{.id = "late_answers_by_hour", .content = std::move(figure)}};
}

std::vector<Block> workload_by_hour(const Report& report) {
  if (!report.hours) return {};
  const HoursOfWeek& hours = *report.hours;
  const Staffing& staffing = hours.staffing;
  const bool staffed = hours.grid.total.staffed_seconds > 0;
  if (hours.grid.total.handle_seconds == 0) return {};
  Figure figure;
  figure.title = staffed && staffing.tells_needs()
                     ? Message{"figure.workload.short", {{"n", Count{staffing.hours_short}}}}
                     : Message{"figure.workload.title", {}};
  figure.subtitle = words(staffed ? "figure.workload.subtitle_staffed" : "figure.workload.subtitle");
  std::vector<double> lengths;
  for (std::size_t hour = 0; hour < kHours; ++hour) {
    const DayHour one = day_hour(hours, hour);
    lengths.push_back(agents(one.counts.handle_seconds, one.counts));
    lengths.push_back(agents(one.counts.staffed_seconds, one.counts));
  }
  figure.columns = {{"hour", words("figure.workload.hour"), ColumnKind::words, {}},
                    {"bars", words("figure.workload.bars"), ColumnKind::drawing, axis_from_zero(lengths)},
                    {"contacts", words("figure.workload.contacts"), ColumnKind::numbers, {}},
                    {"workload", words("figure.workload.workload"), ColumnKind::numbers, {}}};
  if (staffed) figure.columns.push_back({"staffed", words("figure.workload.staffed"), ColumnKind::numbers, {}});
  if (staffing.tells_needs()) {
    figure.columns.push_back({"needed", words("figure.workload.needed"), ColumnKind::numbers, {}});
  }
  for (std::size_t hour = 0; hour < kHours; ++hour) {
    const DayHour one = day_hour(hours, hour);
    if (one.counts.contacts == 0 && one.counts.staffed_seconds == 0) continue;
    const double workload = agents(one.counts.handle_seconds, one.counts);
    const double there = agents(one.counts.staffed_seconds, one.counts);
    const double occurrences = static_cast<double>(one.counts.seconds) / 3600;
    FigureRow row{.kind = FigureRowKind::normal,
                  .head = Name{two_digits(hour) + ":00"},
                  .remark = {},
                  .cells = {Drawing{Against{workload, staffed ? std::optional(there) : std::nullopt}},
                            mean_cell(static_cast<double>(one.counts.contacts) / std::max(occurrences, 1.0)),
                            mean_cell(workload)}};
    if (staffed) row.cells.push_back(mean_cell(there));
    if (staffing.tells_needs()) row.cells.push_back(Quantity{QuantityKind::count, one.needed, 0});
    figure.rows.push_back(std::move(row));
  }
  if (staffing.tells_needs()) {
    static const MetricRow& kShare = *find_metric("service_level");
    const MetricValue share{.value = staffing.goal.share, .n = 50};
    figure.notes.push_back(Message{staffing.goal.patience ? "figure.workload.erlang_a" : "figure.workload.erlang_c",
                                   {{"share", Amount{&kShare, share, std::nullopt}},
                                    {"within", duration(staffing.goal.within)},
                                    {"handling", duration(*staffing.live_handle_time)},
                                    {"patience", duration(staffing.goal.patience.value_or(0))}}});
  }
  return {{.id = "workload_by_hour", .content = std::move(figure)}};
}

}  // namespace csreport

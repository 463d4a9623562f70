// How many tickets the next days and periods will bring.

#include <cmath>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

Cell count_cell(double count) { return Quantity{QuantityKind::count, std::round(count), 0}; }

Block figure_of(const Outlook& outlook) {
  const std::string grain(grain_name(outlook.grain));
  std::vector<double> ends;
  double sum = 0;
  for (const OutlookPoint& point : outlook.points) {
    ends.push_back(point.high);
    sum += point.expected;
  }
  const double mean = sum / static_cast<double>(outlook.points.size());
  Figure figure;
  figure.title = Message{"figure.outlook.title_" + grain,
                         {{"n", Count{std::llround(sum)}}, {"parts", Count{static_cast<std::int64_t>(ends.size())}}}};
  figure.subtitle = words("figure.outlook.subtitle");
  figure.columns = {{"period", words("figure.outlook.period"), ColumnKind::words, {}},
                    {"range", words("figure.outlook.range"), ColumnKind::drawing, axis_from_zero(ends)},
                    {"expected", words("figure.outlook.expected"), ColumnKind::numbers, {}},
                    {"low", words("figure.outlook.low"), ColumnKind::numbers, {}},
                    {"high", words("figure.outlook.high"), ColumnKind::numbers, {}}};
  const bool day = outlook.grain == Grain::day;
  for (const OutlookPoint& point : outlook.points) {
    const Message name = day ? Message{"figure.outlook.day", {{"day", ShortPeriod{point.period, false}}}}
                             : Message{"figure.outlook.name", {{"period", PeriodName{point.period}}}};
    figure.rows.push_back({.kind = FigureRowKind::normal,
                           .head = name,
                           .remark = {},
                           .cells = {Drawing{Whisker{.value = point.expected,
                                                     .low = point.low,
                                                     .high = point.high,
                                                     .reference = mean,
                                                     .reference_low = std::nullopt,
                                                     .reference_high = std::nullopt,
                                                     .state = SignalState::normal}},
                                     count_cell(point.expected), count_cell(point.low), count_cell(point.high)}});
  }
  const Backtest& test = outlook.backtest;
  figure.notes.push_back(Message{"figure.outlook.backtest",
                                 {{"n", Count{static_cast<std::int64_t>(test.forecasts)}},
                                  {"error", Count{std::llround(test.error)}},
                                  {"naive", Count{std::llround(test.naive_error)}}}});
  figure.width = FigureWidth::half;
  return {.id = "outlook_" + grain, .content = std::move(figure)};
}

}  // namespace

std::vector<Block> outlook(const Report& report) {
  std::vector<Block> blocks;
  for (const Outlook& one : report.outlooks) {
    if (one.state == OutlookState::given) blocks.push_back(figure_of(one));
  }
  return blocks;
}

}  // namespace csreport

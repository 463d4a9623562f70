// How many tickets the next days and periods will bring.

#include <algorithm>
#include <cmath>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

/// Whole tickets on the page; the JSON has the number as it is.
Cell count_cell(double count, double shown) { return Quantity{QuantityKind::count, count, 0, shown}; }
Cell count_cell(double count) { return count_cell(count, std::round(count)); }

/// What is expected of each part, in whole tickets that add up to the total below them.
std::vector<double> whole_expected(const Outlook& outlook) {
  std::vector<double> expected;
  for (const OutlookPoint& point : outlook.points) expected.push_back(point.expected);
  return rounded_parts(expected, outlook.total.expected, 1);
}

Count whole(double count) { return {std::llround(count)}; }

/// From 0 to a round number with a tick in its middle.
Axis count_axis(double most) {
  constexpr double kRound[] = {1, 2, 2.5, 3, 4, 5};
  double step = 0;
  for (double power = 1; 2 * step < most || step == 0; power *= 10) {
    for (const double factor : kRound) {
      step = factor * power;
      if (2 * step >= most && std::floor(step) == step) break;
    }
  }
  Axis axis{.low = 0, .high = 2 * step, .logarithmic = false, .ticks = {}};
  for (const double tick : {0.0, step, 2 * step}) axis.ticks.push_back({QuantityKind::count, tick, 0});
  return axis;
}

/// What the forecast was better than: the same day a week before, the same part of the year before, the period before.
std::string naive_words(const Outlook& outlook) {
  if (outlook.grain == Grain::day) return "week";
  return outlook.season > 1 ? "year" : "period";
}

/// What the backtest found. Errors that differ must not read alike.
Message tried_on_past(const std::string& key, const Outlook& outlook) {
  const Backtest& test = outlook.backtest;
  const MetricRow* const row = find_metric("contacts_per_day");
  const auto error = [&](double value) {
    const bool alike = std::llround(test.error) == std::llround(test.naive_error);
    return alike ? Argument{Amount{row, MetricValue{.value = value, .n = 1}, std::nullopt}} : Argument{whole(value)};
  };
  return {key + naive_words(outlook),
          {{"n", Count{static_cast<std::int64_t>(test.forecasts)}},
           {"error", error(test.error)},
           {"naive", error(test.naive_error)}}};
}

Block figure_of(const Outlook& outlook) {
  const std::string grain(grain_name(outlook.grain));
  double most = 0;
  for (const OutlookPoint& point : outlook.points) most = std::max(most, point.high);
  const auto parts = static_cast<std::int64_t>(outlook.points.size());
  Figure figure;
  figure.title = Message{"figure.outlook.title_" + grain,
                         {{"n", whole(outlook.total.expected)},
                          {"parts", Count{parts}},
                          {"low", whole(outlook.total.low)},
                          {"high", whole(outlook.total.high)}}};
  figure.subtitle = words("figure.outlook.subtitle");
  figure.key = words("figure.outlook.key");
  figure.columns = {{"period", words("figure.outlook.period"), ColumnKind::words, {}},
                    {"range", words("figure.outlook.range"), ColumnKind::drawing, count_axis(most)},
                    {"expected", words("figure.outlook.expected"), ColumnKind::numbers, {}},
                    {"low", words("figure.outlook.low"), ColumnKind::numbers, {}},
                    {"high", words("figure.outlook.high"), ColumnKind::numbers, {}}};
  const bool day = outlook.grain == Grain::day;
  const std::vector<double> shown = whole_expected(outlook);
  for (const OutlookPoint& point : outlook.points) {
    const Message name = day ? Message{"figure.outlook.day",
                                       {{"weekday", ShortPeriod{point.period, /*of_week=*/true}},
                                        {"day", ShortPeriod{point.period, /*of_week=*/false}}}}
                             : Message{"figure.outlook.name", {{"period", PeriodName{point.period}}}};
    figure.rows.push_back({.kind = FigureRowKind::normal,
                           .head = name,
                           .remark = {},
                           .cells = {Drawing{Whisker{.value = point.expected,
                                                     .low = point.low,
                                                     .high = point.high,
                                                     .reference = std::nullopt,
                                                     .reference_low = std::nullopt,
                                                     .reference_high = std::nullopt,
                                                     .state = SignalState::normal}},
                                     count_cell(point.expected, shown[figure.rows.size()]), count_cell(point.low),
                                     count_cell(point.high)}});
  }
  figure.rows.push_back({.kind = FigureRowKind::total,
                         .head = Message{"figure.outlook.total", {}},
                         .remark = {},
                         .cells = {Cell{}, count_cell(outlook.total.expected), count_cell(outlook.total.low),
                                   count_cell(outlook.total.high)}});
  figure.notes.push_back(tried_on_past("figure.outlook.backtest_", outlook));
  if (outlook.missing_days > 0) {
    figure.notes.push_back(
        Message{"figure.outlook.imputed_days", {{"n", Count{static_cast<std::int64_t>(outlook.missing_days)}}}});
  }
  return {.id = "outlook_" + grain, .content = std::move(figure)};
}

}  // namespace

std::vector<Block> outlook(const Report& report) {
  std::vector<Block> blocks;
  for (const Outlook& one : report.outlooks) {
    if (one.state == OutlookState::given) blocks.push_back(figure_of(one));
  }
  if (blocks.size() > 1) {  // side by side
    for (Block& block : blocks) std::get<Figure>(block.content).width = FigureWidth::half;
  }
  Notes withheld;
  for (const Outlook& one : report.outlooks) {
    if (one.state == OutlookState::not_better) {
      withheld.notes.emplace_back(tried_on_past("figure.outlook.not_better_", one));
    }
  }
  if (!withheld.notes.empty()) blocks.push_back({.id = "outlook_withheld", .content = std::move(withheld)});
  return blocks;
}

}  // namespace csreport

// Metrics over time, each as a chart with its axes, as the templates see them.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/chart.hpp"
#include "render/period_words.hpp"
#include "render/series_words.hpp"
#include "render/signal_context.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

TickUnit tick_unit(const MetricRow& row) {
  switch (row.unit) {
    case Unit::seconds: return TickUnit::seconds;
    case Unit::ratio: return TickUnit::share;
    case Unit::count: return row.headline == Headline::count ? TickUnit::whole : TickUnit::plain;
    case Unit::score:
    case Unit::currency: break;
  }
  return row.headline == Headline::score ? TickUnit::whole : TickUnit::plain;
}

std::string tick_text(const MetricRow& row, double value, double step, const NumberFormat& numbers) {
  if (row.unit == Unit::ratio) return numbers.share(value, step < 0.00999 ? 1 : 0);
  if (row.unit == Unit::seconds) return numbers.duration(value);
  return numbers.number(value, step < 0.0999 ? 2 : step < 0.999 ? 1 : 0);
}

struct Extent {
  double low = 0;
  double high = 0;
};
Extent extent_of(const ChartValues& values) {
  std::optional<Extent> extent;
  for (const auto& value : values) {
    if (!value) continue;
    if (!extent) extent = Extent{*value, *value};
    extent = Extent{std::min(extent->low, *value), std::max(extent->high, *value)};
  }
  return extent.value_or(Extent{});
}

const Period* trend_period(const Comparison& comparison, const std::string& label) {
  const auto found = std::find_if(comparison.trend.begin(), comparison.trend.end(),
                                  [&](const Period& period) { return period.label == label; });
  return found == comparison.trend.end() ? nullptr : &*found;
}

/// "Jun 2026: 1,284"; of an unfinished month what it comes to, as it is drawn beside whole ones. Where that is too long
/// for the narrowest page, the period by its short name or not at all.
void add_latest(const MetricLine& line, const ContextSource& source, const PlotMargins& margins, LineChart& chart) {
  constexpr double kBold = 1.3;  // of the widest fonts
  const SeriesPoint& last = line.series.back();
  if (!chart.values.back()) return;
  const bool rate = last.alike && chart.last == LastPoint::so_far;
  const double value = rate ? std::round(*chart.values.back()) : *last.value;
  const std::string number = source.numbers().plain(*line.row, value, largest_n(line.series));
  const auto label = [&](const std::string& name) {
    return fill_slots(source.language().text(rate ? "chart.latest_rate" : "chart.latest"),
                      {{"period", name}, {"value", number}});
  };
  const double room = kNarrowestPlot - margins.ends;
  const auto fits = [&](const std::string& text) { return kBold * drawn_width(text) <= room; };
  const Period* period = trend_period(source.report.comparison, last.period);
  if (period == nullptr) {
    chart.latest = label(last.period);
    return;
  }
  chart.latest = label(period_name(*period, source.report.zone, source.language()));
  if (fits(chart.latest)) return;
  chart.latest_short = label(axis_name(*period, source.report.zone, source.language()));
  if (!fits(chart.latest_short)) chart.latest_short = number;
}

PointMark mark_of(SignalState state) {
  switch (state) {
    case SignalState::worse: return PointMark::worse;
    case SignalState::better: return PointMark::better;
    case SignalState::changed: return PointMark::changed;
    case SignalState::none:
    case SignalState::few:
    case SignalState::normal: break;
  }
  return PointMark::none;
}

/// What the axis must hold: the values and the bands behind them.
Extent axis_extent(const Extent& values, const SeriesJudgement& judgement) {
  Extent extent = values;
  for (const SeriesLevel& level : judgement.levels) {
    extent = {std::min(extent.low, level.range.low), std::max(extent.high, level.range.high)};
  }
  return extent;
}

LineChart line_chart(const MetricLine& line, const ContextSource& source) {
  LineChart chart;
  chart.values = charted_values(*line.row, line.series);
  const Extent extent = extent_of(chart.values);
  const Extent axis = axis_extent(extent, line.judgement);
  const auto ticks = tick_values(axis.low, axis.high, tick_unit(*line.row));
  for (const double tick : ticks) {
    chart.ticks.push_back({tick, tick_text(*line.row, tick, ticks[1] - ticks[0], source.numbers())});
  }
  for (const SeriesPoint& point : line.series) {
    const Period* period = trend_period(source.report.comparison, point.period);
    chart.x_labels.push_back(period != nullptr ? axis_name(*period, source.report.zone, source.language())
                                               : point.period);
  }
  for (const SeriesLevel& level : line.judgement.levels) {
    const auto text = [&](double limit) { return source.numbers().plain(*line.row, limit, largest_n(line.series)); };
    chart.levels.push_back(
        {level.first, level.last, *chart_range(level.range), text(level.range.low), text(level.range.high)});
  }
  chart.last = last_point(source.report);
  for (const SignalState state : line.judgement.points) chart.marks.push_back(mark_of(state));
  const auto plain = [&](double value) { return source.numbers().plain(*line.row, value, largest_n(line.series)); };
  chart.label =
      fill_slots(source.language().text("chart.line"),
                 {{"metric", line_title(line, source.language())},
                  {"span", trend_span(source, line.series.size())},
                  {"low", plain(extent.low)},
                  {"high", plain(extent.high)},
                  {"latest", chart.values.back() ? plain(*chart.values.back()) : source.text("label.no_data")}});
  const std::string state = signal_words(line.judgement.signal, source);
  if (line.judgement.normal && !state.empty()) {
    chart.label += fill_slots(
        source.language().text("chart.line_range"),
        {{"range", normal_range(line, source)}, {"mean", plain(line.judgement.normal->mean)}, {"signal", state}});
  }
  return chart;
}

/// The finding of the chart; where nothing is judged, what it shows.
std::string trend_title(const MetricLine& line, const ContextSource& source) {
  const std::string title = line_title(line, source.language());
  const SignalState state = line.judgement.signal.state;
  if (state == SignalState::none || state == SignalState::few) return title;
  return fill_slots(source.text(fmt::format("chart.title.{}", signal_state_name(state))), {{"metric", title}});
}

/// That months are drawn as if they had as many days as each other; nothing where they have.
std::string one_length_words(const MetricLine& line, const ContextSource& source) {
  const auto& per_days = line.judgement.per_days;
  const bool changed = std::any_of(line.series.begin(), line.series.end(),
                                   [](const SeriesPoint& point) { return point.alike && point.alike != point.value; });
  if (!per_days || !changed) return {};
  std::string words = fill_slots(source.text("chart.alike"), {{"days", fmt::format("{}", *per_days)}});
  if (last_point(source.report) == LastPoint::so_far) {
    words += source.text(line.series.back().alike ? "chart.alike_so_far" : "chart.alike_begun");
  }
  // Only a page has the table below the drawing.
  if (source.drawing == DrawingStyle::svg) words += source.text("chart.alike_counts");
  return words;
}

/// Measure and step, and the range that the newest periods are judged by.
std::string trend_subtitle(const MetricLine& line, const ContextSource& source) {
  const auto& trend = source.report.comparison.trend;
  const Grain grain = trend.empty() ? Grain::custom : trend.back().grain;
  const auto headline = static_cast<std::size_t>(line.row->headline);
  const char* const key = line.row->unit == Unit::ratio ? "chart.subtitle_ratio" : "chart.subtitle";
  std::string subtitle =
      fill_slots(source.language().text(key), {{"statistic", source.text(fmt::format("statistic.{}", headline))},
                                               {"per", source.text(fmt::format("per.{}", grain_name(grain)))}});
  if (line.judgement.normal) {
    subtitle += fill_slots(source.text(line.judgement.normal->provisional ? "chart.band_provisional" : "chart.band"),
                           {{"range", normal_range(line, source)}});
  }
  return subtitle + one_length_words(line, source);
}

List trend_points(const MetricLine& line, const ContextSource& source) {
  List points;
  std::string_view year;
  for (const SeriesPoint& point : line.series) {
    const Period* period = trend_period(source.report.comparison, point.period);
    // A week names its year where that begins.
    const std::string_view of_point = std::string_view(point.period).substr(0, 4);
    const YearOfWeek named = of_point == year ? YearOfWeek::without : YearOfWeek::with;
    year = of_point;
    const std::string name =
        period != nullptr ? period_name(*period, source.report.zone, source.language(), named) : point.period;
    MetricValue value;
    value.value = point.value;
    value.n = point.n;
    points.push_back(Object{{"period", name},
                            {"value", source.numbers().value(*line.row, value, largest_n(line.series))},
                            {"n", is_count(*line.row) ? std::string(NumberFormat::no_value())
                                                      : source.numbers().number(static_cast<double>(point.n))}});
  }
  return points;
}

TemplateValue figure_context(const MetricLine& line, const LineChart& chart, const PlotMargins& margins,
                             std::size_t index, const ContextSource& source) {
  const bool svg = source.drawing == DrawingStyle::svg;
  const Extent extent = extent_of(chart.values);
  return Object{
      {"anchor", fmt::format("trend-{}", index)},
      {"title", trend_title(line, source)},
      {"subtitle", trend_subtitle(line, source)},
      {"axis", svg ? TemplateValue::markup_already_escaped(line_axis_svg(chart, margins)) : TemplateValue()},
      {"chart",
       svg ? TemplateValue::markup_already_escaped(line_svg(chart, margins)) : spark(line, source, SparkSize::cell)},
      {"description", chart.label},
      {"low", source.numbers().plain(*line.row, extent.low, largest_n(line.series))},
      {"high", source.numbers().plain(*line.row, extent.high, largest_n(line.series))},
      {"latest", chart.values.back() ? source.numbers().plain(*line.row, *chart.values.back(), largest_n(line.series))
                                     : std::string(NumberFormat::no_value())},
      {"table_title",
       fill_slots(source.language().text("chart.table"), {{"n", fmt::format("{}", line.series.size())}})},
      {"points", trend_points(line, source)}};
}

}  // namespace

TemplateValue block_context(const TrendFigures& block, const ContextSource& source) {
  std::vector<LineChart> charts;
  PlotMargins margins;
  for (const MetricLine& line : block.figures) {
    charts.push_back(line_chart(line, source));
    margins = widest(margins, margins_of(charts.back()));
  }
  List figures;
  for (std::size_t i = 0; i < block.figures.size(); ++i) {
    add_latest(block.figures[i], source, margins, charts[i]);
    figures.push_back(figure_context(block.figures[i], charts[i], margins, i + 1, source));
  }
  return Object{{"figures", std::move(figures)}};
}

}  // namespace csreport

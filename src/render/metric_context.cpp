// Cards, the table of all metrics and trends as the templates see them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "render/block_context.hpp"
#include "render/chart.hpp"
#include "render/period_words.hpp"

namespace csreport {
namespace {

using Object = TemplateValue::Object;
using List = TemplateValue::List;

/// Below it no 90th percentile is shown.
constexpr std::int64_t kFewestForP90 = 30;

constexpr std::array<const char*, 4> kFamilyKeys = {"family.customers", "family.speed", "family.solving",
                                                    "family.volume"};
constexpr std::array<const char*, 7> kHeadlineKeys = {
    "headline_name.median", "headline_name.mean",    "headline_name.ratio", "headline_name.count",
    "headline_name.score",  "headline_name.maximum", "headline_name.sum"};

bool is_count(const MetricRow& row) { return row.unit == Unit::count && row.headline == Headline::count; }

/// The n that decides the decimals of a line: one precision for its current and previous value.
std::int64_t line_n(const MetricLine& line) { return std::max(line.current.n, line.previous ? line.previous->n : 0); }

std::optional<double> base_of(const std::optional<MetricValue>& previous) {
  return previous ? previous->value : std::nullopt;
}

/// A share of few cases is no number to subtract.
bool too_few_for_change(const MetricRow& row, const MetricValue& now, const std::optional<MetricValue>& before) {
  return row.unit == Unit::ratio && (now.n < kFewestForShare || (before && before->n < kFewestForShare));
}

std::string change_text(const MetricLine& line, const ContextSource& source) {
  if (too_few_for_change(*line.row, line.current, line.previous)) return std::string(NumberFormat::no_value());
  return source.numbers().change(*line.row, line.change, line_n(line), base_of(line.previous));
}

ChartValues values_of(const MetricLine& line) {
  ChartValues values;
  for (const SeriesPoint& point : line.series) {
    values.push_back(is_charted(*line.row, point) ? point.value : std::nullopt);
  }
  return values;
}

std::int64_t series_n(const MetricLine& line) {
  std::int64_t n = 0;
  for (const SeriesPoint& point : line.series) n = std::max(n, point.n);
  return n;
}

/// "Last value is number 20 of 26 weeks, highest first".
std::string rank_words(const MetricLine& line, const ContextSource& source) {
  const std::string span = trend_span(source, line.series.size());
  const ChartValues values = values_of(line);
  if (values.empty() || !values.back()) return span;
  const auto count_if = [&](auto&& holds) { return std::count_if(values.begin(), values.end(), holds); };
  const auto higher = count_if([&](const auto& value) { return value && *value > *values.back(); });
  const auto lower = count_if([&](const auto& value) { return value && *value < *values.back(); });
  const char* const key = higher == 0 && lower == 0 ? "chart.rank_same"
                          : higher == 0             ? "chart.rank_highest"
                          : lower == 0              ? "chart.rank_lowest"
                                                    : "chart.rank_middle";
  return fill_slots(source.language().text(key), {{"span", span}, {"rank", fmt::format("{}", higher + 1)}});
}

TemplateValue spark(const MetricLine& line, const ContextSource& source, SparkSize size) {
  switch (source.drawing) {
    case Drawing::svg:
      return TemplateValue::markup_already_escaped(spark_svg(values_of(line), size, rank_words(line, source)));
    case Drawing::blocks: return TemplateValue::markup_already_escaped(spark_text(values_of(line), SparkText::blocks));
    case Drawing::ascii: return TemplateValue::markup_already_escaped(spark_text(values_of(line), SparkText::ascii));
  }
  return {};
}

std::string statistic(const MetricLine& line, const ContextSource& source) {
  if (line.row->headline == Headline::ratio) return {};
  return source.text(kHeadlineKeys[static_cast<std::size_t>(line.row->headline)]);
}

std::string counted(const char* key, double n, const ContextSource& source) {
  return fill_slots(source.language().plural(key, static_cast<std::int64_t>(n)), {{"n", source.numbers().number(n)}});
}

/// "Median of 334 cases", "412 answers".
std::string size_of_sample(const MetricLine& line, const char* things, const ContextSource& source) {
  const std::string cases = counted(things, static_cast<double>(line.current.n), source);
  const bool named = line.row->headline == Headline::median || line.row->headline == Headline::mean;
  if (!named) return cases;
  const std::string statistic = source.text(fmt::format("statistic.{}", static_cast<int>(line.row->headline)));
  return fill_slots(source.language().text("label.statistic_of"), {{"statistic", statistic}, {"cases", cases}});
}

/// What stands in small print below a value: how many, how sure.
std::string small_print(const MetricLine& line, const ContextSource& source) {
  std::string facts;
  const auto add = [&](const std::string& fact) {
    if (!facts.empty()) facts += source.text("label.fact_separator");
    facts += fact;
  };
  const MetricRow& row = *line.row;
  if (row.kind == MetricKind::survey) {
    add(size_of_sample(line, "label.answers", source));
  } else if (is_share_of_cases(row) && line.current.denominator && line.current.n >= kFewestForShare) {
    add(fill_slots(source.language().text("label.of"),
                   {{"part", source.numbers().number(line.current.numerator.value_or(0))},
                    {"whole", source.numbers().number(*line.current.denominator)}}));
  } else if (!is_count(row)) {
    add(size_of_sample(line, "label.cases", source));
  }
  const bool told_in_words = is_share_of_cases(row) && line.current.n < kFewestForShare;
  if (row.kind == MetricKind::survey && line.interval && !told_in_words) {
    add(fill_slots(source.language().text("label.interval"),
                   {{"range", source.numbers().range(row, line.interval->low, line.interval->high, line_n(line))}}));
  }
  if (row.unit == Unit::seconds && line.current.stats && line.current.n >= kFewestForP90) {
    add(fill_slots(source.language().text("label.p90"),
                   {{"value", source.numbers().duration(line.current.stats->p90)}}));
  }
  return facts;
}

TemplateValue card_context(const MetricLine& line, std::size_t index, const ContextSource& source) {
  static constexpr std::array<const char*, 3> kArrows = {"label.down", "", "label.up"};
  const int direction = visible_direction(line.change);
  const bool few = too_few_for_change(*line.row, line.current, line.previous);
  const bool compared = line.change.state == ChangeState::compared && !few;
  std::string from;
  if (compared || (line.previous && line.previous->value)) {
    from = fill_slots(source.language().text("label.from"),
                      {{"previous", source.numbers().value(*line.row, *line.previous, line_n(line))}});
  }
  return Object{{"title", line_title(line, source.language())},
                {"target", fmt::format("trend-{}", index)},
                {"value", source.numbers().value(*line.row, line.current, line_n(line))},
                {"arrow", compared && direction != 0
                              ? TemplateValue(source.text(kArrows[static_cast<std::size_t>(direction + 1)]))
                              : TemplateValue()},
                {"change", compared ? TemplateValue(source.numbers().difference(*line.row, line.change, line_n(line),
                                                                                base_of(line.previous)))
                           : line.change.state == ChangeState::is_new ? TemplateValue(source.text("number.new"))
                                                                      : TemplateValue()},
                {"from", from},
                {"spark", spark(line, source, SparkSize::wide)},
                {"facts", small_print(line, source)}};
}

TemplateValue line_context(const MetricLine& line, const ContextSource& source) {
  const bool has_value = line.current.value.has_value();
  const std::string stat = statistic(line, source);
  const QualityState state =
      has_value && line.quality.state != QualityState::few ? QualityState::ok : line.quality.state;
  const std::string remark = words_for(source, "quality", std::string(quality_state_name(state)));
  return Object{{"title", line_title(line, source.language())},
                {"statistic", stat},
                {"current", has_value ? source.numbers().value(*line.row, line.current, line_n(line))
                                      : source.text("label.no_data")},
                {"has_value", TemplateValue::truth(has_value)},
                {"previous", line.previous ? source.numbers().value(*line.row, *line.previous, line_n(line))
                                           : std::string(NumberFormat::no_value())},
                {"change", change_text(line, source)},
                {"spark", spark(line, source, SparkSize::cell)},
                {"n", is_count(*line.row) ? std::string(NumberFormat::no_value())
                                          : source.numbers().number(static_cast<double>(line.current.n))},
                {"remark", remark}};
}

// ---- trends -------------------------------------------------------------------------------------

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

std::string latest_label(const MetricLine& line, const ContextSource& source) {
  const SeriesPoint& last = line.series.back();
  if (!is_charted(*line.row, last)) return {};
  const Period* period = trend_period(source.report.comparison, last.period);
  const std::string name =
      period != nullptr ? period_name(*period, source.report.zone, source.language()) : last.period;
  return fill_slots(source.language().text("chart.latest"),
                    {{"period", name}, {"value", source.numbers().plain(*line.row, *last.value, series_n(line))}});
}

LineChart line_chart(const MetricLine& line, const ContextSource& source) {
  LineChart chart;
  chart.values = values_of(line);
  const Extent extent = extent_of(chart.values);
  const auto ticks = tick_values(extent.low, extent.high, tick_unit(*line.row));
  for (const double tick : ticks) {
    chart.ticks.push_back({tick, tick_text(*line.row, tick, ticks[1] - ticks[0], source.numbers())});
  }
  for (const SeriesPoint& point : line.series) {
    const Period* period = trend_period(source.report.comparison, point.period);
    chart.x_labels.push_back(period != nullptr ? axis_name(*period, source.report.zone, source.language())
                                               : point.period);
  }
  chart.latest = latest_label(line, source);
  const auto plain = [&](double value) { return source.numbers().plain(*line.row, value, series_n(line)); };
  chart.label =
      fill_slots(source.language().text("chart.line"),
                 {{"metric", line_title(line, source.language())},
                  {"span", trend_span(source, line.series.size())},
                  {"low", plain(extent.low)},
                  {"high", plain(extent.high)},
                  {"latest", chart.values.back() ? plain(*chart.values.back()) : source.text("label.no_data")}});
  return chart;
}

std::string trend_subtitle(const MetricLine& line, const ContextSource& source) {
  const auto& trend = source.report.comparison.trend;
  const Grain grain = trend.empty() ? Grain::custom : trend.back().grain;
  const auto headline = static_cast<std::size_t>(line.row->headline);
  const char* const key = line.row->unit == Unit::ratio ? "chart.subtitle_ratio" : "chart.subtitle";
  return fill_slots(source.language().text(key), {{"statistic", source.text(fmt::format("statistic.{}", headline))},
                                                  {"per", source.text(fmt::format("per.{}", grain_name(grain)))}});
}

List trend_points(const MetricLine& line, const ContextSource& source) {
  List points;
  for (const SeriesPoint& point : line.series) {
    const Period* period = trend_period(source.report.comparison, point.period);
    const std::string name = period != nullptr
                                 ? period_name(*period, source.report.zone, source.language(), YearOfWeek::with)
                                 : point.period;
    MetricValue value;
    value.value = point.value;
    value.n = point.n;
    points.push_back(Object{{"period", name},
                            {"value", source.numbers().value(*line.row, value, series_n(line))},
                            {"n", is_count(*line.row) ? std::string(NumberFormat::no_value())
                                                      : source.numbers().number(static_cast<double>(point.n))}});
  }
  return points;
}

TemplateValue figure_context(const MetricLine& line, std::size_t index, const ContextSource& source) {
  const LineChart chart = line_chart(line, source);
  const bool svg = source.drawing == Drawing::svg;
  const Extent extent = extent_of(chart.values);
  return Object{
      {"anchor", fmt::format("trend-{}", index)},
      {"title", line_title(line, source.language())},
      {"subtitle", trend_subtitle(line, source)},
      {"axis", svg ? TemplateValue::markup_already_escaped(line_axis_svg(chart)) : TemplateValue()},
      {"chart", svg ? TemplateValue::markup_already_escaped(line_svg(chart)) : spark(line, source, SparkSize::cell)},
      {"description", chart.label},
      {"low", source.numbers().plain(*line.row, extent.low, series_n(line))},
      {"high", source.numbers().plain(*line.row, extent.high, series_n(line))},
      {"latest", chart.values.back() ? source.numbers().plain(*line.row, *chart.values.back(), series_n(line))
                                     : std::string(NumberFormat::no_value())},
      {"table_title",
       fill_slots(source.language().text("chart.table"), {{"n", fmt::format("{}", line.series.size())}})},
      {"points", trend_points(line, source)}};
}

/// The trend figures in the order of the cards, so that a card can point to its own.
const TrendFigures* trends_of(const Report& report) {
  for (const Section& section : report.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* trends = std::get_if<TrendFigures>(&block.content)) return trends;
    }
  }
  return nullptr;
}

std::optional<std::size_t> trend_index(const MetricLine& line, const Report& report) {
  const auto* trends = trends_of(report);
  if (trends == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < trends->figures.size(); ++i) {
    const MetricLine& figure = trends->figures[i];
    if (figure.row == line.row && figure.group == line.group) return i + 1;
  }
  return std::nullopt;
}

}  // namespace

TemplateValue block_context(const KpiCards& block, const ContextSource& source) {
  List items;
  for (const MetricLine& line : block.cards) {
    const auto index = trend_index(line, source.report);
    TemplateValue card = card_context(line, index.value_or(0), source);
    items.push_back(Object{{"card", std::move(card)}, {"linked", TemplateValue::truth(index.has_value())}});
  }
  return Object{{"items", std::move(items)},
                {"current", current_name(source)},
                {"compared", TemplateValue::truth(source.report.comparison.previous.has_value())},
                {"span", trend_span(source, source.report.comparison.trend.size())}};
}

TemplateValue block_context(const MetricsTable& block, const ContextSource& source) {
  List families;
  for (const MetricFamily& family : block.families) {
    List rows;
    for (const MetricLine& line : family.lines) rows.push_back(line_context(line, source));
    families.push_back(Object{{"title", source.text(kFamilyKeys[static_cast<std::size_t>(family.family)])},
                              {"rows", std::move(rows)}});
  }
  const std::string previous = previous_name(source);
  const bool charted = source.report.comparison.trend.size() > 1;
  return Object{{"families", std::move(families)},
                {"current", current_name(source)},
                {"compared", TemplateValue::truth(!previous.empty())},
                {"previous", previous},
                {"charted", TemplateValue::truth(charted)},
                {"columns", fmt::format("{}", 3 + (previous.empty() ? 0 : 2) + (charted ? 1 : 0))},
                {"span", trend_span(source, source.report.comparison.trend.size())}};
}

TemplateValue block_context(const TrendFigures& block, const ContextSource& source) {
  List figures;
  for (std::size_t i = 0; i < block.figures.size(); ++i)
    figures.push_back(figure_context(block.figures[i], i + 1, source));
  return Object{{"figures", std::move(figures)}};
}

}  // namespace csreport

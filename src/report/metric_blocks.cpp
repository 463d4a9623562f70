// The blocks that are made of metric lines: cards, the table of all metrics, trends.

#include <algorithm>
#include <array>
#include <string_view>

#include "csreport/conclude/channel_split.hpp"
#include "report/blocks.hpp"

namespace csreport {
namespace {

/// A place on the cards: the first of its metrics that has data. Empty places are filled with the
/// next metric of the report that has data and no card yet.
struct CardPlace {
  std::array<std::string_view, 3> candidates;
};
constexpr std::array<CardPlace, 6> kCards = {{
    {{"csat", "nps", "ces"}},
    {{"frt", "art", "asa"}},
    {{"fcr", "fcr_no_repeat", "reopen_rate"}},
    {{"service_level", "aht", "resolution_time"}},
    {{"backlog", "", ""}},
    {{"tickets_created", "tickets_solved", ""}},
}};

bool has_data(const MetricComparison& metric) { return metric.current.value.has_value(); }

MetricLine line_of(const MetricComparison& metric) {
  return {.row = metric.row,
          .group = {},
          .variant = metric.variant,
          .current = metric.current,
          .previous = metric.previous,
          .interval = metric.interval,
          .change = metric.change,
          .series = metric.series,
          .quality = metric.quality};
}

MetricLine line_of(const MetricComparison& metric, const GroupComparison& group) {
  MetricLine line = line_of(metric);
  line.group = group.values.group;
  line.current = group.values.current;
  line.previous = group.values.previous;
  line.interval = group.interval;
  line.change = group.change;
  line.series = group.values.series;
  return line;
}

const MetricComparison* first_with_data(const Comparison& comparison, const CardPlace& place,
                                        const std::vector<std::string_view>& taken) {
  for (const std::string_view id : place.candidates) {
    const auto* metric = comparison.metric(id);
    const bool is_taken = std::find(taken.begin(), taken.end(), id) != taken.end();
    if (metric != nullptr && has_data(*metric) && !is_taken) return metric;
  }
  return nullptr;
}

/// The metrics on the cards, by place; empty places are nullptr.
std::vector<const MetricComparison*> cards_by_place(const Comparison& comparison) {
  std::vector<std::string_view> taken;
  std::vector<const MetricComparison*> cards;
  for (const CardPlace& place : kCards) {
    cards.push_back(first_with_data(comparison, place, taken));
    if (cards.back() != nullptr) taken.push_back(cards.back()->row->id);
  }
  for (const MetricComparison& metric : comparison.metrics) {
    const auto empty = std::find(cards.begin(), cards.end(), nullptr);
    const bool is_taken = std::find(taken.begin(), taken.end(), metric.row->id) != taken.end();
    if (empty != cards.end() && has_data(metric) && !is_taken) *empty = &metric;
  }
  return cards;
}

bool has_trend(const MetricLine& line) {
  const auto charted = std::count_if(line.series.begin(), line.series.end(),
                                     [&](const SeriesPoint& point) { return is_charted(*line.row, point); });
  return charted >= 2;
}

}  // namespace

std::vector<MetricLine> metric_lines(const MetricComparison& metric) {
  std::vector<MetricLine> lines;
  for (const GroupComparison* group : split_by_channel_class(metric)) lines.push_back(line_of(metric, *group));
  if (lines.empty()) lines.push_back(line_of(metric));
  return lines;
}

std::vector<MetricLine> card_lines(const Report& report) {
  std::vector<MetricLine> lines;
  for (const MetricComparison* metric : cards_by_place(report.comparison)) {
    if (metric != nullptr) lines.push_back(metric_lines(*metric).front());
  }
  return lines;
}

std::vector<Block> kpi_cards(const Report& report) {
  KpiCards cards{card_lines(report)};
  if (cards.cards.empty()) return {};
  return {{.id = "cards", .content = std::move(cards)}};
}

std::vector<Block> metrics_table(const Report& report) {
  MetricsTable table;
  for (const Family family : {Family::customers, Family::speed, Family::solving, Family::volume}) {
    MetricFamily rows{.family = family, .lines = {}};
    for (const MetricComparison& metric : report.comparison.metrics) {
      if (metric.row->family != family) continue;
      for (MetricLine& line : metric_lines(metric)) rows.lines.push_back(std::move(line));
    }
    if (!rows.lines.empty()) table.families.push_back(std::move(rows));
  }
  if (table.families.empty()) return {};
  return {{.id = "all_metrics", .content = std::move(table)}};
}

std::vector<Block> trend_figures(const Report& report) {
  TrendFigures trends;
  for (MetricLine& line : card_lines(report)) {
    if (has_trend(line)) trends.figures.push_back(std::move(line));
  }
  if (trends.figures.empty()) return {};
  return {{.id = "trend_figures", .content = std::move(trends)}};
}

}  // namespace csreport

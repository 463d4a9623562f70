// The blocks that are made of metric lines: cards, the table of all metrics, trends.

#include <algorithm>
#include <array>
#include <string_view>

#include "csreport/compare/channel_split.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/text.hpp"
#include "report/blocks.hpp"

namespace csreport {
namespace {

/// A place on the cards: the first of its metrics that has data. Empty places are filled with the
/// next metric of the report that has data and no card yet.
struct CardPlace {
  std::array<std::string_view, 3> candidates;
};
constexpr std::size_t kMostCards = 6;
constexpr std::size_t kMostTrends = 4;
using CardPlaces = std::array<CardPlace, kMostCards>;
constexpr CardPlaces kCards = {{
    {{"csat", "nps", "ces"}},
    {{"frt", "art", "asa"}},
    {{"fcr", "fcr_no_repeat", "reopen_rate"}},
    {{"service_level", "aht", "resolution_time"}},
    {{"backlog", "", ""}},
    {{"tickets_created", "tickets_solved", ""}},
}};

/// Volume first, then whether it was kept up with.
constexpr CardPlaces kOperationsCards = {{
    {{"tickets_created", "", ""}},
    {{"backlog", "", ""}},
    {{"service_level", "sla_frt", "frt"}},
    {{"abandonment_rate", "resolution_time", "art"}},
    {{"aht", "replies_per_ticket", "tickets_solved"}},
    {{"asa", "tickets_solved", "reopen_rate"}},
}};
/// What only those who pay the team should know.
constexpr std::array<std::string_view, 5> kInternal = {"cost_per_contact", "cost_per_resolution", "occupancy",
                                                       "utilization", "tickets_per_agent"};

bool has_data(const MetricComparison& metric) { return metric.current.value.has_value(); }

/// A count of answers where nobody answered is 0, which says nothing of how the service was.
bool is_unanswered(const MetricComparison& metric) {
  return metric.row->kind == MetricKind::survey && metric.current.n == 0;
}

MetricLine line_of(const MetricComparison& metric) {
  return {.row = metric.row,
          .dimension = {},
          .group = {},
          .variant = metric.variant,
          .current = metric.current,
          .previous = metric.previous,
          .interval = metric.interval,
          .change = metric.change,
          .series = metric.series,
          .judgement = metric.judgement,
          .quality = metric.quality,
          .target = {}};
}

MetricLine line_of(const MetricComparison& metric, std::string_view dimension, const GroupComparison& group) {
  MetricLine line = line_of(metric);
  line.dimension = dimension;
  line.group = group.values.group;
  line.current = group.values.current;
  line.previous = group.values.previous;
  line.interval = group.interval;
  line.change = group.change;
  line.series = group.values.series;
  line.judgement = group.judgement;
  return line;
}

void judge_line(MetricLine& line, const Verdicts& verdicts) {
  const TargetResult* const target = find_target(verdicts.targets, line.row->id, line.dimension, line.group);
  if (target != nullptr) line.target = *target;
}

bool names(const KeyMetric& key, const MetricLine& line) {
  return key.metric == line.row->id && key.dimension == line.dimension &&
         fold_identity(key.group) == fold_identity(line.group);
}

/// Those of channels and priorities that have targets of their own or are key metrics.
void add_named_groups(const MetricComparison& metric, const Report& report, std::vector<MetricLine>& lines) {
  for (const DimensionComparison& by : metric.by) {
    if (by.dimension == kChannelClass) continue;
    for (const GroupComparison& group : by.groups) {
      MetricLine line = line_of(metric, by.dimension, group);
      judge_line(line, report.verdicts);
      const bool is_key = std::any_of(report.key_metrics.begin(), report.key_metrics.end(),
                                      [&](const KeyMetric& key) { return names(key, line); });
      if (line.target || is_key) lines.push_back(std::move(line));
    }
  }
}

/// The line of the key metric; nothing where it has no value.
std::optional<MetricLine> line_of(const KeyMetric& key, const Report& report) {
  const MetricComparison* const metric = report.comparison.metric(key.metric);
  if (metric == nullptr) return std::nullopt;
  std::vector<MetricLine> lines = metric_lines(*metric, report);
  const auto line = key.dimension.empty()
                        ? lines.begin()
                        : std::find_if(lines.begin(), lines.end(), [&](const auto& one) { return names(key, one); });
  const bool known =
      line != lines.end() && (key.dimension.empty() ? has_data(*metric) : line->current.value.has_value());
  return known ? std::optional(std::move(*line)) : std::nullopt;
}

/// A metric has its place, be it of one channel alone.
bool is_taken(std::string_view id, const std::vector<MetricLine>& cards) {
  return std::any_of(cards.begin(), cards.end(), [&](const MetricLine& card) { return card.row->id == id; });
}
bool is_taken(const KeyMetric& key, const std::vector<MetricLine>& cards) {
  return std::any_of(cards.begin(), cards.end(), [&](const MetricLine& card) {
    return names(key, card) || (key.metric == card.row->id && key.dimension.empty() && card.dimension == kChannelClass);
  });
}

const MetricComparison* first_with_data(const Comparison& comparison, const CardPlace& place,
                                        const std::vector<MetricLine>& cards) {
  for (const std::string_view id : place.candidates) {
    const auto* metric = comparison.metric(id);
    if (metric != nullptr && has_data(*metric) && !is_taken(id, cards)) return metric;
  }
  return nullptr;
}

/// The metrics on the cards: the key metrics, then the places, then what fills empty places, before the volumes.
std::vector<MetricLine> card_lines(const Report& report, const CardPlaces& places) {
  const Comparison& comparison = report.comparison;
  const auto first_line = [&](const MetricComparison& metric) { return metric_lines(metric, report).front(); };
  std::vector<MetricLine> cards;
  for (const KeyMetric& key : report.key_metrics) {
    if (cards.size() >= kMostCards || is_taken(key, cards)) continue;
    if (auto line = line_of(key, report)) cards.push_back(std::move(*line));
  }
  for (const CardPlace& place : places) {
    if (cards.size() >= kMostCards) break;
    if (const auto* metric = first_with_data(comparison, place, cards)) cards.push_back(first_line(*metric));
  }
  for (const MetricComparison& metric : comparison.metrics) {
    if (cards.size() >= kMostCards) break;
    if (!has_data(metric) || is_unanswered(metric) || is_taken(metric.row->id, cards) || !metric.shown) continue;
    const auto volume = std::find_if(cards.begin(), cards.end(),
                                     [](const MetricLine& card) { return card.row->family == Family::volume; });
    cards.insert(metric.row->family == Family::volume ? cards.end() : volume, first_line(metric));
  }
  return cards;
}

bool has_trend(const MetricLine& line) {
  const auto charted = std::count_if(line.series.begin(), line.series.end(),
                                     [&](const SeriesPoint& point) { return is_charted(*line.row, point); });
  return charted >= 2;
}

}  // namespace

std::vector<MetricLine> metric_lines(const MetricComparison& metric, const Report& report) {
  std::vector<MetricLine> lines;
  for (const GroupComparison* group : split_by_channel_class(metric)) {
    lines.push_back(line_of(metric, kChannelClass, *group));
  }
  if (lines.empty()) lines.push_back(line_of(metric));
  for (MetricLine& line : lines) judge_line(line, report.verdicts);
  add_named_groups(metric, report, lines);
  return lines;
}

namespace {

const CardPlaces& places_of(const Report& report) { return report.layout == "operations" ? kOperationsCards : kCards; }

std::vector<Block> cards_block(const Report& report, const CardPlaces& places) {
  KpiCards cards{card_lines(report, places)};
  if (cards.cards.empty()) return {};
  return {{.id = "cards", .content = std::move(cards)}};
}

template <typename Shows>
std::vector<Block> table_block(const Report& report, Shows shows) {
  MetricsTable table;
  for (const Family family : {Family::customers, Family::speed, Family::solving, Family::volume}) {
    MetricFamily rows{.family = family, .lines = {}};
    for (const MetricComparison& metric : report.comparison.metrics) {
      if (metric.row->family != family || !metric.shown || !shows(*metric.row)) continue;
      for (MetricLine& line : metric_lines(metric, report)) {
        table.judged = table.judged || line.target;
        rows.lines.push_back(std::move(line));
      }
    }
    if (!rows.lines.empty()) table.families.push_back(std::move(rows));
  }
  if (table.families.empty()) return {};
  return {{.id = "all_metrics", .content = std::move(table)}};
}

std::vector<Block> trends_block(std::vector<MetricLine> lines, std::size_t most) {
  TrendFigures trends;
  for (MetricLine& line : lines) {
    if (has_trend(line) && trends.figures.size() < most) trends.figures.push_back(std::move(line));
  }
  if (trends.figures.empty()) return {};
  return {{.id = "trend_figures", .content = std::move(trends)}};
}

/// The line that the top finding is about; nothing when there is none.
std::vector<MetricLine> top_line(const Report& report) {
  for (const Finding& finding : report.findings.shown) {
    const auto* metric = finding.row != nullptr ? report.comparison.metric(finding.row->id) : nullptr;
    if (metric == nullptr || finding.state == SignalState::few) continue;
    for (MetricLine& line : metric_lines(*metric, report)) {
      if (line.group == finding.group) return {std::move(line)};
    }
  }
  return {};
}

}  // namespace

std::vector<Block> kpi_cards(const Report& report) { return cards_block(report, kCards); }

std::vector<Block> operations_cards(const Report& report) { return cards_block(report, kOperationsCards); }

std::vector<Block> metrics_table(const Report& report) {
  return table_block(report, [](const MetricRow&) { return true; });
}

std::vector<Block> customer_metrics_table(const Report& report) {
  return table_block(report, [](const MetricRow& row) {
    return std::find(kInternal.begin(), kInternal.end(), row.id) == kInternal.end();
  });
}

std::vector<Block> top_trend_figure(const Report& report) {
  auto blocks = trends_block(top_line(report), 1);
  return blocks.empty() ? trends_block(card_lines(report, kCards), 1) : blocks;
}

std::vector<Block> trend_figures(const Report& report) {
  return trends_block(card_lines(report, places_of(report)), kMostTrends);
}

std::vector<Block> all_trend_figures(const Report& report) {
  return trends_block(card_lines(report, kCards), kMostCards);
}

}  // namespace csreport

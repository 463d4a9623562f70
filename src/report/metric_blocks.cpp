// The blocks that are made of metric lines: cards, the table of all metrics, trends.

#include <algorithm>
#include <array>
#include <string_view>

#include "csreport/compare/channel_split.hpp"
#include "csreport/core/dataset.hpp"
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

MetricLine line_of(const MetricComparison& metric, const GroupComparison& group) {
  MetricLine line = line_of(metric);
  line.group = group.values.group;
  line.current = group.values.current;
  line.previous = group.values.previous;
  line.interval = group.interval;
  line.change = group.change;
  line.series = group.values.series;
  line.judgement = group.judgement;
  return line;
}

void judge_line(MetricLine& line, std::string_view dimension, const Verdicts& verdicts) {
  const TargetResult* const target = find_target(verdicts.targets, line.row->id, dimension, line.group);
  if (target != nullptr) line.target = *target;
}

/// Those of channels and priorities with targets of their own.
void add_judged_groups(const MetricComparison& metric, const Verdicts& verdicts, std::vector<MetricLine>& lines) {
  for (const DimensionComparison& by : metric.by) {
    if (by.dimension == kChannelClass) continue;
    for (const GroupComparison& group : by.groups) {
      MetricLine line = line_of(metric, group);
      judge_line(line, by.dimension, verdicts);
      if (line.target) lines.push_back(std::move(line));
    }
  }
}

bool is_taken(std::string_view id, const std::vector<const MetricComparison*>& cards) {
  return std::any_of(cards.begin(), cards.end(), [&](const MetricComparison* card) { return card->row->id == id; });
}

const MetricComparison* first_with_data(const Comparison& comparison, const CardPlace& place,
                                        const std::vector<const MetricComparison*>& cards) {
  for (const std::string_view id : place.candidates) {
    const auto* metric = comparison.metric(id);
    if (metric != nullptr && has_data(*metric) && !is_taken(id, cards)) return metric;
  }
  return nullptr;
}

/// The metrics on the cards: the key metrics, then the places, then what fills empty places, before the volumes.
std::vector<const MetricComparison*> card_metrics(const Report& report, const CardPlaces& places) {
  const Comparison& comparison = report.comparison;
  std::vector<const MetricComparison*> cards;
  for (const std::string& id : report.key_metrics) {
    const auto* metric = comparison.metric(id);
    if (metric == nullptr || !has_data(*metric) || is_taken(id, cards)) continue;
    if (cards.size() < kMostCards) cards.push_back(metric);
  }
  for (const CardPlace& place : places) {
    if (cards.size() >= kMostCards) break;
    if (const auto* metric = first_with_data(comparison, place, cards)) cards.push_back(metric);
  }
  for (const MetricComparison& metric : comparison.metrics) {
    if (cards.size() >= kMostCards) break;
    if (!has_data(metric) || is_unanswered(metric) || is_taken(metric.row->id, cards) || !metric.shown) continue;
    const auto volume = std::find_if(cards.begin(), cards.end(),
                                     [](const MetricComparison* card) { return card->row->family == Family::volume; });
    cards.insert(metric.row->family == Family::volume ? cards.end() : volume, &metric);
  }
  return cards;
}

bool has_trend(const MetricLine& line) {
  const auto charted = std::count_if(line.series.begin(), line.series.end(),
                                     [&](const SeriesPoint& point) { return is_charted(*line.row, point); });
  return charted >= 2;
}

}  // namespace

std::vector<MetricLine> metric_lines(const MetricComparison& metric, const Verdicts& verdicts) {
  std::vector<MetricLine> lines;
  for (const GroupComparison* group : split_by_channel_class(metric)) lines.push_back(line_of(metric, *group));
  const bool split = !lines.empty();
  if (!split) lines.push_back(line_of(metric));
  for (MetricLine& line : lines) judge_line(line, split ? kChannelClass : std::string_view(), verdicts);
  add_judged_groups(metric, verdicts, lines);
  return lines;
}

namespace {

std::vector<MetricLine> card_lines(const Report& report, const CardPlaces& places) {
  std::vector<MetricLine> lines;
  for (const MetricComparison* metric : card_metrics(report, places)) {
    lines.push_back(metric_lines(*metric, report.verdicts).front());
  }
  return lines;
}

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
      for (MetricLine& line : metric_lines(metric, report.verdicts)) {
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
    for (MetricLine& line : metric_lines(*metric, report.verdicts)) {
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

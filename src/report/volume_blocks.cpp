// Which channel carries the load, and how ratings moved: counts over the periods of the trend.

#include <algorithm>
#include <array>

#include "csreport/core/dataset.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::string_view kChannel = "channel";
constexpr std::size_t kMostLayers = 6;
constexpr std::size_t kFewestPeriods = 3;
constexpr std::size_t kShownPeriods = 8;

std::vector<double> values_of(const std::vector<SeriesPoint>& series) {
  std::vector<double> values;
  for (const SeriesPoint& point : series) values.push_back(point.value.value_or(0));
  return values;
}

bool is_whole(const GroupComparison& group, std::size_t periods) { return group.values.series.size() == periods; }

void add_to(std::vector<double>& sum, const std::vector<double>& part) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
}

/// A row of the table below the areas: now, its share, and before.
FigureRow layer_row(Cell head, FigureRowKind kind, const std::vector<double>& values, double total) {
  FigureRow row{.kind = kind, .head = std::move(head), .remark = {}, .cells = {}};
  row.cells.push_back(Quantity{QuantityKind::count, values.back(), 0});
  row.cells.push_back(Quantity{QuantityKind::share, total > 0 ? std::optional(values.back() / total) : std::nullopt,
                               static_cast<std::int64_t>(total)});
  return row;
}

/// The three classes of a rating and their counts, if all are known over the same periods.
struct RatingSeries {
  std::array<const MetricComparison*, 3> classes{};  ///< bad, neutral, good
  std::size_t periods = 0;
};
std::optional<RatingSeries> rating_series(const Comparison& comparison) {
  constexpr std::array<std::string_view, 3> kIds = {"ratings_bad", "ratings_neutral", "ratings_good"};
  RatingSeries found;
  for (std::size_t i = 0; i < kIds.size(); ++i) {
    found.classes[i] = comparison.metric(kIds[i]);
    if (found.classes[i] == nullptr || found.classes[i]->series.empty()) return std::nullopt;
    found.periods = found.classes[i]->series.size();
  }
  const bool alike = std::all_of(found.classes.begin(), found.classes.end(), [&](const MetricComparison* metric) {
    return metric->series.size() == found.periods;
  });
  return alike ? std::optional(found) : std::nullopt;
}

}  // namespace

std::vector<Block> volume_by_channel(const Report& report) {
  const auto* created = report.comparison.metric("tickets_created");
  const auto& periods = report.comparison.trend;
  const auto* by = created != nullptr ? find_dimension(*created, kChannel) : nullptr;
  if (by == nullptr || periods.size() < kFewestPeriods || created->series.size() != periods.size()) return {};
  std::vector<const GroupComparison*> channels;
  for (const GroupComparison& group : by->groups) {
    if (is_whole(group, periods.size())) channels.push_back(&group);
  }
  if (channels.size() < 2) return {};
  Figure figure;
  figure.title = words("figure.volume.title");
  figure.subtitle = words("figure.volume.subtitle");
  figure.columns = {{"channel", dimension_words(std::string(kChannel)), ColumnKind::words, {}},
                    {"tickets", words("figure.reasons.tickets"), ColumnKind::numbers, {}},
                    {"share", words("figure.reasons.share"), ColumnKind::numbers, {}}};
  Layers layers{.periods = periods, .values = {}};
  const double total = created->series.back().value.value_or(0);
  const std::size_t named =
      channels.size() == kMostLayers + 1 ? kMostLayers + 1 : std::min(channels.size(), kMostLayers);
  for (std::size_t i = 0; i < named; ++i) {
    layers.values.push_back(values_of(channels[i]->values.series));
    const std::string& name = channels[i]->values.group;
    if (name == kNoneGroup) {
      figure.legend.push_back(words("no_dimension.channel"));
    } else {
      figure.legend.push_back(Message{"figure.volume.layer", {{"name", Name{name, std::string(kChannel)}}}});
    }
    figure.rows.push_back(
        layer_row(group_head(std::string(kChannel), name), FigureRowKind::normal, layers.values.back(), total));
  }
  if (named < channels.size()) {
    std::vector<double> others(periods.size(), 0);
    for (std::size_t i = named; i < channels.size(); ++i) add_to(others, values_of(channels[i]->values.series));
    const Cell label = others_head(channels.size() - named);
    figure.legend.emplace_back(std::get<Message>(label));
    figure.rows.push_back(layer_row(label, FigureRowKind::quiet, others, total));
    layers.values.push_back(std::move(others));
  }
  figure.chart = std::move(layers);
  return {{.id = "volume_by_channel", .content = std::move(figure)}};
}

std::vector<Block> ratings_over_time(const Report& report) {
  const auto ratings = rating_series(report.comparison);
  const auto& periods = report.comparison.trend;
  if (!ratings || ratings->periods != periods.size() || periods.size() < kFewestPeriods) return {};
  Figure figure;
  figure.title = words("figure.ratings.title");
  figure.subtitle = words("figure.ratings.subtitle");
  figure.columns = {{"period", words("label.period"), ColumnKind::words, {}},
                    {"answers", words("figure.answers.spread"), ColumnKind::drawing, {}},
                    {"satisfied", words("figure.answers.satisfied"), ColumnKind::numbers, {}},
                    {"neutral", words("figure.ratings.neutral"), ColumnKind::numbers, {}},
                    {"unsatisfied", words("figure.answers.unsatisfied"), ColumnKind::numbers, {}}};
  for (std::size_t step = 1; step <= ratings->classes.size(); ++step) {
    figure.legend.push_back(words("figure.answers.class_" + std::to_string(step)));
  }
  const std::size_t first = periods.size() > kShownPeriods ? periods.size() - kShownPeriods : 0;
  for (std::size_t i = first; i < periods.size(); ++i) {
    Spread spread;
    for (const MetricComparison* metric : ratings->classes) {
      spread.counts.push_back(static_cast<std::int64_t>(metric->series[i].value.value_or(0)));
    }
    const auto count = [&](std::size_t of) {
      return Cell{Quantity{QuantityKind::count, static_cast<double>(spread.counts[of]), 0}};
    };
    FigureRow row{.kind = FigureRowKind::normal,
                  .head = Message{"figure.ratings.period", {{"period", PeriodName{periods[i]}}}},
                  .remark = {},
                  .cells = {}};
    row.cells = {Cell{Drawing{spread}}, count(2), count(1), count(0)};
    figure.rows.push_back(std::move(row));
  }
  return {{.id = "ratings_over_time", .content = std::move(figure)}};
}

namespace {
/// Its relative change has a column of its own.
Cell change_cell(const MetricLine& line) {
  if (is_count(*line.row)) return Quantity{QuantityKind::signed_count, line.change.absolute, 0};
  return Movement{line.row, line.change, std::max(line.current.n, line.previous->n), line.previous->value};
}
}  // namespace

std::vector<Block> before_and_after(const Report& report) {
  if (!report.comparison.previous) return {};
  Figure figure;
  figure.title = words("figure.before_after.title");
  figure.subtitle =
      Message{"figure.before_after.subtitle",
              {{"before", PeriodSpan{*report.comparison.previous}}, {"after", PeriodSpan{report.comparison.current}}}};
  figure.columns = {{"metric", words("label.metric"), ColumnKind::words, {}},
                    {"before", words("figure.drivers.previous"), ColumnKind::numbers, {}},
                    {"after", words("figure.before_after.after"), ColumnKind::numbers, {}},
                    {"change", words("label.change"), ColumnKind::numbers, {}},
                    {"relative", words("figure.before_after.relative"), ColumnKind::numbers, {}}};
  for (const MetricComparison& metric : report.comparison.metrics) {
    if (!metric.shown || metric.row->shown == Shown::in_full) continue;  // the table of all metrics has those too
    for (const MetricLine& line : metric_lines(metric, report)) {
      const bool both = line.previous && line.previous->value && line.current.value && *line.previous->value > 0;
      if (!both || line.current.n < kFewestForShare || line.previous->n < kFewestForShare) continue;
      FigureRow row;
      row.head = Message{"figure.metric", {{"metric", MetricName{line.row, line.group, NamePlace::title}}}};
      row.cells = {Amount{line.row, *line.previous}, Amount{line.row, line.current}, change_cell(line),
                   line.row->headline == Headline::score
                       ? Cell{}
                       : Cell{Quantity{QuantityKind::relative, *line.current.value / *line.previous->value - 1, 0}}};
      figure.rows.push_back(std::move(row));
    }
  }
  if (figure.rows.empty()) return {};
  return {{.id = "before_and_after", .content = std::move(figure)}};
}

}  // namespace csreport

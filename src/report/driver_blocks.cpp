// Where a change comes from: the groups' contributions as a waterfall from the value before to the value now.
// Arithmetic, not causes (METRICS 4.7).

#include <algorithm>
#include <cmath>

#include "csreport/compare/judgement.hpp"
#include "csreport/core/dataset.hpp"
#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostFigures = 2;
constexpr std::size_t kMostGroups = 6;
constexpr std::int64_t kFewestForDecimal = 100;

double part_of(const GroupComparison& group) { return group.contribution->rate + group.contribution->mix; }

/// A row of the waterfall: a group, or the smaller ones together.
struct Part {
  const GroupComparison* group = nullptr;  ///< nullptr: several
  std::size_t merged = 0;
  double contribution = 0;
  double rate = 0;  ///< of it, the group's own change; the rest is its changed part of the cases
};

/// Largest first, whatever its direction; beyond the six largest they are one.
std::vector<Part> parts_of(const DimensionComparison& dimension) {
  std::vector<Part> parts;
  for (const GroupComparison& group : dimension.groups) {
    if (group.contribution) parts.push_back({&group, 1, part_of(group), group.contribution->rate});
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return std::fabs(a.contribution) > std::fabs(b.contribution); });
  if (parts.size() <= kMostGroups + 1) return parts;
  Part others;
  for (std::size_t i = kMostGroups; i < parts.size(); ++i) {
    ++others.merged;
    others.contribution += parts[i].contribution;
    others.rate += parts[i].rate;
  }
  parts.resize(kMostGroups);
  parts.push_back(others);
  return parts;
}

/// Replies per ticket are counts, too, and no whole numbers.
bool is_mean_of_counts(const MetricRow& row) { return row.unit == Unit::count && row.headline == Headline::mean; }

/// The step in which the parts are shown.
double step_of(const MetricComparison& metric) {
  const std::int64_t n = std::max(metric.current.n, metric.previous->n);
  if (metric.row->unit == Unit::ratio) return n >= kFewestForDecimal ? 0.001 : 0.01;
  if (is_mean_of_counts(*metric.row)) return 0.01;
  return metric.row->unit == Unit::score ? 0.1 : 1;
}

QuantityKind kind_of(const MetricRow& row) {
  switch (row.unit) {
    case Unit::ratio: return QuantityKind::points;
    case Unit::score: return QuantityKind::score_points;
    case Unit::seconds: return QuantityKind::duration;
    case Unit::count:
    case Unit::currency: break;
  }
  return is_mean_of_counts(row) ? QuantityKind::signed_mean : QuantityKind::signed_count;
}

/// Whether the group's own change went against what is good by as much as the whole did.
SignalState state_of(const MetricComparison& metric, double contribution, double largest) {
  constexpr double kLargePart = 0.5;
  if (std::fabs(contribution) < kLargePart * largest || metric.better == Better::none) return SignalState::normal;
  const bool improved = (contribution > 0) == (metric.better == Better::higher);
  const SignalState state = metric.judgement.signal.state;
  const bool told = improved ? state == SignalState::better : state == SignalState::worse;
  return told ? state : SignalState::normal;
}

FigureRow total_row(const char* key, const MetricComparison& metric, const MetricValue& value) {
  const Step step{.from = *value.value, .to = *value.value, .total = true, .state = SignalState::normal};
  return {.kind = FigureRowKind::total,
          .head = Message{key, {}},
          .remark = {},
          .cells = {Drawing{step}, Amount{metric.row, value}}};
}

/// Whether the groups' weights changed the whole too; they never do for what is counted.
bool has_mix(const std::vector<Part>& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) {
    return std::fabs(part.contribution - part.rate) > 1e-9 * std::fabs(part.contribution);
  });
}

/// "87.3% → 79.1%, n = 148".
Cell before_and_now(const MetricComparison& metric, const GroupComparison& group) {
  const MetricValue& now = group.values.current;
  const MetricValue before = group.values.previous.value_or(MetricValue{});
  const bool counted = metric.row->unit == Unit::count && !is_mean_of_counts(*metric.row);
  Message message{counted ? "figure.drivers.values" : "figure.drivers.values_n",
                  {{"before", Amount{metric.row, before}}, {"now", Amount{metric.row, now}}}};
  if (!counted) message.args.push_back({"n", Count{now.n}});
  return message;
}

FigureRow part_row(const MetricComparison& metric, const std::string& dimension, const Part& part, double from,
                   double shown, double largest, bool mixed) {
  const double change = *metric.change.absolute;
  const std::int64_t n = std::max(metric.current.n, metric.previous->n);
  FigureRow row;
  row.head = part.group != nullptr ? group_head(dimension, part.group->values.group) : others_head(part.merged);
  if (part.group == nullptr) row.kind = FigureRowKind::quiet;
  row.cells = {Drawing{Step{.from = from,
                            .to = from + part.contribution,
                            .middle = mixed ? std::optional(from + part.rate) : std::nullopt,
                            .total = false,
                            .state = state_of(metric, part.contribution, largest)}},
               Quantity{kind_of(*metric.row), part.contribution, n, shown}};
  if (mixed) {
    const double mix = part.contribution - part.rate;
    const auto apart = rounded_parts({part.rate, mix}, shown, step_of(metric));
    row.cells.emplace_back(Quantity{kind_of(*metric.row), part.rate, n, apart[0]});
    row.cells.emplace_back(Quantity{kind_of(*metric.row), mix, n, apart[1]});
  }
  row.cells.emplace_back(Quantity{QuantityKind::rough_share, part.contribution / change, metric.current.n});
  row.cells.push_back(part.group != nullptr ? before_and_now(metric, *part.group) : Cell{});
  return row;
}

/// "About 70% of the fall comes from chat", as the finding says it, or that no group stands out.
Note title_of(const MetricComparison& metric, const std::vector<Part>& parts) {
  if (metric.driver->follows_mix()) {
    return Message{"figure.drivers.title_mix", {{"metric", MetricName{metric.row, {}, NamePlace::sentence_start}}}};
  }
  constexpr double kLargePart = 0.5;
  const double share = parts.front().contribution / *metric.change.absolute;
  const GroupComparison* const first = parts.front().group;
  const bool named = first != nullptr && first->values.group != kNoneGroup && !is_too_small(*metric.row, first->values);
  if (!named || share < kLargePart || metric.driver->is_even()) {
    return Message{"figure.drivers.title", {{"metric", MetricName{metric.row, {}, NamePlace::sentence_start}}}};
  }
  const bool fell = *metric.change.absolute < 0;
  const Name name{.text = parts.front().group->values.group,
                  .dimension = metric.by[metric.driver->dimension].dimension,
                  .introduced = true};
  const MetricName inside{metric.row, {}, NamePlace::inside};
  if (share > kWholeChange) {
    return Message{fell ? "figure.drivers.whole_fall" : "figure.drivers.whole_rise",
                   {{"metric", inside}, {"name", name}}};
  }
  return Message{fell ? "figure.drivers.fall" : "figure.drivers.rise",
                 {{"share", RoughShare{share}}, {"metric", inside}, {"name", name}}};
}

Axis axis_of(const MetricComparison& metric, const std::vector<Part>& parts) {
  double low = std::min(*metric.previous->value, *metric.current.value);
  double high = std::max(*metric.previous->value, *metric.current.value);
  double at = *metric.previous->value;
  for (const Part& part : parts) {
    const double middle = at + part.rate;
    at += part.contribution;
    low = std::min({low, middle, at});
    high = std::max({high, middle, at});
  }
  const double room = (high - low) * 0.05;
  return {.low = low - room, .high = high + room, .logarithmic = false, .ticks = {}};
}

Figure waterfall(const MetricComparison& metric) {
  const DimensionComparison& dimension = metric.by[metric.driver->dimension];
  const double change = *metric.change.absolute;
  const auto parts = parts_of(dimension);
  std::vector<double> contributions;
  double largest = 0;
  for (const Part& part : parts) {
    contributions.push_back(part.contribution);
    largest = std::max(largest, std::fabs(part.contribution));
  }
  const auto shown = rounded_parts(contributions, change, step_of(metric));
  Figure figure;
  figure.title = title_of(metric, parts);
  figure.subtitle = Message{"figure.drivers.subtitle", {{"metric", MetricName{metric.row, {}, NamePlace::inside}}}};
  const bool mixed = has_mix(parts);
  figure.key = words(mixed ? "figure.drivers.key_mix" : "figure.drivers.key");
  figure.columns = {{"group", dimension_words(dimension.dimension), ColumnKind::words, {}},
                    {"steps", words("figure.drivers.steps"), ColumnKind::drawing, axis_of(metric, parts)},
                    {"contribution", words("figure.drivers.contribution"), ColumnKind::numbers, {}}};
  if (mixed) {
    figure.columns.push_back({"rate", words("figure.drivers.own"), ColumnKind::numbers, {}});
    figure.columns.push_back({"mix", words("figure.drivers.mix"), ColumnKind::numbers, {}});
  }
  figure.columns.push_back({"share", words("figure.drivers.share"), ColumnKind::numbers, {}});
  figure.columns.push_back({"values", words("figure.drivers.before_and_now"), ColumnKind::words, {}});
  figure.rows.push_back(total_row("figure.drivers.previous", metric, *metric.previous));
  double at = *metric.previous->value;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    figure.rows.push_back(part_row(metric, dimension.dimension, parts[i], at, shown[i], largest, mixed));
    at += parts[i].contribution;
  }
  figure.rows.push_back(total_row("figure.drivers.current", metric, metric.current));
  for (FigureRow* total : {&figure.rows.front(), &figure.rows.back()}) total->cells.resize(figure.columns.size() - 1);
  return figure;
}

bool has_waterfall(const MetricComparison* metric) {
  return metric != nullptr && metric->driver && metric->change.absolute && *metric->change.absolute != 0 &&
         metric->previous && metric->previous->value && metric->current.value &&
         std::any_of(metric->by[metric->driver->dimension].groups.begin(),
                     metric->by[metric->driver->dimension].groups.end(),
                     [](const GroupComparison& group) { return group.contribution.has_value(); });
}

}  // namespace

std::vector<Block> driver_figures(const Report& report) {
  std::vector<Block> blocks;
  for (const Finding& finding : report.findings.shown) {
    if (blocks.size() == kMostFigures) break;
    if (finding.row == nullptr || !finding.group.empty() || !finding.taken_apart) continue;
    const auto* metric = report.comparison.metric(finding.row->id);
    if (!has_waterfall(metric)) continue;
    blocks.push_back({.id = "drivers_" + std::string(finding.row->id), .content = waterfall(*metric)});
  }
  return blocks;
}

}  // namespace csreport

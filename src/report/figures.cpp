#include "report/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "csreport/core/dataset.hpp"
#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

/// Those that the message files have words for; others are called by their header.
constexpr std::array<std::string_view, 10> kNamedDimensions = {"channel", "team", "agent",   "category", "priority",
                                                               "tag",     "hour", "weekday", "language", "country"};
constexpr std::array<std::string_view, 8> kNamedNone = {"channel",  "team", "agent",    "category",
                                                        "priority", "tag",  "language", "country"};

template <typename Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const DimensionComparison* find_dimension(const MetricComparison& metric, std::string_view dimension) {
  const auto found = std::find_if(metric.by.begin(), metric.by.end(),
                                  [&](const DimensionComparison& by) { return by.dimension == dimension; });
  return found == metric.by.end() ? nullptr : &*found;
}

const GroupComparison* find_group(const MetricComparison& metric, std::string_view dimension, std::string_view group) {
  const auto* by = find_dimension(metric, dimension);
  if (by == nullptr) return nullptr;
  const auto found = std::find_if(by->groups.begin(), by->groups.end(),
                                  [&](const GroupComparison& one) { return one.values.group == group; });
  return found == by->groups.end() ? nullptr : &*found;
}

GroupIndex index_groups(const MetricComparison& metric, std::string_view dimension) {
  GroupIndex index;
  if (const auto* by = find_dimension(metric, dimension)) {
    for (const GroupComparison& group : by->groups) index.emplace(group.values.group, &group);
  }
  return index;
}

bool is_count(const MetricRow& row) { return row.unit == Unit::count && row.headline == Headline::count; }

bool has_named_values(const MetricComparison& metric, std::string_view dimension) {
  const auto* by = find_dimension(metric, dimension);
  return by != nullptr && std::any_of(by->groups.begin(), by->groups.end(), [](const GroupComparison& group) {
           return group.values.current.value.has_value() && group.values.group != kNoneGroup;
         });
}

Signal marked(const Signal& signal) {
  const bool by_chance = signal.p_adjusted.value_or(0) > kFalseDiscoveryRate;
  return by_chance ? Signal{.state = SignalState::normal, .rule = {}} : signal;
}

Note words(std::string key) { return Message{std::move(key), {}}; }

Note dimension_words(const std::string& dimension) {
  if (is_among(kNamedDimensions, dimension)) return words("dimension." + dimension);
  return dimension;
}

Note metric_words(const MetricRow& row) {
  return Message{"figure.metric", {{"metric", MetricName{&row, {}, NamePlace::table_head}}}};
}

Cell group_head(const std::string& dimension, const std::string& group) {
  if (group != kNoneGroup) return Name{group, dimension};
  return Message{is_among(kNamedNone, dimension) ? "no_dimension." + dimension : "label.none", {}};
}

Cell others_head(std::size_t groups) {
  return Message{"label.other", {{"n", Count{static_cast<std::int64_t>(groups)}}}};
}

std::vector<double> rounded_parts(const std::vector<double>& parts, double total, double step) {
  std::vector<double> units;
  for (const double part : parts) units.push_back(std::floor(part / step));
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parts[a] / step - units[a] > parts[b] / step - units[b];
  });
  const double missing = std::round(total / step) - std::accumulate(units.begin(), units.end(), 0.0);
  for (std::size_t i = 0; i < order.size() && static_cast<double>(i) < missing; ++i) units[order[i]] += 1;
  for (double& unit : units) unit *= step;
  return units;
}

Axis axis_from_zero(const std::vector<double>& values) {
  Axis axis{.low = 0, .high = 0, .logarithmic = false, .ticks = {}};
  for (const double value : values) axis.high = std::max(axis.high, value);
  return axis;
}

}  // namespace csreport

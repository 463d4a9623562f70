#include "csreport/compute/compute.hpp"

#include <algorithm>
#include <array>

#include "compute/fold.hpp"
#include "compute/groups.hpp"
#include "compute/quality.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

[[noreturn]] void throw_unknown(const std::string& what, const std::string& word,
                                const std::vector<std::string>& known) {
  const auto near = nearest_words(word, known);
  throw Error(ExitCode::usage, "unknown " + what + " '" + word + "'",
              near.empty() ? "known are: " + join(known) : "did you mean " + join(near) + "?");
}

std::vector<const MetricRow*> chosen_metrics(const std::vector<std::string>& ids) {
  std::vector<const MetricRow*> rows;
  if (ids.empty()) {
    for (const MetricRow& row : metric_catalogue()) rows.push_back(&row);
    return rows;
  }
  for (const std::string& id : ids) {
    const MetricRow* row = find_metric(id);
    if (row == nullptr) {
      std::vector<std::string> known;
      for (const MetricRow& other : metric_catalogue()) known.emplace_back(other.id);
      throw_unknown("metric", id, known);
    }
    rows.push_back(row);
  }
  return rows;
}

std::vector<const Dimension*> chosen_dimensions(const Dataset& data, const std::vector<std::string>& ids) {
  std::vector<const Dimension*> dimensions;
  std::vector<std::string> known;
  for (const Dimension& dimension : data.tickets.dimensions) {
    known.push_back(dimension.id);
    if (ids.empty()) dimensions.push_back(&dimension);
  }
  for (const std::string& id : ids) {
    const Dimension* dimension = data.tickets.dimension(id);
    if (dimension == nullptr) throw_unknown("dimension", id, known);
    dimensions.push_back(dimension);
  }
  return dimensions;
}

/// A metric without its columns has no value at all, not a count of 0.
MetricValue no_value() { return {}; }

void add_notes(const MetricRow& row, Observations& observations, MetricSnapshot& metric) {
  if (row.measure == Measure::handle_time && observations.imputed() > 0) {
    metric.quality.notes.push_back("After-call work is missing on " + std::to_string(observations.imputed()) +
                                   " of " + std::to_string(metric.current.n) + " contacts and counts as 0 s.");
  }
}

/// The dimensions whose groups get a trend.
std::vector<const Dimension*> series_dimensions(const ComputeOptions& options, std::vector<const Dimension*> dimensions) {
  if (options.group_series) return dimensions;
  const auto& ids = options.series_dimensions;
  const auto is_unasked = [&](const Dimension* dimension) { return std::find(ids.begin(), ids.end(), dimension->id) == ids.end(); };
  dimensions.erase(std::remove_if(dimensions.begin(), dimensions.end(), is_unasked), dimensions.end());
  return dimensions;
}

MetricSnapshot compute_metric(const MetricRow& row, Evidence& evidence, const Slots& slots,
                              const ComputeOptions& options, const std::vector<const Dimension*>& dimensions) {
  MetricSnapshot metric;
  metric.row = &row;
  metric.better = row.better;
  if (row.measure == Measure::ces_score &&
      (evidence.data().tickets.ces.low_is_good || evidence.data().surveys.ces.low_is_good)) {
    metric.better = Better::lower;
  }
  if (missing_inputs(row, evidence.data()).state != QualityState::ok) {
    metric.quality = missing_inputs(row, evidence.data());
    metric.current = no_value();
    if (slots.previous()) metric.previous = no_value();
    for (const std::size_t slot : slots.trend()) metric.series.push_back({slots.period(slot).label, std::nullopt, 0});
    return metric;
  }
  metric.variant = variant_name(row, evidence);
  Observations observations(row, evidence.data(), slots, series_dimensions(options, dimensions));
  observe(row, evidence, observations);
  observations.finish();

  const auto fold_of = [&](std::size_t slot) { return PeriodFold(row, observations.compared(slot).values); };
  ComparedPeriods periods{fold_of(slots.current()), std::nullopt};
  if (slots.previous()) periods.previous = fold_of(*slots.previous());
  metric.current = fold_total(periods.current, observations.compared(slots.current()));
  if (periods.previous) metric.previous = fold_total(*periods.previous, observations.compared(*slots.previous()));
  metric.series = observations.trend().series();
  for (const Dimension* dimension : dimensions) {
    metric.by.push_back(fold_groups(periods, GroupCodes(row, evidence.data(), *dimension), observations));
  }
  metric.quality = judge_quality(row, metric.current, evidence.data());
  add_notes(row, observations, metric);
  return metric;
}

/// METRICS 0.2: tickets opened before the file begins cannot be in it.
void warn_of_truncation(const Dataset& data, const ComputeOptions& options, std::vector<Warning>& warnings) {
  if (!data.has_tickets || !data.first_event || *data.first_event < options.current.start) return;
  warnings.push_back({"left_truncated",
                      "The file begins inside the period: tickets opened earlier are not in it, so resolution "
                      "times read low and the backlog too small."});
}

void warn_of_horizon(const Dataset& data, const ComputeOptions& options, std::vector<Warning>& warnings) {
  if (!data.horizon || *data.horizon >= options.current.end - std::chrono::days{1}) return;
  warnings.push_back({"incomplete_period", "The data ends before the period does: its last days are missing."});
}

}  // namespace

Snapshot compute(const Dataset& dataset, const ComputeOptions& options) {
  const auto rows = chosen_metrics(options.metrics);
  const auto dimensions = chosen_dimensions(dataset, options.dimensions);
  const Slots slots(options);
  Evidence evidence(dataset, options.variants);

  Snapshot snapshot{options.current, options.previous, options.trend, {}, {}};
  for (const MetricRow* row : rows) {
    snapshot.metrics.push_back(compute_metric(*row, evidence, slots, options, dimensions));
  }
  warn_of_truncation(dataset, options, snapshot.warnings);
  warn_of_horizon(dataset, options, snapshot.warnings);
  return snapshot;
}

namespace {
template <typename Enum, std::size_t N>
std::optional<Enum> parse_name(std::string_view word, const std::array<std::string_view, N>& names) {
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}
}  // namespace

std::optional<FcrMethod> parse_fcr_method(std::string_view word) {
  return parse_name<FcrMethod>(word, std::array<std::string_view, 5>{"auto", "one_touch", "no_repeat", "strict", "flag"});
}
std::optional<FcrBase> parse_fcr_base(std::string_view word) {
  return parse_name<FcrBase>(word, std::array<std::string_view, 2>{"issue", "contact"});
}
std::optional<ServiceLevelVariant> parse_service_level_variant(std::string_view word) {
  return parse_name<ServiceLevelVariant>(
      word, std::array<std::string_view, 5>{"strict", "abandon_in_t_ok", "ignore_abandon_in_t", "ignore_short",
                                            "answered_only"});
}

}  // namespace csreport

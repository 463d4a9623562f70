#include "csreport/compute/compute.hpp"

#include <algorithm>
#include <array>

#include "compute/coverage.hpp"
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

void add_notes(const MetricRow& row, Evidence& evidence, Observations& observations, MetricSnapshot& metric) {
  const bool uses_log = row.measure == Measure::response_time || row.measure == Measure::first_response_time;
  if (uses_log && evidence.timeline().unknown_authors > 0) {
    metric.quality.notes.push_back(
        std::to_string(evidence.timeline().unknown_authors) +
        " messages do not say whether a customer or an agent wrote them; they are left out.");
    const bool nothing_left = evidence.timeline().pairs.empty() && row.measure == Measure::response_time;
    if (nothing_left) metric.quality.state = QualityState::missing_column;
  }
  if (row.measure == Measure::handle_time && observations.imputed() > 0) {
    metric.quality.notes.push_back("After-call work is missing on " + std::to_string(observations.imputed()) + " of " +
                                   std::to_string(metric.current.n) + " contacts and counts as 0 s.");
  }
}

/// The dimensions whose groups get a trend.
std::vector<const Dimension*> series_dimensions(const ComputeOptions& options,
                                                std::vector<const Dimension*> dimensions) {
  if (options.group_series) return dimensions;
  const auto& ids = options.series_dimensions;
  const auto is_unasked = [&](const Dimension* dimension) {
    return std::find(ids.begin(), ids.end(), dimension->id) == ids.end();
  };
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
    if (dimension->id == "agent" && !row.by_agent) {
      metric.by.push_back({dimension->id, {}});
      continue;
    }
    metric.by.push_back(fold_groups(periods, GroupCodes(row, evidence.data(), *dimension), observations));
  }
  metric.quality = judge_quality(row, metric.current, evidence.data());
  add_notes(row, evidence, observations, metric);
  return metric;
}

/// A period that the data says nothing of has no values, not zeros.
void forget_values(Snapshot& snapshot) {
  for (MetricSnapshot& metric : snapshot.metrics) {
    metric.current = no_value();
    metric.by.clear();
    if (metric.quality.state == QualityState::ok) metric.quality.state = QualityState::few;
  }
}

}  // namespace

Snapshot compute(const Dataset& dataset, const ComputeOptions& asked) {
  Coverage coverage = check_coverage(dataset, asked);
  ComputeOptions options = asked;
  if (!coverage.previous_has_data) options.previous.reset();
  const auto rows = chosen_metrics(options.metrics);
  const auto dimensions = chosen_dimensions(dataset, options.dimensions);
  const Slots slots(options);
  Evidence evidence(dataset, options.variants);

  Snapshot snapshot{options.current, options.previous, options.trend, {}, coverage.gaps, std::move(coverage.warnings)};
  for (const MetricRow* row : rows) {
    snapshot.metrics.push_back(compute_metric(*row, evidence, slots, options, dimensions));
  }
  if (!coverage.current_has_data) forget_values(snapshot);
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
  return parse_name<FcrMethod>(word,
                               std::array<std::string_view, 5>{"auto", "one_touch", "no_repeat", "strict", "flag"});
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

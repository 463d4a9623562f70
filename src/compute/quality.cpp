#include "compute/quality.hpp"

#include <algorithm>

#include "compute/measures.hpp"
#include "compute/promises.hpp"
#include "csreport/core/text.hpp"

namespace csreport {

std::string_view quality_state_name(QualityState state) {
  switch (state) {
    case QualityState::ok: return "ok";
    case QualityState::few: return "few";
    case QualityState::missing_column: return "missing_column";
    case QualityState::no_message_log: return "no_message_log";
    case QualityState::ambiguous_scale: return "ambiguous_scale";
    case QualityState::immature: return "immature";
    case QualityState::no_history: return "no_history";
  }
  return "ok";
}

namespace {
bool has_indicator(const IndicatorTable& table, std::string_view name) {
  for (std::uint32_t code = 0; code < table.names.size(); ++code) {
    if (fold_identity(table.names.text(code)) == fold_identity(name)) return true;
  }
  return false;
}
}  // namespace

Quality missing_inputs(const MetricRow& row, const Dataset& data, const Variants& variants, const SlaPolicies& sla) {
  if (row.measure == Measure::first_contact_resolved) {
    Quality quality = look_for_first_contact(variants.fcr, variants.fcr_no_transfer, data);
    if (quality.state != QualityState::ok || variants.fcr == FcrMethod::survey) return quality;
  }
  if (measure_row(row.measure).promise && !is_promised(row, sla)) {
    return {QualityState::missing_column, {"Nothing is promised about it: no [[sla]] of csreport.toml is for it."}};
  }
  if (row.measure == Measure::indicator_value && data.has_indicators && !has_indicator(data.indicators, row.needs)) {
    return {QualityState::missing_column, {"The files of indicators have no '" + std::string(row.needs) + "'."}};
  }
  const auto& of_population = population_row(row.population).needs;
  const auto& of_measure = measure_row(row.measure).needs;
  const bool any_file = measure_row(row.measure).known_by_log && data.has_messages;
  for (const auto& needs : {of_population, of_measure}) {
    for (const Input input : needs) {
      if (any_file && input == Input::ticket_file) continue;
      if (Quality quality = look_for(input, data); quality.state != QualityState::ok) return quality;
    }
  }
  return {};
}

Quality judge_quality(const MetricRow& row, const MetricValue& current, const Dataset& data, const Variants& variants,
                      const SlaPolicies& sla) {
  Quality quality = missing_inputs(row, data, variants, sla);
  if (quality.state != QualityState::ok) return quality;
  const auto immature = std::find_if(current.excluded.begin(), current.excluded.end(),
                                     [](const ExcludedCount& e) { return e.reason == "immature"; });
  if (current.n == 0 && immature != current.excluded.end()) {
    quality.state = QualityState::immature;
    quality.notes.emplace_back("The follow-up window of these tickets has not ended yet.");
  } else if (current.n < row.min_n) {
    quality.state = QualityState::few;
  }
  return quality;
}

std::string variant_name(const MetricRow& row, const Evidence& evidence, Clock clock) {
  const auto variant = measure_row(row.measure).variant;
  return variant == nullptr ? std::string() : variant(evidence, clock);
}

}  // namespace csreport

#include "compute/quality.hpp"

#include <algorithm>

#include "compute/inputs.hpp"
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
/// A header alone: what its columns are nobody can say without a value.
bool has_no_rows(const Dataset& data) {
  const std::size_t rows = data.tickets.rows + data.messages.rows + data.statuses.rows + data.surveys.rows +
                           data.reviews.rows + data.sessions.rows + data.customers.rows + data.indicators.rows;
  return rows == 0;
}

Quality first_missing(const MetricRow& row, const Dataset& data, const ComputeOptions& options) {
  const Variants& variants = options.variants;
  if (row.measure == Measure::first_contact_resolved) {
    Quality quality = look_for_first_contact(variants.fcr, variants.fcr_no_transfer, data);
    if (quality.state != QualityState::ok || variants.fcr == FcrMethod::survey) return quality;
  }
  if (measure_row(row.measure).promise && !is_promised(row, options.sla)) {
    return without(QualityState::missing_column, "no_promise");
  }
  if (row.measure == Measure::is_at_risk && options.sla.empty()) {
    return without(QualityState::missing_column, "no_promises");
  }
  if (row.measure == Measure::is_open_in_known_topics && options.work.known_topics.empty()) {
    return without(QualityState::missing_column, "no_topics");
  }
  const MeasureRow& measure = measure_row(row.measure);
  if (measure.known_by_log && !measure.promise) {
    if (Quality quality = look_for_start(variants.frt_start, data); quality.state != QualityState::ok) return quality;
  }
  if (variants.human_only && measure_row(row.measure).by_people) {
    if (Quality quality = look_for(Input::replies, data); quality.state != QualityState::ok) return quality;
  }
  if (variants.net_of == NetOf::pending && row.measure == Measure::resolution_time) {
    if (Quality quality = look_for(Input::status_history, data); quality.state != QualityState::ok) return quality;
  }
  if (row.measure == Measure::was_abandoned && variants.abandonment_base == AbandonmentBase::queued) {
    if (Quality quality = look_for(Input::queue_time, data); quality.state != QualityState::ok) return quality;
  }
  if (row.measure == Measure::resolution_time) {
    if (Quality quality = look_for_span(variants.resolution_start, variants.resolution_end, data);
        quality.state != QualityState::ok) {
      return quality;
    }
  }
  if (row.measure == Measure::indicator_value && data.has_indicators && !has_indicator(data.indicators, row.needs)) {
    return without(QualityState::missing_column, "indicator", {{"name", std::string(row.needs)}});
  }
  if (row.measure == Measure::response_time && has_average_responses_alone(data)) {
    const bool told = variants.clock == Clock::calendar && !variants.art_exclude_first &&
                      variants.art_start == ResponseTimeStart::first_message;
    return told ? Quality{} : look_for(Input::message_log, data);
  }
  if (row.measure == Measure::response_time) {
    Quality quality = look_for_response_start(variants.art_start, data);
    if (quality.state != QualityState::ok && data.has_messages) return quality;
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
  // Without a single ringing time the number would be that of another variant.
  const bool with_ring = row.measure == Measure::handle_time && variants.aht == HandleTimeParts::with_ring;
  return with_ring ? look_for(Input::ring_time, data) : Quality{};
}

}  // namespace

Quality missing_inputs(const MetricRow& row, const Dataset& data, const ComputeOptions& options) {
  const Quality quality = first_missing(row, data, options);
  if (quality.state == QualityState::missing_column && has_no_rows(data)) return without(QualityState::few, "no_rows");
  return quality;
}

Quality judge_quality(const MetricRow& row, const MetricValue& current, const Dataset& data,
                      const ComputeOptions& options) {
  Quality quality = missing_inputs(row, data, options);
  if (quality.state != QualityState::ok) return quality;
  const auto immature = std::find_if(current.excluded.begin(), current.excluded.end(),
                                     [](const ExcludedCount& e) { return e.reason == "immature"; });
  const auto unknown = std::find_if(current.excluded.begin(), current.excluded.end(),
                                    [](const ExcludedCount& e) { return e.reason == "no_status_history"; });
  if (current.n == 0 && row.measure == Measure::is_returning && data.first_event >= options.current.start) {
    quality.state = QualityState::few;
    quality.notes.push_back({"quality_note.nothing_before", {}});
  } else if (current.n == 0 && !current.value && unknown != current.excluded.end()) {
    quality.state = QualityState::few;
    quality.notes.push_back({"quality_note.unknown_statuses", {}});
  } else if (current.n == 0 && immature != current.excluded.end()) {
    quality.state = QualityState::immature;
    quality.notes.push_back({"quality_note.immature", {}});
  } else if (current.n < row.min_n) {
    quality.state = QualityState::few;
  }
  return quality;
}

namespace {
/// Whether --anchor moves its cases. A promise that is kept or broken is an event, too.
bool is_moved(const MetricRow& row) {
  if (row.measure == Measure::was_solved_lately) return false;  // four weeks of solutions are what it means
  // They are told at the end of a period, and count what was done in it.
  if (row.measure == Measure::solved_by_agent || row.measure == Measure::is_ticket_replied_to) return true;
  switch (row.anchor) {
    case Anchor::first_reply:
    case Anchor::reply:
    case Anchor::solved:
    case Anchor::first_solved:
    case Anchor::matured:
    case Anchor::rated:
    case Anchor::decided:
    case Anchor::written: return true;
    case Anchor::created:
    case Anchor::period_end:
    case Anchor::reviewed:
    case Anchor::during:
    case Anchor::measured: return false;
  }
  return false;
}
}  // namespace

Phrases variant_of(const MetricRow& row, const Evidence& evidence, Clock clock) {
  const auto variant = measure_row(row.measure).variant;
  Phrases phrases = variant == nullptr ? Phrases() : variant(evidence, clock);
  const bool has_percentiles = row.fold == Fold::distribution || row.fold == Fold::mean;
  if (has_percentiles && evidence.variants().percentiles == PercentileMethod::nearest_rank) {
    phrases.push_back({"variant.nearest_rank", {}});
  }
  // Answers about no ticket have no other time than their own.
  const bool has_other_time = row.anchor != Anchor::rated || evidence.data().has_tickets;
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  if (by_creation && has_other_time && is_moved(row)) phrases.push_back({std::string(kAtCreation), {}});
  return phrases;
}

}  // namespace csreport

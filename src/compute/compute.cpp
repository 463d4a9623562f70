#include "csreport/compute/compute.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "compute/business_days.hpp"
#include "compute/coverage.hpp"
#include "compute/fast_replies.hpp"
#include "compute/first_contacts.hpp"
#include "compute/fold.hpp"
#include "compute/groups.hpp"
#include "compute/imputed_parts.hpp"
#include "compute/inputs.hpp"
#include "compute/measures.hpp"
#include "compute/observe.hpp"
#include "compute/online_times.hpp"
#include "compute/outstanding.hpp"
#include "compute/promises.hpp"
#include "compute/quality.hpp"
#include "compute/quotients.hpp"
#include "compute/rating_flips.hpp"
#include "compute/right_censoring.hpp"
#include "compute/rows_there.hpp"
#include "compute/untold.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/parallel.hpp"
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

bool is_among(const MetricRow& row, const std::vector<std::string>& ids) {
  return std::find(ids.begin(), ids.end(), row.id) != ids.end();
}

/// What the user gives is there: the cost, how many customers there are.
bool is_given(const MetricRow& row, const Dataset& data, const ComputeOptions& options) {
  const auto given = [&](const QuotientSide& side) {
    if (side.supplied == Supplied::cost) return options.cost.has_value();
    const bool only_given = side.supplied == Supplied::customers && side.otherwise.empty();
    return !only_given || options.customers || data.has_customers;
  };
  return given(row.dividend) && given(row.divisor);
}

/// A promise that was made is shown, what the files were given for, and what was asked for by name.
bool is_shown(const MetricRow& row, const Dataset& data, const ComputeOptions& options) {
  if (is_among(row, options.metrics) || is_among(row, options.shown_too)) return true;
  if (!options.metrics.empty()) return false;
  if (row.shown == Shown::in_every_layout || is_promised(row, options.sla)) return true;
  const bool with_its_input = row.shown == Shown::with_its_input || options.shows_all;
  return with_its_input && is_given(row, data, options) && missing_inputs(row, data, options).state == QualityState::ok;
}

/// Of the catalogue, and those of this run.
std::vector<const MetricRow*> known_metrics(const ComputeOptions& options) {
  std::vector<const MetricRow*> rows;
  for (const MetricRow& row : metric_catalogue()) rows.push_back(&row);
  if (options.run_metrics == nullptr) return rows;
  for (const MetricRow& row : options.run_metrics->rows()) rows.push_back(&row);
  return rows;
}

std::vector<const MetricRow*> metrics_of(const Dataset& data, const ComputeOptions& options) {
  auto rows = known_metrics(options);
  if (options.scope == MetricScope::all) return rows;
  const auto is_wanted_with = [&](const MetricRow& row) {
    return std::any_of(options.computed_with.begin(), options.computed_with.end(), [&](const auto& pair) {
      const MetricRow* const other = find_metric(pair.second);
      return pair.first == row.id && other != nullptr &&
             missing_inputs(*other, data, options).state == QualityState::ok;
    });
  };
  std::erase_if(rows, [&](const MetricRow* row) {
    return !is_shown(*row, data, options) && !is_among(*row, options.computed_too) && !is_wanted_with(*row);
  });
  return rows;
}

/// Those that are named, in their order, and behind them what is needed besides.
std::vector<const MetricRow*> chosen_metrics(const ComputeOptions& options) {
  const auto known = known_metrics(options);
  std::vector<const MetricRow*> rows;
  std::vector<std::string> ids = options.metrics;
  ids.insert(ids.end(), options.shown_too.begin(), options.shown_too.end());
  ids.insert(ids.end(), options.computed_too.begin(), options.computed_too.end());
  for (const std::string& id : ids) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const MetricRow* row) { return row->id == id; });
    if (found == known.end()) {
      std::vector<std::string> known_ids;
      for (const MetricRow* row : known) known_ids.emplace_back(row->id);
      throw_unknown("metric", id, known_ids);
    }
    const bool named = rows.size() < options.metrics.size();
    if (named || std::find(rows.begin(), rows.end(), *found) == rows.end()) rows.push_back(*found);
  }
  return rows;
}

std::vector<const Dimension*> chosen_dimensions(const Dataset& data, const std::vector<std::string>& ids,
                                                const std::vector<std::string>& hidden) {
  std::vector<const Dimension*> dimensions;
  std::vector<std::string> known;
  for (const Dimension& dimension : data.tickets.dimensions) {
    known.push_back(dimension.id);
    const bool is_hidden = std::find(hidden.begin(), hidden.end(), dimension.id) != hidden.end();
    if (ids.empty() && !is_hidden) dimensions.push_back(&dimension);
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

/// The value is the median of what has ended; what waits longer is not in it.
Phrase outstanding_note(const SurvivalMedian& survival) {
  const std::int64_t all = survival.outstanding + survival.ended;
  Phrase note{"quality_note.outstanding_unreached", {{"n", survival.outstanding}, {"of", all}}};
  if (!survival.median) return note;
  note.key = "quality_note.outstanding";
  note.slots.emplace_back("time", std::chrono::seconds{std::llround(*survival.median)});
  return note;
}

/// The share of those that can be judged leaves out what is too recent, failures among it.
Phrase recent_note(const SurvivalShare& share, std::int64_t judged) {
  constexpr double kPercent = 100;
  const std::int64_t recent = share.ended + share.outlasted + share.outstanding - judged;
  return {"quality_note.with_recent", {{"n", recent}, {"percent", std::int64_t{std::llround(share.share * kPercent)}}}};
}

/// How much work of the period lay outside paid time.
std::optional<Phrase> unpaid_work_note(const Evidence& evidence) {
  const Period& period = evidence.options().current;
  std::int64_t seconds = 0;
  for (const AgentTime& piece : evidence.online_times().unpaid_work) {
    const std::int64_t from = std::max<std::int64_t>(piece.from, period.start.time_since_epoch().count());
    const std::int64_t to = std::min<std::int64_t>(piece.to, period.end.time_since_epoch().count());
    seconds += std::max<std::int64_t>(to - from, 0);
  }
  if (seconds == 0) return std::nullopt;
  return Phrase{"quality_note.outside_paid_time", {{"time", std::chrono::seconds{seconds}}}};
}

void add_notes(const MetricRow& row, const Evidence& evidence, const Observations& observations,
               MetricSnapshot& metric) {
  const bool uses_log = row.measure == Measure::response_time || row.population == Population::messages ||
                        measure_row(row.measure).known_by_log;
  if (uses_log && evidence.timeline().unknown_authors > 0) {
    metric.quality.notes.push_back(
        {"quality_note.unknown_authors", {{"n", static_cast<std::int64_t>(evidence.timeline().unknown_authors)}}});
    const bool nothing_left = evidence.timeline().pairs.empty() && row.measure == Measure::response_time;
    if (nothing_left) metric.quality.state = QualityState::missing_column;
  }
  if (uses_log && evidence.timeline().third_parties > 0) {
    metric.quality.notes.push_back({"quality_note.third_parties", {{"n", evidence.timeline().third_parties}}});
  }
  if (measure_row(row.measure).promise) {
    const auto notes = promise_notes(row, evidence);
    metric.quality.notes.insert(metric.quality.notes.end(), notes.begin(), notes.end());
  }
  if (metric.survival && is_material(*metric.survival)) {
    metric.quality.notes.push_back(outstanding_note(*metric.survival));
  }
  if (metric.with_recent && is_material(*metric.with_recent, metric.current.n)) {
    metric.quality.notes.push_back(recent_note(*metric.with_recent, metric.current.n));
  }
  if (judges_first_contacts_of_issues(row, evidence)) {
    const auto rows = observations.compared(observations.slots().current()).subjects.all().ticket_rows;
    if (const std::int64_t n = count_unverified(evidence, rows); n > 0) {
      const std::int64_t days = evidence.variants().fcr_window.count();
      metric.quality.notes.push_back({"quality_note.unverified_first", {{"n", n}, {"days", days}}});
    }
  }
  if (row.measure == Measure::paid_work) {
    if (auto note = unpaid_work_note(evidence)) metric.quality.notes.push_back(std::move(*note));
  }
  if (row.measure == Measure::handle_time) {
    const auto notes = imputed_part_notes(evidence, observations, metric.current.n);
    metric.quality.notes.insert(metric.quality.notes.end(), notes.begin(), notes.end());
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

/// What every metric of a run is computed from.
struct Run {
  const Evidence& evidence;
  const CellMap& map;
  std::vector<const Dimension*> dimensions;
  std::vector<const Dimension*> series;  ///< those whose groups have a trend
};

MetricSnapshot without_inputs(const MetricRow& row, const Slots& slots, Quality quality) {
  MetricSnapshot metric{.row = &row, .better = row.better, .current = no_value(), .quality = std::move(quality)};
  if (slots.previous()) metric.previous = no_value();
  for (const std::size_t slot : slots.trend()) metric.series.push_back({slots.period(slot).label, std::nullopt, 0});
  return metric;
}

void collect(const MetricRow& row, const Evidence& evidence, Observations& observations) {
  observe(row, evidence, observations);
  observations.finish();
  order_by_time(row, evidence, observations);
  collect_values(row, evidence, observations);
}

void fold_metric(const MetricRow& row, const Run& run, Observations& observations, MetricSnapshot& metric) {
  const Slots& slots = run.map.slots();
  const auto fold_of = [&](std::size_t slot) {
    const SlotObservations& observed = observations.compared(slot);
    return PeriodFold(row, observed.values, observed.entries, run.evidence.variants().percentiles);
  };
  ComparedPeriods periods{fold_of(slots.current()), std::nullopt};
  if (slots.previous()) periods.previous = fold_of(*slots.previous());
  metric.current = fold_total(periods.current, observations.compared(slots.current()));
  if (periods.previous) {
    metric.previous = fold_total(*periods.previous, observations.compared(*slots.previous()));
    metric.ranks = ranks_of(row, periods.current.sorted(), periods.previous->sorted());
  }
  const auto survival_of = [&](std::size_t slot, const PeriodFold& fold) {
    return median_with_outstanding(row, run.evidence, observations.clock(), observations.compared(slot), fold.sorted());
  };
  metric.survival = survival_of(slots.current(), periods.current);
  if (periods.previous) metric.previous_survival = survival_of(*slots.previous(), *periods.previous);
  metric.with_recent = share_without_repeat(row, run.evidence, observations.compared(slots.current()));
  if (slots.previous()) {
    metric.previous_with_recent = share_without_repeat(row, run.evidence, observations.compared(*slots.previous()));
  }
  const bool tells_outcomes = run.evidence.options().scope == MetricScope::all;  // no page does
  if (row.measure == Measure::first_contact_resolved && tells_outcomes) {
    metric.outcomes = first_contact_outcomes(row, run.evidence, slots.period(slots.current()));
    if (slots.previous()) {
      metric.previous_outcomes = first_contact_outcomes(row, run.evidence, slots.period(*slots.previous()));
    }
  }
  if (row.measure == Measure::is_satisfied && run.evidence.data().has_surveys) {
    metric.flips = rating_flips(run.evidence, slots.period(slots.current()));
  }
  metric.series = observations.trend().series();
  for (const Dimension* dimension : run.dimensions) {
    if (!has_groups(row, dimension->id, run.evidence.data())) {
      metric.by.push_back({dimension->id, {}});
      continue;
    }
    metric.by.push_back(
        fold_groups(periods, GroupCodes(row, run.evidence.data(), *dimension, run.evidence.history()), observations));
    const Dimension* const channels = run.evidence.tickets().dimension("channel");
    if (dimension->id == kChannelClass && channels != nullptr) {
      add_class_medians(periods, GroupCodes(row, run.evidence.data(), *channels, run.evidence.history()), observations,
                        metric.by.back());
    }
  }
}

/// The current period by the clock that was not chosen, where business hours make two of them.
std::optional<OtherClock> measure_by_other_clock(const MetricRow& row, const Run& run) {
  if (!measure_row(row.measure).by_clock || run.evidence.business_times() == nullptr) return std::nullopt;
  if (row.measure == Measure::response_time && has_average_responses_alone(run.evidence.data())) return std::nullopt;
  OtherClock other;
  other.clock = run.evidence.variants().clock == Clock::calendar ? Clock::business : Clock::calendar;
  other.variant = variant_of(row, run.evidence, other.clock);
  Observations observations(row, run.evidence, run.map, {}, {}, other.clock);
  observe(row, run.evidence, observations);
  observations.finish();
  const SlotObservations& current = observations.compared(run.map.slots().current());
  other.current =
      fold_total(PeriodFold(row, current.values, current.entries, run.evidence.variants().percentiles), current);
  return other;
}

struct ComputedMetric {
  MetricSnapshot metric;
  std::optional<Warning> warning;
};

ComputedMetric compute_metric(const MetricRow& row, const Run& run) {
  const Dataset& data = run.evidence.data();
  const ComputeOptions& options = run.evidence.options();
  Quality inputs = missing_inputs(row, data, options);
  ComputedMetric computed;
  MetricSnapshot& metric = computed.metric;
  if (inputs.state != QualityState::ok) {
    metric = without_inputs(row, run.map.slots(), std::move(inputs));
  } else {
    metric.row = &row;
    metric.better = row.better;
    const Clock clock = measure_row(row.measure).by_clock ? run.evidence.variants().clock : Clock::calendar;
    metric.variant = variant_of(row, run.evidence, clock);
    // The trend shows no percentile but its headline.
    constexpr std::array kMedian = {0.5};
    constexpr std::array kMaximum = {1.0};
    std::span<const double> percentiles;
    if (row.headline == Headline::median) percentiles = kMedian;
    if (row.headline == Headline::maximum) percentiles = kMaximum;
    Observations observations(row, run.evidence, run.map, run.series, percentiles, clock);
    collect(row, run.evidence, observations);
    fold_metric(row, run, observations, metric);
    metric.quality = judge_quality(row, metric.current, data, options);
    add_notes(row, run.evidence, observations, metric);
    metric.other_clock = measure_by_other_clock(row, run);
    const bool by_people = !run.evidence.variants().frt_include_automatic && clock == Clock::calendar;
    if (row.measure == Measure::first_response_time && row.headline == Headline::median && by_people) {
      computed.warning = suspect_fast_replies(observations.compared(run.map.slots().current()));
    }
  }
  const bool low_is_good = data.tickets.ces.low_is_good || data.surveys.ces.low_is_good;
  if (row.measure == Measure::ces_score && low_is_good) metric.better = Better::lower;
  return computed;
}

/// Those of which records are observed, also where only a quotient asks for them.
std::vector<const MetricRow*> observed_metrics(const std::vector<const MetricRow*>& rows) {
  std::vector<const MetricRow*> observed = sides_of_quotients(rows);
  std::copy(rows.begin(), rows.end(), std::back_inserter(observed));
  std::erase_if(observed, [](const MetricRow* row) { return row->fold == Fold::quotient; });
  return observed;
}

BusinessDays business_days_of(const ComputeOptions& options) {
  BusinessDays days{.by_schedule = !options.business_hours.schedules.empty()};
  if (options.current.is_all()) return days;
  days.current = business_days_of(options.current, options.business_hours, options.zone);
  if (options.previous) days.previous = business_days_of(*options.previous, options.business_hours, options.zone);
  return days;
}

/// Values that the files have and nobody declares are told, not lost.
void add_undeclared_indicators(const Dataset& data, const ComputeOptions& options, std::vector<Warning>& warnings) {
  const IndicatorTable& table = data.indicators;
  std::vector<std::int64_t> values(table.names.size());
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (table.state[row] == RowState::used) ++values[table.name[row]];
  }
  const RunMetrics* const own = options.run_metrics.get();
  const auto declared = own == nullptr ? std::span<const Indicator>() : own->indicators();
  for (std::uint32_t code = 0; code < values.size(); ++code) {
    const std::string name(table.names.text(code));
    const bool known = std::any_of(declared.begin(), declared.end(), [&](const Indicator& indicator) {
      return fold_identity(indicator.name) == fold_identity(name);
    });
    if (values[code] == 0 || known) continue;
    warnings.push_back(warning_of("undeclared_indicator", {{"name", name}, {"n", values[code]}}));
  }
}

/// The rows' metrics: the observed ones, and those made of them.
std::vector<MetricSnapshot> in_order_of(const std::vector<const MetricRow*>& rows, std::vector<MetricSnapshot> made,
                                        const Dataset& data, const ComputeOptions& options) {
  ComputeOptions told = options;
  told.current = days_told(data, options);
  for (const MetricRow* row : quotients_of(rows)) made.push_back(divide(*row, made, told));
  std::vector<MetricSnapshot> metrics;
  for (const MetricRow* row : rows) {
    const auto found = std::find_if(made.begin(), made.end(), [&](const auto& metric) { return metric.row == row; });
    metrics.push_back(std::move(*found));
    metrics.back().shown = is_shown(*row, data, options);
  }
  return metrics;
}

}  // namespace

Snapshot compute(const Dataset& dataset, const ComputeOptions& asked) {
  Coverage coverage = check_coverage(dataset, asked);
  ComputeOptions options = asked;
  if (!coverage.previous_has_data) options.previous.reset();
  const auto rows = options.metrics.empty() ? metrics_of(dataset, options) : chosen_metrics(options);
  const auto observed = observed_metrics(rows);
  const auto dimensions = chosen_dimensions(dataset, options.dimensions, options.hidden_dimensions);
  const Slots slots(options);
  const auto series = series_dimensions(options, dimensions);
  const CellMap map(slots, series);
  const Evidence evidence(dataset, options, map, observed);
  const Run run{evidence, map, dimensions, series};

  std::vector<ComputedMetric> computed(observed.size());
  run_parallel(options.threads, observed.size(),
               [&](std::size_t i) { computed[i] = compute_metric(*observed[i], run); });
  Snapshot snapshot{.current = options.current,
                    .previous = options.previous,
                    .rows = rows_there(dataset, options.current),
                    .business_days = business_days_of(options),
                    .trend = options.trend,
                    .metrics = {},
                    .gaps = coverage.gaps,
                    .warnings = std::move(coverage.warnings),
                    .run_metrics = options.run_metrics};
  std::vector<MetricSnapshot> metrics;
  for (ComputedMetric& one : computed) {
    metrics.push_back(std::move(one.metric));
    if (one.warning && coverage.current_has_data) snapshot.warnings.push_back(std::move(*one.warning));
  }
  snapshot.metrics = in_order_of(rows, std::move(metrics), dataset, options);
  if (auto warning = suspect_openings(evidence.timeline())) snapshot.warnings.push_back(std::move(*warning));
  add_undeclared_indicators(dataset, options, snapshot.warnings);
  add_gaps(snapshot);
  leave_out_missing_periods(dataset, options, snapshot);
  const auto unknown = unknown_promise_values(dataset.tickets, options.sla);
  snapshot.warnings.insert(snapshot.warnings.end(), unknown.begin(), unknown.end());
  if (const BusinessTimes* times = evidence.business_times()) {
    snapshot.warnings.insert(snapshot.warnings.end(), times->warnings().begin(), times->warnings().end());
  }
  if (coverage.current_has_data) tell_right_censoring(options.variants, snapshot);
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
  return parse_name<FcrMethod>(
      word, std::array<std::string_view, 7>{"auto", "one_touch", "no_repeat", "strict", "flag", "survey", "teammate"});
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

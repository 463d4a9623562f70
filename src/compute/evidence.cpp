#include "compute/evidence.hpp"

#include <algorithm>

#include "compute/measures.hpp"
#include "compute/quality.hpp"

namespace csreport {

Evidence::Evidence(const Dataset& data, const ComputeOptions& options, const CellMap& map,
                   std::span<const MetricRow* const> metrics)
    : data_(data), variants_(options.variants), sla_(options.sla) {
  const unsigned threads = options.threads;
  const EvidenceNeeds needs = needs_of(metrics);
  if (needs.facts) {
    facts_.emplace(tickets(), threads);
    cells_.emplace(map, tickets(), *facts_, threads);
  }
  if (needs.contacts) contacts_ = chain_contacts(tickets(), facts(), variants_.fcr_window, horizon(), threads);
  // Only records of other files name tickets by their ids.
  const bool needs_answers = std::find(needs.answers.begin(), needs.answers.end(), true) != needs.answers.end();
  const bool needs_rows = needs.timeline || (needs_answers && data_.has_surveys);
  const RowByKey rows = needs_rows ? index_tickets(data_.tickets) : RowByKey{};
  if (needs.timeline) timeline_ = build_timeline(data_, rows, variants_);
  if (needs_answers) make_answers(needs, rows);
  if (needs.business_times && !options.business_hours.schedules.empty()) {
    business_times_.emplace(data_, needs.facts ? &*facts_ : nullptr, options.business_hours, needs.open_times, threads);
  }
}

namespace {
void note_open_times(const MetricRow& metric, EvidenceNeeds& needs) {
  needs.business_times |= measure_row(metric.measure).promise.has_value();
  if (!measure_row(metric.measure).by_clock) return;
  needs.business_times = true;
  needs.open_times.first_replies |= metric.population == Population::inbound_tickets;
  needs.open_times.solutions |= metric.measure == Measure::resolution_time || metric.measure == Measure::solved_within;
}
}  // namespace

EvidenceNeeds Evidence::needs_of(std::span<const MetricRow* const> metrics) const {
  EvidenceNeeds needs;
  for (const MetricRow* metric : metrics) {
    if (missing_inputs(*metric, data_, sla_).state != QualityState::ok) continue;
    needs.timeline = needs.timeline || reads_timeline(*metric);
    needs.contacts = needs.contacts || reads_contacts(*metric);
    needs.facts = needs.facts || metric->population != Population::reply_pairs;
    note_open_times(*metric, needs);
    const auto question = population_row(metric->population).question;
    if (question && !answers_are_cells(data_, *question)) needs.answers[static_cast<std::size_t>(*question)] = true;
  }
  return needs;
}

void Evidence::make_answers(const EvidenceNeeds& needs, const RowByKey& rows) {
  for (const Question question : {Question::csat, Question::nps, Question::ces}) {
    const auto i = static_cast<std::size_t>(question);
    if (needs.answers[i]) answers_[i] = collect_answers(data_, facts(), rows, question);
  }
}

FcrMethod Evidence::fcr_method() const {
  if (variants_.fcr != FcrMethod::automatic) return variants_.fcr;
  if (tickets().replies.present() || data_.has_messages) return FcrMethod::one_touch;
  if (tickets().requester.present()) return FcrMethod::no_repeat;
  return FcrMethod::flag;
}

bool Evidence::reads_timeline(const MetricRow& metric) const {
  if (!data_.has_messages) return false;
  const Reads reads = measure_row(metric.measure).reads;
  if (reads != Reads::as_fcr_method) return reads == Reads::message_log;
  return fcr_method() != FcrMethod::no_repeat && fcr_method() != FcrMethod::flag;
}

bool Evidence::reads_contacts(const MetricRow& metric) const {
  const Reads reads = measure_row(metric.measure).reads;
  if (reads != Reads::as_fcr_method) return reads == Reads::contacts;
  return fcr_method() == FcrMethod::no_repeat || fcr_method() == FcrMethod::strict;
}

Subjects::Kind Evidence::subjects_of(const MetricRow& metric) const {
  const MeasureRow& measure = measure_row(metric.measure);
  const bool places_itself = measure.promise.has_value() || measure.by_period_end;
  if (metric.population == Population::reply_pairs || places_itself) return Subjects::Kind::others;
  if (measure.known_by_log && data_.has_messages) return Subjects::Kind::others;
  const auto question = population_row(metric.population).question;
  return question && !answers_are_cells(data_, *question) ? Subjects::Kind::others : Subjects::Kind::tickets;
}

}  // namespace csreport

#include "compute/evidence.hpp"

#include <algorithm>

#include "compute/measures.hpp"
#include "compute/quality.hpp"

namespace csreport {

namespace {
/// A column that says nothing of any ticket decides nothing.
FcrMethod choose_fcr_method(const Dataset& data) {
  const auto replies = data.tickets.replies.raw();
  const bool counts_replies =
      std::any_of(replies.begin(), replies.end(), [](std::uint16_t count) { return count != CountColumn::kMissing; });
  if (counts_replies || data.messages.rows > 0) return FcrMethod::one_touch;
  bool knows_requesters = false;
  data.tickets.requester.visit([&](auto codes) {
    knows_requesters = std::any_of(codes.begin(), codes.end(), [](auto code) { return code != Dictionary::kNone; });
  });
  if (knows_requesters) return FcrMethod::no_repeat;
  return data.tickets.first_contact_resolved.empty() ? FcrMethod::one_touch : FcrMethod::flag;
}

/// Rows of one ticket tell who had it when it was rated.
bool knows_who_had_it(const Dataset& data) { return !data.assignees.empty(); }

/// Where every ticket has an agent at any time, only --rating-credit asks who replied.
bool asks_who_replied(const Dataset& data, RatingCredit credit) {
  const Dimension* const agents = data.tickets.dimension("agent");
  if (!data.has_messages || !data.has_tickets || agents == nullptr) return false;
  if (credit == RatingCredit::last_replier || !agents->codes.present() || knows_who_had_it(data)) return true;
  bool any_without = false;
  agents->codes.visit(
      [&](auto codes) { any_without = std::find(codes.begin(), codes.end(), Dictionary::kNone) != codes.end(); });
  return any_without;
}
/// Whether some change of a status has an author.
bool names_solvers(const Dataset& data) {
  const auto& authors = data.statuses.author;
  return std::any_of(authors.begin(), authors.end(), [](std::uint32_t author) { return author != Dictionary::kNone; });
}

}  // namespace

Evidence::Evidence(const Dataset& data, const ComputeOptions& options, const CellMap& map,
                   std::span<const MetricRow* const> metrics)
    : data_(data),
      options_(options),
      fcr_method_(options.variants.fcr == FcrMethod::automatic ? choose_fcr_method(data) : options.variants.fcr),
      credits_repliers_(asks_who_replied(data, options.variants.rating_credit)),
      credits_assignees_(knows_who_had_it(data)),
      names_solvers_(names_solvers(data)) {
  const unsigned threads = options.threads;
  const EvidenceNeeds needs = needs_of(metrics);
  if (needs.tickets_by_key) rows_ = index_tickets(data_.tickets);
  if (needs.history) history_.emplace(data_, rows_);
  if (needs.facts) {
    facts_.emplace(tickets(), threads, history());
    cells_.emplace(map, tickets(), *facts_, threads);
  }
  if (needs.timeline) {
    const auto keep = needs.messages ? KeepMessages::yes : KeepMessages::no;
    timeline_ = build_timeline(data_, facts(), rows_, variants(), keep);
    facts_->add_directions(timeline_.outbound_rows());
  }
  if (needs.contacts) {
    matters_.emplace(tickets(), variants().fcr_key, data_.plus_tags_are_one);
    if (needs.next_contacts) next_contacts_.resize(tickets().rows, InstantColumn::kMissing);
    contacts_ =
        chain_contacts(tickets(), facts(), *matters_, variants().fcr_window, horizon(), threads, next_contacts_);
  }
  if (needs.first_solutions) first_solved_at_ = first_solutions(tickets(), facts(), history());
  if (needs.sessions) online_times_.emplace(data_.sessions);
  if (needs.customers) customer_stays_.emplace(data_.customers);
  make_answers(needs);
  if (needs.business_times && !options.business_hours.schedules.empty()) {
    business_times_.emplace(data_, needs.facts ? &*facts_ : nullptr, first_solved_at_, options.business_hours,
                            needs.open_times, threads);
  }
}

namespace {
/// Whose answers it looks at.
std::optional<Question> asks(const MetricRow& metric) {
  const auto& of_population = population_row(metric.population).question;
  return of_population ? of_population : measure_row(metric.measure).question;
}

/// Whether contacts that the desk opened are left out, beyond what the measure reads of the log itself.
bool asks_direction(const MetricRow& metric) {
  const Reads reads = measure_row(metric.measure).reads;
  return reads == Reads::contacts || reads == Reads::as_fcr_method;
}

void note_open_times(const MetricRow& metric, EvidenceNeeds& needs) {
  needs.business_times |= measure_row(metric.measure).promise.has_value() || metric.measure == Measure::is_at_risk;
  if (!measure_row(metric.measure).by_clock) return;
  needs.business_times = true;
  needs.open_times.first_replies |= metric.population == Population::inbound_tickets;
  needs.open_times.first_solutions |= metric.measure == Measure::first_resolution_time;
  needs.open_times.solutions |= metric.measure == Measure::resolution_time || metric.measure == Measure::solved_within;
}
}  // namespace

EvidenceNeeds Evidence::needs_of(std::span<const MetricRow* const> metrics) const {
  EvidenceNeeds needs;
  for (const MetricRow* metric : metrics) {
    if (missing_inputs(*metric, data_, options_).state != QualityState::ok) continue;
    const PopulationRow& population = population_row(metric->population);
    needs.timeline = needs.timeline || reads_timeline(*metric);
    needs.messages = needs.messages || metric->population == Population::messages;
    needs.contacts = needs.contacts || reads_contacts(*metric);
    needs.next_contacts = needs.next_contacts || asks_repeats_alone(*metric);
    needs.timeline = needs.timeline || (data_.has_messages && asks_direction(*metric));
    needs.facts = needs.facts || needs.timeline || population.of_tickets || metric->measure == Measure::response_time;
    needs.sessions = needs.sessions || metric->population == Population::sessions;
    needs.customers = needs.customers || metric->population == Population::customers;
    needs.tickets_by_key = needs.tickets_by_key || metric->population == Population::reviews;
    note_open_times(*metric, needs);
    note_history(*metric, needs);
    const bool asks_surveys = measure_row(metric->measure).reads == Reads::as_fcr_method;
    needs.tickets_by_key = needs.tickets_by_key || (asks_surveys && fcr_method() == FcrMethod::survey);
    const auto question = asks(*metric);
    if (question && !reads_cells(*metric, *question, *this)) needs.answers[static_cast<std::size_t>(*question)] = true;
    if (population.question && credits_repliers()) needs.timeline = needs.messages = needs.facts = true;
  }
  const bool collects = std::find(needs.answers.begin(), needs.answers.end(), true) != needs.answers.end();
  needs.history = needs.history || (needs.facts && history_completes(data_));
  needs.tickets_by_key = needs.tickets_by_key || needs.timeline || needs.history || (collects && data_.has_surveys);
  return needs;
}

void Evidence::note_history(const MetricRow& metric, EvidenceNeeds& needs) const {
  const bool any_history = data_.statuses.rows > 0;
  const bool of_solutions =
      metric.anchor == Anchor::solved || metric.anchor == Anchor::first_solved || metric.anchor == Anchor::matured;
  needs.history = needs.history || (of_solutions && has_groups(metric, "agent") && names_solvers_);
  const bool reopened = variants().frt_start == ResponseStart::reopen && measure_row(metric.measure).known_by_log;
  const bool net = variants().net_of == NetOf::pending && metric.measure == Measure::resolution_time;
  const bool ends = variants().resolution_end == ResolutionEnd::effective && metric.measure == Measure::resolution_time;
  needs.history =
      needs.history || ((measure_row(metric.measure).reads_history || reopened || net || ends) && any_history);
  const bool tells_first =
      any_history || tickets().first_solved_at.present() || tickets().first_resolution_time.present();
  needs.first_solutions = needs.first_solutions || metric.measure == Measure::first_resolution_time ||
                          (metric.anchor == Anchor::first_solved && tells_first);
}

void Evidence::make_answers(const EvidenceNeeds& needs) {
  for (const Question question : {Question::csat, Question::nps, Question::ces}) {
    const auto i = static_cast<std::size_t>(question);
    if (needs.answers[i]) answers_[i] = collect_answers(data_, facts(), rows_, question);
  }
}

bool Evidence::reads_timeline(const MetricRow& metric) const {
  if (!data_.has_messages) return false;
  const Reads reads = measure_row(metric.measure).reads;
  if (counts_messages(metric) && reads == Reads::columns) return true;
  if (reads != Reads::as_fcr_method) return reads == Reads::message_log;
  return fcr_method() == FcrMethod::one_touch || fcr_method() == FcrMethod::strict ||
         fcr_method() == FcrMethod::teammate;
}

bool Evidence::counts_messages(const MetricRow& metric) const {
  const MeasureRow& measure = measure_row(metric.measure);
  return measure.counts_messages || (measure.by_people && variants().human_only);
}

bool Evidence::reads_contacts(const MetricRow& metric) const {
  const Reads reads = measure_row(metric.measure).reads;
  if (reads != Reads::as_fcr_method) return reads == Reads::contacts;
  return fcr_method() == FcrMethod::no_repeat || fcr_method() == FcrMethod::strict;
}

bool Evidence::asks_repeats_alone(const MetricRow& metric) const {
  const bool only_repeats = fcr_method() == FcrMethod::no_repeat && !variants().fcr_no_transfer;
  return metric.measure == Measure::first_contact_resolved && only_repeats;
}

Subjects::Kind Evidence::subjects_of(const MetricRow& metric) const {
  const MeasureRow& measure = measure_row(metric.measure);
  const bool by_customer =
      metric.measure == Measure::is_repeat_contact && variants().repeat_base == RepeatBase::customers;
  const bool by_leg = metric.measure == Measure::handle_time && variants().aht_per == HandleTimeUnit::leg;
  const bool places_itself = measure.promise.has_value() || measure.places_itself || by_customer || by_leg;
  if (!population_row(metric.population).of_tickets || places_itself) return Subjects::Kind::others;
  if (measure.known_by_log && (data_.has_messages || starts_with_an_event(variants()))) return Subjects::Kind::others;
  if (measure.reads == Reads::as_fcr_method && fcr_method() == FcrMethod::survey) return Subjects::Kind::others;
  if (metric.measure == Measure::solution && history() != nullptr && !history()->last_solvers().empty()) {
    return Subjects::Kind::others;
  }
  const auto question = asks(metric);
  return question && !reads_cells(metric, *question, *this) ? Subjects::Kind::others : Subjects::Kind::tickets;
}

}  // namespace csreport

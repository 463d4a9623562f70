#include "compute/promises.hpp"

#include <algorithm>
#include <array>

#include "compute/measures.hpp"
#include "compute/policy_choice.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

constexpr std::uint32_t kNever = InstantColumn::kMissing;

/// Those that decide which promise holds.
std::span<const ValueChange> deciding_priorities(const Evidence& evidence) {
  if (evidence.variants().sla_priority == PromisePriority::current) return {};
  return evidence.data().priorities;
}

/// What was promised to somebody, and when it was done.
struct Promise {
  Subject subject;
  std::uint32_t created = 0;
  std::uint32_t start = 0;
  std::uint32_t fulfilled = kNever;
  bool perhaps_earlier = false;  ///< somebody wrote of whom nobody knows whether that did it
};

/// The policies of one metric, and how their time goes by.
class PromiseClock {
 public:
  PromiseClock(SlaMetric metric, const Evidence& evidence)
      : evidence_(evidence),
        policies_(evidence.sla(), metric, evidence.tickets(), deciding_priorities(evidence)),
        pauses_(metric == SlaMetric::resolution && evidence.history() != nullptr) {}

  /// nullptr: nothing was promised.
  [[nodiscard]] const SlaPolicy* policy_of(const Promise& promise) const {
    return policies_.of(promise.subject.ticket_row, promise.start);
  }
  /// Time of the promise that went by until `to`, also in the future; nothing without a schedule.
  [[nodiscard]] std::optional<std::int64_t> elapsed(const SlaPolicy& policy, const Promise& promise,
                                                    std::uint32_t to) const {
    const std::uint32_t row = promise.subject.ticket_row;
    if (!pauses_ || row == kNoRow || !evidence_.history()->knows(row)) {
      return time_between(policy, row, promise.start, to);
    }
    auto sum = time_between(policy, row, promise.start, promise.start);  // nothing without a schedule
    evidence_.history()->for_each_piece(row, to, [&](Status status, std::uint32_t from, std::uint32_t until) {
      if (status != Status::new_ && status != Status::open) return;
      const auto piece = time_between(policy, row, from, until);
      sum = sum && piece ? std::optional(*sum + *piece) : std::nullopt;
    });
    return sum;
  }
  /// When the time had run out. REQUIRES: it had at `end`.
  [[nodiscard]] std::uint32_t due(const SlaPolicy& policy, const Promise& promise, std::uint32_t end) const {
    std::uint32_t low = promise.start, high = end;  // not yet at low, or there; run out at high
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (*elapsed(policy, promise, middle) >= policy.threshold.count()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> time_between(const SlaPolicy& policy, std::uint32_t row, std::uint32_t from,
                                                         std::uint32_t to) const {
    if (policy.clock == Clock::calendar) return std::int64_t{to} - from;
    return evidence_.business_times()->between(row, from, to);
  }

  const Evidence& evidence_;
  PolicyChoice policies_;
  bool pauses_;  ///< while a ticket is pending, on hold or solved, as the history of statuses knows it (METRICS 1.15)
};

/// Observes which promises were kept.
class PromiseJudge {
 public:
  PromiseJudge(SlaMetric metric, const Evidence& evidence, Observations& out)
      : out_(out),
        clock_(metric, evidence),
        horizon_(static_cast<std::uint32_t>(evidence.horizon().time_since_epoch().count())),
        by_creation_(evidence.variants().anchor == AnchorChoice::created) {}

  void exclude(const Promise& promise, Exclusion reason) { out_.exclude(promise.created, promise.subject, reason); }

  void judge(const Promise& promise) {
    const SlaPolicy* const policy = clock_.policy_of(promise);
    if (policy == nullptr) return exclude(promise, Exclusion::no_sla_policy);
    if (promise.perhaps_earlier) return exclude(promise, Exclusion::unknown_author);
    const bool done = promise.fulfilled != kNever;
    if (done && promise.fulfilled < promise.start) return exclude(promise, Exclusion::negative);
    const std::uint32_t end = done ? promise.fulfilled : std::max(horizon_, promise.start);
    const auto elapsed = clock_.elapsed(*policy, promise, end);
    if (!elapsed) return exclude(promise, Exclusion::no_schedule);
    const bool kept = *elapsed <= policy->threshold.count();
    if (kept && !done) return exclude(promise, Exclusion::pending_sla);
    const std::uint32_t decided = kept ? end : clock_.due(*policy, promise, end);
    out_.add(by_creation_ ? promise.created : decided, promise.subject, kept ? 1 : 0);
  }

 private:
  Observations& out_;
  PromiseClock clock_;
  std::uint32_t horizon_;
  bool by_creation_;
};

/// Ends of periods [first, last) at which a promise to a ticket was at risk.
struct Risk {
  std::uint32_t ticket_row;
  std::uint32_t after, until;  // ends behind the first and not behind the second
  std::uint32_t due;
};

/// Collects the promises whose time runs out soon behind the end of a period.
class RiskJudge {
 public:
  RiskJudge(SlaMetric metric, const Evidence& evidence, const Slots& slots, std::vector<Risk>& risks)
      : clock_(metric, evidence),
        within_(static_cast<std::uint32_t>(evidence.options().work.at_risk_within.count())),
        risks_(risks) {
    const Instant last_end = slots.period(slots.by_end().back()).end;
    limit_ = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(last_end.time_since_epoch().count() + within_, 0, kNever - 1));
  }

  void exclude(const Promise&, Exclusion) {}

  void judge(const Promise& promise) {
    const SlaPolicy* const policy = clock_.policy_of(promise);
    if (policy == nullptr || promise.start >= limit_) return;
    const auto elapsed = clock_.elapsed(*policy, promise, limit_);
    if (!elapsed || *elapsed < policy->threshold.count()) return;  // not due so soon
    const std::uint32_t due = clock_.due(*policy, promise, limit_);
    const std::uint32_t soon = due > within_ ? due - within_ - 1 : 0;
    const Risk risk{promise.subject.ticket_row, std::max(promise.start, soon), std::min(due, promise.fulfilled), due};
    if (risk.after < risk.until) risks_.push_back(risk);
  }

 private:
  PromiseClock clock_;
  std::uint32_t within_;
  std::uint32_t limit_ = 0;
  std::vector<Risk>& risks_;
};

/// Fulfilled by the first reply, or by the solution when none came.
template <typename Judge>
void observe_first_replies(const Evidence& evidence, Judge& judge) {
  const TicketTable& tickets = evidence.tickets();
  const TicketFacts& facts = evidence.facts();
  const RawCells replied_at(tickets.first_response_at);
  const RawCells replied_after(tickets.first_response_time);
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    const TicketLog* const log = evidence.timeline().log(row);
    const std::uint32_t created = tickets.created_at.raw()[row];
    Promise promise{.subject = {.ticket_row = row}, .created = created, .start = created};
    if (log != nullptr) {
      if (log->first_customer_at != kNever) promise.start = log->first_customer_at;
      promise.fulfilled = log->first_reply_at;
      if (log->first_reply_at != kNever) promise.subject.agent = log->first_reply_agent;
    } else {
      promise.fulfilled = event_instant(replied_at, replied_after, created, row);
    }
    const bool outbound = facts.is(TicketFacts::outbound, row);
    const bool unanswered = promise.fulfilled == kNever;
    // What was written before the question is no answer to it.
    promise.perhaps_earlier = unanswered && log != nullptr &&
                              (log->first_customer_at != kNever ? log->unknown_after_question : log->unknown_authors);
    if (unanswered && facts.is(TicketFacts::solved, row)) promise.fulfilled = facts.solved_at()[row];
    if (outbound) {
      judge.exclude(promise, Exclusion::outbound);
    } else if (unanswered && facts.is(TicketFacts::solved, row) && promise.fulfilled == kNever) {
      judge.exclude(promise, Exclusion::missing_solved_at);
    } else {
      judge.judge(promise);
    }
  }
  for (const TicketLog& log : evidence.timeline().logs) {
    if (log.ticket_row != kNoRow || log.first_customer_at == kNever) continue;
    const Promise promise{.subject = {.ticket_row = kNoRow, .agent = log.first_reply_agent},
                          .created = log.first_customer_at,
                          .start = log.first_customer_at,
                          .fulfilled = log.first_reply_at,
                          .perhaps_earlier = log.first_reply_at == kNever && log.unknown_after_question};
    log.outbound ? judge.exclude(promise, Exclusion::outbound) : judge.judge(promise);
  }
}

/// Every run of customer messages after the first reply.
template <typename Judge>
void observe_next_replies(const Evidence& evidence, Judge& judge) {
  const TicketTable& tickets = evidence.tickets();
  const auto promise_of = [&](std::uint32_t row, std::uint32_t asked) {
    return Promise{.subject = {.ticket_row = row},
                   .created = row == kNoRow ? asked : tickets.created_at.raw()[row],
                   .start = asked};
  };
  for (const ReplyPair& pair : evidence.timeline().pairs) {
    if (pair.first) continue;
    Promise promise = promise_of(pair.ticket_row, pair.asked_at);
    promise.subject.agent = pair.agent;
    promise.fulfilled = pair.replied_at;
    judge.judge(promise);
  }
  for (const UnansweredRun& run : evidence.timeline().unanswered) {
    if (run.first) continue;
    Promise promise = promise_of(run.ticket_row, run.asked_at);
    promise.perhaps_earlier = run.unknown_author;
    if (run.closed_by_resolution) promise.fulfilled = evidence.facts().solved_at(run.ticket_row).value_or(kNever);
    judge.judge(promise);
  }
}

template <typename Judge>
void observe_resolutions(const Evidence& evidence, Judge& judge) {
  const TicketFacts& facts = evidence.facts();
  for (std::uint32_t row = 0; row < evidence.tickets().rows; ++row) {
    if (!facts.is(TicketFacts::used, row)) continue;
    const std::uint32_t created = evidence.tickets().created_at.raw()[row];
    Promise promise{.subject = {.ticket_row = row}, .created = created, .start = created};
    const bool solved = facts.is(TicketFacts::solved, row);
    if (solved) promise.fulfilled = facts.solved_at()[row];
    solved&& promise.fulfilled == kNever ? judge.exclude(promise, Exclusion::missing_solved_at) : judge.judge(promise);
  }
}

template <typename Judge>
void judge_promises(SlaMetric metric, const Evidence& evidence, Judge judge) {
  switch (metric) {
    case SlaMetric::frt: return observe_first_replies(evidence, judge);
    case SlaMetric::next_reply: return observe_next_replies(evidence, judge);
    case SlaMetric::resolution: return observe_resolutions(evidence, judge);
  }
}

}  // namespace

void observe_promises(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const SlaMetric promise = *measure_row(metric.measure).promise;
  judge_promises(promise, evidence, PromiseJudge(promise, evidence, out));
}

void observe_at_risk(const MetricRow&, const Evidence& evidence, Observations& out) {
  const Slots& slots = out.slots();
  std::vector<Risk> risks;
  for (const SlaMetric metric : {SlaMetric::frt, SlaMetric::next_reply, SlaMetric::resolution}) {
    const bool known =
        metric != SlaMetric::frt || look_for(Input::first_response, evidence.data()).state == QualityState::ok;
    if (known) judge_promises(metric, evidence, RiskJudge(metric, evidence, slots, risks));
  }
  // A ticket counts once at each end, with the promise whose time runs out first (the value, which no count looks at,
  // is how soon); of one that only the log has, one promise runs at a time.
  std::stable_sort(risks.begin(), risks.end(), [](const Risk& a, const Risk& b) {
    return a.ticket_row != b.ticket_row ? a.ticket_row < b.ticket_row : a.due < b.due;
  });
  std::vector<bool> counted(slots.size());
  for (std::size_t i = 0; i < risks.size(); ++i) {
    const std::uint32_t row = risks[i].ticket_row;
    if (i == 0 || risks[i - 1].ticket_row != row || row == kNoRow) counted.assign(slots.size(), false);
    slots.for_each_end(risks[i].after, risks[i].until, [&](std::size_t slot) {
      if (counted[slot]) return;
      counted[slot] = true;
      const std::int64_t end = slots.period(slot).end.time_since_epoch().count();
      out.add_to_place(slots.place_of_slot(slot), {.ticket_row = row}, static_cast<double>(risks[i].due - end));
    });
  }
}

bool is_promised(const MetricRow& metric, const SlaPolicies& policies) {
  const auto promise = measure_row(metric.measure).promise;
  return promise && std::any_of(policies.begin(), policies.end(),
                                [&](const SlaPolicy& policy) { return policy.metric == *promise; });
}

std::vector<Phrase> promise_notes(const MetricRow& metric, const Evidence& evidence) {
  const SlaPolicies& policies = evidence.sla();
  const auto promise = *measure_row(metric.measure).promise;
  std::vector<Phrase> notes;
  const bool asks_export =
      evidence.variants().sla_priority == PromisePriority::in_force && evidence.data().priorities.empty();
  const bool by_changing_group = std::any_of(policies.begin(), policies.end(), [&](const SlaPolicy& policy) {
    return policy.metric == promise && ((policy.priority && asks_export) || policy.team);
  });
  if (by_changing_group) {
    notes.push_back({"quality_note.last_priority_and_team", {}});
  }
  if (promise == SlaMetric::resolution && evidence.history() != nullptr) {
    notes.push_back({"quality_note.pauses_do_not_count", {}});
  } else if (promise == SlaMetric::resolution) {
    notes.push_back({"quality_note.pauses_count", {}});
  }
  return notes;
}

std::vector<Warning> unknown_promise_values(const TicketTable& tickets, const SlaPolicies& policies) {
  std::vector<Warning> warnings;
  for (const SlaPolicy& policy : policies) {
    for (const PolicyCondition& condition : kPolicyConditions) {
      const auto& value = policy.*condition.value;
      if (!value) continue;
      const Dimension* const dimension = tickets.dimension(condition.dimension);
      const auto named = dimension == nullptr ? std::vector<std::uint8_t>() : codes_named(*dimension, *value);
      if (std::find(named.begin(), named.end(), 1) != named.end()) continue;
      Warning warning =
          warning_of("unknown_sla_value", {{"dimension", std::string(condition.dimension)}, {"value", *value}});
      const bool told = std::any_of(warnings.begin(), warnings.end(),
                                    [&](const Warning& other) { return other.text == warning.text; });
      if (!told) warnings.push_back(std::move(warning));
    }
  }
  return warnings;
}

}  // namespace csreport

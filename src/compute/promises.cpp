#include "compute/promises.hpp"

#include <algorithm>
#include <array>

#include "compute/measures.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

constexpr std::uint32_t kNever = InstantColumn::kMissing;

struct Condition {
  std::string_view dimension;
  std::optional<std::string> SlaPolicy::*value;
};
constexpr std::array<Condition, 3> kConditions = {
    {{"channel", &SlaPolicy::channel}, {"team", &SlaPolicy::team}, {"priority", &SlaPolicy::priority}}};

/// Names are compared without regard to case.
std::vector<std::uint8_t> codes_named(const Dimension& dimension, const std::string& name) {
  std::vector<std::uint8_t> named(dimension.names.size());
  for (std::uint32_t code = 0; code < named.size(); ++code) {
    named[code] = fold_identity(dimension.names.text(code)) == fold_identity(name) ? 1 : 0;
  }
  if (!named.empty()) named[Dictionary::kNone] = 0;
  return named;
}

/// The policies of one metric, with the groups they hold for.
class Policies {
 public:
  Policies(const SlaPolicies& policies, SlaMetric metric, const TicketTable& tickets) {
    for (const SlaPolicy& policy : policies) {
      if (policy.metric != metric) continue;
      Row row{.policy = &policy};
      for (const Condition& condition : kConditions) {
        const auto& value = policy.*condition.value;
        if (!value) continue;
        const Dimension* const dimension = tickets.dimension(condition.dimension);
        row.groups.push_back(
            {dimension, dimension == nullptr ? std::vector<std::uint8_t>() : codes_named(*dimension, *value)});
      }
      rows_.push_back(std::move(row));
    }
  }

  /// The first that fits the ticket, or kNoRow; nullptr: none does.
  [[nodiscard]] const SlaPolicy* of(std::uint32_t ticket) const {
    for (const Row& row : rows_) {
      const bool fits = std::all_of(row.groups.begin(), row.groups.end(), [&](const Group& group) {
        if (group.dimension == nullptr || ticket == kNoRow) return false;
        const std::uint32_t code = group.dimension->codes[ticket];
        return code < group.named.size() && group.named[code] != 0;
      });
      if (fits) return row.policy;
    }
    return nullptr;
  }

 private:
  struct Group {
    const Dimension* dimension;
    std::vector<std::uint8_t> named;  // by code
  };
  struct Row {
    const SlaPolicy* policy;
    std::vector<Group> groups;
  };
  std::vector<Row> rows_;
};

/// What was promised to somebody, and when it was done.
struct Promise {
  Subject subject;
  std::uint32_t created = 0;
  std::uint32_t start = 0;
  std::uint32_t fulfilled = kNever;
};

class PromiseJudge {
 public:
  PromiseJudge(const MetricRow& metric, const Evidence& evidence, Observations& out)
      : evidence_(evidence),
        out_(out),
        policies_(evidence.sla(), *measure_row(metric.measure).promise, evidence.tickets()),
        horizon_(static_cast<std::uint32_t>(evidence.horizon().time_since_epoch().count())),
        by_creation_(evidence.variants().anchor == AnchorChoice::created),
        pauses_(metric.measure == Measure::resolution_promise && evidence.history() != nullptr) {}

  void exclude(const Promise& promise, Exclusion reason) { out_.exclude(promise.created, promise.subject, reason); }

  void judge(const Promise& promise) {
    const SlaPolicy* const policy = policies_.of(promise.subject.ticket_row);
    if (policy == nullptr) return exclude(promise, Exclusion::no_sla_policy);
    const bool done = promise.fulfilled != kNever;
    if (done && promise.fulfilled < promise.start) return exclude(promise, Exclusion::negative);
    const std::uint32_t end = done ? promise.fulfilled : std::max(horizon_, promise.start);
    const auto elapsed = time_between(*policy, promise, end);
    if (!elapsed) return exclude(promise, Exclusion::no_schedule);
    const bool kept = *elapsed <= policy->threshold.count();
    if (kept && !done) return exclude(promise, Exclusion::pending_sla);
    const std::uint32_t decided = kept ? end : due(*policy, promise, end);
    out_.add(by_creation_ ? promise.created : decided, promise.subject, kept ? 1 : 0);
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> time_between(const SlaPolicy& policy, const Promise& promise,
                                                         std::uint32_t to) const {
    const std::uint32_t row = promise.subject.ticket_row;
    if (!pauses_ || row == kNoRow || !evidence_.history()->knows(row)) {
      return time_between(policy, row, promise.start, to);
    }
    std::optional<std::int64_t> sum = 0;
    evidence_.history()->for_each_piece(row, to, [&](Status status, std::uint32_t from, std::uint32_t until) {
      if (status != Status::new_ && status != Status::open) return;
      const auto piece = time_between(policy, row, from, until);
      sum = sum && piece ? std::optional(*sum + *piece) : std::nullopt;
    });
    return sum;
  }
  [[nodiscard]] std::optional<std::int64_t> time_between(const SlaPolicy& policy, std::uint32_t row, std::uint32_t from,
                                                         std::uint32_t to) const {
    if (policy.clock == Clock::calendar) return std::int64_t{to} - from;
    return evidence_.business_times()->between(row, from, to);
  }

  /// When the time had run out. REQUIRES: it had at `end`.
  [[nodiscard]] std::uint32_t due(const SlaPolicy& policy, const Promise& promise, std::uint32_t end) const {
    std::uint32_t low = promise.start, high = end;  // not yet at low, or there; run out at high
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (*time_between(policy, promise, middle) >= policy.threshold.count()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  const Evidence& evidence_;
  Observations& out_;
  Policies policies_;
  std::uint32_t horizon_;
  bool by_creation_;
  bool pauses_;  ///< while a ticket is pending, on hold or solved, as the history of statuses knows it (METRICS 1.15)
};

/// Fulfilled by the first reply, or by the solution when none came.
void observe_first_replies(const Evidence& evidence, PromiseJudge& judge) {
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
                          .fulfilled = log.first_reply_at};
    log.outbound ? judge.exclude(promise, Exclusion::outbound) : judge.judge(promise);
  }
}

/// Every run of customer messages after the first reply.
void observe_next_replies(const Evidence& evidence, PromiseJudge& judge) {
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
    if (run.closed_by_resolution) promise.fulfilled = evidence.facts().solved_at(run.ticket_row).value_or(kNever);
    judge.judge(promise);
  }
}

void observe_resolutions(const Evidence& evidence, PromiseJudge& judge) {
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

}  // namespace

void observe_promises(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  PromiseJudge judge(metric, evidence, out);
  switch (*measure_row(metric.measure).promise) {
    case SlaMetric::frt: return observe_first_replies(evidence, judge);
    case SlaMetric::next_reply: return observe_next_replies(evidence, judge);
    case SlaMetric::resolution: return observe_resolutions(evidence, judge);
  }
}

bool is_promised(const MetricRow& metric, const SlaPolicies& policies) {
  const auto promise = measure_row(metric.measure).promise;
  return promise && std::any_of(policies.begin(), policies.end(),
                                [&](const SlaPolicy& policy) { return policy.metric == *promise; });
}

std::vector<std::string> promise_notes(const MetricRow& metric, const Evidence& evidence) {
  const SlaPolicies& policies = evidence.sla();
  const auto promise = *measure_row(metric.measure).promise;
  std::vector<std::string> notes;
  const bool by_changing_group = std::any_of(policies.begin(), policies.end(), [&](const SlaPolicy& policy) {
    return policy.metric == promise && (policy.priority || policy.team);
  });
  if (by_changing_group) {
    notes.emplace_back(
        "Which promise holds is decided by the priority and team of the export; earlier ones are not known.");
  }
  if (promise == SlaMetric::resolution && evidence.history() != nullptr) {
    notes.emplace_back("Time in pending and on hold does not count, where the history of statuses has the ticket.");
  } else if (promise == SlaMetric::resolution) {
    notes.emplace_back("Time in which the ticket waited for the customer counts too: the export has no history of it.");
  }
  return notes;
}

std::vector<Warning> unknown_promise_values(const TicketTable& tickets, const SlaPolicies& policies) {
  std::vector<Warning> warnings;
  for (const SlaPolicy& policy : policies) {
    for (const Condition& condition : kConditions) {
      const auto& value = policy.*condition.value;
      if (!value) continue;
      const Dimension* const dimension = tickets.dimension(condition.dimension);
      const auto named = dimension == nullptr ? std::vector<std::uint8_t>() : codes_named(*dimension, *value);
      if (std::find(named.begin(), named.end(), 1) != named.end()) continue;
      Warning warning{"unknown_sla_value", "No ticket has the " + std::string(condition.dimension) + " '" + *value +
                                               "', for which [[sla]] promises something."};
      const bool told = std::any_of(warnings.begin(), warnings.end(),
                                    [&](const Warning& other) { return other.text == warning.text; });
      if (!told) warnings.push_back(std::move(warning));
    }
  }
  return warnings;
}

}  // namespace csreport

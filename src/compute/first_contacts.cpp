#include "compute/first_contacts.hpp"

#include <algorithm>
#include <array>

#include "compute/groups.hpp"
#include "compute/observe.hpp"
#include "compute/observe_rows.hpp"

namespace csreport {
namespace {

/// Calls `visit` with the kernel of the run's method, a type that measures one ticket: there is none where customers
/// were asked.
template <typename Visit>
void with_kernel(const Evidence& evidence, Visit visit) {
  const auto visit_method = [&]<FcrMethod method>() {
    if (evidence.variants().fcr_no_transfer) {
      visit.template operator()<without_transfer<first_contact_resolved<method>>>();
    } else {
      visit.template operator()<first_contact_resolved<method>>();
    }
  };
  switch (evidence.fcr_method()) {
    case FcrMethod::automatic:
    case FcrMethod::one_touch: return visit_method.template operator()<FcrMethod::one_touch>();
    case FcrMethod::no_repeat: return visit_method.template operator()<FcrMethod::no_repeat>();
    case FcrMethod::strict: return visit_method.template operator()<FcrMethod::strict>();
    case FcrMethod::flag: return visit_method.template operator()<FcrMethod::flag>();
    case FcrMethod::teammate: return visit_method.template operator()<FcrMethod::teammate>();
    case FcrMethod::survey: return;
  }
}

/// Which class a failure of the method is in: the first that holds, in the order in which the method asks.
std::int64_t& failure_of(FcrMethod method, const TicketInputs& in, std::size_t i, FirstContactOutcomes& outcomes) {
  const bool reopened = in.reopens.or_zero(i) > 0;
  const bool counts_replies =
      method == FcrMethod::automatic || method == FcrMethod::one_touch || method == FcrMethod::strict;
  if (method == FcrMethod::flag && in.first_contact_resolved[i] != Flag::yes) return outcomes.fail_flag;
  if (counts_replies && in.touches[i] != 1) return outcomes.fail_reply_count;
  if (method == FcrMethod::teammate && in.reply_agents[i] != 1) return outcomes.fail_teammates;
  if ((counts_replies || method == FcrMethod::teammate) && reopened) return outcomes.fail_reopen;
  const bool asks_repeats = method == FcrMethod::no_repeat || method == FcrMethod::strict;
  if (asks_repeats && in.contacts[i].is(ContactFacts::followed)) return outcomes.fail_repeat;
  return outcomes.fail_transfer;
}

/// The first second at which a whole follow-up window of data lies before a contact.
std::uint32_t verified_from(const Evidence& evidence) {
  const auto first = evidence.data().first_event;
  if (!first) return 0;
  const Instant verified = *first + Seconds{evidence.variants().fcr_window};
  return static_cast<std::uint32_t>(std::max<std::int64_t>(verified.time_since_epoch().count(), 0));
}

/// Puts the tickets of one period into their classes.
class Classes {
 public:
  Classes(const MetricRow& metric, const Evidence& evidence, const Period& period)
      : method_(evidence.fcr_method()),
        tickets_(evidence.tickets()),
        period_(period),
        verified_from_(judges_first_contacts_of_issues(metric, evidence) ? verified_from(evidence) : 0) {}

  /// The i-th ticket of the block that begins at `first_row`.
  void add(std::size_t first_row, std::size_t i, const TicketInputs& in, const Measured& measured) {
    const std::size_t row = first_row + i;
    const auto at = tickets_.created_at[row];
    if (!at || !period_.contains(Instant{Seconds{*at}})) return;
    const RowState state = tickets_.state[row];
    if (state == RowState::spam || state == RowState::merged) return add_left_out(state);
    if (state != RowState::used) return;
    ++outcomes_.created;
    if (measured.excluded == Exclusion::none && *at < verified_from_) ++outcomes_.unverified_first;
    if (measured.excluded == Exclusion::open) {
      ++outcomes_.not_solved;
    } else if (measured.excluded != Exclusion::none) {
      excluded_.push_back(measured.excluded);
    } else if (measured.value != 0) {
      ++outcomes_.success;
    } else {
      ++failure_of(method_, in, i, outcomes_);
    }
  }

  FirstContactOutcomes finish() {
    outcomes_.excluded = count_exclusions(excluded_);
    for (const auto& [state, n] : {std::pair(RowState::merged, merged_), std::pair(RowState::spam, spam_)}) {
      if (n > 0) outcomes_.excluded.push_back({std::string(row_state_name(state)), n});
    }
    std::sort(outcomes_.excluded.begin(), outcomes_.excluded.end(),
              [](const ExcludedCount& a, const ExcludedCount& b) { return a.reason < b.reason; });
    return std::move(outcomes_);
  }

 private:
  void add_left_out(RowState state) {
    ++outcomes_.created;
    ++(state == RowState::spam ? spam_ : merged_);
  }

  FcrMethod method_;
  const TicketTable& tickets_;
  const Period& period_;
  std::uint32_t verified_from_;
  FirstContactOutcomes outcomes_;
  std::vector<Exclusion> excluded_;
  std::int64_t spam_ = 0;
  std::int64_t merged_ = 0;
};

}  // namespace

void observe_first_contacts(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (evidence.fcr_method() == FcrMethod::survey) return observe_surveyed_first_contacts(evidence, out);
  with_kernel(evidence, [&]<Kernel kernel>() { observe_rows<kernel>(metric, evidence, out); });
}

std::optional<FirstContactOutcomes> first_contact_outcomes(const MetricRow& metric, const Evidence& evidence,
                                                           const Period& period) {
  if (evidence.fcr_method() == FcrMethod::survey) return std::nullopt;
  const TicketTable& tickets = evidence.tickets();
  TicketInputs in(metric, evidence);
  Classes classes(metric, evidence, period);
  const bool needs_time = needs_solution_time(metric.population, evidence);
  with_kernel(evidence, [&]<Kernel kernel>() {
    for (std::size_t first_row = 0; first_row < tickets.rows; first_row += kBlockRows) {
      in.move_to(first_row);
      const std::size_t size = std::min(kBlockRows, tickets.rows - first_row);
      for (std::size_t i = 0; i < size; ++i) {
        Measured measured = kernel(in, i);
        const bool unplaced = needs_time && in.is_solved(i) && !in.solved.has(i);
        if (unplaced) measured.excluded = Exclusion::missing_solved_at;
        classes.add(first_row, i, in, measured);
      }
    }
  });
  return classes.finish();
}

bool judges_first_contacts_of_issues(const MetricRow& metric, const Evidence& evidence) {
  if (evidence.variants().fcr_base != FcrBase::issue) return false;
  if (metric.measure == Measure::no_repeat_contact) return true;
  const bool by_repeats = evidence.fcr_method() == FcrMethod::no_repeat || evidence.fcr_method() == FcrMethod::strict;
  return metric.measure == Measure::first_contact_resolved && by_repeats;
}

std::int64_t count_unverified(const Evidence& evidence, std::span<const std::uint32_t> rows) {
  const std::uint32_t verified = verified_from(evidence);
  const auto created = evidence.tickets().created_at.raw();
  return std::count_if(rows.begin(), rows.end(), [&](std::uint32_t row) { return created[row] < verified; });
}

}  // namespace csreport

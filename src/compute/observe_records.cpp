// What is no ticket: quality reviews, sessions of agents, customers of the business, values measured elsewhere.
#include <algorithm>

#include "compute/observe.hpp"
#include "csreport/core/text.hpp"

namespace csreport {
namespace {

std::int64_t seconds_of(Instant instant) { return instant.time_since_epoch().count(); }

/// Calls `visit(slot, start, end)` for all periods of the run.
template <typename Visit>
void for_each_period(const Slots& slots, Visit visit) {
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    visit(slot, seconds_of(slots.period(slot).start), seconds_of(slots.period(slot).end));
  }
}

/// An interval counts in each period with what it has of it, a day's sum where the day begins.
void add_times(std::span<const AgentTime> times, Observations& out) {
  for (const AgentTime& time : times) {
    const Subject subject{.agent = time.agent};
    if (time.is_sum()) {
      out.add(time.from, subject, static_cast<double>(time.seconds));
      continue;
    }
    for_each_period(out.slots(), [&](std::size_t slot, std::int64_t start, std::int64_t end) {
      const std::int64_t seconds = std::min<std::int64_t>(time.to, end) - std::max<std::int64_t>(time.from, start);
      if (seconds > 0) out.add_to_place(out.slots().place_of_slot(slot), subject, static_cast<double>(seconds));
    });
  }
}

/// Each piece is left out of every period that it lies in.
void exclude_unpaid(std::span<const AgentTime> pieces, Observations& out) {
  for (const AgentTime& piece : pieces) {
    for_each_period(out.slots(), [&](std::size_t slot, std::int64_t start, std::int64_t end) {
      if (piece.from >= end || piece.to <= start) return;
      out.exclude_from_place(out.slots().place_of_slot(slot), {.agent = piece.agent}, Exclusion::outside_paid_time);
    });
  }
}

/// What a metric says of a customer in a period; nothing when the customer is none of its cases.
std::optional<double> said_of(Measure measure, const CustomerInPeriod& customer, const CustomerTable& table) {
  const bool customer_of_period = customer.at_start || customer.within;
  const auto one_if = [](bool counts) { return counts ? std::optional(1.0) : std::nullopt; };
  switch (measure) {
    case Measure::was_customer_at_start: return one_if(customer.at_start);
    case Measure::was_lost: return one_if(customer_of_period && !customer.at_end);
    case Measure::has_stayed: return customer.at_start ? std::optional(customer.at_end ? 1.0 : 0.0) : std::nullopt;
    case Measure::came_by_referral:
      if (customer.begun == nullptr) return std::nullopt;
      return table.referred[customer.begun->row] == Flag::yes ? 1.0 : 0.0;
    default: return one_if(customer_of_period);
  }
}

/// The revenue is that of the current period: the file does not say of which else.
void observe_revenue(const Evidence& evidence, Observations& out) {
  const Slots& slots = out.slots();
  const Period& period = slots.period(slots.current());
  const CustomerStays& stays = evidence.customer_stays();
  const Place place = slots.place_of_slot(slots.current());
  for (std::size_t i = 0; i < stays.customers(); ++i) {
    const CustomerInPeriod customer(stays.of(i), seconds_of(period.start), seconds_of(period.end));
    if (!customer.at_start && !customer.within) continue;
    double revenue = 0;
    bool known = false;
    for (const CustomerStays::Stay& stay : stays.of(i)) {
      const auto of_stay = evidence.data().customers.revenue[stay.row];
      known = known || of_stay.has_value();
      revenue += of_stay.value_or(0);
    }
    if (known) {
      out.add_to_place(place, {}, revenue);
    } else {
      out.exclude_from_place(place, {}, Exclusion::no_revenue);
    }
  }
}

}  // namespace

void observe_reviews(const MetricRow&, const Evidence& evidence, Observations& out) {
  constexpr double kPercent = 100;
  const ReviewTable& reviews = evidence.data().reviews;
  for (std::uint32_t i = 0; i < reviews.rows; ++i) {
    const auto score = reviews.score[i];
    if (reviews.state[i] != RowState::used || !score) continue;  // rows of categories, told with their review
    Subject subject;
    if (reviews.agent.present()) subject.agent = reviews.agent[i];
    if (!reviews.ticket[i].absent()) {
      const auto found = evidence.rows().find(reviews.ticket[i].bits);
      if (found != evidence.rows().end()) subject.ticket_row = found->second;
    }
    out.add(*reviews.reviewed_at[i], subject, *score / kPercent);
  }
}

void observe_sessions(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const OnlineTimes& times = evidence.online_times();
  const auto observe = [&](const std::vector<AgentTime>& counted, const std::vector<OnlineTimes::LeftOut>& left_out) {
    add_times(counted, out);
    for (const OnlineTimes::LeftOut& one : left_out) out.exclude(one.from, {.agent = one.agent}, one.reason);
  };
  switch (metric.measure) {
    case Measure::paid_time: return observe(times.paid, times.not_paid);
    case Measure::paid_work:
      exclude_unpaid(times.unpaid_work, out);
      return observe(times.paid_work, times.not_paid_work);
    case Measure::handling_time: return observe(times.handling, times.not_staffed);
    case Measure::staffed_time: return observe(times.staffed, times.not_staffed);
    default: return observe(times.online, times.not_online);
  }
}

void observe_customers(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (metric.measure == Measure::revenue) return observe_revenue(evidence, out);
  const CustomerTable& table = evidence.data().customers;
  const CustomerStays& stays = evidence.customer_stays();
  for (std::size_t i = 0; i < stays.customers(); ++i) {
    for_each_period(out.slots(), [&](std::size_t slot, std::int64_t start, std::int64_t end) {
      const CustomerInPeriod customer(stays.of(i), start, end);
      const Place place = out.slots().place_of_slot(slot);
      const bool unknown = metric.measure == Measure::came_by_referral && customer.begun != nullptr &&
                           table.referred[customer.begun->row] == Flag::unknown;
      if (unknown) return out.exclude_from_place(place, {}, Exclusion::unknown_referral);
      if (const auto value = said_of(metric.measure, customer, table)) out.add_to_place(place, {}, *value);
    });
  }
}

namespace {
/// An alert compares two periods and needs no trend: most rows are then passed over.
bool has_no_trend(const MetricRow& metric, const ComputeOptions& options) {
  const auto among = [&](const std::vector<std::string>& ids) {
    return std::find(ids.begin(), ids.end(), metric.id) != ids.end();
  };
  const bool shown = options.scope == MetricScope::all || options.shows_all || metric.shown != Shown::in_full;
  return !shown && !among(options.metrics) && !among(options.shown_too);
}

/// Calls `visit(slot, row, requester)` for the first contact of each requester in each period.
template <typename Visit>
void for_each_requester(const MetricRow& metric, const Evidence& evidence, Observations& out, Visit visit) {
  const TicketTable& tickets = evidence.tickets();
  const Slots& slots = out.slots();
  const bool compared_only = has_no_trend(metric, evidence.options());
  const CellMap& map = evidence.cells().map();
  const auto created = evidence.cells().created();
  const std::size_t requesters = tickets.requesters.size();
  std::vector<bool> seen(slots.size() * requesters);
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (compared_only && !slots.is_in_compared(map.place_of(created[row]))) continue;
    if (!evidence.facts().is(TicketFacts::used, row)) continue;
    const std::uint32_t at = tickets.created_at.raw()[row];
    const std::uint32_t requester = tickets.requester[row];
    if (requester == Dictionary::kNone) {
      out.exclude(at, {.ticket_row = row}, Exclusion::unknown_requester);
      continue;
    }
    slots.for_each(at, [&](std::size_t slot) {
      auto is_known = seen[slot * requesters + requester];
      if (is_known) return;
      is_known = true;
      visit(slot, row, requester);
    });
  }
}
}  // namespace

void observe_requesters(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  for_each_requester(metric, evidence, out, [&](std::size_t slot, std::uint32_t row, std::uint32_t) {
    out.add_to_place(out.slots().place_of_slot(slot), {.ticket_row = row}, 1);
  });
}

void observe_returning_requesters(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const TicketTable& tickets = evidence.tickets();
  std::vector<std::uint32_t> first_contact(tickets.requesters.size(), InstantColumn::kMissing);
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!evidence.facts().is(TicketFacts::used, row)) continue;
    std::uint32_t& first = first_contact[tickets.requester[row]];
    first = std::min(first, tickets.created_at.raw()[row]);
  }
  const auto first_event = evidence.data().first_event;
  for_each_requester(metric, evidence, out, [&](std::size_t slot, std::uint32_t row, std::uint32_t requester) {
    const Instant start = out.slots().period(slot).start;
    if (!first_event || *first_event >= start) return;  // everybody would be new
    const bool returning = Instant{Seconds{first_contact[requester]}} < start;
    out.add_to_place(out.slots().place_of_slot(slot), {.ticket_row = row}, returning ? 1 : 0);
  });
}

void observe_indicators(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  const IndicatorTable& table = evidence.data().indicators;
  const Indicator& indicator = evidence.indicators()[static_cast<std::size_t>(metric.parameter)];
  std::vector<bool> named;  // by code
  for (std::uint32_t code = 0; code < table.names.size(); ++code) {
    named.push_back(fold_identity(table.names.text(code)) == fold_identity(indicator.name));
  }
  for (std::uint32_t i = 0; i < table.rows; ++i) {
    if (table.state[i] != RowState::used || !named[table.name[i]]) continue;
    out.add(*table.measured_at[i], {.survey_row = i}, *table.value[i]);
  }
}

}  // namespace csreport

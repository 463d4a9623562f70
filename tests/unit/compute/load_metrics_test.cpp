// Metrics of people and load against their definitions, asked of small random tables in the plainest way.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "csreport/compute/compute.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kWindow = 7 * kDay;
constexpr std::int64_t kHorizon = 125 * kDay;
constexpr std::int64_t kPromised = 48 * kHour;
constexpr std::int64_t kSoon = 12 * kHour;

/// A ticket as the test knows it; codes 0 have no name.
struct Ticket {
  std::int64_t created = 0;
  std::optional<std::int64_t> solved;
  std::uint32_t requester = 0, category = 0, agent = 0;
  bool used = true, outbound = false;
  CallOutcome outcome = CallOutcome::none;

  [[nodiscard]] bool takes_part() const { return used && !outbound && requester != 0; }
  [[nodiscard]] bool has_failed() const { return outcome == CallOutcome::abandoned || outcome == CallOutcome::blocked; }
};

std::vector<Ticket> random_tickets(std::mt19937_64& random, std::size_t rows) {
  std::vector<Ticket> tickets(rows);
  for (Ticket& ticket : tickets) {
    ticket.created = 60 * kDay + static_cast<std::int64_t>(random() % (2 * 64)) * kDay / 2;
    const std::int64_t solved = ticket.created + static_cast<std::int64_t>(random() % 12) * 6 * kHour;
    if (random() % 3 != 0 && solved <= kHorizon) ticket.solved = solved;
    ticket.requester = static_cast<std::uint32_t>(random() % 9);
    ticket.category = static_cast<std::uint32_t>(random() % 3);
    ticket.agent = static_cast<std::uint32_t>(random() % 4);
    ticket.used = random() % 9 != 0;
    ticket.outbound = random() % 9 == 0;
    ticket.outcome = static_cast<CallOutcome>(random() % 4);  // none, answered, abandoned, blocked
  }
  return tickets;
}

void add_dimension(TicketTable& table, const std::string& id, const std::vector<Ticket>& tickets, std::size_t names,
                   std::uint32_t Ticket::*code) {
  Dimension& dimension = table.dimensions.emplace_back();
  dimension.id = id;
  for (std::size_t i = 1; i < names; ++i) dimension.names.intern(id + std::to_string(i));
  for (const Ticket& ticket : tickets) dimension.codes.push_back(ticket.*code);
}

Dataset dataset_of(const std::vector<Ticket>& tickets) {
  Dataset data;
  data.has_tickets = true;
  TicketTable& table = data.tickets;
  table.rows = tickets.size();
  for (std::size_t i = 1; i < 9; ++i) table.requesters.intern(std::to_string(i));
  for (const Ticket& ticket : tickets) {
    table.state.push_back(ticket.used ? RowState::used : RowState::spam);
    table.direction.push_back(ticket.outbound ? Direction::outbound : Direction::inbound);
    table.outcome.push_back(ticket.outcome);
    table.created_at.push_back(static_cast<std::uint32_t>(ticket.created));
    ticket.solved ? table.solved_at.push_back(static_cast<std::uint32_t>(*ticket.solved))
                  : table.solved_at.push_missing();
    table.requester.push_back(ticket.requester);
  }
  add_dimension(table, "agent", tickets, 4, &Ticket::agent);
  add_dimension(table, "category", tickets, 3, &Ticket::category);
  data.first_event = to_instant(60 * kDay);
  data.horizon = to_instant(kHorizon);
  return data;
}

struct Span {
  std::int64_t start, end;
  [[nodiscard]] bool holds(std::int64_t at) const { return start <= at && at < end; }
};

/// A mean with its size; nothing for a mean of nothing.
struct Mean {
  double sum = 0;
  std::int64_t n = 0;
  void add(double value) {
    sum += value;
    ++n;
  }
  [[nodiscard]] std::optional<double> value() const {
    return n == 0 ? std::nullopt : std::optional(sum / static_cast<double>(n));
  }
};

/// Chains of METRICS 3.3, each as its contacts.
std::vector<std::vector<Ticket>> issues_of(const std::vector<Ticket>& tickets) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Ticket>> matters;
  for (const Ticket& ticket : tickets) {
    if (ticket.takes_part()) matters[{ticket.requester, ticket.category}].push_back(ticket);
  }
  std::vector<std::vector<Ticket>> issues;
  for (auto& [matter, contacts] : matters) {
    std::stable_sort(contacts.begin(), contacts.end(), [](auto& a, auto& b) { return a.created < b.created; });
    std::int64_t begin = 0, reach = -1;
    std::size_t open = 0;  // the issue that a repeat belongs to
    for (const Ticket& contact : contacts) {
      const std::int64_t own = contact.solved.value_or(kHorizon) + kWindow;
      const bool repeat = contact.created > begin && contact.created <= reach;
      const bool followed = std::any_of(contacts.begin(), contacts.end(), [&](const Ticket& other) {
        return other.created > contact.created && other.created <= own;
      });
      if (!repeat) {
        issues.emplace_back();
        if (contact.created != begin) reach = -1;  // what one second opened is one event
        begin = contact.created;
        // Of several that one second opened, repeats belong to one that they follow.
        if (followed || issues.size() == 1) open = issues.size() - 1;
      }
      issues[repeat ? open : issues.size() - 1].push_back(contact);
      reach = std::max(reach, own);
    }
  }
  return issues;
}

Mean contacts_per_issue(const std::vector<Ticket>& tickets, Span period) {
  Mean mean;
  for (const auto& issue : issues_of(tickets)) {
    std::int64_t window_end = 0;
    bool all_solved = true;
    for (const Ticket& contact : issue) {
      all_solved = all_solved && contact.solved.has_value();
      window_end = std::max(window_end, contact.solved.value_or(0) + kWindow);
    }
    if (all_solved && window_end <= kHorizon && period.holds(window_end)) mean.add(static_cast<double>(issue.size()));
  }
  return mean;
}

Mean lost_caller_rate(const std::vector<Ticket>& tickets, Span period) {
  Mean mean;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    const Ticket& call = tickets[i];
    const std::int64_t window_end = call.created + kWindow;
    if (!call.takes_part() || !call.has_failed() || window_end > kHorizon || !period.holds(window_end)) continue;
    const Ticket* next = nullptr;
    for (const Ticket& other : tickets) {
      const bool later = other.takes_part() && other.requester == call.requester && other.created > call.created;
      if (later && (next == nullptr || other.created < next->created)) next = &other;
    }
    if (next != nullptr && next->created > window_end) next = nullptr;
    if (next == nullptr || !next->has_failed()) mean.add(next == nullptr ? 1 : 0);
  }
  return mean;
}

std::vector<double> solved_by_agents(const std::vector<Ticket>& tickets, Span period) {
  std::map<std::uint32_t, double> solved;
  for (const Ticket& ticket : tickets) {
    if (ticket.used && ticket.agent != 0 && ticket.solved && period.holds(*ticket.solved)) ++solved[ticket.agent];
  }
  std::vector<double> counts;
  for (const auto& [agent, count] : solved) counts.push_back(count);
  std::sort(counts.begin(), counts.end());
  return counts;
}

Mean tickets_per_agent(const std::vector<Ticket>& tickets, Span period) {
  Mean mean;
  for (const double count : solved_by_agents(tickets, period)) mean.add(count);
  return mean;
}

/// A quotient of two numbers: nothing by nothing.
std::optional<double> quotient(double dividend, double divisor) {
  return divisor == 0 ? std::nullopt : std::optional(dividend / divisor);
}

std::optional<double> workload_spread(const std::vector<Ticket>& tickets, Span period) {
  const auto counts = solved_by_agents(tickets, period);
  if (counts.empty()) return std::nullopt;
  const std::size_t n = counts.size();
  return counts.back() / ((counts[(n - 1) / 2] + counts[n / 2]) / 2);
}

std::optional<double> tickets_per_customer(const std::vector<Ticket>& tickets, Span period) {
  double contacts = 0;
  std::set<std::uint32_t> requesters;
  for (const Ticket& ticket : tickets) {
    if (!ticket.used || ticket.requester == 0 || !period.holds(ticket.created)) continue;
    ++contacts;
    requesters.insert(ticket.requester);
  }
  return quotient(contacts, static_cast<double>(requesters.size()));
}

std::optional<double> backlog_days(const std::vector<Ticket>& tickets, Span period) {
  double open = 0, solved = 0;
  for (const Ticket& ticket : tickets) {
    if (!ticket.used) continue;
    if (ticket.created < period.end && !(ticket.solved && *ticket.solved < period.end)) ++open;
    if (ticket.solved && *ticket.solved < period.end && *ticket.solved >= period.end - 28 * kDay) ++solved;
  }
  const auto of_four_weeks = quotient(open, solved);
  return of_four_weeks ? std::optional(*of_four_weeks * 28 * kDay) : std::nullopt;
}

std::optional<double> at_risk(const std::vector<Ticket>& tickets, Span period) {
  double n = 0;
  for (const Ticket& ticket : tickets) {
    const std::int64_t due = ticket.created + kPromised;
    const bool open = ticket.created < period.end && !(ticket.solved && *ticket.solved < period.end);
    if (ticket.used && open && due >= period.end && due <= period.end + kSoon) ++n;
  }
  return n;
}

std::optional<double> repeating_customers(const std::vector<Ticket>& tickets, Span period) {
  std::set<std::uint32_t> all, repeating;
  for (const auto& issue : issues_of(tickets)) {
    for (const Ticket& contact : issue) {
      if (!period.holds(contact.created)) continue;
      all.insert(contact.requester);
      if (contact.created != issue.front().created) repeating.insert(contact.requester);
    }
  }
  return quotient(static_cast<double>(repeating.size()), static_cast<double>(all.size()));
}

void check(const std::optional<double>& found, const std::optional<double>& expected) {
  REQUIRE(found.has_value() == expected.has_value());
  if (expected) CHECK(*found == Approx(*expected));
}

std::optional<double> expected_of(std::string_view id, const std::vector<Ticket>& tickets, Span period) {
  if (id == "contacts_per_issue") return contacts_per_issue(tickets, period).value();
  if (id == "lost_caller_rate") return lost_caller_rate(tickets, period).value();
  if (id == "tickets_per_agent") return tickets_per_agent(tickets, period).value();
  if (id == "workload_spread") return workload_spread(tickets, period);
  if (id == "tickets_per_customer") return tickets_per_customer(tickets, period);
  if (id == "backlog_days") return backlog_days(tickets, period);
  if (id == "repeat_contact_rate") return repeating_customers(tickets, period);
  return at_risk(tickets, period);
}

}  // namespace

TEST_CASE("metrics of people and load are what their definitions say, in each period") {
  constexpr unsigned kSeed = 20261126;
  std::mt19937_64 random(kSeed);
  const Span current{112 * kDay, 119 * kDay};
  const Span previous{105 * kDay, 112 * kDay};
  const auto period_of = [](Span span) {
    const auto instant = [](std::int64_t at) { return Instant{Seconds{at}}; };
    return Period{.start = instant(span.start), .end = instant(span.end), .grain = Grain::week, .label = ""};
  };
  ComputeOptions options;
  options.current = period_of(current);
  options.previous = period_of(previous);
  options.trend = {*options.previous, options.current};
  options.sla = {{.metric = SlaMetric::resolution, .threshold = Seconds{kPromised}}};
  options.work.at_risk_within = Seconds{kSoon};
  options.variants.repeat_base = RepeatBase::customers;
  options.metrics = {"contacts_per_issue",   "lost_caller_rate", "tickets_per_agent",   "workload_spread",
                     "tickets_per_customer", "backlog_days",     "repeat_contact_rate", "at_risk"};
  for (int round = 0; round < 200; ++round) {
    const auto tickets = random_tickets(random, 20 + random() % 200);
    const Dataset data = dataset_of(tickets);
    for (const MetricSnapshot& metric : compute(data, options).metrics) {
      INFO("seed " << kSeed << ", round " << round << ", " << metric.row->id);
      const auto now = expected_of(metric.row->id, tickets, current);
      const auto before = expected_of(metric.row->id, tickets, previous);
      check(metric.current.value, now);
      REQUIRE(metric.previous.has_value());
      check(metric.previous->value, before);
      REQUIRE(metric.series.size() == 2);
      check(metric.series[0].value, before);
      check(metric.series[1].value, now);
    }
  }
}

// Metrics of the message log against their definitions, asked of small random logs in the plainest way.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "csreport/compute/compute.hpp"
#include "csreport/render/words.hpp"
#include "support/catch.hpp"

using namespace csreport;

namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::uint32_t kAgents = 4;      // codes 1 to 3; 0 is a reply without an author
constexpr std::uint32_t kRequesters = 6;  // codes 1 to 5

struct Message {
  std::int64_t at = 0;
  AuthorRole role = AuthorRole::unknown;
  std::uint32_t author = 0;
  bool note = false;
};
struct Ticket {
  std::int64_t created = 0;
  std::optional<std::int64_t> solved;
  std::uint32_t requester = 0;
  bool used = true;
  std::vector<Message> messages;  ///< public ones and notes, in order
};
struct Pair {
  std::int64_t asked, replied;
  bool first;
};

std::vector<Ticket> random_tickets(std::mt19937_64& random, std::size_t rows) {
  std::vector<Ticket> tickets(rows);
  for (Ticket& ticket : tickets) {
    ticket.created = 100 * kDay + static_cast<std::int64_t>(random() % (14 * kDay));
    ticket.requester = static_cast<std::uint32_t>(random() % kRequesters);
    ticket.used = random() % 9 != 0;
    std::int64_t at = ticket.created;
    for (std::size_t left = random() % 8; left > 0; --left) {
      at += 1 + static_cast<std::int64_t>(random() % kDay);
      Message message{.at = at, .role = static_cast<AuthorRole>(random() % 4), .note = random() % 6 == 0};
      if (message.role == AuthorRole::agent) message.author = static_cast<std::uint32_t>(random() % 20) % kAgents;
      ticket.messages.push_back(message);
    }
    if (random() % 2 == 0) ticket.solved = ticket.created + static_cast<std::int64_t>(random() % (6 * kDay));
  }
  return tickets;
}

Dataset dataset_of(const std::vector<Ticket>& tickets) {
  Dataset data;
  data.has_tickets = data.has_messages = true;
  TicketTable& table = data.tickets;
  MessageTable& log = data.messages;
  table.rows = tickets.size();
  Dimension& agents = table.dimensions.emplace_back();
  agents.id = "agent";
  for (std::uint32_t i = 1; i < kAgents; ++i) {
    agents.names.intern("agent " + std::to_string(i));
    log.author_names.intern("agent " + std::to_string(i));
  }
  for (std::uint32_t i = 1; i < kRequesters; ++i) table.requesters.intern("requester " + std::to_string(i));
  for (std::size_t row = 0; row < tickets.size(); ++row) {
    const Ticket& ticket = tickets[row];
    const Key id = make_key("T" + std::to_string(row), data.keys);
    table.id.push_back(id);
    table.state.push_back(ticket.used ? RowState::used : RowState::spam);
    table.created_at.push_back(static_cast<std::uint32_t>(ticket.created));
    ticket.solved ? table.solved_at.push_back(static_cast<std::uint32_t>(*ticket.solved))
                  : table.solved_at.push_missing();
    table.requester.push_back(ticket.requester);
    agents.codes.push_back(0);
    for (auto message = ticket.messages.rbegin(); message != ticket.messages.rend(); ++message) {  // newest first
      log.state.push_back(RowState::used);
      log.ticket.push_back(id);
      log.id.push_back({});
      log.sent_at.push_back(static_cast<std::uint32_t>(message->at));
      log.role.push_back(message->role);
      log.is_public.push_back(message->note ? Flag::no : Flag::yes);
      log.author.push_back(message->author);
      ++log.rows;
    }
  }
  data.first_event = Instant{Seconds{99 * kDay}};
  data.horizon = Instant{Seconds{125 * kDay}};
  return data;
}

struct Span {
  std::int64_t start, end;
  [[nodiscard]] bool holds(std::int64_t at) const { return start <= at && at < end; }
};
struct Mean {
  double sum = 0;
  double n = 0;
  void add(double value) {
    sum += value;
    ++n;
  }
  [[nodiscard]] std::optional<double> value() const { return n == 0 ? std::nullopt : std::optional(sum / n); }
};

bool answers(const Message& message, const Variants& variants) {
  return message.role == AuthorRole::agent || (variants.automatic_counts && message.role == AuthorRole::automatic);
}

/// METRICS 2.
std::vector<Pair> pairs_of(const Ticket& ticket, const Variants& variants) {
  std::vector<Pair> pairs;
  std::optional<std::int64_t> asked;
  bool outbound = false, written = false;
  for (const Message& message : ticket.messages) {
    if (message.note) continue;
    if (message.role == AuthorRole::agent && !written) outbound = true;
    written = written || message.role == AuthorRole::agent || message.role == AuthorRole::customer;
    if (message.role == AuthorRole::customer && !asked) asked = message.at;
    if (!answers(message, variants) || !asked) continue;
    pairs.push_back({*asked, message.at, pairs.empty() && !outbound});
    asked.reset();
  }
  return pairs;
}

std::optional<double> response_time(const std::vector<Ticket>& tickets, const Variants& variants, Span period) {
  Mean mean;
  for (const Ticket& ticket : tickets) {
    if (!ticket.used) continue;
    Mean of_ticket;
    for (const Pair& pair : pairs_of(ticket, variants)) {
      if (!period.holds(pair.replied) || (variants.art_exclude_first && pair.first)) continue;
      of_ticket.add(static_cast<double>(pair.replied - pair.asked));
      if (variants.art == ResponseBase::pair) mean.add(static_cast<double>(pair.replied - pair.asked));
    }
    if (of_ticket.n == 0) continue;
    if (variants.art == ResponseBase::ticket) mean.add(*of_ticket.value());
    if (variants.art == ResponseBase::requests) mean.add(of_ticket.sum);
  }
  return mean.value();
}

double messages_of(const std::vector<Ticket>& tickets, AuthorRole role, Span period) {
  double n = 0;
  for (const Ticket& ticket : tickets) {
    for (const Message& message : ticket.messages) {
      if (ticket.used && !message.note && message.role == role && period.holds(message.at)) ++n;
    }
  }
  return n;
}

std::optional<double> automated_share(const std::vector<Ticket>& tickets, Span period) {
  const double automatic = messages_of(tickets, AuthorRole::automatic, period);
  const double all = automatic + messages_of(tickets, AuthorRole::agent, period);
  return all == 0 ? std::nullopt : std::optional(automatic / all);
}

std::optional<double> agents_per_ticket(const std::vector<Ticket>& tickets, Span period) {
  Mean mean;
  for (const Ticket& ticket : tickets) {
    if (!ticket.used || !ticket.solved || !period.holds(*ticket.solved) || ticket.messages.empty()) continue;
    std::set<std::uint32_t> authors;
    for (const Message& message : ticket.messages) {
      if (!message.note && message.role == AuthorRole::agent) authors.insert(message.author);
      if (!message.note && message.role == AuthorRole::unknown) authors.insert(0);  // it may be a reply
    }
    if (authors.count(0) == 0) mean.add(static_cast<double>(authors.size()));
  }
  return mean.value();
}

/// Whether at that moment the last word is the customer's and no solution has followed it.
bool waits(const Ticket& ticket, const Variants& variants, std::int64_t end) {
  std::optional<std::int64_t> last;
  for (const Message& message : ticket.messages) {
    if (message.note || message.at >= end) continue;
    if (message.role == AuthorRole::customer) last = message.at;
    if (answers(message, variants)) last.reset();
  }
  return last && !(ticket.solved && *ticket.solved >= *last && *ticket.solved < end);
}

double customers_waiting(const std::vector<Ticket>& tickets, const Variants& variants, Span period) {
  std::set<std::uint32_t> requesters;
  for (const Ticket& ticket : tickets) {
    if (ticket.used && ticket.requester != 0 && waits(ticket, variants, period.end))
      requesters.insert(ticket.requester);
  }
  return static_cast<double>(requesters.size());
}

std::optional<double> expected_of(std::string_view id, const std::vector<Ticket>& tickets, const Variants& variants,
                                  Span period) {
  if (id == "messages_received") return messages_of(tickets, AuthorRole::customer, period);
  if (id == "replies_sent") return messages_of(tickets, AuthorRole::agent, period);
  if (id == "automated_reply_share") return automated_share(tickets, period);
  if (id == "agents_per_ticket") return agents_per_ticket(tickets, period);
  if (id == "customers_waiting") return customers_waiting(tickets, variants, period);
  return response_time(tickets, variants, period);
}

void check(const std::optional<double>& found, const std::optional<double>& expected) {
  REQUIRE(found.has_value() == expected.has_value());
  if (expected) CHECK(*found == Approx(*expected));
}

}  // namespace

TEST_CASE("metrics of the message log are what their definitions say, in each period and variant") {
  constexpr unsigned kSeed = 20261127;
  std::mt19937_64 random(kSeed);
  const Span current{107 * kDay, 114 * kDay};
  const Span previous{100 * kDay, 107 * kDay};
  const auto period_of = [](Span span) {
    const auto instant = [](std::int64_t at) { return Instant{Seconds{at}}; };
    return Period{.start = instant(span.start), .end = instant(span.end), .grain = Grain::week, .label = ""};
  };
  ComputeOptions options;
  options.current = period_of(current);
  options.previous = period_of(previous);
  options.trend = {*options.previous, options.current};
  options.metrics = {"messages_received", "replies_sent",      "automated_reply_share",
                     "agents_per_ticket", "customers_waiting", "art"};
  for (int round = 0; round < 200; ++round) {
    options.variants.art = static_cast<ResponseBase>(random() % 3);
    options.variants.art_exclude_first = random() % 2 == 0;
    options.variants.automatic_counts = random() % 2 == 0;
    const auto tickets = random_tickets(random, 1 + random() % 60);
    const Dataset data = dataset_of(tickets);
    for (const MetricSnapshot& metric : compute(data, options).metrics) {
      INFO("seed " << kSeed << ", round " << round << ", " << metric.row->id << ", " << in_words(metric.variant));
      if (metric.quality.state == QualityState::missing_column) continue;
      const auto now = expected_of(metric.row->id, tickets, options.variants, current);
      const auto before = expected_of(metric.row->id, tickets, options.variants, previous);
      check(metric.current.value, now);
      REQUIRE(metric.previous.has_value());
      check(metric.previous->value, before);
      REQUIRE(metric.series.size() == 2);
      check(metric.series[0].value, before);
    }
  }
}

#include "csreport/compute/details.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

#include "compute/category_counts.hpp"
#include "compute/coverage.hpp"
#include "compute/detail_query.hpp"
#include "compute/quality.hpp"
#include "compute/rated_comments.hpp"

namespace csreport {
namespace {

constexpr std::array<std::string_view, 4> kLists = {"at_risk", "awaiting_first_reply", "customers_waiting",
                                                    "slowest_first_reply"};

/// The metrics that are counted, where the data has what they need.
struct Counted {
  const MetricRow* created = nullptr;
  const MetricRow* solved = nullptr;
  const MetricRow* backlog = nullptr;
  const MetricRow* csat = nullptr;
  std::vector<const MetricRow*> commented;  // beside whose ratings customers wrote
  std::vector<const MetricRow*> listed;

  [[nodiscard]] std::vector<const MetricRow*> all() const {
    std::vector<const MetricRow*> rows = listed;
    rows.insert(rows.end(), commented.begin(), commented.end());
    for (const MetricRow* row : {created, solved, backlog, csat}) {
      if (row != nullptr) rows.push_back(row);
    }
    return rows;
  }
};

const MetricRow* computable(std::string_view id, const Dataset& data, const ComputeOptions& options) {
  const MetricRow* const row = find_metric(id);
  return missing_inputs(*row, data, options).state == QualityState::ok ? row : nullptr;
}

bool tells_reasons(const Dataset& data, const DetailRequest& request) {
  return request.reasons && data.tickets.dimension("category") != nullptr;
}

Counted counted_metrics(const Dataset& data, const ComputeOptions& options, const DetailRequest& request) {
  Counted counted;
  if (request.open_tickets || !request.parts.empty()) counted.backlog = computable("backlog", data, options);
  if (request.answers) counted.csat = computable("csat", data, options);
  if (request.listed > 0) {
    for (const std::string_view id : kLists) {
      if (const MetricRow* row = computable(id, data, options)) counted.listed.push_back(row);
    }
  }
  if (request.comments > 0) {
    counted.commented = commented_metrics([&](std::string_view id) { return computable(id, data, options); }, data);
  }
  if (tells_reasons(data, request)) counted.created = computable("tickets_created", data, options);
  if (request.parts.empty()) return counted;
  counted.created = computable("tickets_created", data, options);
  counted.solved = computable("tickets_solved", data, options);
  return counted;
}

// ---- open tickets -------------------------------------------------------------------------------

ListedTicket listed_ticket(const Dataset& data, std::uint32_t row, Seconds time) {
  const TicketTable& tickets = data.tickets;
  return {.id = key_text(tickets.id[row], data.keys),
          .time = time,
          .channel = name_in(tickets, "channel", row),
          .category = name_in(tickets, "category", row),
          .priority = name_in(tickets, "priority", row),
          .agent = name_in(tickets, "agent", row)};
}

OpenTickets open_tickets(const DetailQuery& query, const MetricRow& backlog, std::size_t oldest) {
  const Observations observations = query.observe(backlog);
  const auto subjects = query.current(observations).subjects.all().ticket_rows;
  const auto created = query.data.tickets.created_at.raw();
  const Slots& slots = query.map.slots();
  const std::int64_t end = state_instant(slots.period(slots.current()), query.data).time_since_epoch().count();
  OpenTickets open;
  open.n = static_cast<std::int64_t>(subjects.size());
  for (const std::uint32_t row : subjects) {
    const Seconds age{end - created[row]};
    const auto limit = std::upper_bound(kAgeLimits.begin(), kAgeLimits.end(), age);
    ++open.by_age[static_cast<std::size_t>(limit - kAgeLimits.begin())];
  }
  if (query.data.tickets.id.empty()) return open;
  std::vector<std::uint32_t> rows(subjects.begin(), subjects.end());
  const auto named = static_cast<std::ptrdiff_t>(std::min(oldest, rows.size()));
  std::partial_sort(rows.begin(), rows.begin() + named, rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return created[a] != created[b] ? created[a] < created[b] : a < b;
  });
  for (auto row = rows.begin(); row != rows.begin() + named; ++row) {
    open.oldest.push_back(listed_ticket(query.data, *row, Seconds{end - created[*row]}));
  }
  return open;
}

// ---- lists --------------------------------------------------------------------------------------

/// Their observations hold the times; of promises the shortest time is the most urgent one, of all others the longest.
TicketList ticket_list(const DetailQuery& query, const MetricRow& row, std::size_t most,
                       const std::function<bool(std::uint32_t)>& belongs) {
  const Observations observations = query.observe(row);
  const SlotObservations& current = query.current(observations);
  const auto rows = current.subjects.all().ticket_rows;
  TicketList list{.metric = row.id, .tickets = {}};
  std::vector<std::size_t> named;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] != kNoRow && !belongs(rows[i])) continue;
    ++list.n;
    if (rows[i] != kNoRow) named.push_back(i);
  }
  if (query.data.tickets.id.empty()) return list;
  const bool shortest_first = row.measure == Measure::is_at_risk;
  const auto count = static_cast<std::ptrdiff_t>(std::min(most, named.size()));
  std::partial_sort(named.begin(), named.begin() + count, named.end(), [&](std::size_t a, std::size_t b) {
    const double first = current.values[shortest_first ? a : b];
    const double second = current.values[shortest_first ? b : a];
    return first != second ? first < second : rows[a] < rows[b];
  });
  for (auto i = named.begin(); i != named.begin() + count; ++i) {
    list.tickets.push_back(listed_ticket(query.data, rows[*i], Seconds{static_cast<std::int64_t>(current.values[*i])}));
  }
  return list;
}

/// One list for each channel class: the slowest replies of live channels are never the slowest of all.
std::vector<TicketList> lists_by_class(const DetailQuery& query, const MetricRow& row, std::size_t most) {
  std::vector<TicketList> lists;
  const Dimension* const classes = query.data.tickets.dimension(kChannelClass);
  for (const std::string_view name : {"live", "waiting"}) {
    const auto code = classes != nullptr ? classes->names.find(name) : std::nullopt;
    if (!code) continue;
    lists.push_back(ticket_list(query, row, most, [&](std::uint32_t i) { return classes->codes[i] == *code; }));
    lists.back().channel_class = name;
    if (lists.back().n == 0) lists.pop_back();
  }
  return lists;
}

std::vector<TicketList> ticket_lists(const DetailQuery& query, const std::vector<const MetricRow*>& rows,
                                     std::size_t most) {
  std::vector<TicketList> lists;
  for (const MetricRow* row : rows) {
    auto of_metric = row->id == "slowest_first_reply" ? lists_by_class(query, *row, most) : std::vector<TicketList>();
    if (of_metric.size() < 2) of_metric = {ticket_list(query, *row, most, [](std::uint32_t) { return true; })};
    std::move(of_metric.begin(), of_metric.end(), std::back_inserter(lists));
  }
  std::erase_if(lists, [](const TicketList& list) { return list.tickets.empty(); });
  return lists;
}

// ---- answers ------------------------------------------------------------------------------------

constexpr std::size_t kClasses = 3;
constexpr std::size_t kScores = 5;

/// Whether every answer has a score from 1 to 5.
bool has_five_steps(const Dataset& data) {
  const auto fits = [](const RatingColumn& ratings) { return !ratings.present() || ratings.scale == "1-5"; };
  return fits(data.tickets.csat) && fits(data.surveys.csat);
}

void count(const Rating& rating, bool five_steps, AnswerSpread& spread) {
  const bool good = rating.rating_class == RatingClass::good;
  const bool bad = rating.rating_class == RatingClass::bad;
  ++spread.n;
  if (good) ++spread.good;
  if (bad) ++spread.bad;
  std::size_t step = bad ? 0 : good ? 2 : 1;
  if (five_steps) step = static_cast<std::size_t>(std::clamp(rating.score.value_or(3) + 0.5, 1.0, 5.0)) - 1;
  ++spread.counts[step];
}

std::vector<AnswerSpread> answer_spreads(const DetailQuery& query, const MetricRow& csat) {
  const Observations observations = query.observe(csat);
  const Subjects subjects = query.current(observations).subjects.all();
  const bool five_steps = has_five_steps(query.data);
  const auto empty = [&](std::string group) {
    return AnswerSpread{.group = std::move(group),
                        .counts = std::vector<std::int64_t>(five_steps ? kScores : kClasses)};
  };
  const auto rating_of = [&](std::size_t i) {
    const bool from_survey = !subjects.survey_rows.empty() && subjects.survey_rows[i] != kNoRow;
    return from_survey ? query.data.surveys.csat[subjects.survey_rows[i]]
                       : query.data.tickets.csat[subjects.ticket_rows[i]];
  };
  const Dimension* const channel = query.data.tickets.dimension("channel");
  std::vector<std::uint32_t> codes;
  std::vector<AnswerSpread> groups;
  if (channel != nullptr) {
    codes = GroupCodes(csat, query.data, *channel).of(subjects);
    for (std::uint32_t code = 0; code < channel->names.size(); ++code) {
      groups.push_back(
          empty(code == Dictionary::kNone ? std::string(kNoneGroup) : std::string(channel->names.text(code))));
    }
  }
  AnswerSpread all = empty({});
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const Rating rating = rating_of(i);
    count(rating, five_steps, all);
    if (channel != nullptr) count(rating, five_steps, groups[codes[i]]);
  }
  if (all.n == 0) return {};
  std::erase_if(groups, [](const AnswerSpread& group) { return group.n == 0; });
  std::stable_sort(groups.begin(), groups.end(), [](const AnswerSpread& a, const AnswerSpread& b) {
    const bool a_none = a.group == kNoneGroup;
    if (a_none != (b.group == kNoneGroup)) return !a_none;
    return a.n != b.n ? a.n > b.n : a.group < b.group;
  });
  groups.insert(groups.begin(), std::move(all));
  return groups;
}

// ---- people -------------------------------------------------------------------------------------

std::vector<PeerGroup> peer_groups(const TicketTable& tickets) {
  const Dimension* const peers = tickets.dimension(kPeers);
  if (peers == nullptr || tickets.peers_of_agents.empty()) return {};
  std::vector<PeerGroup> groups(peers->names.size());
  for (std::uint32_t code = 0; code < groups.size(); ++code) {
    groups[code].name = peers->names.text(code);
    groups[code].work = tickets.peer_work[code];
  }
  const Dictionary& agents = tickets.dimension("agent")->names;
  for (std::uint32_t agent = Dictionary::kNone + 1; agent < agents.size(); ++agent) {
    groups[tickets.peers_of_agents[agent]].agents.emplace_back(agents.text(agent));
  }
  std::erase_if(groups, [](const PeerGroup& group) { return group.agents.empty(); });
  return groups;
}

// ---- flow ---------------------------------------------------------------------------------------

std::vector<std::int64_t> counts_of(const DetailQuery& query, const MetricRow& row) {
  std::vector<std::int64_t> counts;
  for (const SeriesPoint& point : query.observe(row).trend().series()) {
    counts.push_back(static_cast<std::int64_t>(point.value.value_or(0)));
  }
  return counts;
}

/// The moment before the parts: what is open at its end was open when they began.
Period moment_before(const std::vector<Period>& parts) {
  return {.start = parts.front().start - Seconds{1}, .end = parts.front().start};
}

/// The trend is that moment, then the parts.
void add_flow(const DetailQuery& query, const Counted& counted, const std::vector<Period>& parts, Details& details) {
  const auto created = counts_of(query, *counted.created);
  const auto solved = counts_of(query, *counted.solved);
  const auto open = counts_of(query, *counted.backlog);
  details.open_before = open[0];
  for (std::size_t i = 0; i < parts.size(); ++i) {
    details.flow.push_back({parts[i], created[i + 1], solved[i + 1], open[i + 1]});
  }
}

}  // namespace

Details compute_details(const Dataset& dataset, const ComputeOptions& options, const DetailRequest& request) {
  ComputeOptions asked = options;
  asked.previous.reset();
  asked.trend = request.parts;
  if (!request.parts.empty()) asked.trend.insert(asked.trend.begin(), moment_before(request.parts));
  const Counted counted = counted_metrics(dataset, asked, request);
  const auto rows = counted.all();
  Details details;
  if (request.peers) details.peers = peer_groups(dataset.tickets);
  if (rows.empty()) return details;
  const Slots slots(asked);
  const CellMap map(slots, {});
  const Evidence evidence(dataset, asked, map, rows);
  const DetailQuery query{dataset, map, evidence};
  if (request.open_tickets && counted.backlog != nullptr) {
    details.open = open_tickets(query, *counted.backlog, request.oldest);
  }
  details.lists = ticket_lists(query, counted.listed, request.listed);
  if (counted.csat != nullptr) details.answers = answer_spreads(query, *counted.csat);
  details.comments = rated_comments(query, counted.commented, request.comments);
  if (tells_reasons(dataset, request) && counted.created != nullptr) {
    details.reasons = category_counts(query, *counted.created, request.second_level);
    details.hard_priorities = names_of_hard_priorities(query);
  }
  if (!request.parts.empty() && counted.created != nullptr && counted.solved != nullptr && counted.backlog != nullptr) {
    add_flow(query, counted, request.parts, details);
  }
  return details;
}

}  // namespace csreport

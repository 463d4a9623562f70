// Whether the team keeps up: what came and what was done in the parts of the period, how old the open tickets are, and
// which of them wait longest (ids only, no customers).

#include <algorithm>
#include <array>
#include <numeric>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostPartsAcross = 7;

double count_of(std::int64_t n) { return static_cast<double>(n); }

SignalState backlog_state(const Report& report) {
  const auto* backlog = report.comparison.metric("backlog");
  return backlog == nullptr ? SignalState::none : backlog->judgement.signal.state;
}

// ---- flow ---------------------------------------------------------------------------------------

struct Totals {
  std::int64_t before = 0;            ///< open when the period began
  std::vector<std::int64_t> arrived;  ///< per part, with what was reopened
};

/// What is open and what was solved say what arrived: the three always add up.
Totals totals_of(const Details& details) {
  Totals totals;
  totals.before = details.open_before;
  std::int64_t open = totals.before;
  for (const FlowPart& part : details.flow) {
    totals.arrived.push_back(part.open - open + part.solved);
    open = part.open;
  }
  return totals;
}

Flow chart_of(const std::vector<FlowPart>& flow, const Totals& totals, SignalState state) {
  Flow chart{.parts = {}, .arrived = {count_of(totals.before)}, .done = {0}, .state = state};
  for (std::size_t i = 0; i < flow.size(); ++i) {
    chart.parts.push_back(flow[i].period);
    chart.arrived.push_back(chart.arrived.back() + count_of(totals.arrived[i]));
    chart.done.push_back(chart.done.back() + count_of(flow[i].solved));
  }
  return chart;
}

/// "More tickets arrived than were solved on 5 of 7 days", or that this never happened.
Note flow_title(const std::vector<FlowPart>& flow, const Totals& totals) {
  std::int64_t more = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) more += totals.arrived[i] > flow[i].solved ? 1 : 0;
  if (more == 0) return words("figure.flow.kept_up");
  const auto parts = static_cast<std::int64_t>(flow.size());
  const char* const key = flow.front().period.grain == Grain::hour    ? "figure.flow.hours"
                          : flow.front().period.grain == Grain::month ? "figure.flow.months"
                                                                      : "figure.flow.days";
  return Message{key, {{"n", Count{more}}, {"parts", Count{parts}}}};
}

std::int64_t solved_without_time(const Report& report) {
  const auto* backlog = report.comparison.metric("backlog");
  if (backlog == nullptr) return 0;
  const auto& excluded = backlog->current.excluded;
  const auto found = std::find_if(excluded.begin(), excluded.end(),
                                  [](const ExcludedCount& one) { return one.reason == "missing_solved_at"; });
  return found == excluded.end() ? 0 : found->n;
}

/// What arrived follows from what is open, so it is not always what was created: a ticket that is opened again arrives
/// again, and nobody knows when one was open that is solved without a time.
std::vector<Note> beside_created(const Report& report, const Totals& totals) {
  const std::int64_t without_time = solved_without_time(report);
  std::int64_t again = without_time;
  for (std::size_t i = 0; i < totals.arrived.size(); ++i) again += totals.arrived[i] - report.details.flow[i].created;
  std::vector<Note> notes;
  const auto add = [&](const char* key, std::int64_t n) {
    if (n > 0) notes.emplace_back(Message{key, {{"n", Count{n}}}});
  };
  add("figure.flow.without_time", without_time);
  add("figure.flow.opened_again", again);
  add("figure.flow.fewer", -again);
  return notes;
}

/// A line of the table: what is counted, in each part and in all.
struct FlowLine {
  const char* id;
  QuantityKind kind;
  std::vector<std::int64_t> counts;  ///< per part, then of the whole period
};

std::vector<FlowLine> lines_of(const std::vector<FlowPart>& flow, const Totals& totals) {
  FlowLine arrived{"arrived", QuantityKind::count, {}};
  FlowLine solved{"solved", QuantityKind::count, {}};
  FlowLine net{"net", QuantityKind::signed_count, {}};
  FlowLine open{"open", QuantityKind::count, {}};
  std::int64_t all_arrived = 0;
  std::int64_t all_solved = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    arrived.counts.push_back(totals.arrived[i]), all_arrived += totals.arrived[i];
    solved.counts.push_back(flow[i].solved), all_solved += flow[i].solved;
    net.counts.push_back(totals.arrived[i] - flow[i].solved);
    open.counts.push_back(flow[i].open);
  }
  arrived.counts.push_back(all_arrived);
  solved.counts.push_back(all_solved);
  net.counts.push_back(all_arrived - all_solved);
  open.counts.push_back(flow.back().open);
  return {arrived, solved, net, open};
}

Message line_words(const FlowLine& line) { return {std::string("figure.flow.") + line.id, {}}; }
Message part_words(const FlowPart& part, bool weekday) {
  return {"figure.flow.part", {{"part", ShortPeriod{part.period, weekday && part.period.grain == Grain::day}}}};
}
Cell count_cell(const FlowLine& line, std::size_t part) { return Quantity{line.kind, count_of(line.counts[part]), 0}; }

/// A column for each part: a week at a glance.
void add_wide_table(const std::vector<FlowPart>& flow, const std::vector<FlowLine>& lines, Figure& figure) {
  figure.columns = {{"measure", words("figure.flow.tickets"), ColumnKind::words, {}}};
  for (const FlowPart& part : flow) {
    figure.columns.push_back({part.period.label, part_words(part, /*weekday=*/true), ColumnKind::numbers, {}});
  }
  figure.columns.push_back({"all", words("figure.flow.all"), ColumnKind::numbers, {}});
  for (const FlowLine& line : lines) {
    FigureRow row{.kind = &line == &lines.back() ? FigureRowKind::total : FigureRowKind::normal,
                  .head = line_words(line),
                  .remark = {},
                  .cells = {}};
    for (std::size_t i = 0; i < line.counts.size(); ++i) row.cells.push_back(count_cell(line, i));
    figure.rows.push_back(std::move(row));
  }
}

/// A row for each part, as many as there are; the chart tells the same.
void add_long_table(const std::vector<FlowPart>& flow, const std::vector<FlowLine>& lines, Figure& figure) {
  figure.folded = true;
  figure.columns = {{"part", words("figure.flow.tickets"), ColumnKind::words, {}}};
  for (const FlowLine& line : lines) figure.columns.push_back({line.id, line_words(line), ColumnKind::numbers, {}});
  for (std::size_t i = 0; i <= flow.size(); ++i) {
    const bool all = i == flow.size();
    FigureRow row{.kind = all ? FigureRowKind::total : FigureRowKind::normal,
                  .head = all ? Message{"figure.flow.all", {}} : part_words(flow[i], /*weekday=*/false),
                  .remark = {},
                  .cells = {}};
    for (const FlowLine& line : lines) row.cells.push_back(count_cell(line, i));
    figure.rows.push_back(std::move(row));
  }
}

// ---- ages ---------------------------------------------------------------------------------------

Note age_title(const OpenTickets& open) {
  constexpr std::size_t kOverAWeek = 3;
  static_assert(kAgeLimits[kOverAWeek - 1] == std::chrono::days{7});
  const std::int64_t old = std::accumulate(open.by_age.begin() + kOverAWeek, open.by_age.end(), std::int64_t{0});
  if (old == 0) return words("figure.ages.none_old");
  return Message{"figure.ages.old", {{"n", Count{old}}}};
}

// ---- lists of tickets ---------------------------------------------------------------------------

/// Of `all` of them, a row a ticket with what is known of it; `time` heads the column of times.
Figure ticket_figure(const std::vector<ListedTicket>& tickets, Note time, std::int64_t all) {
  Figure figure;
  figure.subtitle = Message{"figure.oldest.subtitle",
                            {{"n", Count{static_cast<std::int64_t>(tickets.size())}}, {"open", Count{all}}}};
  figure.columns = {{"ticket", words("figure.oldest.ticket"), ColumnKind::words, {}},
                    {"age", std::move(time), ColumnKind::numbers, {}}};
  struct Fact {
    const char* dimension;
    std::string ListedTicket::*text;
  };
  constexpr std::array<Fact, 3> kFacts = {{{"channel", &ListedTicket::channel},
                                           {"category", &ListedTicket::category},
                                           {"priority", &ListedTicket::priority}}};
  const auto known = [&](const Fact& fact) {
    return std::any_of(tickets.begin(), tickets.end(), [&](const auto& one) { return !(one.*fact.text).empty(); });
  };
  for (const Fact& fact : kFacts) {
    if (known(fact)) figure.columns.push_back({fact.dimension, dimension_words(fact.dimension), ColumnKind::words, {}});
  }
  for (const ListedTicket& ticket : tickets) {
    FigureRow row{.kind = FigureRowKind::normal, .head = Name{ticket.id}, .remark = {}, .cells = {}};
    row.cells.push_back(Quantity{QuantityKind::duration, static_cast<double>(ticket.time.count()), 0});
    for (const Fact& fact : kFacts) {
      if (!known(fact)) continue;
      row.cells.push_back((ticket.*fact.text).empty() ? Cell{} : Cell{Name{ticket.*fact.text, fact.dimension}});
    }
    figure.rows.push_back(std::move(row));
  }
  figure.width = FigureWidth::half;
  return figure;
}

}  // namespace

std::vector<Block> arrivals_and_solutions(const Report& report) {
  const auto& flow = report.details.flow;
  if (flow.size() < 2) return {};
  const Totals totals = totals_of(report.details);
  Figure figure;
  figure.title = flow_title(flow, totals);
  figure.subtitle = Message{"figure.flow.subtitle", {{"n", Count{totals.before}}}};
  figure.chart = chart_of(flow, totals, backlog_state(report));
  figure.notes = beside_created(report, totals);
  const auto lines = lines_of(flow, totals);
  if (flow.size() <= kMostPartsAcross) {
    add_wide_table(flow, lines, figure);
  } else {
    add_long_table(flow, lines, figure);
  }
  figure.width = FigureWidth::half;
  return {{.id = "flow", .content = std::move(figure)}};
}

std::vector<Block> backlog_ages(const Report& report) {
  constexpr std::array<const char*, kAgeLimits.size() + 1> kKeys = {
      "figure.ages.day", "figure.ages.three_days", "figure.ages.week", "figure.ages.month", "figure.ages.over_a_month"};
  const auto& open = report.details.open;
  if (!open || open->n == 0) return {};
  std::vector<double> lengths;
  for (const std::int64_t n : open->by_age) lengths.push_back(count_of(n));
  Figure figure;
  figure.title = age_title(*open);
  figure.subtitle = words("figure.ages.subtitle");
  figure.columns = {{"age", words("figure.ages.age"), ColumnKind::words, {}},
                    {"bars", words("figure.ages.bars"), ColumnKind::drawing, axis_from_zero(lengths)},
                    {"open", words("figure.ages.open"), ColumnKind::numbers, {}},
                    {"share", words("figure.ages.share"), ColumnKind::numbers, {}}};
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    figure.rows.push_back({.kind = FigureRowKind::normal,
                           .head = Message{kKeys[i], {}},
                           .remark = {},
                           .cells = {Drawing{Bar{lengths[i], std::nullopt, SignalState::normal}},
                                     Quantity{QuantityKind::count, lengths[i], open->n},
                                     Quantity{QuantityKind::share, lengths[i] / count_of(open->n), 0}}});
  }
  figure.width = FigureWidth::half;
  return {{.id = "backlog_ages", .content = std::move(figure)}};
}

std::vector<Block> oldest_tickets(const Report& report) {
  const auto& open = report.details.open;
  if (!open || open->oldest.empty()) return {};
  Figure figure = ticket_figure(open->oldest, words("figure.ages.age"), open->n);
  figure.title = words("figure.oldest.title");
  return {{.id = "oldest_tickets", .content = std::move(figure)}};
}

std::vector<Block> urgent_tickets(const Report& report) {
  struct Words {
    std::string_view metric;
    std::string_view channel_class;
    const char* block;
    const char* title;
    const char* time;
  };
  constexpr std::array<Words, 6> kWords = {{
      {"at_risk", "", "tickets_at_risk", "figure.urgent.at_risk", "figure.urgent.left"},
      {"awaiting_first_reply", "", "tickets_without_reply", "figure.urgent.no_reply", "figure.urgent.waiting"},
      {"customers_waiting", "", "waiting_customers", "figure.urgent.customers", "figure.urgent.waiting"},
      {"slowest_first_reply", "", "slowest_first_replies", "figure.urgent.slowest", "figure.urgent.took"},
      {"slowest_first_reply", "live", "slowest_live_replies", "figure.urgent.slowest_live", "figure.urgent.took"},
      {"slowest_first_reply", "waiting", "slowest_waiting_replies", "figure.urgent.slowest_waiting",
       "figure.urgent.took"},
  }};
  std::vector<Block> blocks;
  for (const TicketList& list : report.details.lists) {
    const auto known = std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) {
      return w.metric == list.metric && w.channel_class == list.channel_class;
    });
    Figure figure = ticket_figure(list.tickets, words(known->time), list.n);
    figure.title = words(known->title);
    blocks.push_back({.id = known->block, .content = std::move(figure)});
  }
  return blocks;
}

}  // namespace csreport

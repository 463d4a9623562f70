// Whether the team keeps up: what came and what was done in the parts of the period, how old the open tickets are, and
// which of them wait longest (ids only, no customers).

#include <algorithm>
#include <array>

#include "report/blocks.hpp"
#include "report/figures.hpp"

namespace csreport {
namespace {

constexpr std::size_t kMostPartsInTable = 7;

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
Totals totals_of(const std::vector<FlowPart>& flow) {
  Totals totals;
  totals.before = flow.front().open - flow.front().created + flow.front().solved;
  std::int64_t open = totals.before;
  for (const FlowPart& part : flow) {
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

/// "More tickets arrived than were solved on 5 of 7 days".
Note flow_title(const std::vector<FlowPart>& flow, const Totals& totals) {
  std::int64_t more = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) more += totals.arrived[i] > flow[i].solved ? 1 : 0;
  const auto parts = static_cast<std::int64_t>(flow.size());
  const char* const key = flow.front().period.grain == Grain::hour    ? "figure.flow.hours"
                          : flow.front().period.grain == Grain::month ? "figure.flow.months"
                                                                      : "figure.flow.days";
  return Message{key, {{"n", Count{more}}, {"parts", Count{parts}}}};
}

template <typename Value>
FigureRow flow_row(const char* key, QuantityKind kind, FigureRowKind row_kind, const std::vector<FlowPart>& flow,
                   Cell total, Value value) {
  FigureRow row{.kind = row_kind, .head = Message{key, {}}, .remark = {}, .cells = {}};
  for (std::size_t i = 0; i < flow.size(); ++i) row.cells.push_back(Quantity{kind, count_of(value(i)), 0});
  row.cells.push_back(std::move(total));
  return row;
}

/// REQUIRES: few parts.
void add_flow_table(const std::vector<FlowPart>& flow, const Totals& totals, Figure& figure) {
  figure.columns = {{"measure", words("figure.flow.tickets"), ColumnKind::words, {}}};
  for (const FlowPart& part : flow) {
    figure.columns.push_back(
        {part.period.label,
         Message{"figure.flow.part", {{"part", ShortPeriod{part.period, part.period.grain == Grain::day}}}},
         ColumnKind::numbers,
         {}});
  }
  figure.columns.push_back({"all", words("figure.flow.all"), ColumnKind::numbers, {}});
  std::int64_t arrived = 0;
  std::int64_t solved = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) arrived += totals.arrived[i], solved += flow[i].solved;
  const auto sum = [](QuantityKind kind, std::int64_t n) { return Cell{Quantity{kind, count_of(n), 0}}; };
  figure.rows.push_back(flow_row("figure.flow.arrived", QuantityKind::count, FigureRowKind::normal, flow,
                                 sum(QuantityKind::count, arrived), [&](std::size_t i) { return totals.arrived[i]; }));
  figure.rows.push_back(flow_row("figure.flow.solved", QuantityKind::count, FigureRowKind::normal, flow,
                                 sum(QuantityKind::count, solved), [&](std::size_t i) { return flow[i].solved; }));
  figure.rows.push_back(flow_row("figure.flow.net", QuantityKind::signed_count, FigureRowKind::normal, flow,
                                 sum(QuantityKind::signed_count, arrived - solved),
                                 [&](std::size_t i) { return totals.arrived[i] - flow[i].solved; }));
  figure.rows.push_back(flow_row("figure.flow.open", QuantityKind::count, FigureRowKind::total, flow,
                                 sum(QuantityKind::count, flow.back().open),
                                 [&](std::size_t i) { return flow[i].open; }));
}

// ---- ages ---------------------------------------------------------------------------------------

Note age_title(const OpenTickets& open) {
  const std::int64_t old = open.by_age.back();
  if (old == 0) return words("figure.ages.none_old");
  return Message{"figure.ages.old", {{"n", Count{old}}}};
}

}  // namespace

std::vector<Block> arrivals_and_solutions(const Report& report) {
  const auto& flow = report.details.flow;
  if (flow.size() < 2) return {};
  const Totals totals = totals_of(flow);
  Figure figure;
  figure.title = flow_title(flow, totals);
  figure.subtitle = Message{"figure.flow.subtitle", {{"n", Count{totals.before}}}};
  figure.chart = chart_of(flow, totals, backlog_state(report));
  if (flow.size() <= kMostPartsInTable) add_flow_table(flow, totals, figure);
  figure.width = FigureWidth::half;
  return {{.id = "flow", .content = std::move(figure)}};
}

std::vector<Block> backlog_ages(const Report& report) {
  constexpr std::array<const char*, kAgeLimits.size() + 1> kKeys = {"figure.ages.day", "figure.ages.three_days",
                                                                    "figure.ages.week", "figure.ages.over_a_week"};
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
    const bool oldest = i + 1 == kKeys.size();
    const SignalState state = oldest && open->by_age[i] > 0 ? SignalState::worse : SignalState::normal;
    figure.rows.push_back(
        {.kind = FigureRowKind::normal,
         .head = Message{kKeys[i], {}},
         .remark = {},
         .cells = {Drawing{Bar{lengths[i], std::nullopt, state}}, Quantity{QuantityKind::count, lengths[i], open->n},
                   Quantity{QuantityKind::share, lengths[i] / count_of(open->n), 0}}});
  }
  figure.width = FigureWidth::half;
  return {{.id = "backlog_ages", .content = std::move(figure)}};
}

std::vector<Block> oldest_tickets(const Report& report) {
  const auto& open = report.details.open;
  if (!open || open->oldest.empty()) return {};
  const auto& oldest = open->oldest;
  Figure figure;
  figure.title = words("figure.oldest.title");
  figure.subtitle = Message{"figure.oldest.subtitle",
                            {{"n", Count{static_cast<std::int64_t>(oldest.size())}}, {"open", Count{open->n}}}};
  figure.columns = {{"ticket", words("figure.oldest.ticket"), ColumnKind::words, {}},
                    {"age", words("figure.ages.age"), ColumnKind::numbers, {}}};
  struct Fact {
    const char* dimension;
    std::string OpenTicket::*text;
  };
  constexpr std::array<Fact, 3> kFacts = {
      {{"channel", &OpenTicket::channel}, {"category", &OpenTicket::category}, {"priority", &OpenTicket::priority}}};
  const auto known = [&](const Fact& fact) {
    return std::any_of(oldest.begin(), oldest.end(), [&](const OpenTicket& one) { return !(one.*fact.text).empty(); });
  };
  for (const Fact& fact : kFacts) {
    if (known(fact)) figure.columns.push_back({fact.dimension, dimension_words(fact.dimension), ColumnKind::words, {}});
  }
  for (const OpenTicket& ticket : oldest) {
    FigureRow row{.kind = FigureRowKind::normal, .head = Name{ticket.id}, .remark = {}, .cells = {}};
    row.cells.push_back(Quantity{QuantityKind::duration, static_cast<double>(ticket.age.count()), 0});
    for (const Fact& fact : kFacts) {
      if (!known(fact)) continue;
      row.cells.push_back((ticket.*fact.text).empty() ? Cell{} : Cell{Name{ticket.*fact.text, fact.dimension}});
    }
    figure.rows.push_back(std::move(row));
  }
  figure.width = FigureWidth::half;
  return {{.id = "oldest_tickets", .content = std::move(figure)}};
}

}  // namespace csreport

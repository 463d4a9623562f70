#include "compute/observe.hpp"

#include "compute/raw_cells.hpp"

namespace csreport {
namespace {

void observe_reply_pairs(const Evidence& evidence, Observations& out) {
  const Timeline& timeline = evidence.timeline();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto started = [&](std::uint32_t row, std::uint32_t asked) {
    return row == kNoRow ? asked : evidence.tickets().created_at.raw()[row];
  };
  for (const ReplyPair& pair : timeline.pairs) {
    out.add(by_creation ? started(pair.ticket_row, pair.asked_at) : pair.replied_at,
            {.ticket_row = pair.ticket_row, .agent = pair.agent}, static_cast<double>(pair.replied_at - pair.asked_at));
  }
  for (const UnansweredRun& run : timeline.unanswered) {
    out.exclude(by_creation ? started(run.ticket_row, run.asked_at) : run.asked_at, {.ticket_row = run.ticket_row},
                run.closed_by_resolution ? Exclusion::closed_by_resolution : Exclusion::unanswered);
  }
}

/// A state, not an event: a ticket counts at the end of every period in which it was open. Few were open at any.
void observe_backlog(const Evidence& evidence, Observations& out) {
  const CellMap& map = evidence.cells().map();
  const Slots& slots = out.slots();
  std::vector<std::uint32_t> ends_before;  // of each cell
  for (std::size_t cell = 0; cell < map.size(); ++cell) {
    ends_before.push_back(slots.ends_before(map.place_of(static_cast<Cell>(cell))));
  }
  const auto bits = evidence.facts().bits();
  const auto created = evidence.cells().created();
  const auto solved = evidence.cells().solved();
  const RawCells solved_at(evidence.facts().solved_at());
  const auto ends = static_cast<std::uint32_t>(slots.by_end().size());
  for (std::uint32_t row = 0; row < bits.size(); ++row) {
    if ((bits[row] & TicketFacts::used) == 0) continue;
    const bool is_solved = (bits[row] & TicketFacts::solved) != 0;
    if (is_solved && !solved_at.has(row)) {
      out.add_ticket(created[row], row, 0, Exclusion::missing_solved_at);
      continue;
    }
    const std::uint32_t last = is_solved ? ends_before[solved[row]] : ends;
    for (std::uint32_t i = ends_before[created[row]]; i < last; ++i) {
      const Cell cell = map.cell(slots.place_of_slot(slots.by_end()[i]), map.mix_of(created[row]));
      out.add_ticket(cell, row, 1, Exclusion::none);
    }
  }
}

}  // namespace

void observe(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  switch (metric.population) {
    case Population::reply_pairs: return observe_reply_pairs(evidence, out);
    case Population::csat_answers: return observe_answers(metric, evidence, out);
    case Population::nps_answers: return observe_answers(metric, evidence, out);
    case Population::ces_answers: return observe_answers(metric, evidence, out);
    case Population::open_tickets: return observe_backlog(evidence, out);
    case Population::inbound_tickets:
    case Population::tickets:
    case Population::solved_tickets:
    case Population::ever_solved_tickets:
    case Population::handled_contacts:
    case Population::answered_calls:
    case Population::offered_calls:
    case Population::issues: return observe_tickets(metric, evidence, out);
  }
}

void collect_values(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  for (std::size_t i = 0; i < out.second_passes(); ++i) {
    out.begin_second_pass(i);
    observe(metric, evidence, out);
    out.finish();
  }
}

}  // namespace csreport

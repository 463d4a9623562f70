#include "compute/observe.hpp"

#include <algorithm>

#include "compute/measures.hpp"
#include "compute/promises.hpp"
#include "compute/raw_cells.hpp"

namespace csreport {
namespace {

void observe_reply_pairs(const Evidence& evidence, Observations& out) {
  const Timeline& timeline = evidence.timeline();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto started = [&](std::uint32_t row, std::uint32_t asked) {
    return row == kNoRow ? asked : evidence.tickets().created_at.raw()[row];
  };
  const auto duration = [&](const ReplyPair& pair) -> std::optional<std::int64_t> {
    if (out.clock() == Clock::calendar) return pair.replied_at - pair.asked_at;
    return evidence.business_times()->between(pair.ticket_row, pair.asked_at, pair.replied_at);
  };
  for (const ReplyPair& pair : timeline.pairs) {
    const std::uint32_t at = by_creation ? started(pair.ticket_row, pair.asked_at) : pair.replied_at;
    const Subject subject{.ticket_row = pair.ticket_row, .agent = pair.agent};
    if (const auto seconds = duration(pair)) {
      out.add(at, subject, static_cast<double>(*seconds));
    } else {
      out.exclude(at, subject, Exclusion::no_schedule);
    }
  }
  for (const UnansweredRun& run : timeline.unanswered) {
    out.exclude(by_creation ? started(run.ticket_row, run.asked_at) : run.asked_at, {.ticket_row = run.ticket_row},
                run.closed_by_resolution ? Exclusion::closed_by_resolution : Exclusion::unanswered);
  }
}

/// How many tickets were open at the ends of the periods, by mix. A ticket is noted where it began and where it was
/// solved, and only at last are those in between counted: an open one lies in many periods.
class OpenCounts {
 public:
  OpenCounts(std::size_t mixes, std::size_t ends) : ends_(ends), changes_(mixes * (ends + 1)) {}

  /// Open at the ends [first, last).
  void add(std::uint32_t mix, std::uint32_t first, std::uint32_t last) {
    const std::int32_t open = first < last ? 1 : 0;
    changes_[mix * (ends_ + 1) + first] += open;
    changes_[mix * (ends_ + 1) + last] -= open;
  }
  /// Calls `visit(mix, end, tickets)` for all.
  template <typename Visit>
  void for_each(Visit visit) const {
    std::int64_t open = 0;  // nothing is open behind the last end of a mix
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      open += changes_[i];
      if (open != 0) visit(static_cast<std::uint32_t>(i / (ends_ + 1)), i % (ends_ + 1), open);
    }
  }

 private:
  std::size_t ends_;
  std::vector<std::int32_t> changes_;  // of each mix at each end, and behind the last one
};

/// A state, not an event: a ticket counts at the end of every period in which it was open.
void observe_backlog(const Evidence& evidence, Observations& out) {
  const CellMap& map = evidence.cells().map();
  const Slots& slots = out.slots();
  std::vector<std::uint32_t> ends_before;  // of each cell
  for (std::size_t cell = 0; cell < map.size(); ++cell) {
    ends_before.push_back(slots.ends_before(map.place_of(static_cast<Cell>(cell))));
  }
  const auto cell_at_end = [&](std::size_t end, std::uint32_t mix) {
    return map.cell(slots.place_of_slot(slots.by_end()[end]), mix);
  };
  const auto bits = evidence.facts().bits();
  const auto created = evidence.cells().created();
  const auto solved = evidence.cells().solved();
  const RawCells solved_at(evidence.facts().solved_at());
  const auto ends = static_cast<std::uint32_t>(slots.by_end().size());
  OpenCounts counts(map.mixes(), ends);
  for (std::uint32_t row = 0; row < bits.size(); ++row) {
    if ((bits[row] & TicketFacts::used) == 0) continue;
    const bool is_solved = (bits[row] & TicketFacts::solved) != 0;
    if (is_solved && !solved_at.has(row)) {
      out.exclude_ticket(created[row], row, Exclusion::missing_solved_at);
      continue;
    }
    const std::uint32_t first = ends_before[created[row]];
    const std::uint32_t last = is_solved ? ends_before[solved[row]] : ends;
    const std::uint32_t mix = map.mix_of(created[row]);
    counts.add(mix, first, last);
    for (std::uint32_t i = std::max(first, out.first_kept_end()); i < last; ++i) {
      out.keep_open_ticket(cell_at_end(i, mix), row);
    }
  }
  counts.for_each([&](std::uint32_t mix, std::size_t end, std::int64_t open) {
    out.count_open_tickets(cell_at_end(end, mix), open);
  });
}

}  // namespace

void observe(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  if (population_row(metric.population).question) return observe_answers(metric, evidence, out);
  if (measure_row(metric.measure).promise) return observe_promises(metric, evidence, out);
  if (metric.population == Population::reply_pairs) return observe_reply_pairs(evidence, out);
  if (metric.population == Population::open_tickets) return observe_backlog(evidence, out);
  measure_row(metric.measure).observe(metric, evidence, out);
}

void collect_values(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  for (std::size_t i = 0; i < out.second_passes(); ++i) {
    out.begin_second_pass(i);
    observe(metric, evidence, out);
    out.finish();
  }
}

}  // namespace csreport

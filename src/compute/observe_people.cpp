// The work of agents: how much each of them solved, and how hard it was.
#include <algorithm>

#include "compute/hard_priorities.hpp"
#include "compute/observe.hpp"
#include "compute/observe_rows.hpp"

namespace csreport {
namespace {

constexpr std::uint32_t kManyReplies = 3;      // as in multi_touch_rate
constexpr std::size_t kFewestOfCategory = 10;  // solved tickets; of fewer nothing is said
constexpr double kSlow = 2;                    // times the median of all tickets

/// REQUIRES: not empty. Reorders the values.
double median_of(std::span<std::uint32_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (static_cast<double>(*std::max_element(values.begin(), middle)) + *middle) / 2;
}

/// Of the codes of the category: whether its tickets take at least twice as long to solve as all do, by the medians of
/// the whole data.
std::vector<std::uint8_t> slow_categories(const Evidence& evidence) {
  const Dimension* const category = evidence.tickets().dimension("category");
  if (category == nullptr) return {0};
  const RawCodes codes(category->codes);
  const TicketFacts& facts = evidence.facts();
  const auto created = evidence.tickets().created_at.raw();
  const auto for_each_solved = [&](auto visit) {
    for (std::uint32_t row = 0; row < created.size(); ++row) {
      if (!facts.is(TicketFacts::used, row) || !facts.is(TicketFacts::solved, row)) continue;
      const auto solved = facts.solved_at(row);
      if (solved && *solved >= created[row]) visit(codes[row], *solved - created[row]);
    }
  };
  std::vector<std::size_t> begin(category->names.size() + 1);
  for_each_solved([&](std::uint32_t code, std::uint32_t) { ++begin[code + 1]; });
  for (std::size_t code = 1; code < begin.size(); ++code) begin[code] += begin[code - 1];
  std::vector<std::uint8_t> slow(category->names.size(), 0);
  if (begin.back() == 0) return slow;
  std::vector<std::uint32_t> by_code(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for_each_solved([&](std::uint32_t code, std::uint32_t seconds) { by_code[next[code]++] = seconds; });
  std::vector<std::uint32_t> all = by_code;
  const double limit = kSlow * median_of(all);
  for (std::size_t code = Dictionary::kNone + 1; code < slow.size(); ++code) {
    const auto own = std::span(by_code).subspan(begin[code], begin[code + 1] - begin[code]);
    if (own.size() >= kFewestOfCategory) slow[code] = median_of(own) >= limit ? 1 : 0;
  }
  return slow;
}

/// The codes of a dimension; those of one that is not there are all kNone.
RawCodes codes_of(const TicketTable& tickets, std::string_view id) {
  static const CodeColumn kNoColumn;
  const Dimension* const dimension = tickets.dimension(id);
  return RawCodes(dimension == nullptr ? kNoColumn : dimension->codes);
}

}  // namespace

void observe_hard_tickets(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  TicketInputs in(metric, evidence);
  const bool needs_time = needs_solution_time(metric.population, evidence);
  const auto slow = slow_categories(evidence);
  const auto urgent = hard_priorities(evidence);
  const RawCodes category = codes_of(evidence.tickets(), "category");
  const RawCodes priority = codes_of(evidence.tickets(), "priority");
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        in.move_to(first_row);
        return [&, first_row](std::size_t i) {
          const bool counted = unknown_count(in.touches[i]) == Exclusion::none;
          const bool many = counted & (in.touches[i] >= kManyReplies);
          const bool hard = many | (urgent[priority[first_row + i]] != 0) | (slow[category[first_row + i]] != 0);
          const bool unplaced = needs_time & !in.solved.has(i);
          const Exclusion unsolved =
              reason_if(!in.is_solved(i), Exclusion::open, reason_if(unplaced, Exclusion::missing_solved_at));
          return counted_unless(reason_if(!in.is(TicketFacts::used, i), Exclusion::outside, unsolved), hard);
        };
      },
      out);
}

void observe_solved_by_agents(const MetricRow&, const Evidence& evidence, Observations& out) {
  const Dimension& agents = *evidence.tickets().dimension("agent");
  const RawCodes codes(agents.codes);
  const auto solvers =
      evidence.history() != nullptr ? evidence.history()->last_solvers() : std::span<const std::uint32_t>();
  const auto agent_of = [&](std::uint32_t row) {
    return solvers.empty() || solvers[row] == Dictionary::kNone ? codes[row] : solvers[row];
  };
  const CellMap& map = evidence.cells().map();
  const Slots& slots = out.slots();
  const auto bits = evidence.facts().bits();
  const auto solved_at = evidence.facts().solved_at();
  const bool by_creation = evidence.variants().anchor == AnchorChoice::created;
  const auto created = evidence.cells().created();
  const auto events = by_creation ? created : evidence.cells().solved();
  const std::size_t n = agents.names.size();
  constexpr std::uint8_t kCounted = TicketFacts::used | TicketFacts::ever_solved;
  std::vector<std::int64_t> solved(slots.places() * n);  // by place, so that no row asks which periods it lies in
  for (std::uint32_t row = 0; row < bits.size(); ++row) {
    if ((bits[row] & kCounted) != kCounted) continue;
    if (solved_at[row] == InstantColumn::kMissing) {
      out.exclude_from_place(map.place_of(created[row]), {.ticket_row = row}, Exclusion::missing_solved_at);
    } else if (agent_of(row) == Dictionary::kNone) {
      out.exclude_from_place(map.place_of(events[row]), {.ticket_row = row}, Exclusion::unknown_agent);
    } else {
      ++solved[map.place_of(events[row]) * n + agent_of(row)];
    }
  }
  std::vector<std::int64_t> of_slots(slots.size() * n);
  for (std::size_t place = 0; place < slots.places(); ++place) {
    slots.for_each_at(static_cast<Place>(place), [&](std::size_t slot) {
      for (std::size_t code = 0; code < n; ++code) of_slots[slot * n + code] += solved[place * n + code];
    });
  }
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    for (std::uint32_t code = 0; code < n; ++code) {
      const std::int64_t tickets = of_slots[slot * n + code];
      if (tickets == 0) continue;
      out.add_to_place(slots.place_of_slot(slot), {.agent = code}, static_cast<double>(tickets));
    }
  }
}

}  // namespace csreport

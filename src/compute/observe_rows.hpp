#pragma once
// The loop of one measure of tickets, with its kernel in it.

#include "compute/measures.hpp"
#include "compute/ticket_measures.hpp"

namespace csreport {

using Kernel = Measured (*)(const TicketInputs&, std::size_t);

/// What is counted of a measured ticket: its value as it is.
struct ValueAsMeasured {
  TallyEntry operator()(const TicketInputs&, TallyEntry entry, std::uint32_t) const { return entry; }
};

/// By the business clock: the open time between the creation and an event. The kernel has measured by the calendar,
/// which decides where the event lies and what is negative.
struct OpenTime {
  BlockCells<std::uint32_t> TicketInputs::*event;
  TallyEntry operator()(const TicketInputs& in, TallyEntry, std::uint32_t i) const {
    return tally_entry((in.*event)[i] - in.open_created[i]);
  }
};

/// Whether a ticket of the population is one by its solution, so that one solved at an unknown time cannot be placed.
/// Where no file tells times of solutions at all, solved tickets stay with their creation instead.
inline bool needs_solution_time(Population population, const Evidence& evidence) {
  if (population == Population::ever_solved_tickets || population == Population::once_solved_tickets) return true;
  if (population != Population::solved_tickets) return false;
  return has_solution_times(evidence.tickets()) || evidence.history() != nullptr;
}

/// One instantiation for each measure, so that the kernel is part of the loop.
template <Kernel kernel, typename Score = ValueAsMeasured>
void observe_rows(const MetricRow& metric, const Evidence& evidence, Observations& out, Score score = {}) {
  TicketInputs in(metric, evidence);
  const std::uint8_t required = population_row(metric.population).facts;
  const bool needs_time = needs_solution_time(metric.population, evidence);
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        in.move_to(first_row);
        return [&in, required, needs_time](std::size_t i) {
          Measured measured = kernel(in, i);
          const bool counts = measured.excluded != Exclusion::outside;
          const bool unplaced = counts & needs_time & in.is_solved(i) & !in.solved.has(i);
          measured.excluded = reason_if(unplaced, Exclusion::missing_solved_at, measured.excluded);
          measured.excluded = reason_if((in.bits[i] & required) != required, Exclusion::outside, measured.excluded);
          return measured;
        };
      },
      out, [&in, score](TallyEntry entry, std::uint32_t i) { return score(in, entry, i); });
}

/// The same as a row of the table of measures has it.
template <Kernel kernel>
void observe_kernel(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  observe_rows<kernel>(metric, evidence, out);
}

}  // namespace csreport

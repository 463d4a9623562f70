#pragma once
// The loop of one measure of tickets, with its kernel in it.

#include "compute/measures.hpp"
#include "compute/ticket_measures.hpp"

namespace csreport {

using Kernel = Measured (*)(const TicketInputs&, std::size_t);

/// One instantiation for each measure, so that the kernel is part of the loop. Those of the population that were solved
/// at an unknown time cannot be placed.
template <Kernel kernel, typename Score = AsMeasured>
void observe_rows(const MetricRow& metric, const Evidence& evidence, Observations& out, Score score = {}) {
  TicketInputs in(metric, evidence);
  const std::uint8_t required = population_row(metric.population).facts;
  const bool needs_solution_time = metric.population == Population::ever_solved_tickets;
  observe_all_tickets(
      metric, evidence,
      [&](std::uint32_t first_row) {
        in.move_to(first_row);
        return [&in, required, needs_solution_time](std::size_t i) {
          Measured measured = kernel(in, i);
          const bool unplaced = needs_solution_time & !in.solved.has(i);
          measured.excluded = reason_if(unplaced, Exclusion::missing_solved_at, measured.excluded);
          measured.excluded = reason_if((in.bits[i] & required) != required, Exclusion::outside, measured.excluded);
          return measured;
        };
      },
      out, score);
}

/// The same as a row of the table of measures has it.
template <Kernel kernel>
void observe_kernel(const MetricRow& metric, const Evidence& evidence, Observations& out) {
  observe_rows<kernel>(metric, evidence, out);
}

}  // namespace csreport

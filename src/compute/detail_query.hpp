#pragma once
// What the lists of a layout are made from: the observations of single metrics, as compute() makes them.

#include <string>
#include <string_view>

#include "compute/evidence.hpp"
#include "compute/measures.hpp"
#include "compute/observations.hpp"
#include "compute/observe.hpp"

namespace csreport {

/// Everything that the observation of one metric needs.
struct DetailQuery {
  const Dataset& data;
  const CellMap& map;
  const Evidence& evidence;

  [[nodiscard]] Observations observe(const MetricRow& row) const {
    const Clock clock = measure_row(row.measure).by_clock ? evidence.variants().clock : Clock::calendar;
    Observations observations(row, evidence, map, {}, {}, clock);
    csreport::observe(row, evidence, observations);
    observations.finish();
    return observations;
  }
  [[nodiscard]] const SlotObservations& current(const Observations& observations) const {
    return observations.compared(map.slots().current());
  }
};

/// The group of a ticket; empty without the dimension or where the ticket has none.
inline std::string name_in(const TicketTable& tickets, std::string_view dimension, std::uint32_t row) {
  const Dimension* const found = tickets.dimension(dimension);
  return found == nullptr ? std::string() : std::string(found->names.text(found->codes[row]));
}

}  // namespace csreport

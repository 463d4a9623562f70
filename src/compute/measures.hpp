#pragma once
// What can be measured, and of whom: a row for each measure and each population of the catalogue, with the loop that
// observes it and what it needs. A new one is its row here and, if it needs a new idea, its kernel in
// ticket_measures.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "compute/answers.hpp"
#include "compute/inputs.hpp"
#include "csreport/compute/catalogue.hpp"
#include "csreport/compute/metric_groups.hpp"
#include "csreport/compute/policies.hpp"

namespace csreport {

class Evidence;
class Observations;

using ObserveTickets = void (*)(const MetricRow&, const Evidence&, Observations&);

/// Which part of the evidence a measure reads besides the columns.
enum class Reads : std::uint8_t { columns, message_log, contacts, as_fcr_method };

struct MeasureRow {
  Measure measure;
  ObserveTickets observe = nullptr;  ///< nullptr: its population observes it (answers, reply pairs)
  std::array<Input, 2> needs{};
  Reads reads = Reads::columns;
  bool by_clock = false;               ///< a time that the business clock measures too
  bool known_by_log = false;           ///< a message log tells it by itself, also of tickets that no ticket file has
  bool counts_messages = false;        ///< TicketInputs::replies and customer_messages
  bool places_itself = false;          ///< its cases are not one a ticket: it places each of them
  bool reads_history = false;          ///< of statuses, where there is one
  bool has_fractions = false;          ///< of answers: its values are not whole, so that they must be collected
  bool by_people = false;              ///< --human-only leaves out what a bot did alone
  std::optional<SlaMetric> promise{};  ///< what is promised; its cases place themselves
  std::optional<Question> question{};  ///< whose answers it looks up
  std::string_view named_by{};         ///< the dimension of TicketInputs::named, or "requester"
  /// Which variant a number is, for the page and the JSON; empty: there are none.
  Phrases (*variant)(const Evidence&, Clock) = nullptr;
};

/// The dimensions in which its cases have groups.
enum class GroupsOf : std::uint8_t { all_dimensions, agents, their_file, nothing };

struct PopulationRow {
  Population population;
  std::uint8_t facts = 0;  ///< TicketFacts that a ticket of it has; 0: they are no tickets
  std::array<Input, 2> needs{};
  std::optional<Question> question{};  ///< of populations of answers
  bool of_tickets = true;              ///< or of answers about them
  GroupsOf groups = GroupsOf::all_dimensions;
};

const MeasureRow& measure_row(Measure measure);
/// Whether the metric's answers are read from the cells of tickets, see answers_are_cells().
bool reads_cells(const MetricRow& metric, Question question, const Evidence& evidence);
const PopulationRow& population_row(Population population);
/// As has_groups() of metric_groups.hpp, and the file has them.
bool has_groups(const MetricRow& metric, std::string_view dimension, const Dataset& data);

}  // namespace csreport

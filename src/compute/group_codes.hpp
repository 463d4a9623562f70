#pragma once
// Where an observed case belongs, and to which group of a dimension that leads.

#include <cstdint>
#include <span>
#include <vector>

#include "compute/status_history.hpp"
#include "csreport/compute/catalogue.hpp"

namespace csreport {

/// Where a case belongs: its ticket and, where they are not the ticket's own, its agent and its row
/// of the survey table.
struct Subject {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t agent = kTicketsAgent;
  std::uint32_t survey_row = kNoRow;  ///< of an indicator, its row of their table

  /// The agent of the ticket is meant.
  static constexpr std::uint32_t kTicketsAgent = 0xFFFFFFFF;
};

/// Many subjects, column by column. The last two are empty when every agent is the ticket's and
/// nothing comes from a survey file, as in most metrics.
struct Subjects {
  /// What a metric observes: tickets and nothing else, as most do, or also others' agents and survey rows.
  enum class Kind : std::uint8_t { tickets, others };

  std::span<const std::uint32_t> ticket_rows;
  std::span<const std::uint32_t> agents;
  std::span<const std::uint32_t> survey_rows;

  [[nodiscard]] std::size_t size() const noexcept { return ticket_rows.size(); }
};

/// Subjects that are kept. REQUIRES: those added agree in being only tickets or not.
class SubjectList {
 public:
  void push_back(const Subjects& subjects, std::size_t i) {
    rows_.push_back(subjects.ticket_rows[i]);
    if (subjects.agents.empty()) return;
    agents_.push_back(subjects.agents[i]);
    survey_rows_.push_back(subjects.survey_rows[i]);
  }
  void push_back(const Subject& subject) {
    push_back_ticket(subject.ticket_row);
    agents_.push_back(subject.agent);
    survey_rows_.push_back(subject.survey_row);
  }
  void push_back_ticket(std::uint32_t row) { rows_.push_back(row); }
  void reserve(std::size_t n) { rows_.reserve(n); }
  [[nodiscard]] Subjects all() const noexcept { return {rows_, agents_, survey_rows_}; }
  /// Puts them into the order of `order`, indexes into the present one. REQUIRES: only tickets.
  void reorder(std::span<const std::uint32_t> order);

 private:
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> agents_;
  std::vector<std::uint32_t> survey_rows_;
};

/// Answers "which group?" for the subjects of one metric and dimension. Codes are those of the
/// dimension's names; kNone is the group "(none)".
class GroupCodes {
 public:
  /// `history`: whose solutions are credited to who solved (METRICS 1.25); nullptr where nothing is told of it.
  GroupCodes(const MetricRow& row, const Dataset& data, const Dimension& dimension,
             const StatusHistory* history = nullptr)
      : dimension_(&dimension), asked_(&dimension), by_agent_(row.by_agent) {
    if (dimension.id == kPeers && !data.tickets.peers_of_agents.empty()) {  // who they are is known by the agent
      asked_ = data.tickets.dimension("agent");
      peers_of_agents_ = data.tickets.peers_of_agents;
    }
    is_agent_ = asked_->id == "agent";
    // Solutions themselves have the agent of each.
    if (is_agent_ && history != nullptr && row.measure != Measure::solution) {
      const bool of_last = row.anchor == Anchor::solved || row.anchor == Anchor::matured;
      if (of_last) solvers_ = history->last_solvers();
      if (row.anchor == Anchor::first_solved) solvers_ = history->first_solvers();
    }
    const bool of_indicators = row.population == Population::indicator_values;
    for (const OwnDimension& own : of_indicators ? data.indicators.dimensions : data.surveys.dimensions) {
      if (own.id == asked_->id) own_codes_ = &own.codes;
    }
  }

  [[nodiscard]] const Dimension& dimension() const noexcept { return *dimension_; }
  [[nodiscard]] std::size_t size() const noexcept { return dimension_->names.size(); }
  /// Nobody answers for the failing cases, so no agent gets a value.
  [[nodiscard]] bool all_are_none() const noexcept { return is_agent_ && !by_agent_; }

  /// Some tickets belong to another group than their own column says.
  [[nodiscard]] bool credits_solvers() const noexcept { return !solvers_.empty(); }

  /// One code per subject, in their order.
  void find(const Subjects& subjects, std::span<std::uint32_t> codes) const;
  [[nodiscard]] std::vector<std::uint32_t> of(const Subjects& subjects) const {
    std::vector<std::uint32_t> codes(subjects.size());
    find(subjects, codes);
    return codes;
  }

 private:
  const Dimension* dimension_;
  const Dimension* asked_;  ///< whose codes the subjects have
  bool is_agent_ = false;
  bool by_agent_;
  std::span<const std::uint32_t> solvers_;  ///< of tickets, kNone where it is the ticket's agent; empty: all are
  std::span<const std::uint32_t> peers_of_agents_;  ///< empty: the codes are those of the groups
  const CodeColumn* own_codes_ = nullptr;           ///< of the file of surveys or indicators
};

}  // namespace csreport

#pragma once
// Where an observed case belongs, and to which group of a dimension that leads.

#include <cstdint>
#include <span>
#include <vector>

#include "compute/ticket_facts.hpp"
#include "csreport/compute/catalogue.hpp"

namespace csreport {

/// Where a case belongs: its ticket and, where they are not the ticket's own, its agent and its row
/// of the survey table.
struct Subject {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t agent = kTicketsAgent;
  std::uint32_t survey_row = kNoRow;

  /// The agent of the ticket is meant.
  static constexpr std::uint32_t kTicketsAgent = 0xFFFFFFFF;
};

/// Answers "which group?" for the subjects of one metric and dimension. Codes are those of the
/// dimension's names; kNone is the group "(none)".
class GroupCodes {
 public:
  GroupCodes(const MetricRow& row, const Dataset& data, const Dimension& dimension)
      : dimension_(&dimension), is_agent_(dimension.id == "agent"), by_agent_(row.by_agent) {
    for (const auto& own : data.surveys.dimensions) {
      if (own.id == dimension.id) survey_codes_ = &own.codes;
    }
  }

  [[nodiscard]] const Dimension& dimension() const noexcept { return *dimension_; }
  [[nodiscard]] std::size_t size() const noexcept { return dimension_->names.size(); }

  /// One code per subject, in their order.
  void find(std::span<const Subject> subjects, std::span<std::uint32_t> codes) const;
  [[nodiscard]] std::vector<std::uint32_t> of(std::span<const Subject> subjects) const {
    std::vector<std::uint32_t> codes(subjects.size());
    find(subjects, codes);
    return codes;
  }

 private:
  const Dimension* dimension_;
  bool is_agent_;
  bool by_agent_;
  const CodeColumn* survey_codes_ = nullptr;
};

}  // namespace csreport

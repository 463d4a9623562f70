#include "compute/group_codes.hpp"

#include <algorithm>

namespace csreport {

void SubjectList::reorder(std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> rows(order.size());
  std::transform(order.begin(), order.end(), rows.begin(), [&](std::uint32_t i) { return rows_[i]; });
  rows_.swap(rows);
}

void GroupCodes::find(const Subjects& subjects, std::span<std::uint32_t> codes) const {
  if (all_are_none()) {
    std::fill(codes.begin(), codes.end(), Dictionary::kNone);
    return;
  }
  asked_->codes.visit([&](auto cells) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const std::size_t row = subjects.ticket_rows[i];
      codes[i] = row < cells.size() ? cells[row] : Dictionary::kNone;  // kNoRow lies beyond every column
    }
  });
  if (!solvers_.empty()) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const std::size_t row = subjects.ticket_rows[i];
      if (row < solvers_.size() && solvers_[row] != Dictionary::kNone) codes[i] = solvers_[row];
    }
  }
  if (own_codes_ != nullptr) {
    for (std::size_t i = 0; i < subjects.survey_rows.size(); ++i) {
      const std::uint32_t own = (*own_codes_)[subjects.survey_rows[i]];
      if (own != Dictionary::kNone) codes[i] = own;
    }
  }
  if (!is_agent_) return;
  for (std::size_t i = 0; i < subjects.agents.size(); ++i) {
    if (subjects.agents[i] != Subject::kTicketsAgent) codes[i] = subjects.agents[i];
  }
  if (peers_of_agents_.empty()) return;
  for (std::uint32_t& code : codes) code = peers_of_agents_[code];
}

}  // namespace csreport

#include "compute/group_codes.hpp"

#include <algorithm>

namespace csreport {

void GroupCodes::find(std::span<const Subject> subjects, std::span<std::uint32_t> codes) const {
  if (is_agent_ && !by_agent_) {
    std::fill(codes.begin(), codes.end(), Dictionary::kNone);
    return;
  }
  dimension_->codes.visit([&](auto cells) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const std::size_t row = subjects[i].ticket_row;
      codes[i] = row < cells.size() ? cells[row] : Dictionary::kNone;  // kNoRow lies beyond every column
    }
  });
  if (survey_codes_ != nullptr) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const std::uint32_t own = (*survey_codes_)[subjects[i].survey_row];
      if (own != Dictionary::kNone) codes[i] = own;
    }
  }
  if (!is_agent_) return;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    if (subjects[i].agent != Subject::kTicketsAgent) codes[i] = subjects[i].agent;
  }
}

}  // namespace csreport

#include "csreport/core/dataset.hpp"

#include <algorithm>

namespace csreport {

std::string_view record_kind_name(RecordKind kind) {
  static constexpr std::array<std::string_view, kRecordKinds> kNames = {"tickets",  "messages",  "surveys",   "reviews",
                                                                        "sessions", "customers", "indicators"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view row_state_name(RowState state) {
  static constexpr std::array<std::string_view, kRowStates> kNames = {"used",
                                                                      "duplicate",
                                                                      "spam",
                                                                      "deleted",
                                                                      "merged",
                                                                      "filtered",
                                                                      "after_as_of",
                                                                      "implausible_time",
                                                                      "call_leg",
                                                                      "negative",
                                                                      "unfinished",
                                                                      "unrated",
                                                                      "excluded_requester",
                                                                      "excluded_tag",
                                                                      "undated"};
  return kNames[static_cast<std::size_t>(state)];
}

const Dimension* TicketTable::dimension(std::string_view dimension_id) const {
  const auto found =
      std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return d.id == dimension_id; });
  return found == dimensions.end() ? nullptr : &*found;
}

void forget_reading(Dataset& data, TicketIds ids) {
  data.keys.seal();
  data.surveys.respondents.seal();
  std::vector<Key>().swap(data.tickets.call);
  if (data.has_messages) return;  // their authors may be requesters
  data.tickets.requesters.seal();
  if (data.has_surveys || data.has_reviews || data.statuses.rows > 0) return;
  if (ids == TicketIds::forget) std::vector<Key>().swap(data.tickets.id);
  data.tickets.updated_at.clear();
}

}  // namespace csreport

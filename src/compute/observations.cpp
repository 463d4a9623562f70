#include "compute/observations.hpp"

#include <algorithm>
#include <array>

namespace csreport {

std::string_view exclusion_name(Exclusion exclusion) {
  static constexpr std::array<std::string_view, kExclusions> kNames = {"abandoned",
                                                                       "abandoned_within_threshold",
                                                                       "awaiting_first_reply",
                                                                       "closed_by_resolution",
                                                                       "immature",
                                                                       "invalid",
                                                                       "missing_handle_time",
                                                                       "missing_queue_time",
                                                                       "missing_solved_at",
                                                                       "negative",
                                                                       "neutral",
                                                                       "no_date",
                                                                       "not_first_contact",
                                                                       "open",
                                                                       "outbound",
                                                                       "short_abandon",
                                                                       "solved_without_reply",
                                                                       "unanswered",
                                                                       "unknown_escalation",
                                                                       "unknown_flag",
                                                                       "unknown_reopens",
                                                                       "unknown_replies",
                                                                       "unknown_requester"};
  return kNames[static_cast<std::size_t>(exclusion)];
}

Observations::Observations(const MetricRow& row, const Dataset& data, const Slots& slots,
                           const std::vector<const Dimension*>& series)
    : slots_(slots), total_(row, slots), by_slot_(slots.size()) {
  for (const Dimension* dimension : series) of_groups_.emplace_back(row, slots, GroupCodes(row, data, *dimension));
}

void Observations::flush() {
  total_.add(batch_);
  for (Trend& trend : of_groups_) trend.add(batch_);
  const std::size_t current = slots_.current();
  const std::size_t previous = slots_.previous().value_or(current);
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const std::size_t slot = batch_.slots()[i];
    if (slot != current && slot != previous) continue;
    by_slot_[slot].values.push_back(batch_.values()[i]);
    by_slot_[slot].subjects.push_back(batch_.subjects()[i]);
  }
  batch_.clear();
}

void Observations::keep_excluded(std::size_t slot, Subject subject, Exclusion reason) {
  by_slot_[slot].excluded.push_back(reason);
  by_slot_[slot].excluded_subjects.push_back(subject);
}

void Observations::add_undated(Subject subject, double value, std::optional<Exclusion> excluded) {
  const std::size_t slot = slots_.current();
  if (!slots_.period(slot).is_all()) excluded = Exclusion::no_date;
  if (excluded) {
    exclude_from_slot(slot, subject, *excluded);
  } else {
    add_to_slot(slot, subject, value);
  }
}

Trend* Observations::trend_of(const Dimension& dimension) {
  const auto found = std::find_if(of_groups_.begin(), of_groups_.end(),
                                  [&](const Trend& trend) { return trend.dimension() == &dimension; });
  return found == of_groups_.end() ? nullptr : &*found;
}

}  // namespace csreport

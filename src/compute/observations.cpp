#include "compute/observations.hpp"

#include <algorithm>
#include <array>

#include "compute/evidence.hpp"

namespace csreport {

std::string_view exclusion_name(Exclusion exclusion) {
  static constexpr std::array<std::string_view, kExclusions> kNames = {"abandoned",
                                                                       "abandoned_within_threshold",
                                                                       "awaiting_first_reply",
                                                                       "closed_by_resolution",
                                                                       "first_response",
                                                                       "immature",
                                                                       "invalid",
                                                                       "left_in_menu",
                                                                       "missing_duration",
                                                                       "missing_handle_time",
                                                                       "missing_queue_time",
                                                                       "missing_solved_at",
                                                                       "negative",
                                                                       "neutral",
                                                                       "no_comment",
                                                                       "no_date",
                                                                       "no_replies",
                                                                       "no_revenue",
                                                                       "no_schedule",
                                                                       "no_score",
                                                                       "no_sla_policy",
                                                                       "no_status_history",
                                                                       "not_first_contact",
                                                                       "open",
                                                                       "outbound",
                                                                       "outside_paid_time",
                                                                       "pending_sla",
                                                                       "retried",
                                                                       "short_abandon",
                                                                       "solved_without_reply",
                                                                       "superseded",
                                                                       "unanswered",
                                                                       "unknown_agent",
                                                                       "unknown_assignees",
                                                                       "unknown_assignment",
                                                                       "unknown_author",
                                                                       "unknown_comment",
                                                                       "unknown_contacts",
                                                                       "unknown_escalation",
                                                                       "unknown_first_solution",
                                                                       "unknown_flag",
                                                                       "unknown_referral",
                                                                       "unknown_reopens",
                                                                       "unknown_replies",
                                                                       "unknown_requester",
                                                                       "unknown_state",
                                                                       "unknown_transfers",
                                                                       "without_human_reply"};
  return kNames[static_cast<std::size_t>(exclusion)];
}

Observations::Observations(const MetricRow& row, const Evidence& evidence, const CellMap& map,
                           std::span<const Dimension* const> series, std::span<const double> percentiles, Clock clock)
    : map_(map),
      slots_(map.slots()),
      kind_(evidence.subjects_of(row)),
      clock_(clock),
      needs_values_(!percentiles.empty() && !map.slots().trend().empty()),
      tally_(map, needs_values_ && kind_ == Subjects::Kind::tickets, evidence.tickets().rows),
      pending_(kind_),
      total_(row, slots_, percentiles),
      by_slot_(slots_.size()) {
  for (const Dimension* dimension : series) {
    const GroupCodes groups(row, evidence.data(), *dimension, evidence.history());
    const bool by_cells = kind_ == Subjects::Kind::tickets && map.is_mixed(*dimension) && !groups.all_are_none() &&
                          !groups.credits_solvers();
    (by_cells ? of_cells_ : of_blocks_).emplace_back(row, slots_, percentiles, groups);
  }
  feeds_blocks_ = kind_ == Subjects::Kind::tickets && !of_blocks_.empty();
  const auto by_end = slots_.by_end();
  while (!feeds_blocks_ && first_kept_end_ < by_end.size() && !slots_.is_compared(by_end[first_kept_end_])) {
    ++first_kept_end_;
  }
  for (std::size_t cell = 0; cell < map.size(); ++cell) {
    std::vector<SlotObservations*> compared;
    slots_.for_each_at(map.place_of(static_cast<Cell>(cell)), [&](std::size_t slot) {
      if (slots_.is_compared(slot)) compared.push_back(&by_slot_[slot]);
    });
    only_slot_.push_back(compared.size() == 1 ? compared.front() : nullptr);
  }
}

/// Memory that nothing is written to costs nothing, and growing vectors would copy what they have.
void Observations::expect_compared(std::size_t tickets) {
  if (pass_ != Pass::count) return;
  for (SlotObservations& slot : by_slot_) {
    if (!slots_.is_compared(static_cast<std::size_t>(&slot - by_slot_.data()))) continue;
    slot.values.reserve(tickets);
    slot.entries.reserve(tickets);
    slot.subjects.reserve(tickets);
  }
}

void Observations::add_tickets(const TicketBlock& block) {
  if (pass_ == Pass::count) {
    tally_.add(block);
    keep_compared(block);
  }
  if (!feeds_blocks_) return;
  for (std::uint32_t i = 0; i < block.size; ++i) {
    if (block.entries[i] == 0) continue;
    add_to_block(map_.place_of(block.cells[i]), {.ticket_row = block.first_row + i},
                 static_cast<double>(tally_sum(block.entries[i])));
  }
}

void Observations::keep_open_ticket(Cell cell, std::uint32_t row) {
  if (map_.is_in_compared(cell)) keep_ticket(cell, row, tally_entry(1), Exclusion::none);
  if (feeds_blocks_) add_to_block(map_.place_of(cell), {.ticket_row = row}, 1);
}

void Observations::exclude_ticket(Cell cell, std::uint32_t row, Exclusion reason) {
  if (map_.is_in_compared(cell)) keep_ticket(cell, row, 0, reason);
}

void Observations::flush() {
  if (pass_ == Pass::count) {
    if (kind_ == Subjects::Kind::others) {
      total_.tally(pending_);
      keep_compared(pending_);
    }
    for (Trend& trend : of_blocks_) trend.tally(pending_);
  } else if (pass_ == Pass::trend) {
    keeping_->keep(pending_);
  }
  pending_.clear();
}

void Observations::add_unknown(Place place, const Subject& subject) {
  if (!unknown_) unknown_.emplace(kind_);
  unknown_->add(place, subject, 0);
  if (unknown_->full()) flush_unknown();
}

void Observations::flush_unknown() {
  if (!unknown_) return;
  total_.mark_unknown(*unknown_);
  for (Trend& trend : of_blocks_) trend.mark_unknown(*unknown_);
  unknown_->clear();
}

void Observations::finish() {
  flush();
  flush_unknown();
  if (pass_ == Pass::trend)
    keeping_->take_percentiles(kind_ == Subjects::Kind::others && keeping_ == of_blocks_.data() ? &total_ : nullptr);
  if (kind_ == Subjects::Kind::others || pass_ == Pass::trend) return;
  tally_.finish();
  std::vector<Trend*> trends = {&total_};
  for (Trend& trend : of_cells_) trends.push_back(&trend);
  for (Trend* trend : trends) trend->take_sums(tally_);
  if (!needs_values_) return;
  Trend::take_percentiles(tally_, trends);
  tally_.forget_values();
}

namespace {

void push_ticket(SlotObservations& slot, std::uint32_t row, TallyEntry entry, Exclusion excluded) {
  if (excluded == Exclusion::none) {
    slot.values.push_back(static_cast<double>(tally_sum(entry)));
    slot.entries.push_back(entry);
    slot.subjects.push_back_ticket(row);
  } else {
    slot.excluded.push_back(excluded);
    slot.excluded_subjects.push_back_ticket(row);
  }
}

}  // namespace

/// One ticket in a dozen. An open ticket's earlier solution does not count, so it belongs to its creation.
void Observations::keep_compared(const TicketBlock& block) {
  for (const std::uint16_t i : block.compared) {
    const Exclusion excluded = block.excluded[i];
    if (excluded == Exclusion::outside) continue;
    const Cell cell = excluded == Exclusion::open ? block.created[i] : block.cells[i];
    if (map_.is_in_compared(cell)) keep_ticket(cell, block.first_row + i, block.entries[i], excluded);
  }
}

void Observations::keep_ticket(Cell cell, std::uint32_t row, TallyEntry entry, Exclusion excluded) {
  if (SlotObservations* const slot = only_slot_[cell]) return push_ticket(*slot, row, entry, excluded);
  slots_.for_each_at(map_.place_of(cell), [&](std::size_t slot) {
    if (slots_.is_compared(slot)) push_ticket(by_slot_[slot], row, entry, excluded);
  });
}

void Observations::keep_compared(const Block& block) {
  const auto places = block.places();
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!slots_.is_in_compared(places[i])) continue;
    slots_.for_each_at(places[i], [&](std::size_t slot) {
      if (!slots_.is_compared(slot)) return;
      by_slot_[slot].values.push_back(block.values()[i]);
      by_slot_[slot].subjects.push_back(block.subjects(), i);
    });
  }
}

void Observations::keep_excluded(Place place, const Subject& subject, Exclusion reason) {
  slots_.for_each_at(place, [&](std::size_t slot) {
    if (!slots_.is_compared(slot)) return;
    by_slot_[slot].excluded.push_back(reason);
    by_slot_[slot].excluded_subjects.push_back(subject);
  });
}

void Observations::add_undated(const Subject& subject, double value, Exclusion excluded) {
  const std::size_t slot = slots_.current();
  if (!slots_.period(slot).is_all()) excluded = Exclusion::no_date;
  const Place place = slots_.place_of_slot(slot);
  if (excluded == Exclusion::none) {
    add_to_place(place, subject, value);
  } else {
    exclude_from_place(place, subject, excluded);
  }
}

std::size_t Observations::second_passes() const {
  if (!needs_values_) return 0;
  if (kind_ == Subjects::Kind::tickets) return of_blocks_.size();
  return std::max<std::size_t>(1, of_blocks_.size());
}

void Observations::begin_second_pass(std::size_t number) {
  pass_ = Pass::trend;
  keeping_ = of_blocks_.empty() ? &total_ : &of_blocks_[number];
  keeping_->begin_values();
}

void Observations::reorder(SlotObservations& slot, std::span<const std::uint32_t> order) {
  std::vector<double> values(order.size());
  std::transform(order.begin(), order.end(), values.begin(), [&](std::uint32_t i) { return slot.values[i]; });
  slot.values.swap(values);
  std::vector<TallyEntry> entries(order.size());
  std::transform(order.begin(), order.end(), entries.begin(), [&](std::uint32_t i) { return slot.entries[i]; });
  slot.entries.swap(entries);
  slot.subjects.reorder(order);
}

const Trend* Observations::trend_of(const Dimension& dimension) const {
  for (const auto* trends : {&of_cells_, &of_blocks_}) {
    const auto found = std::find_if(trends->begin(), trends->end(),
                                    [&](const Trend& trend) { return trend.dimension() == &dimension; });
    if (found != trends->end()) return &*found;
  }
  return nullptr;
}

}  // namespace csreport

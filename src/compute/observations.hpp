#pragma once
// What one metric observed, sorted into the run's periods: every value into the trends, and for the
// compared periods the values with what is needed to group them, and which cases were excluded why.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compute/block.hpp"
#include "compute/exclusion.hpp"
#include "compute/radix_order.hpp"
#include "compute/slots.hpp"
#include "compute/ticket_tally.hpp"
#include "compute/trend.hpp"
#include "csreport/compute/policies.hpp"

namespace csreport {

class Evidence;

/// The observations of one compared period, in the order of the records.
struct SlotObservations {
  std::vector<double> values;
  std::vector<TallyEntry> entries;  ///< the same of tickets, whose values are whole; empty for all others
  SubjectList subjects;             ///< one per value
  std::vector<Exclusion> excluded;
  SubjectList excluded_subjects;  ///< one per exclusion
};

/// Collects a metric's observations: those of tickets by way of their cells, all others one by one. The latter may be
/// collected a second time, when a trend needs the values and not only their sums: begin_second_pass() says for which.
class Observations {
 public:
  /// `series`: the dimensions whose groups have trends. `percentiles`: see Trend.
  Observations(const MetricRow& row, const Evidence& evidence, const CellMap& map,
               std::span<const Dimension* const> series, std::span<const double> percentiles,
               Clock clock = Clock::calendar);

  // Tickets whose groups are their own; REQUIRES: kind() is tickets.
  /// About so many of them will lie in a compared period. Call before the first one.
  void expect_compared(std::size_t tickets);
  void add_tickets(const TicketBlock& block);
  // The same for a state that holds in several periods: each ticket as often as it is kept, in order, and counts.
  /// Tickets are kept at the ends of periods from this one on (see Slots::by_end()): the compared ones, or all.
  [[nodiscard]] std::uint32_t first_kept_end() const noexcept { return first_kept_end_; }
  void keep_open_ticket(Cell cell, std::uint32_t row);
  void count_open_tickets(Cell cell, std::int64_t n) { tally_.add(cell, n); }
  void exclude_ticket(Cell cell, std::uint32_t row, Exclusion reason);

  // All others.
  void add(std::uint32_t at, const Subject& subject, double value) {
    add_to_place(slots_.place_of(at), subject, value);
  }
  void exclude(std::uint32_t at, const Subject& subject, Exclusion reason) {
    exclude_from_place(slots_.place_of(at), subject, reason);
  }
  void add_to_place(Place place, const Subject& subject, double value) { add_to_block(place, subject, value); }
  void exclude_from_place(Place place, const Subject& subject, Exclusion reason) {
    if (pass_ != Pass::count) return;
    if (slots_.is_in_compared(place)) keep_excluded(place, subject, reason);
    if (reason == Exclusion::no_status_history) add_unknown(place, subject);
  }
  /// A case without any date belongs to the period "all" and to no other.
  void add_undated(const Subject& subject, double value, Exclusion excluded);

  [[nodiscard]] Subjects::Kind kind() const noexcept { return kind_; }
  /// By which the times are to be measured; their events are those of the calendar by either.
  [[nodiscard]] Clock clock() const noexcept { return clock_; }

  /// Call after the last observation of a pass and before reading any.
  void finish();
  /// How many passes are needed after the first one to know all percentiles.
  [[nodiscard]] std::size_t second_passes() const;
  /// REQUIRES: finish() of the pass before; `number` below second_passes().
  void begin_second_pass(std::size_t number);

  /// Orders the compared observations by `time_of(ticket row)`, equal ones as they came. REQUIRES: only tickets.
  template <typename TimeOf>
  void order_compared(TimeOf time_of) {
    for (SlotObservations& slot : by_slot_) {
      std::vector<std::uint32_t> times;
      for (const std::uint32_t row : slot.subjects.all().ticket_rows) times.push_back(time_of(row));
      reorder(slot, radix_order(times));
    }
  }

  [[nodiscard]] const Slots& slots() const noexcept { return slots_; }
  /// REQUIRES: the slot is a compared one; of the others only the trend is known.
  [[nodiscard]] const SlotObservations& compared(std::size_t slot) const { return by_slot_[slot]; }
  [[nodiscard]] const Trend& trend() const noexcept { return total_; }
  /// nullptr when the dimension was not asked for.
  [[nodiscard]] const Trend* trend_of(const Dimension& dimension) const;

 private:
  enum class Pass : std::uint8_t {
    count,  // everything but the values of trends by way of blocks
    trend   // those of one of them
  };

  void add_to_block(Place place, const Subject& subject, double value) {
    pending_.add(place, subject, value);
    if (pending_.full()) flush();
  }
  void flush();
  void add_unknown(Place place, const Subject& subject);
  void flush_unknown();
  void keep_compared(const Block& block);
  void keep_compared(const TicketBlock& block);
  /// REQUIRES: the cell lies in a compared period. `entry`: of the value, 0 when the ticket is excluded.
  void keep_ticket(Cell cell, std::uint32_t row, TallyEntry entry, Exclusion excluded);
  void keep_excluded(Place place, const Subject& subject, Exclusion reason);
  static void reorder(SlotObservations& slot, std::span<const std::uint32_t> order);

  const CellMap& map_;
  const Slots& slots_;
  Subjects::Kind kind_;
  Clock clock_;
  bool needs_values_;
  Pass pass_ = Pass::count;
  bool feeds_blocks_ = false;  // some trends are not told by the cells
  std::uint32_t first_kept_end_ = 0;
  TicketTally tally_;
  Block pending_;
  std::optional<Block> unknown_;  // see Trend::mark_unknown(); made for the first one
  Trend total_;
  std::vector<Trend> of_cells_;   // told by the cells
  std::vector<Trend> of_blocks_;  // told by the blocks
  std::vector<SlotObservations> by_slot_;
  std::vector<SlotObservations*> only_slot_;  // of each cell; nullptr: none, or more than one compared period
  Trend* keeping_ = nullptr;                  // in a pass for one trend
};

}  // namespace csreport

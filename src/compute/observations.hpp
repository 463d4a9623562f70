#pragma once
// What one metric observed, sorted into the run's periods: every value into the trends, and for the
// compared periods the values with what is needed to group them, and which cases were excluded why.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compute/batch.hpp"
#include "compute/slots.hpp"
#include "compute/trend.hpp"

namespace csreport {

/// Why a case did not enter a metric's value. Names in exclusion_name().
enum class Exclusion : std::uint8_t {
  abandoned,
  abandoned_within_threshold,
  awaiting_first_reply,
  closed_by_resolution,
  immature,
  invalid,
  missing_handle_time,
  missing_queue_time,
  missing_solved_at,
  negative,
  neutral,
  no_date,
  not_first_contact,
  open,
  outbound,
  short_abandon,
  solved_without_reply,
  unanswered,
  unknown_escalation,
  unknown_flag,
  unknown_reopens,
  unknown_replies,
  unknown_requester
};
inline constexpr std::size_t kExclusions = 23;
std::string_view exclusion_name(Exclusion exclusion);

/// The observations of one compared period, in the order of the records.
struct SlotObservations {
  std::vector<double> values;
  std::vector<Subject> subjects;  ///< one per value
  std::vector<Exclusion> excluded;
  std::vector<Subject> excluded_subjects;  ///< one per exclusion
};

/// Collects a metric's observations. Subjects are passed by value: behind a reference they would have to
/// live in memory, written and read back in pieces in the hottest loop.
class Observations {
 public:
  /// `series`: the dimensions whose groups have trends.
  Observations(const MetricRow& row, const Dataset& data, const Slots& slots,
               const std::vector<const Dimension*>& series);

  void add(std::uint32_t at, Subject subject, double value) {
    slots_.for_each(at, [&](std::size_t slot) { add_to_slot(slot, subject, value); });
  }
  void exclude(std::uint32_t at, Subject subject, Exclusion reason) {
    slots_.for_each(at, [&](std::size_t slot) { exclude_from_slot(slot, subject, reason); });
  }
  /// A case without any date belongs to the period "all" and to no other.
  void add_undated(Subject subject, double value, std::optional<Exclusion> excluded);

  void add_to_slot(std::size_t slot, Subject subject, double value) {
    batch_.add(slot, subject, value);
    if (batch_.full()) flush();
  }
  void exclude_from_slot(std::size_t slot, Subject subject, Exclusion reason) {
    if (slots_.is_compared(slot)) keep_excluded(slot, subject, reason);
  }
  /// A remark about counted cases of the current period ("after-call work missing").
  void count_imputed(std::uint32_t at) {
    if (slots_.period(slots_.current()).contains(to_instant(at))) ++imputed_;
  }

  /// Call once, after the last observation and before reading any.
  void finish() { flush(); }

  [[nodiscard]] const Slots& slots() const noexcept { return slots_; }
  /// REQUIRES: the slot is a compared one; of the others only the trend is known.
  [[nodiscard]] const SlotObservations& compared(std::size_t slot) const { return by_slot_[slot]; }
  [[nodiscard]] Trend& trend() noexcept { return total_; }
  /// nullptr when the dimension was not asked for.
  [[nodiscard]] Trend* trend_of(const Dimension& dimension);
  [[nodiscard]] std::int64_t imputed() const noexcept { return imputed_; }

 private:
  void flush();
  void keep_excluded(std::size_t slot, Subject subject, Exclusion reason);

  const Slots& slots_;
  Batch batch_;
  Trend total_;
  std::vector<Trend> of_groups_;
  std::vector<SlotObservations> by_slot_;
  std::int64_t imputed_ = 0;
};

}  // namespace csreport

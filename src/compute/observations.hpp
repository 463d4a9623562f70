#pragma once
// What one metric observed, sorted into the run's periods: measured values with what is needed to
// group them, and how many cases were excluded for which reason.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compute/slots.hpp"
#include "compute/ticket_facts.hpp"

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

/// Where a case belongs: its ticket and, where they are not the ticket's own, its agent and its row
/// of the survey table.
struct Subject {
  std::uint32_t ticket_row = kNoRow;
  std::uint32_t agent = kTicketsAgent;
  std::uint32_t survey_row = kNoRow;

  /// The agent of the ticket is meant.
  static constexpr std::uint32_t kTicketsAgent = 0xFFFFFFFF;
};

/// The observations of one period. For periods that are only part of a trend, subjects are not kept.
struct SlotObservations {
  std::vector<double> values;
  std::vector<Subject> subjects;           ///< one per value
  std::vector<Exclusion> excluded;
  std::vector<Subject> excluded_subjects;  ///< one per exclusion
};

/// Collects a metric's observations.
class Observations {
 public:
  Observations(const Slots& slots, bool keep_all_subjects)
      : slots_(slots), keep_all_subjects_(keep_all_subjects), by_slot_(slots.size()) {}

  void add(std::uint32_t at, const Subject& subject, double value) {
    slots_.for_each(at, [&](std::size_t slot) { add_to_slot(slot, subject, value); });
  }
  void exclude(std::uint32_t at, const Subject& subject, Exclusion reason) {
    slots_.for_each(at, [&](std::size_t slot) { exclude_from_slot(slot, subject, reason); });
  }
  /// A case without any date belongs to the period "all" and to no other.
  void add_undated(const Subject& subject, double value, std::optional<Exclusion> excluded) {
    const std::size_t slot = slots_.current();
    if (!slots_.period(slot).is_all()) excluded = Exclusion::no_date;
    if (excluded) {
      exclude_from_slot(slot, subject, *excluded);
    } else {
      add_to_slot(slot, subject, value);
    }
  }
  void add_to_slot(std::size_t slot, const Subject& subject, double value) {
    by_slot_[slot].values.push_back(value);
    if (keep_all_subjects_ || slots_.is_compared(slot)) by_slot_[slot].subjects.push_back(subject);
  }
  /// A remark about counted cases of the current period ("after-call work missing").
  void count_imputed(std::uint32_t at) {
    if (slots_.period(slots_.current()).contains(to_instant(at))) ++imputed_;
  }

  void exclude_from_slot(std::size_t slot, const Subject& subject, Exclusion reason) {
    if (!slots_.is_compared(slot)) return;
    by_slot_[slot].excluded.push_back(reason);
    by_slot_[slot].excluded_subjects.push_back(subject);
  }

  [[nodiscard]] const Slots& slots() const noexcept { return slots_; }
  [[nodiscard]] std::vector<SlotObservations>& by_slot() noexcept { return by_slot_; }
  [[nodiscard]] std::int64_t imputed() const noexcept { return imputed_; }

 private:
  const Slots& slots_;
  bool keep_all_subjects_;
  std::vector<SlotObservations> by_slot_;
  std::int64_t imputed_ = 0;
};

}  // namespace csreport

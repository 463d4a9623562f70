#pragma once
// Open time of tickets: which schedule each of them falls under (METRICS 0.5), and how much was open until its events,
// looked up once for all metrics, so that the business clock costs a kernel what the calendar costs it.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "compute/ticket_facts.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/core/business_hours.hpp"
#include "csreport/core/diagnostic.hpp"

namespace csreport {

/// Which events some metric asks for.
struct OpenTimeNeeds {
  bool first_replies = false;
  bool solutions = false;
  bool first_solutions = false;
};

class BusinessTimes {
 public:
  /// `first_solved_at`: see first_solutions(). REQUIRES: `hours` has schedules and names no other; all arguments
  /// outlive this object. Throws Error(usage) when tickets have no column hours.choice.by.
  BusinessTimes(const Dataset& data, const TicketFacts* facts, std::span<const std::uint32_t> first_solved_at,
                const BusinessHours& hours, OpenTimeNeeds needs, unsigned threads);

  /// Open seconds until an event of each ticket, as differences from those until the horizon, which stand for
  /// kHorizon; kMissing without the event or without a schedule. Differences of two of them are exact modulo 2^32.
  static constexpr std::uint32_t kHorizon = 1U << 31;
  static constexpr std::uint32_t kMissing = InstantColumn::kMissing;
  [[nodiscard]] std::span<const std::uint32_t> created() const noexcept { return created_; }
  [[nodiscard]] std::span<const std::uint32_t> first_replies() const noexcept { return first_replies_; }  ///< if needed
  [[nodiscard]] std::span<const std::uint32_t> solutions() const noexcept { return solutions_; }          ///< if needed
  [[nodiscard]] std::span<const std::uint32_t> first_solutions() const noexcept {
    return first_solutions_;
  }  ///< if needed

  /// Open time between two instants for this ticket, or kNoRow; nothing without a schedule.
  [[nodiscard]] std::optional<std::int64_t> between(std::uint32_t row, std::uint32_t from, std::uint32_t to) const;

  /// The schedules in use: "night, office".
  [[nodiscard]] const std::string& schedule_names() const noexcept { return schedule_names_; }
  /// The column that chooses among them; empty: there is one for all.
  [[nodiscard]] const std::string& column() const noexcept { return column_; }
  /// Values that the choice names and no ticket has.
  [[nodiscard]] const std::vector<Warning>& warnings() const noexcept { return warnings_; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;  // no schedule

  void choose_schedules(const BusinessHours& hours);
  [[nodiscard]] std::uint32_t clock_of(std::uint32_t row) const {
    if (dimension_ == nullptr || row == kNoRow) return default_clock_;
    const std::uint32_t code = dimension_->codes[row];
    return code < clock_of_code_.size() ? clock_of_code_[code] : default_clock_;
  }
  void note_rows(const TicketFacts& facts, std::span<const std::uint32_t> first_solved_at, OpenTimeNeeds needs,
                 std::size_t begin, std::size_t end);

  const TicketTable& tickets_;
  std::vector<BusinessClock> clocks_;
  std::vector<std::uint32_t> open_at_horizon_;  // of each clock, modulo 2^32
  std::uint32_t default_clock_ = kNone;
  const Dimension* dimension_ = nullptr;      // that chooses
  std::vector<std::uint32_t> clock_of_code_;  // of its names
  std::string schedule_names_;
  std::string column_;
  std::vector<Warning> warnings_;
  std::vector<std::uint32_t> created_, first_replies_, solutions_, first_solutions_;
};

}  // namespace csreport

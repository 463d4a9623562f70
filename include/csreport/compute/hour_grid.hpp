#pragma once
// A period by hour of the day and day of the week, in the report's zone: what arrives, what is answered late, how much
// work it brings and how many agents were there. Made only when a layout shows it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "csreport/compute/compute.hpp"
#include "csreport/compute/policies.hpp"
#include "csreport/core/dataset.hpp"
#include "csreport/core/period.hpp"

namespace csreport {

inline constexpr std::size_t kWeekdays = 7;  ///< from Monday on
inline constexpr std::size_t kHours = 24;

/// One hour of one weekday, all its occurrences in the period together. Contacts are inbound ones, counted where they
/// arrived.
struct HourCell {
  std::int64_t seconds = 0;   ///< that the data tells of: 3600 an occurrence, but for changes of the clock
  std::int64_t contacts = 0;  ///< all channels
  std::int64_t live = 0;      ///< of them on live channels (chat, phone), where customers wait in a queue
  std::int64_t judged = 0;    ///< of all: known to have been answered in time or late
  std::int64_t late = 0;      ///< of those: late
  std::int64_t handled = 0;   ///< with a known handle time
  std::int64_t handle_seconds = 0;
  std::int64_t live_handled = 0;
  std::int64_t live_handle_seconds = 0;
  std::int64_t staffed_seconds = 0;  ///< of all agents together

  HourCell& operator+=(const HourCell& other);
  friend bool operator==(const HourCell&, const HourCell&) = default;
};

struct HourGrid {
  std::array<std::array<HourCell, kHours>, kWeekdays> cells{};
  HourCell total;                             ///< of all cells
  std::int64_t calls_judged = 0;              ///< of those judged: calls, by their wait in the queue
  std::int64_t without_limit = 0;             ///< contacts that no limit is about; the others not judged cannot be yet
  std::int64_t outbound = 0;                  ///< contacts of the period that the desk opened: in no cell
  bool has_sessions = false;                  ///< else nothing is known of who was there
  std::int64_t unplaced_staffed_seconds = 0;  ///< of the period, in sums of days that do not tell the hour
  std::int64_t abandoned = 0;                 ///< live contacts who left the queue
  std::int64_t queue_seconds = 0;             ///< waits of live contacts in the queue, of those who left too

  /// The mean time that customers would wait, by waits of all and the number of those who left: the estimate of the
  /// exponential patience of Erlang A from censored waits (Mandelbaum and Zeltyn 2007, 5). Nothing with fewer than 10
  /// who left.
  [[nodiscard]] std::optional<double> patience() const;
};

/// What an answer in time is.
struct AnswerLimits {
  SlaPolicies first_reply;  ///< the first that fits a contact holds; no one fits: only calls are judged
  Seconds queue{20};        ///< of calls, in the queue
};

struct HourGridOptions {
  Period period;
  TimeZone zone = TimeZone::utc();
  AnswerLimits limits;
  BusinessHours business_hours;                          ///< REQUIRES schedules when a limit is by the business clock
  PromisePriority priority = PromisePriority::in_force;  ///< which priority of a ticket decides its limit
};

/// One walk over the tickets and one over the sessions. The grid has time from the local day of the first event through
/// that of the horizon: days of the period that the data says nothing of are in no average (a period of none of those
/// days has all its time). A contact that still waits is late once it has waited for
/// longer than its limit, and not judged before; solved without a reply it is not judged.
HourGrid count_by_hour(const Dataset& data, const HourGridOptions& options);

}  // namespace csreport

#pragma once
// What agents did when, out of their sessions (METRICS 1.9 and 1.26): pieces of time by agent, in which nothing counts
// twice.

#include <cstdint>
#include <vector>

#include "compute/exclusion.hpp"
#include "csreport/core/dataset.hpp"

namespace csreport {

/// An interval of an agent, or so many seconds of the day that begins at `from`, where `to` is `from`.
struct AgentTime {
  std::uint32_t agent = Dictionary::kNone;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t seconds = 0;

  [[nodiscard]] bool is_sum() const noexcept { return from == to; }
};

/// Intervals of one agent that overlap are one.
struct OnlineTimes {
  explicit OnlineTimes(const SessionTable& sessions);

  /// What of an agent's time is not in a sum, by where it begins.
  struct LeftOut {
    std::uint32_t agent = Dictionary::kNone;
    std::uint32_t from = 0;
    Exclusion reason = Exclusion::none;
  };

  std::vector<AgentTime> online;  ///< in any state but offline; sums without a total are those of their states
  std::vector<AgentTime> handling;
  std::vector<AgentTime> available;
  std::vector<AgentTime> staffed;      ///< handling or available: the intervals of both, a day's sums as one
  std::vector<AgentTime> paid;         ///< of which is told what the agent did
  std::vector<AgentTime> paid_work;    ///< staffed in it
  std::vector<AgentTime> unpaid_work;  ///< what of such intervals lies outside all that is paid
  std::vector<LeftOut> not_online;
  std::vector<LeftOut> not_staffed;  ///< nor in handling and available
  std::vector<LeftOut> not_paid;
  std::vector<LeftOut> not_paid_work;

 private:
  void add_day(const SessionTable& sessions, std::size_t row);
  void match_pay_and_work(const std::vector<AgentTime>& not_ready);
};

}  // namespace csreport

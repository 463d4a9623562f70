#pragma once
// What agents did when, out of their sessions (METRICS 1.9 and 1.26): pieces of time by agent, in which nothing counts
// twice.

#include <cstdint>
#include <vector>

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

  std::vector<AgentTime> online;  ///< in any state but offline; sums without a total are those of their states
  std::vector<AgentTime> handling;
  std::vector<AgentTime> available;
  std::vector<AgentTime> paid;
  std::vector<AgentTime>
      incomplete;  ///< sums of days that have one of handling and available, which then are in neither
};

}  // namespace csreport

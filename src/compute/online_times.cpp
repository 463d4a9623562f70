#include "compute/online_times.hpp"

#include <algorithm>
#include <tuple>

namespace csreport {
namespace {

/// Joins what overlaps or touches; sums stay as they are.
void join(std::vector<AgentTime>& times) {
  std::sort(times.begin(), times.end(), [](const AgentTime& a, const AgentTime& b) {
    return std::tuple(a.agent, a.from, a.to, a.seconds) < std::tuple(b.agent, b.from, b.to, b.seconds);
  });
  std::vector<AgentTime> joined;
  std::size_t open = 0;  // the last interval, plus one
  for (const AgentTime& time : times) {
    if (time.is_sum()) {
      joined.push_back(time);
      continue;
    }
    const bool goes_on = open != 0 && joined[open - 1].agent == time.agent && time.from <= joined[open - 1].to;
    if (goes_on) {
      AgentTime& last = joined[open - 1];
      last.to = std::max(last.to, time.to);
      last.seconds = last.to - last.from;
    } else {
      joined.push_back(time);
      open = joined.size();
    }
  }
  times.swap(joined);
}

/// A row whose parts are sums.
class DaySums {
 public:
  DaySums(const SessionTable& sessions, std::size_t row) : sessions_(sessions), row_(row) {}

  void add(const DurationColumn& column, std::vector<AgentTime>& times) const {
    if (const auto seconds = column[row_]) push(*seconds, times);
  }
  /// The total, else what its parts add up to.
  void add_online(std::vector<AgentTime>& times) const {
    if (sessions_.online[row_]) return add(sessions_.online, times);
    std::int64_t seconds = 0;
    bool known = false;
    for (const DurationColumn* part : {&sessions_.handling, &sessions_.available, &sessions_.not_ready}) {
      known = known || (*part)[row_].has_value();
      seconds += (*part)[row_].value_or(0);
    }
    if (known) push(seconds, times);
  }

 private:
  void push(std::int64_t seconds, std::vector<AgentTime>& times) const {
    if (seconds < 0) return;
    const std::uint32_t start = *sessions_.start[row_];
    times.push_back({sessions_.agent[row_], start, start, seconds});
  }
  const SessionTable& sessions_;
  std::size_t row_;
};

}  // namespace

OnlineTimes::OnlineTimes(const SessionTable& sessions) {
  for (std::size_t row = 0; row < sessions.rows; ++row) {
    if (sessions.state[row] != RowState::used) continue;
    const std::uint32_t start = *sessions.start[row];
    const auto end = sessions.end[row];
    const AgentState state = sessions.activity[row];
    if (state == AgentState::unknown) {
      const DaySums sums(sessions, row);
      sums.add_online(online);
      sums.add(sessions.paid, paid);
      if (sessions.handling[row].has_value() != sessions.available[row].has_value()) {
        incomplete.push_back({sessions.agent[row], start, start, 0});
        continue;
      }
      sums.add(sessions.handling, handling);
      sums.add(sessions.available, available);
      continue;
    }
    if (!end || *end <= start) continue;
    const AgentTime time{sessions.agent[row], start, *end, *end - start};
    if (state == AgentState::paid) paid.push_back(time);
    if (state == AgentState::handling) handling.push_back(time);
    if (state == AgentState::available) available.push_back(time);
    if (state != AgentState::offline && state != AgentState::paid) online.push_back(time);
  }
  for (auto* times : {&online, &handling, &available, &paid}) join(*times);
}

}  // namespace csreport

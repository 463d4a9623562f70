#include "compute/online_times.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
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

using Parts = std::span<const DurationColumn* const>;

/// What a day's parts add up to, or why they do not: one that other days have is missing here (METRICS 0.3: never 0),
/// or is negative.
struct DaySum {
  std::int64_t seconds = 0;
  Exclusion excluded = Exclusion::none;

  DaySum(Parts parts, std::size_t row) {
    for (const DurationColumn* part : parts) {
      if (!part->present()) continue;
      const auto own = (*part)[row];
      if (own.value_or(0) < 0) excluded = Exclusion::negative;
      if (!own && excluded == Exclusion::none) excluded = Exclusion::missing_duration;
      seconds += own.value_or(0);
    }
  }
};

bool tells_sums(const SessionTable& sessions) {
  return sessions.online.present() || sessions.handling.present() || sessions.available.present() ||
         sessions.not_ready.present() || sessions.paid.present();
}

void append_intervals(const std::vector<AgentTime>& times, std::vector<AgentTime>& all) {
  std::copy_if(times.begin(), times.end(), std::back_inserter(all),
               [](const AgentTime& time) { return !time.is_sum(); });
}

/// Pieces of agents' time, a day's sums as that day, in which one can look whether there is any at some time.
class AgentSpans {
 public:
  void add(const std::vector<AgentTime>& times) {
    for (const AgentTime& time : times) spans_.push_back(span_of(time));
  }
  void finish() { join(spans_); }
  [[nodiscard]] bool meet(const AgentTime& time) const {
    const AgentTime span = span_of(time);
    const auto behind = std::partition_point(spans_.begin(), spans_.end(), [&](const AgentTime& one) {
      return std::tuple(one.agent, one.from) < std::tuple(span.agent, span.to);
    });
    return behind != spans_.begin() && std::prev(behind)->agent == span.agent && std::prev(behind)->to > span.from;
  }
  /// What of an interval lies in them, piece by piece. Of a sum nobody knows when in the day it was: all of it.
  [[nodiscard]] std::vector<AgentTime> inside(const AgentTime& time) const {
    if (time.is_sum()) return {time};
    std::vector<AgentTime> pieces;
    auto span = std::partition_point(spans_.begin(), spans_.end(), [&](const AgentTime& one) {
      return std::tuple(one.agent, one.to) <= std::tuple(time.agent, time.from);
    });
    for (; span != spans_.end() && span->agent == time.agent && span->from < time.to; ++span) {
      const std::uint32_t from = std::max(span->from, time.from);
      const std::uint32_t to = std::min(span->to, time.to);
      pieces.push_back({time.agent, from, to, to - from});
    }
    return pieces;
  }
  /// And what does not.
  [[nodiscard]] std::vector<AgentTime> outside(const AgentTime& time) const {
    std::vector<AgentTime> pieces;
    std::uint32_t from = time.from;
    const auto add = [&](std::uint32_t to) {
      if (from < to) pieces.push_back({time.agent, from, to, to - from});
    };
    for (const AgentTime& piece : inside(time)) {
      add(piece.from);
      from = piece.to;
    }
    add(time.to);
    return pieces;
  }
  static AgentTime span_of(const AgentTime& time) {
    constexpr std::uint32_t kDay = 86'400;
    return time.is_sum() ? AgentTime{time.agent, time.from, time.from + kDay, kDay} : time;
  }

 private:
  std::vector<AgentTime> spans_;
};

}  // namespace

/// Paid time counts where it is told what the agent did in it, and work where it was paid: what is missing on one side
/// is neither idle nor unpaid (METRICS 0.3).
void OnlineTimes::match_pay_and_work(const std::vector<AgentTime>& not_ready) {
  AgentSpans told, of_pay;
  told.add(staffed);
  told.add(not_ready);
  told.finish();
  std::vector<LeftOut> unknown = not_staffed;
  const auto begins_before = [](const LeftOut& a, const LeftOut& b) {
    return std::tuple(a.agent, a.from) < std::tuple(b.agent, b.from);
  };
  std::sort(unknown.begin(), unknown.end(), begins_before);
  const auto reason_against = [&](const AgentTime& time) {
    const AgentTime span = AgentSpans::span_of(time);
    const auto first = std::lower_bound(unknown.begin(), unknown.end(), LeftOut{span.agent, span.from}, begins_before);
    if (first != unknown.end() && first->agent == span.agent && first->from < span.to) return first->reason;
    return told.meet(time) ? Exclusion::none : Exclusion::missing_duration;
  };
  std::vector<AgentTime> of_known_work;
  of_pay.add(paid);
  for (const AgentTime& time : paid) {
    const Exclusion reason = reason_against(time);
    if (reason == Exclusion::none) {
      of_known_work.push_back(time);
    } else {
      not_paid.push_back({time.agent, time.from, reason});
    }
  }
  paid.swap(of_known_work);
  AgentSpans of_pay_with_work;
  of_pay_with_work.add(paid);
  of_pay_with_work.finish();
  of_pay.finish();
  not_paid_work = not_staffed;
  for (const AgentTime& time : staffed) {
    if (of_pay_with_work.meet(time)) {
      const auto pieces = of_pay_with_work.inside(time);
      paid_work.insert(paid_work.end(), pieces.begin(), pieces.end());
      const auto rest = of_pay.outside(time);
      unpaid_work.insert(unpaid_work.end(), rest.begin(), rest.end());
    } else if (!of_pay.meet(time)) {
      not_paid_work.push_back({time.agent, time.from, Exclusion::missing_duration});
    }
  }
}

/// A row without a state.
void OnlineTimes::add_day(const SessionTable& sessions, std::size_t row) {
  const std::uint32_t agent = sessions.agent[row];
  const std::uint32_t day = *sessions.start[row];
  const auto add = [&](const DaySum& sum, std::vector<AgentTime>& times, std::vector<LeftOut>& left_out) {
    if (sum.excluded != Exclusion::none) return left_out.push_back({agent, day, sum.excluded});
    times.push_back({agent, day, day, sum.seconds});
  };
  const std::array parts = {&sessions.handling, &sessions.available, &sessions.not_ready};
  const std::array total = {&sessions.online};
  const std::array for_pay = {&sessions.paid};
  if (sessions.paid[row]) add(DaySum(for_pay, row), paid, not_paid);
  const bool of_work =
      sessions.online[row] || sessions.handling[row] || sessions.available[row] || sessions.not_ready[row];
  if (!of_work && sessions.paid[row]) return;  // a roster tells nothing else
  if (!of_work) {
    const Exclusion reason = tells_sums(sessions) ? Exclusion::missing_duration : Exclusion::unknown_state;
    not_online.push_back({agent, day, reason});
    not_staffed.push_back({agent, day, reason});
    return;
  }
  add(sessions.online[row] ? DaySum(total, row) : DaySum(parts, row), online, not_online);
  const bool both = sessions.handling[row] && sessions.available[row];
  DaySum staffing(Parts(parts).first(2), row);
  if (!both && staffing.excluded == Exclusion::none) staffing.excluded = Exclusion::missing_duration;
  add(staffing, staffed, not_staffed);
  if (staffing.excluded != Exclusion::none) return;
  handling.push_back({agent, day, day, *sessions.handling[row]});
  available.push_back({agent, day, day, *sessions.available[row]});
}

OnlineTimes::OnlineTimes(const SessionTable& sessions) {
  std::vector<AgentTime> not_ready;
  for (std::size_t row = 0; row < sessions.rows; ++row) {
    if (sessions.state[row] != RowState::used) continue;
    const std::uint32_t start = *sessions.start[row];
    const auto end = sessions.end[row];
    const AgentState state = sessions.activity[row];
    if (state == AgentState::unknown) {
      add_day(sessions, row);
      continue;
    }
    if (!end || *end <= start) continue;
    const AgentTime time{sessions.agent[row], start, *end, *end - start};
    if (state == AgentState::paid) paid.push_back(time);
    if (state == AgentState::handling) handling.push_back(time);
    if (state == AgentState::available) available.push_back(time);
    if (state == AgentState::not_ready) not_ready.push_back(time);
    if (state != AgentState::offline && state != AgentState::paid) online.push_back(time);
  }
  for (auto* times : {&online, &handling, &available, &paid}) join(*times);
  append_intervals(handling, staffed);
  append_intervals(available, staffed);
  match_pay_and_work(not_ready);
}

}  // namespace csreport

#include "csreport/compute/hour_grid.hpp"

#include <algorithm>
#include <vector>

#include "compute/business_times.hpp"
#include "compute/online_times.hpp"
#include "compute/policy_choice.hpp"
#include "compute/raw_cells.hpp"
#include "compute/timeline.hpp"
#include "csreport/compute/compute.hpp"

namespace csreport {
namespace {

constexpr std::int64_t kHourSeconds = 3600;
constexpr std::int64_t kDaySeconds = 24 * kHourSeconds;

std::int64_t seconds_of(Instant instant) { return instant.time_since_epoch().count(); }

/// The offsets of the zone during a period: from an instant to its hour without asking the zone.
class LocalHours {
 public:
  LocalHours(const Period& period, const TimeZone& zone) {
    Instant at = period.start;
    while (at < period.end) {
      Instant next = zone.next_transition(at + Seconds{1});
      next = std::min(next, period.end);
      stretches_.push_back({seconds_of(at), seconds_of(next), zone.offset_at(at).count()});
      at = next;
    }
  }

  /// REQUIRES: `at` lies in the period.
  [[nodiscard]] std::int64_t local(std::int64_t at) const {
    const Stretch* stretch = stretches_.data();
    while (at >= stretch->end) ++stretch;
    return at + stretch->offset;
  }

  /// Calls `visit(local second, seconds)` for every part of [from, to) within the period that lies in one local hour.
  template <typename Visit>
  void for_each_hour(std::int64_t from, std::int64_t to, Visit visit) const {
    for (const Stretch& stretch : stretches_) {
      const std::int64_t end = std::min(to, stretch.end) + stretch.offset;
      std::int64_t at = std::max(from, stretch.begin) + stretch.offset;
      while (at < end) {
        const std::int64_t next = std::min(end, (at / kHourSeconds + 1) * kHourSeconds);
        visit(at, next - at);
        at = next;
      }
    }
  }

 private:
  struct Stretch {
    std::int64_t begin = 0;  // instants
    std::int64_t end = 0;
    std::int64_t offset = 0;
  };
  std::vector<Stretch> stretches_;
};

HourCell& cell_at(HourGrid& grid, std::int64_t local) {
  const std::int64_t day = local / kDaySeconds;
  const auto weekday = static_cast<std::size_t>((day + 3) % static_cast<std::int64_t>(kWeekdays));  // 1970: a Thursday
  return grid.cells[weekday][static_cast<std::size_t>(local % kDaySeconds / kHourSeconds)];
}

/// Contacts of a live channel, by the class of their channel.
class LiveContacts {
 public:
  explicit LiveContacts(const TicketTable& tickets) : classes_(tickets.dimension(kChannelClass)) {
    if (classes_ != nullptr) live_ = classes_->names.find("live");
  }
  [[nodiscard]] bool is_live(std::size_t row) const { return live_ && classes_->codes[row] == *live_; }

 private:
  const Dimension* classes_;
  std::optional<std::uint32_t> live_;
};

enum class Verdict { none, no_limit, in_time, late };

/// Whether contacts were answered in time.
class Punctuality {
 public:
  Punctuality(const Dataset& data, const TicketFacts& facts, const Timeline& timeline, const HourGridOptions& options)
      : tickets_(data.tickets),
        facts_(facts),
        timeline_(timeline),
        queue_limit_(options.limits.queue.count()),
        policies_(options.limits.first_reply, SlaMetric::frt, data.tickets,
                  options.priority == PromisePriority::current ? std::span<const ValueChange>() : data.priorities),
        horizon_(static_cast<std::uint32_t>(seconds_of(data.horizon.value_or(Instant{})))),
        queue_(tickets_.queue_time),
        replied_(tickets_.first_response_at),
        response_(tickets_.first_response_time) {
    const auto& limits = options.limits.first_reply;
    if (std::any_of(limits.begin(), limits.end(), [](const SlaPolicy& one) { return one.clock == Clock::business; })) {
      business_.emplace(data, nullptr, std::span<const std::uint32_t>(), options.business_hours, OpenTimeNeeds{}, 1);
    }
  }

  [[nodiscard]] Verdict of(std::uint32_t row, std::uint32_t created) const {
    if (facts_.is(TicketFacts::offered, row)) return of_queue(row);
    const SlaPolicy* const limit = policies_.of(row, created);
    if (limit == nullptr) return Verdict::no_limit;
    std::uint32_t since = created;
    std::uint32_t replied = event_instant(replied_, response_, created, row);
    if (const TicketLog* const log = timeline_.log(row)) {
      replied = log->first_reply_at;
      if (log->first_customer_at != InstantColumn::kMissing) since = log->first_customer_at;
    }
    const bool waits = replied == InstantColumn::kMissing;
    if (waits && facts_.is(TicketFacts::solved, row)) return Verdict::none;
    const auto waited = elapsed(limit->clock, row, since, waits ? horizon_ : replied);
    if (!waited || *waited < 0) return Verdict::none;
    if (*waited > limit->threshold.count()) return Verdict::late;
    return waits ? Verdict::none : Verdict::in_time;
  }

 private:
  /// Who left within the limit was not kept waiting too long, and nobody can say whether an answer would have come.
  [[nodiscard]] Verdict of_queue(std::uint32_t row) const {
    if (!queue_.has(row) || queue_[row] < 0) return Verdict::none;
    if (queue_[row] > queue_limit_) return Verdict::late;
    return facts_.is(TicketFacts::answered, row) ? Verdict::in_time : Verdict::none;
  }

  [[nodiscard]] std::optional<std::int64_t> elapsed(Clock clock, std::uint32_t row, std::uint32_t from,
                                                    std::uint32_t to) const {
    if (to < from) return std::nullopt;
    return clock == Clock::business ? business_->between(row, from, to) : std::optional<std::int64_t>(to - from);
  }

  const TicketTable& tickets_;
  const TicketFacts& facts_;
  const Timeline& timeline_;
  std::int64_t queue_limit_;
  PolicyChoice policies_;
  std::uint32_t horizon_;
  RawCells<std::int32_t> queue_;
  RawCells<std::uint32_t> replied_;
  RawCells<std::int32_t> response_;
  std::optional<BusinessTimes> business_;
};

/// Handle times, whole or the sum of their parts, as `aht` has them.
class HandleTimes {
 public:
  explicit HandleTimes(const TicketTable& tickets)
      : whole_(tickets.handle_time),
        talk_(tickets.talk_time),
        hold_(tickets.hold_time),
        after_(tickets.after_call_work_time) {}

  [[nodiscard]] std::optional<std::int64_t> of(std::size_t row) const {
    if (whole_.has(row)) return whole_[row] < 0 ? std::nullopt : std::optional<std::int64_t>(whole_[row]);
    if (!talk_.has(row)) return std::nullopt;
    const std::int64_t talk = talk_[row];
    const std::int64_t hold = hold_.or_zero(row);
    const std::int64_t after = after_.or_zero(row);
    if (talk < 0 || hold < 0 || after < 0) return std::nullopt;
    return talk + hold + after;
  }

 private:
  RawCells<std::int32_t> whole_, talk_, hold_, after_;
};

void count_contacts(const Dataset& data, const HourGridOptions& options, const LocalHours& hours, HourGrid& grid) {
  const TicketTable& tickets = data.tickets;
  TicketFacts facts(tickets);
  Timeline timeline;
  if (data.has_messages) {
    timeline = build_timeline(data, facts, index_tickets(tickets), Variants{});
    facts.add_directions(timeline.outbound_rows());
  }
  const LiveContacts live_contacts(tickets);
  const Punctuality punctuality(data, facts, timeline, options);
  const HandleTimes handle_times(tickets);
  const RawCells<std::uint32_t> created(tickets.created_at);
  const RawCells<std::int32_t> queue(tickets.queue_time);
  const std::int64_t begin = seconds_of(options.period.start);
  const std::int64_t end = seconds_of(options.period.end);
  for (std::uint32_t row = 0; row < tickets.rows; ++row) {
    if (!facts.is(TicketFacts::used, row) || created[row] < begin || created[row] >= end) continue;
    if (facts.is(TicketFacts::outbound, row)) {
      ++grid.outbound;
      continue;
    }
    HourCell& cell = cell_at(grid, hours.local(created[row]));
    const bool live = live_contacts.is_live(row) || facts.is(TicketFacts::offered, row);
    ++cell.contacts;
    cell.live += live ? 1 : 0;
    const Verdict verdict = punctuality.of(row, created[row]);
    const bool judged = verdict == Verdict::in_time || verdict == Verdict::late;
    cell.judged += judged ? 1 : 0;
    cell.late += verdict == Verdict::late ? 1 : 0;
    grid.calls_judged += judged && facts.is(TicketFacts::offered, row) ? 1 : 0;
    grid.without_limit += verdict == Verdict::no_limit ? 1 : 0;
    if (live && queue.has(row) && queue[row] >= 0) {
      grid.queue_seconds += queue[row];
      grid.abandoned += facts.is(TicketFacts::abandoned, row) ? 1 : 0;
    }
    const auto seconds = handle_times.of(row);
    if (!seconds || !facts.is(TicketFacts::handled, row)) continue;
    ++cell.handled;
    cell.handle_seconds += *seconds;
    cell.live_handled += live ? 1 : 0;
    cell.live_handle_seconds += live ? *seconds : 0;
  }
}

/// The part of the period that the data tells of, in whole local days.
Period told_part(const Dataset& data, const HourGridOptions& options) {
  const auto day = [&](Instant at) { return std::chrono::floor<std::chrono::days>(options.zone.to_local(at)); };
  Period told = options.period;
  if (data.first_event) told.start = std::max(told.start, options.zone.to_instant(day(*data.first_event)).instant);
  if (data.horizon) {
    told.end = std::min(told.end, options.zone.to_instant(day(*data.horizon) + std::chrono::days{1}).instant);
  }
  return told.start < told.end ? told : options.period;
}

/// At the queue: handling contacts or ready to, where the states of sessions tell it; else online.
void count_agents(const Dataset& data, const Period& period, const LocalHours& hours, HourGrid& grid) {
  const OnlineTimes times(data.sessions);
  const bool states = !times.handling.empty() || !times.available.empty();
  const std::int64_t begin = seconds_of(period.start);
  const std::int64_t end = seconds_of(period.end);
  const auto add = [&](const std::vector<AgentTime>& intervals) {
    for (const AgentTime& time : intervals) {
      if (time.is_sum()) {
        if (time.from >= begin && time.from < end) grid.unplaced_staffed_seconds += time.seconds;
        continue;
      }
      hours.for_each_hour(
          std::max<std::int64_t>(time.from, begin), std::min<std::int64_t>(time.to, end),
          [&](std::int64_t local, std::int64_t seconds) { cell_at(grid, local).staffed_seconds += seconds; });
    }
  };
  if (!states) return add(times.online);
  add(times.handling);
  add(times.available);
}

}  // namespace

HourCell& HourCell::operator+=(const HourCell& other) {
  seconds += other.seconds;
  contacts += other.contacts;
  live += other.live;
  judged += other.judged;
  late += other.late;
  handled += other.handled;
  handle_seconds += other.handle_seconds;
  live_handled += other.live_handled;
  live_handle_seconds += other.live_handle_seconds;
  staffed_seconds += other.staffed_seconds;
  return *this;
}

std::optional<double> HourGrid::patience() const {
  constexpr std::int64_t kFewest = 10;
  if (abandoned < kFewest || queue_seconds <= 0) return std::nullopt;
  return static_cast<double>(queue_seconds) / static_cast<double>(abandoned);
}

HourGrid count_by_hour(const Dataset& data, const HourGridOptions& options) {
  HourGrid grid;
  const LocalHours hours(options.period, options.zone);
  const Period told = told_part(data, options);
  hours.for_each_hour(seconds_of(told.start), seconds_of(told.end),
                      [&](std::int64_t local, std::int64_t seconds) { cell_at(grid, local).seconds += seconds; });
  count_contacts(data, options, hours, grid);
  grid.has_sessions = data.has_sessions;
  if (data.has_sessions) count_agents(data, told, hours, grid);
  for (const auto& weekday : grid.cells) {
    for (const HourCell& cell : weekday) grid.total += cell;
  }
  return grid;
}

}  // namespace csreport

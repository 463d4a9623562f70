#include "csreport/compute/hour_grid.hpp"

#include <string>
#include <vector>

#include "csreport/compute/day_counts.hpp"
#include "csreport/core/period.hpp"
#include "csreport/core/time_zone.hpp"
#include "support/catch.hpp"
#include "support/instants.hpp"

using namespace csreport;

namespace {

/// A ticket table row by row.
class Tickets {
 public:
  explicit Tickets(const TimeZone& zone) : zone_(zone) { classes(); }

  struct Row {
    std::string created;  ///< "2026-03-02 09:00" by the wall clock
    std::string channel_class = "waiting";
    std::optional<std::int32_t> reply_after = {};
    std::optional<std::int32_t> queue = {};
    CallOutcome outcome = CallOutcome::none;
    std::optional<std::int32_t> handle = {};
    Direction direction = Direction::inbound;
    RowState state = RowState::used;
    Status status = Status::open;
  };
  Tickets& add(const Row& row) {
    std::string text = row.created;
    const Instant at = zone_.to_instant(test::local(text.replace(10, 1, "T") + ":00")).instant;
    return add_at(at, row);
  }
  Tickets& add_at(Instant at, const Row& row) {
    TicketTable& tickets = data_.tickets;
    ++tickets.rows;
    tickets.state.push_back(row.state);
    tickets.id.push_back({tickets.rows});
    tickets.created_at.push_back(static_cast<std::uint32_t>(at.time_since_epoch().count()));
    put(tickets.first_response_time, row.reply_after);
    put(tickets.queue_time, row.queue);
    put(tickets.handle_time, row.handle);
    tickets.outcome.push_back(row.outcome);
    tickets.direction.push_back(row.direction);
    tickets.status.push_back(row.status);
    Dimension& by_class = tickets.dimensions.back();
    by_class.codes.push_back(by_class.names.intern(row.channel_class));
    if (!data_.first_event || at < *data_.first_event) data_.first_event = at;
    if (!data_.horizon || at > *data_.horizon) data_.horizon = at;
    return *this;
  }
  Dataset& data() { return data_; }

 private:
  void classes() {
    data_.has_tickets = true;
    data_.tickets.dimensions.push_back({.id = std::string(kChannelClass)});
  }
  static void put(DurationColumn& column, std::optional<std::int32_t> cell) {
    if (cell) {
      column.push_back(*cell);
    } else {
      column.push_missing();
    }
  }

  TimeZone zone_;
  Dataset data_;
};

HourGridOptions week_of(const std::string& label, const TimeZone& zone) {
  PeriodContext context;
  context.zone = zone;
  return {.period = resolve_period(label, context).period, .zone = zone};
}

constexpr std::size_t kMonday = 0;
constexpr std::size_t kSunday = 6;

}  // namespace

TEST_CASE("contacts are counted at their hour and weekday of the report's zone", "[hours]") {
  const TimeZone zone = TimeZone::load("America/New_York");
  Tickets tickets(zone);
  tickets.add({.created = "2026-03-02 00:00"})
      .add({.created = "2026-03-02 09:59", .channel_class = "live", .handle = 60})
      .add({.created = "2026-03-08 23:30"})
      .add({.created = "2026-03-09 00:00"})
      .add({.created = "2026-03-02 09:00", .direction = Direction::outbound})
      .add({.created = "2026-03-02 09:00", .state = RowState::spam});
  const HourGrid grid = count_by_hour(tickets.data(), week_of("2026-W10", zone));
  CHECK(grid.cells[kMonday][0].contacts == 1);
  CHECK(grid.cells[kMonday][9].contacts == 1);
  CHECK(grid.cells[kMonday][9].live == 1);
  CHECK(grid.cells[kMonday][9].live_handle_seconds == 60);
  CHECK(grid.cells[kSunday][23].contacts == 1);
  CHECK(grid.total.contacts == 3);
  CHECK(grid.total.handled == 1);
  CHECK(grid.outbound == 1);
}

TEST_CASE("an hour that the clock skips has no time, one that comes twice has two hours", "[hours]") {
  const TimeZone zone = TimeZone::load("America/New_York");
  Tickets tickets(zone);
  const HourGrid spring = count_by_hour(tickets.data(), week_of("2026-W10", zone));
  CHECK(spring.cells[kSunday][2].seconds == 0);
  CHECK(spring.cells[kSunday][3].seconds == 3600);
  CHECK(spring.total.seconds == 167 * 3600);
  tickets.add({.created = "2026-10-26 09:00"});
  tickets.add_at(Instant{Seconds{1'793'511'000}}, {});  // 2026-11-01 01:30 before and after the change
  tickets.add_at(Instant{Seconds{1'793'511'000 + 3600}}, {});
  const HourGrid autumn = count_by_hour(tickets.data(), week_of("2026-W44", zone));
  CHECK(autumn.cells[kSunday][1].seconds == 7200);
  CHECK(autumn.cells[kSunday][1].contacts == 2);
  CHECK(autumn.total.seconds == 169 * 3600);
}

TEST_CASE("days that the data does not reach are in no average", "[hours]") {
  const TimeZone zone = TimeZone::load("Europe/Riga");
  Tickets tickets(zone);
  tickets.add({.created = "2026-11-01 23:00"}).add({.created = "2026-11-15 00:30"});
  const HourGrid unfinished = count_by_hour(tickets.data(), week_of("2026-11", zone));
  const HourGrid told = count_by_hour(tickets.data(), week_of("2026-11-01..2026-11-15", zone));
  CHECK(unfinished.cells == told.cells);
  CHECK(unfinished.total.seconds == 15 * 24 * 3600);
  CHECK(unfinished.cells[kSunday][9].seconds == 3 * 3600);
  CHECK(unfinished.cells[kMonday][9].seconds == 2 * 3600);
}

TEST_CASE("days before the data begins are in no average", "[hours]") {
  const TimeZone zone = TimeZone::utc();
  Tickets tickets(zone);
  tickets.add({.created = "2026-11-16 12:00"}).add({.created = "2026-12-03 12:00"});
  const HourGrid grid = count_by_hour(tickets.data(), week_of("2026-11", zone));
  CHECK(grid.total.seconds == 15 * 24 * 3600);
  CHECK(grid.total.contacts == 1);
  // A period of which the data knows nothing at all is one of empty hours.
  CHECK(count_by_hour(tickets.data(), week_of("2026-09", zone)).total.seconds == 30 * 24 * 3600);
}

TEST_CASE("agents who are planned for days to come count in no average", "[hours]") {
  const TimeZone zone = TimeZone::utc();
  Tickets tickets(zone);
  tickets.add({.created = "2026-03-02 09:00"}).add({.created = "2026-03-03 09:00"});
  SessionTable& sessions = tickets.data().sessions;
  tickets.data().has_sessions = true;
  const HourGridOptions options = week_of("2026-W10", zone);
  const std::int64_t monday = options.period.start.time_since_epoch().count();
  for (const std::int64_t day : {0, 1, 2, 6}) {
    ++sessions.rows;
    sessions.state.push_back(RowState::used);
    sessions.agent.push_back(1);
    sessions.start.push_back(static_cast<std::uint32_t>(monday + (day * 24 + 9) * 3600));
    sessions.end.push_back(static_cast<std::uint32_t>(monday + (day * 24 + 10) * 3600));
    sessions.activity.push_back(AgentState::available);
  }
  CHECK(count_by_hour(tickets.data(), options).total.staffed_seconds == 2 * 3600);
}

TEST_CASE("in a zone of half hours an hour is the wall clock's", "[hours]") {
  const TimeZone zone = TimeZone::load("Asia/Kolkata");
  Tickets tickets(zone);
  tickets.add({.created = "2026-03-02 09:15"}).add({.created = "2026-03-08 20:00"});
  const HourGrid grid = count_by_hour(tickets.data(), week_of("2026-W10", zone));
  CHECK(grid.cells[kMonday][9].contacts == 1);
  CHECK(grid.cells[kMonday][0].seconds == 3600);
  CHECK(grid.total.seconds == 168 * 3600);
}

TEST_CASE("what was answered late is judged by the queue or by the first reply", "[hours]") {
  const TimeZone zone = TimeZone::utc();
  Tickets tickets(zone);
  const auto call = [](const char* at, std::int32_t queue, CallOutcome outcome) {
    return Tickets::Row{.created = at, .channel_class = "live", .queue = queue, .outcome = outcome};
  };
  tickets
      .add(call("2026-03-02 09:00", 20, CallOutcome::answered))        // in time
      .add(call("2026-03-02 09:01", 21, CallOutcome::answered))        // late
      .add(call("2026-03-02 09:02", 30, CallOutcome::abandoned))       // late
      .add(call("2026-03-02 09:03", 5, CallOutcome::abandoned))        // nobody can say
      .add({.created = "2026-03-02 09:04", .reply_after = 3600})       // in time
      .add({.created = "2026-03-02 09:05", .reply_after = 3601})       // late
      .add({.created = "2026-03-02 09:06"})                            // waits for more than an hour: late
      .add({.created = "2026-03-02 09:30"})                            // may still be answered in time
      .add({.created = "2026-03-02 09:08", .status = Status::solved})  // without a reply
      .add({.created = "2026-03-02 10:20", .reply_after = 10});
  HourGridOptions options = week_of("2026-W10", zone);
  const HourGrid calls_only = count_by_hour(tickets.data(), options);
  CHECK(calls_only.total.judged == 3);
  CHECK(calls_only.total.late == 2);
  CHECK(calls_only.abandoned == 2);
  CHECK(calls_only.queue_seconds == 76);
  CHECK_FALSE(calls_only.patience().has_value());
  CHECK(calls_only.calls_judged == 3);
  CHECK(calls_only.without_limit == 6);
  options.limits.first_reply = {{.threshold = Seconds{3600}}};
  const HourGrid all = count_by_hour(tickets.data(), options);
  CHECK(all.cells[kMonday][9].judged == 6);
  CHECK(all.cells[kMonday][9].late == 4);
  CHECK(all.cells[kMonday][10].judged == 1);
  CHECK(all.calls_judged == 3);
  CHECK(all.without_limit == 0);
}

TEST_CASE("each contact is judged by the first limit that holds for its channel and priority", "[hours]") {
  const TimeZone zone = TimeZone::utc();
  Tickets tickets(zone);
  tickets.add({.created = "2026-03-02 09:00", .reply_after = 90})
      .add({.created = "2026-03-02 09:00", .reply_after = 90})
      .add({.created = "2026-03-02 09:00", .reply_after = 4000})
      .add({.created = "2026-03-02 09:00", .reply_after = 4000})
      .add({.created = "2026-03-08 09:00", .reply_after = 10});
  Dataset& data = tickets.data();
  Dimension channel{.id = "channel"}, priority{.id = "priority"};
  for (const char* name : {"Chat", "Email", "Email", "Email", "Phone"}) {
    channel.codes.push_back(channel.names.intern(name));
  }
  for (const char* name : {"low", "low", "high", "low", "low"}) priority.codes.push_back(priority.names.intern(name));
  data.tickets.dimensions.push_back(channel);
  data.tickets.dimensions.push_back(priority);
  HourGridOptions options = week_of("2026-W10", zone);
  options.limits.first_reply = {{.channel = "chat", .threshold = Seconds{60}},
                                {.priority = "high", .threshold = Seconds{3600}},
                                {.channel = "email", .threshold = Seconds{4 * 3600}}};
  const HourGrid grid = count_by_hour(data, options);
  CHECK(grid.total.judged == 4);
  CHECK(grid.total.late == 2);  // the chat, and the urgent mail
  CHECK(grid.without_limit == 1);
  options.limits.first_reply.push_back({.threshold = Seconds{5}});
  CHECK(count_by_hour(data, options).total.late == 3);
}

TEST_CASE("by the business clock the night is not late", "[hours]") {
  const TimeZone zone = TimeZone::utc();
  Tickets tickets(zone);
  tickets
      .add({.created = "2026-03-02 18:00", .reply_after = 15 * 3600 + 1800})  // 09:30, half an hour open
      .add({.created = "2026-03-02 10:00", .reply_after = 7200})
      .add({.created = "2026-03-04 10:00", .reply_after = 10});
  HourGridOptions options = week_of("2026-W10", zone);
  options.limits.first_reply = {{.threshold = Seconds{3600}, .clock = Clock::business}};
  Schedule office{.name = "office", .zone = zone};
  for (unsigned day = 0; day < 5; ++day) {
    office.week[day + 1] = {{.begin = Seconds{9 * 3600}, .end = Seconds{17 * 3600}}};
  }
  options.business_hours = {.schedules = {office}, .choice = {.schedule = "office"}};
  const HourGrid grid = count_by_hour(tickets.data(), options);
  CHECK(grid.total.judged == 3);
  CHECK(grid.total.late == 1);
  CHECK(grid.cells[kMonday][10].late == 1);
}

TEST_CASE("agents' hours come from their sessions, cut to the period", "[hours]") {
  const TimeZone zone = TimeZone::utc();
  Tickets tickets(zone);
  SessionTable& sessions = tickets.data().sessions;
  tickets.data().has_sessions = true;
  const auto session = [&](std::uint32_t agent, std::int64_t from, std::int64_t to, AgentState state) {
    ++sessions.rows;
    sessions.state.push_back(RowState::used);
    sessions.agent.push_back(agent);
    sessions.start.push_back(static_cast<std::uint32_t>(from));
    sessions.end.push_back(static_cast<std::uint32_t>(to));
    sessions.activity.push_back(state);
  };
  const HourGridOptions options = week_of("2026-W10", zone);
  const std::int64_t monday = options.period.start.time_since_epoch().count();
  session(1, monday - 3600, monday + 1800, AgentState::available);  // half an hour of the week
  session(1, monday + 9 * 3600, monday + 11 * 3600, AgentState::handling);
  session(2, monday + 10 * 3600, monday + 11 * 3600, AgentState::available);
  session(2, monday + 11 * 3600, monday + 12 * 3600, AgentState::not_ready);
  const HourGrid grid = count_by_hour(tickets.data(), options);
  CHECK(grid.has_sessions);
  CHECK(grid.cells[kMonday][0].staffed_seconds == 1800);
  CHECK(grid.cells[kMonday][9].staffed_seconds == 3600);
  CHECK(grid.cells[kMonday][10].staffed_seconds == 7200);
  CHECK(grid.cells[kMonday][11].staffed_seconds == 0);
  CHECK(grid.total.staffed_seconds == 1800 + 3 * 3600);
}

TEST_CASE("patience is the waiting of all for each who left", "[hours]") {
  HourGrid grid;
  grid.queue_seconds = 2000;
  grid.abandoned = 20;
  CHECK(grid.patience() == 100);
  grid.abandoned = 9;
  CHECK_FALSE(grid.patience().has_value());
}

TEST_CASE("days are the zone's, and empty ones between are there", "[hours]") {
  const TimeZone zone = TimeZone::load("America/New_York");
  Tickets tickets(zone);
  tickets.add({.created = "2026-03-07 23:59"})
      .add({.created = "2026-03-08 00:00"})
      .add({.created = "2026-03-08 23:59"})
      .add({.created = "2026-03-10 00:00"})
      .add({.created = "2026-03-10 12:00", .state = RowState::spam});
  const DayCounts days = count_by_day(tickets.data(), zone);
  CHECK(days.created == std::vector<std::int64_t>{1, 2, 0, 1});
  CHECK(std::chrono::year_month_day{days.first} ==
        std::chrono::year_month_day{std::chrono::year{2026}, std::chrono::March, std::chrono::day{7}});
  const Dataset nothing;
  CHECK(count_by_day(nothing, zone).created.empty());
}

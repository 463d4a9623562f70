// The business clock of the whole stage on random tickets of several teams, against a walk over the open stretches for
// each ticket by itself.
#include <algorithm>
#include <random>

#include "csreport/compute/compute.hpp"
#include "csreport/core/error.hpp"
#include "csreport/render/words.hpp"
#include "support/catch.hpp"

using namespace csreport;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t kDay = 86400;
constexpr std::uint32_t kStart = 2900 * 7 * kDay;

Dataset random_tickets(std::mt19937_64& random, std::size_t rows) {
  Dataset data;
  data.has_tickets = true;
  TicketTable& tickets = data.tickets;
  tickets.rows = rows;
  Dimension& team = tickets.dimensions.emplace_back();
  team.id = "team";
  for (const char* name : {"Day", "Night", "Other"}) team.names.intern(name);
  team.codes.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    team.codes.set(row, static_cast<std::uint32_t>(random() % 4));
    const auto created = static_cast<std::uint32_t>(kStart + random() % (20 * kDay));
    tickets.state.push_back(random() % 9 == 0 ? RowState::spam : RowState::used);
    tickets.created_at.push_back(created);
    const auto reply = created + static_cast<std::uint32_t>(random() % (2 * kDay)) - 60;
    random() % 5 == 0 ? tickets.first_response_at.push_missing() : tickets.first_response_at.push_back(reply);
    const auto solved = created + static_cast<std::uint32_t>(random() % (9 * kDay));
    random() % 4 == 0 ? tickets.solved_at.push_missing() : tickets.solved_at.push_back(solved);
  }
  data.first_event = to_instant(kStart);
  data.horizon = to_instant(kStart + 30 * kDay);
  return data;
}

ComputeOptions business_options() {
  ComputeOptions options;
  options.current = {.start = to_instant(kStart + 5 * kDay), .end = to_instant(kStart + 25 * kDay), .label = "now"};
  Schedule day{.name = "day", .zone = TimeZone::load("America/New_York")};
  for (std::size_t i = 1; i <= 5; ++i) day.week[i] = {{9h, 12h}, {13h, 17h}};
  Schedule night{.name = "night", .zone = TimeZone::load("Asia/Kolkata")};
  for (std::size_t i = 0; i < 7; ++i) night.week[i] = {{22h, 6h}};
  options.business_hours.schedules = {day, night};
  options.business_hours.choice = {.schedule = "", .by = "team", .by_value = {{"DAY", "day"}, {"night", "night"}}};
  options.variants.clock = Clock::business;
  return options;
}

/// Of one ticket; nothing when its team has no schedule.
std::optional<std::int64_t> plain_open_time(const Dataset& data, const BusinessHours& hours, std::size_t row,
                                            std::uint32_t end) {
  const std::uint32_t code = data.tickets.dimensions[0].codes[row];
  if (code != 1 && code != 2) return std::nullopt;
  std::int64_t sum = 0;
  for (const OpenStretch& stretch :
       open_stretches(hours.schedules[code - 1], to_instant(*data.tickets.created_at[row]), to_instant(end))) {
    sum += (stretch.end - stretch.begin).count();
  }
  return sum;
}

const MetricSnapshot& metric_of(const Snapshot& snapshot, std::string_view id) {
  return *std::find_if(snapshot.metrics.begin(), snapshot.metrics.end(),
                       [&](const MetricSnapshot& metric) { return metric.row->id == id; });
}

std::int64_t excluded(const MetricValue& value, std::string_view reason) {
  for (const ExcludedCount& count : value.excluded) {
    if (count.reason == reason) return count.n;
  }
  return 0;
}

}  // namespace

TEST_CASE("times by the business clock are those of a walk over the open hours, with any number of threads") {
  constexpr unsigned kSeed = 20261126;
  std::mt19937_64 random(kSeed);
  for (const std::size_t rows : {std::size_t{3}, std::size_t{700}, std::size_t{5000}}) {
    const Dataset data = random_tickets(random, rows);
    ComputeOptions options = business_options();
    options.threads = rows > 1000 ? 3 : 1;
    const Snapshot snapshot = compute(data, options);
    for (const std::string id : {"frt", "resolution_time", "share_within_120s"}) {
      INFO("seed " << kSeed << ", " << rows << " rows, " << id);
      std::vector<double> values;
      std::int64_t without_schedule = 0, by_calendar = 0;
      for (std::size_t row = 0; row < rows; ++row) {
        const TicketTable& tickets = data.tickets;
        const auto end = id == "resolution_time" ? tickets.solved_at[row] : tickets.first_response_at[row];
        if (tickets.state[row] != RowState::used || !end || *end < *tickets.created_at[row]) continue;
        if (!options.current.contains(to_instant(*end))) continue;
        ++by_calendar;
        const auto open = plain_open_time(data, options.business_hours, row, *end);
        open ? values.push_back(static_cast<double>(*open)) : void(++without_schedule);
      }
      const MetricSnapshot& metric = metric_of(snapshot, id);
      CHECK(metric.current.n == static_cast<std::int64_t>(values.size()));
      CHECK(excluded(metric.current, "no_schedule") == without_schedule);
      REQUIRE(metric.other_clock);
      CHECK(metric.other_clock->clock == Clock::calendar);
      CHECK(metric.other_clock->current.n == by_calendar);
      if (values.empty()) continue;
      if (id == "share_within_120s") {
        const auto within = std::count_if(values.begin(), values.end(), [](double value) { return value <= 120; });
        CHECK(metric.current.numerator == static_cast<double>(within));
        continue;
      }
      std::sort(values.begin(), values.end());
      const double low = values[(values.size() - 1) / 2];
      CHECK(metric.current.value == low + 0.5 * (values[values.size() / 2] - low));
      CHECK(metric.current.stats->max == values.back());
    }
  }
}

TEST_CASE("both clocks stand beside each other and say the same of each other") {
  std::mt19937_64 random(7);
  const Dataset data = random_tickets(random, 900);
  ComputeOptions options = business_options();
  const Snapshot business = compute(data, options);
  options.variants.clock = Clock::calendar;
  const Snapshot calendar = compute(data, options);
  options.business_hours = {};
  const Snapshot alone = compute(data, options);
  for (std::size_t i = 0; i < business.metrics.size(); ++i) {
    INFO(business.metrics[i].row->id);
    const MetricSnapshot &a = business.metrics[i], &b = calendar.metrics[i], &c = alone.metrics[i];
    REQUIRE(a.other_clock.has_value() == b.other_clock.has_value());
    CHECK_FALSE(c.other_clock);
    if (b.row->id == "contacts_per_business_day") continue;  // no clock's: of what the schedules say of days
    CHECK(b.current.value == c.current.value);
    CHECK(b.current.n == c.current.n);
    if (!a.other_clock) continue;
    CHECK(a.other_clock->current.value == b.current.value);
    CHECK(b.other_clock->current.value == a.current.value);
    CHECK(b.other_clock->current.n == a.current.n);
    CHECK(b.other_clock->variant == a.variant);
  }
}

TEST_CASE("a column that chooses schedules and is not there is an error, a value that no ticket has a warning") {
  std::mt19937_64 random(8);
  const Dataset data = random_tickets(random, 50);
  ComputeOptions options = business_options();
  options.business_hours.choice.by_value["Dya"] = "day";
  const Snapshot snapshot = compute(data, options);
  CHECK(std::any_of(snapshot.warnings.begin(), snapshot.warnings.end(), [](const Warning& warning) {
    return warning.code == "unknown_business_hours_value" && in_words(warning.text).find("'Dya'") != std::string::npos;
  }));
  options.business_hours.choice.by = "brand";
  CHECK_THROWS_AS(compute(data, options), Error);
}

// The kernels of the compute stage on invented columns: places of instants, chains of contacts, values by cell,
// percentiles by selection, the fold of groups, and the loop over tickets with one metric. All on one thread;
// bench/compute_bench has the whole stage.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "compute/binned_values.hpp"
#include "compute/cell_lists.hpp"
#include "compute/contacts.hpp"
#include "compute/fold.hpp"
#include "compute/observe.hpp"
#include "compute/slots.hpp"

using namespace csreport;

namespace {

constexpr std::size_t kRows = 256 * 1024;
constexpr std::uint32_t kStart = 1'751'846'400;  // Monday 2025-07-07
constexpr std::uint32_t kDay = 86'400;
constexpr std::uint32_t kWeeks = 26;
constexpr std::uint32_t kChannels = 6;

/// What the default report asks for: 26 weeks, of which the last is compared with the one before.
ComputeOptions weeks() {
  ComputeOptions options;
  for (std::uint32_t week = 0; week < kWeeks; ++week) {
    const Instant start = to_instant(kStart + week * 7 * kDay);
    options.trend.push_back({.start = start, .end = start + std::chrono::weeks{1}, .grain = Grain::week, .label = "w"});
  }
  options.current = options.trend[kWeeks - 1];
  options.previous = options.trend[kWeeks - 2];
  return options;
}

/// A minute to some weeks; short ones are the rule.
std::uint32_t duration(std::mt19937_64& random) {
  const std::uint64_t bits = random();
  return 60 + (static_cast<std::uint32_t>(bits & 0x1FFFFF) >> (bits >> 60));
}
std::vector<std::uint32_t> durations(std::size_t n) {
  std::mt19937_64 random(4);
  std::vector<std::uint32_t> values(n);
  std::generate(values.begin(), values.end(), [&] { return duration(random); });
  return values;
}

/// In order of creation but for a few; a third as many people as tickets.
void fill(Dataset& data) {
  std::mt19937_64 random(4);
  TicketTable& tickets = data.tickets;
  data.has_tickets = true;
  tickets.rows = kRows;
  tickets.state.assign(kRows, RowState::used);
  Dimension& channel = tickets.dimensions.emplace_back();
  channel.id = "channel";
  for (const char* name : {"email", "chat", "phone", "web", "social"}) channel.names.intern(name);
  std::vector<std::uint32_t> people(kRows / 3);
  for (std::size_t i = 0; i < people.size(); ++i)
    people[i] = tickets.requesters.intern("customer" + std::to_string(i) + "@mail.example");
  constexpr std::uint64_t kStep = std::uint64_t{kWeeks} * 7 * kDay * 1024 / kRows;  // in 1024ths of a second
  for (std::size_t row = 0; row < kRows; ++row) {
    const auto late = static_cast<std::uint32_t>(random() % 100 == 0 ? random() % kDay : 0);
    const std::uint32_t created = kStart + static_cast<std::uint32_t>(row * kStep / 1024) + late;
    tickets.id.push_back(Key{row + 1});
    tickets.created_at.push_back(created);
    random() % 8 == 0 ? tickets.first_response_at.push_missing()
                      : tickets.first_response_at.push_back(created + duration(random));
    random() % 8 == 0 ? tickets.solved_at.push_missing() : tickets.solved_at.push_back(created + duration(random));
    tickets.requester.push_back(people[random() % people.size()]);
    channel.codes.push_back(static_cast<std::uint32_t>(1 + random() % (kChannels - 1)));
  }
  data.first_event = to_instant(kStart);
  data.horizon = to_instant(kStart + kWeeks * 7 * kDay);
}
/// The same for all, made by the first one that asks.
const Dataset& dataset() {
  static const Dataset data = [] {
    Dataset made;
    fill(made);
    return made;
  }();
  return data;
}

void count(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

void places(benchmark::State& state) {
  const Slots slots(weeks());
  const auto instants = dataset().tickets.created_at.raw();
  std::vector<Place> found(instants.size());
  for (auto _ : state) {
    for (std::size_t i = 0; i < instants.size(); ++i) found[i] = slots.place_of(instants[i]);
    benchmark::DoNotOptimize(found.data());
    benchmark::ClobberMemory();
  }
  count(state, instants.size());
}
BENCHMARK(places)->Name("compute/places");

void contact_chains(benchmark::State& state) {
  const TicketTable& tickets = dataset().tickets;
  const TicketFacts facts(tickets);
  const Matters matters(tickets, std::vector<std::string>{"category"});
  for (auto _ : state) {
    const auto chains =
        chain_contacts(tickets, facts, matters, std::chrono::days{7}, *dataset().horizon, /*threads=*/1);
    benchmark::DoNotOptimize(chains.data());
  }
  count(state, tickets.rows);
}
BENCHMARK(contact_chains)->Name("compute/contact_chains")->Unit(benchmark::kMillisecond);

void values_by_cell(benchmark::State& state) {
  constexpr std::size_t kCells = std::size_t{kWeeks} * kChannels;
  const auto values = durations(kRows);
  std::mt19937_64 random(5);
  std::vector<std::uint32_t> cells(kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    cells[i] = static_cast<std::uint32_t>(i * kWeeks / kRows * kChannels + random() % kChannels);
  }
  for (auto _ : state) {
    CellLists lists(kCells, kRows);
    for (std::size_t i = 0; i < kRows; ++i) lists.add_if(values[i] != 0, cells[i], values[i]);
    benchmark::DoNotOptimize(lists.of(0).data());
  }
  count(state, kRows);
}
BENCHMARK(values_by_cell)->Name("compute/values_by_cell");

/// The median and one more percentile of one cell: below the limit, a week of a group, a week of all, everything.
void percentiles(benchmark::State& state) {
  const auto values = durations(static_cast<std::size_t>(state.range(0)));
  const std::array parts = {ValueParts{values}};
  constexpr std::array<std::uint32_t, 1> kCell = {0};
  for (auto _ : state) {
    BinnedValues binned(parts);
    benchmark::DoNotOptimize(binned.quantile(kCell, 0.5));
    benchmark::DoNotOptimize(binned.quantile(kCell, 0.9));
  }
  count(state, values.size());
}
BENCHMARK(percentiles)->Name("compute/percentiles")->ArgName("values")->Arg(300)->Arg(6'000)->Arg(40'000)->Arg(kRows);

/// The values of one period, sorted once, and all statistics of each group.
void group_fold(benchmark::State& state) {
  constexpr std::size_t kValues = 40'000;
  const auto groups = static_cast<std::uint32_t>(state.range(0));
  const auto whole = durations(kValues);
  const std::vector<double> values(whole.begin(), whole.end());
  std::mt19937_64 random(6);
  std::vector<std::uint32_t> codes(kValues);
  for (std::uint32_t& code : codes) code = static_cast<std::uint32_t>(random() % groups);
  const MetricRow& metric = *find_metric("frt");
  for (auto _ : state) {
    const PeriodFold fold(metric, values);
    benchmark::DoNotOptimize(fold.by_code(codes, groups).values.data());
  }
  count(state, kValues);
}
BENCHMARK(group_fold)->Name("compute/group_fold")->ArgName("groups")->Arg(1)->Arg(8)->Arg(200);

/// What all metrics share stays outside the clock; sums by week and channel, and the values of two weeks.
void ticket_loop(benchmark::State& state) {
  const Dataset& data = dataset();
  const ComputeOptions options = weeks();
  const Slots slots(options);
  const std::array series = {data.tickets.dimension("channel")};
  const CellMap map(slots, series);
  const std::array metric = {find_metric("frt")};
  const Evidence evidence(data, options, map, metric);
  std::int64_t seen = 0;
  for (auto _ : state) {
    Observations out(*metric[0], data, map, series, Subjects::Kind::tickets, {});
    observe(*metric[0], evidence, out);
    out.finish();
    seen = static_cast<std::int64_t>(out.compared(slots.current()).values.size());
    benchmark::DoNotOptimize(seen);
  }
  if (seen == 0) state.SkipWithError("no ticket was observed");
  count(state, data.tickets.rows);
}
BENCHMARK(ticket_loop)->Name("compute/ticket_loop");

}  // namespace

// The shared dictionary, by the batch as the decoders of people and ids ask it: with all texts known, and with all of
// them new, growth included. The business clock beside the calendar clock, over the times of a million tickets.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csreport/core/business_hours.hpp"
#include "csreport/core/shared_dictionary.hpp"

using namespace csreport;

namespace {

constexpr std::size_t kBatch = 512;

/// E-mail addresses in no order, each once.
class Addresses {
 public:
  explicit Addresses(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) texts_.push_back("customer" + std::to_string(i) + "@mail.example");
    std::mt19937_64 random(3);
    for (std::size_t i = count; i > 1; --i) std::swap(texts_[i - 1], texts_[random() % i]);
    views_.assign(texts_.begin(), texts_.end());
    bytes_ = 0;
    for (const std::string& text : texts_) bytes_ += text.size();
  }

  void intern(SharedDictionary& dictionary) const {
    std::array<std::uint32_t, kBatch> codes;
    for (std::size_t at = 0; at < views_.size(); at += kBatch) {
      const auto texts = std::span(views_).subspan(at, std::min(kBatch, views_.size() - at));
      dictionary.intern(texts, std::span(codes).first(texts.size()));
      benchmark::DoNotOptimize(codes.data());
    }
  }
  void count(benchmark::State& state) const {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(views_.size()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes_));
  }

 private:
  std::vector<std::string> texts_;
  std::vector<std::string_view> views_;
  std::size_t bytes_ = 0;
};

void known_texts(benchmark::State& state) {
  const Addresses addresses(static_cast<std::size_t>(state.range(0)));
  SharedDictionary dictionary;
  addresses.intern(dictionary);
  for (auto _ : state) addresses.intern(dictionary);
  addresses.count(state);
}

void new_texts(benchmark::State& state) {
  const Addresses addresses(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    SharedDictionary dictionary;
    addresses.intern(dictionary);
  }
  addresses.count(state);
}

/// Tickets of two years in the order of their creation, each answered within four days.
struct TicketTimes {
  std::vector<Instant> created, answered;
  Instant begin{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}};
  Instant end = begin + std::chrono::days{730};

  explicit TicketTimes(std::size_t count) {
    std::mt19937_64 random(5);
    for (std::size_t i = 0; i < count; ++i) {
      created.push_back(begin + Seconds{static_cast<std::int64_t>(random() % (726 * 86'400))});
    }
    std::sort(created.begin(), created.end());
    for (const Instant time : created)
      answered.push_back(time + Seconds{static_cast<std::int64_t>(random() % 345'600)});
  }
};

/// Two intervals a day in a zone with clock changes.
BusinessClock office_clock(const TicketTimes& times) {
  using namespace std::chrono_literals;
  Schedule office{.name = "office", .zone = TimeZone::load("Europe/Riga")};
  for (std::size_t day = 1; day <= 5; ++day) office.week[day] = {{9h, 12h}, {13h, 17h}};
  return {office, times.begin, times.end};
}

/// One duration a ticket, as the metrics want it.
template <typename Measure>
void measure_all(benchmark::State& state, const TicketTimes& times, const Measure& measure) {
  std::vector<std::int32_t> durations(times.created.size());
  for (auto _ : state) {
    for (std::size_t i = 0; i < durations.size(); ++i) {
      durations[i] = static_cast<std::int32_t>(measure(times.created[i], times.answered[i]).count());
    }
    benchmark::DoNotOptimize(durations.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(durations.size()));
}

void calendar_clock(benchmark::State& state) {
  const TicketTimes times(static_cast<std::size_t>(state.range(0)));
  measure_all(state, times, [](Instant from, Instant to) { return to - from; });
}

void business_clock(benchmark::State& state) {
  const TicketTimes times(static_cast<std::size_t>(state.range(0)));
  const BusinessClock clock = office_clock(times);
  measure_all(state, times, [&](Instant from, Instant to) { return clock.business_time(from, to); });
}

void business_clock_table(benchmark::State& state) {
  const TicketTimes times(0);
  for (auto _ : state) benchmark::DoNotOptimize(office_clock(times));
}

BENCHMARK(calendar_clock)->Name("core/calendar_clock")->ArgName("tickets")->Arg(1'000'000);
BENCHMARK(business_clock)->Name("core/business_clock")->ArgName("tickets")->Arg(1'000'000);
BENCHMARK(business_clock_table)->Name("core/business_clock_table_of_two_years");

// In the second cache, and in none.
BENCHMARK(known_texts)->Name("core/shared_dictionary_known")->ArgName("texts")->Arg(4'000)->Arg(300'000);
BENCHMARK(new_texts)->Name("core/shared_dictionary_new")->ArgName("texts")->Arg(4'000)->Arg(300'000);

}  // namespace

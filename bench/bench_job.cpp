// The bench job: one row for each ISO week (UTC) and channel with the numbers that the bench of all
// peers defines, by the library's own reader, columns and kernels. Its weeks, its zone and its rule for repeats are
// the bench's own, and its metrics are rows that only this program knows. Prints CSV to standard output.
//
//   bench_job FILE [THREADS] [--times]      --times: what reading and computing took, to standard error

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "compute/observe.hpp"
#include "compute/ticket_loop.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/parallel.hpp"
#include "csreport/normalise/normalise.hpp"
#include "fmt/format.h"

using namespace csreport;

namespace {

enum Job : std::size_t { frt, res, hnd, csat, nps, ces, offered, repeat, kJobs };

constexpr std::array<MetricRow, kJobs> kRows = {{
    {.id = "frt", .population = Population::tickets, .measure = Measure::first_response_time},
    {.id = "res", .population = Population::tickets, .measure = Measure::resolution_time},
    {.id = "hnd", .population = Population::tickets, .measure = Measure::handle_time},
    {.id = "csat", .population = Population::csat_answers, .measure = Measure::is_satisfied},
    {.id = "nps", .population = Population::nps_answers, .measure = Measure::nps_class},
    {.id = "ces", .population = Population::ces_answers, .measure = Measure::ces_score},
    {.id = "offered", .population = Population::offered_calls, .measure = Measure::was_abandoned},
    {.id = "repeat", .population = Population::tickets, .measure = Measure::one},
}};

constexpr Seconds kWeek = std::chrono::weeks{1};

/// Monday 00:00 UTC; 1970-01-01 was a Thursday.
Instant week_of(Instant instant) {
  constexpr Instant kMonday{std::chrono::days{4}};
  return kMonday + (instant - kMonday) / kWeek * kWeek;
}

std::string week_name(Instant monday) {
  const auto thursday = std::chrono::floor<std::chrono::days>(monday) + std::chrono::days{3};
  const auto year = std::chrono::year_month_day(thursday).year();
  const auto week = (thursday - std::chrono::sys_days{year / 1 / 1}).count() / 7 + 1;
  return fmt::format("{}-W{:02}", static_cast<int>(year), week);
}

/// All weeks with a creation, as the trend.
ComputeOptions weeks_of(const TicketTable& tickets, unsigned threads) {
  ComputeOptions options;
  options.threads = threads;
  options.variants.anchor = AnchorChoice::created;
  const auto created = tickets.created_at.raw();
  if (created.empty()) return options;
  const auto [first, last] = std::minmax_element(created.begin(), created.end());
  for (Instant week = week_of(to_instant(*first)); week <= to_instant(*last); week += kWeek) {
    options.trend.push_back({.start = week, .end = week + kWeek, .grain = Grain::week, .label = week_name(week)});
  }
  return options;  // no current period: nothing is compared
}

/// Followed by another ticket of the same requester, in the order of (created_at, ticket_id), within a week.
std::vector<ContactFacts> find_repeats(const TicketTable& tickets, const TicketFacts& known, unsigned threads) {
  return chain_contacts({.requester = tickets.requester,
                         .requesters = tickets.requesters.size(),
                         .bits = known.bits(),
                         .created = tickets.created_at.raw(),
                         .window_begin = tickets.created_at.raw(),
                         .window = kWeek,
                         .same_second_follows = true,
                         .rank = tickets.id},
                        threads);
}

/// Every measure by week and channel.
class Answers {
 public:
  Answers(const Dataset& data, unsigned threads)
      : data_(data),
        options_(weeks_of(data.tickets, threads)),
        slots_(options_),
        channel_(data.tickets.dimension("channel")),
        series_(channel_ == nullptr ? std::vector<const Dimension*>{} : std::vector{channel_}),
        map_(slots_, series_) {
    std::vector<const MetricRow*> rows;
    for (const MetricRow& row : kRows) rows.push_back(&row);
    evidence_.emplace(data, options_, map_, rows);
    repeats_ = find_repeats(data.tickets, evidence_->facts(), threads);
    run_parallel(threads, kJobs, [&](std::size_t job) { observe_job(job); });
  }

  void print() const {
    fmt::print("week,channel,n");
    for (const char* times : {"frt", "res", "hnd"}) fmt::print(",{0}_n,{0}_mean,{0}_median,{0}_p90", times);
    fmt::print(",csat_n,csat_pct,nps_n,nps,ces_n,ces_mean,offered_n,abandon_pct,repeat_n,fcr_pct\n");
    for (std::size_t week = 0; week < slots_.trend().size(); ++week) {
      for (const std::uint32_t code : codes_by_name()) print_row(week, code);
    }
  }

 private:
  void observe_job(std::size_t job) {
    constexpr std::array kPercentiles = {0.5, 0.9};
    const auto wanted = job <= hnd ? std::span<const double>(kPercentiles) : std::span<const double>();
    const MetricRow& row = kRows[job];
    Observations& out = observed_[job].emplace(row, *evidence_, map_, series_, wanted);
    if (job == repeat) {
      const auto bits = evidence_->facts().bits();
      observe_all_tickets(
          row, *evidence_,
          [&](std::uint32_t first_row) {
            return [&, first_row](std::size_t i) {
              const bool used = (bits[first_row + i] & TicketFacts::used) != 0;
              return Measured{.value = repeats_[first_row + i].is(ContactFacts::followed) ? 1 : 0,
                              .excluded = used ? Exclusion::none : Exclusion::outside};
            };
          },
          out);
    } else {
      observe(row, *evidence_, out);
    }
    out.finish();
    collect_values(row, *evidence_, out);
  }

  [[nodiscard]] std::vector<std::uint32_t> codes_by_name() const {
    std::vector<std::uint32_t> codes;
    for (std::uint32_t code = 0; channel_ != nullptr && code < channel_->names.size(); ++code) codes.push_back(code);
    std::sort(codes.begin(), codes.end(),
              [&](auto a, auto b) { return channel_->names.text(a) < channel_->names.text(b); });
    return codes;
  }

  [[nodiscard]] Trend::Numbers numbers(Job job, std::size_t week, std::uint32_t code) const {
    return observed_[job]->trend_of(*channel_)->numbers(week, code);
  }

  void print_row(std::size_t week, std::uint32_t code) const {
    const Trend::Numbers all = numbers(repeat, week, code);
    if (all.n == 0) return;
    fmt::print("{},{},{}", slots_.period(slots_.trend()[week]).label, channel_->names.text(code), all.n);
    for (const Job job : {frt, res, hnd}) {
      const Trend::Numbers times = numbers(job, week, code);
      print_mean(times, 1);
      if (times.n == 0) fmt::print(",,");
      for (const double percentile : times.percentiles) fmt::print(",{}", percentile);
    }
    print_mean(numbers(csat, week, code), 100);
    print_mean(numbers(nps, week, code), 100);
    print_mean(numbers(ces, week, code), 1);
    print_mean(numbers(offered, week, code), 100);
    const auto n = static_cast<double>(all.n);
    fmt::print(",{},{}\n", all.sum, 100 * (n - all.sum) / n);
  }

  static void print_mean(const Trend::Numbers& numbers, double scale) {
    fmt::print(",{},", numbers.n);
    if (numbers.n > 0) fmt::print("{}", scale * numbers.sum / static_cast<double>(numbers.n));
  }

  const Dataset& data_;
  ComputeOptions options_;
  Slots slots_;
  const Dimension* channel_;
  std::vector<const Dimension*> series_;
  CellMap map_;
  std::optional<Evidence> evidence_;
  std::vector<ContactFacts> repeats_;
  std::array<std::optional<Observations>, kJobs> observed_;
};

class Stopwatch {
 public:
  void lap(const char* what) {
    const auto now = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    fmt::print(stderr, "{:<8} {:.3f} s wall {:.3f} s cpu\n", what, std::chrono::duration<double>(now - wall_).count(),
               static_cast<double>(cpu - cpu_) / CLOCKS_PER_SEC);
    wall_ = now;
    cpu_ = cpu;
  }

 private:
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
  std::clock_t cpu_ = std::clock();
};

void run(const char* path, unsigned threads, bool times) {
  Stopwatch watch;
  NormaliseOptions options;
  options.inputs.push_back({path, std::nullopt});
  options.threads = threads;
  options.fields = {
      "ticket_id", "first_response_at",    "solved_at", "channel", "requester", "csat", "nps", "ces", "talk_time",
      "hold_time", "after_call_work_time", "abandoned"};
  Normalised data = normalise(options);
  data.dataset.tickets.status.clear();  // for the bench a solution time alone is a solution
  if (times) watch.lap("read");
  const Answers answers(data.dataset, threads);
  if (times) watch.lap("compute");
  answers.print();
}

}  // namespace

int main(int argc, char** argv) {
  const bool times = argc > 2 && std::string_view(argv[argc - 1]) == "--times";
  if (times) --argc;
  if (argc < 2) {
    fmt::print(stderr, "bench_job FILE [THREADS] [--times]\n");
    return 2;
  }
  try {
    run(argv[1], argc > 2 ? static_cast<unsigned>(std::max(1, std::atoi(argv[2]))) : usable_processors(), times);
  } catch (const Error& error) {
    fmt::print(stderr, "bench_job: {}\n", error.what());
    return 3;
  }
  return 0;
}

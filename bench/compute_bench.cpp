// Times compute() alone, as the default report asks for it: every metric, every dimension, the last
// complete period with 25 earlier ones. Reading and normalising happen once, outside the clock. This
// is no test: it prints CPU seconds and a checksum of the answer, so that a wrong answer is noticed.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "csreport/compute/compute.hpp"
#include "csreport/core/error.hpp"
#include "csreport/core/period.hpp"
#include "csreport/normalise/normalise.hpp"
#include "fmt/format.h"

using namespace csreport;

namespace {

ComputeOptions default_options(const Dataset& dataset) {
  PeriodContext context;
  context.first_event = dataset.first_event;
  context.horizon = dataset.horizon;
  context.now = dataset.horizon.value_or(Instant{});
  const Period current = resolve_period("auto", context).period;
  ComputeOptions options;
  options.current = current;
  options.previous = resolve_comparison("previous", current, context);
  options.trend = trend_periods(current, default_trend_grain(current), 25, context);
  options.series_dimensions = {"channel", "channel_class"};
  return options;
}

/// Changes whenever a headline value or its size does.
double checksum(const Snapshot& snapshot) {
  double sum = 0;
  const auto add = [&](const MetricValue& value) { sum += value.value.value_or(0) + static_cast<double>(value.n); };
  for (const MetricSnapshot& metric : snapshot.metrics) {
    add(metric.current);
    for (const SeriesPoint& point : metric.series) sum += point.value.value_or(0);
    for (const DimensionSnapshot& dimension : metric.by) {
      for (const GroupSnapshot& group : dimension.groups) {
        add(group.current);
        for (const SeriesPoint& point : group.series) sum += point.value.value_or(0);
      }
    }
  }
  return sum;
}

/// Seconds of one run, or medians of several.
struct Times {
  double cpu = 0;
  double wall = 0;
};

Times time_once(const Dataset& dataset, const ComputeOptions& options, double& answer) {
  const std::clock_t cpu = std::clock();
  const auto wall = std::chrono::steady_clock::now();
  const Snapshot snapshot = compute(dataset, options);
  const Times times{static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC,
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count()};
  answer = checksum(snapshot);
  return times;
}

double median_of(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

void report(const Dataset& dataset, const ComputeOptions& options, int runs, std::string_view name) {
  std::vector<double> cpu, wall;
  double answer = 0;
  for (int i = 0; i < runs; ++i) {
    const Times times = time_once(dataset, options, answer);
    cpu.push_back(1000 * times.cpu);
    wall.push_back(1000 * times.wall);
  }
  fmt::print("{:<24} {:8.2f} ms cpu {:8.2f} ms wall (medians of {}; fastest {:.2f} and {:.2f})  answer {:.17g}\n", name,
             median_of(cpu), median_of(wall), runs, *std::min_element(cpu.begin(), cpu.end()),
             *std::min_element(wall.begin(), wall.end()), answer);
}

/// The times that a clock measures, by the calendar alone and with business hours, when both stand side by side.
void run_clocks(const Dataset& dataset, int runs, unsigned threads) {
  ComputeOptions options = default_options(dataset);
  options.threads = threads;
  options.metrics = {"frt", "resolution_time", "share_within_120s", "slowest_first_reply", "resolved_within_24h"};
  report(dataset, options, runs, "calendar clock");
  Schedule office{.name = "office", .zone = TimeZone::load("Europe/Riga")};
  for (std::size_t day = 1; day <= 5; ++day) {
    office.week[day] = {{std::chrono::hours{9}, std::chrono::hours{12}},
                        {std::chrono::hours{13}, std::chrono::hours{17}}};
  }
  options.business_hours = {.schedules = {office}, .choice = {.schedule = "office"}};
  report(dataset, options, runs, "both, calendar in front");
  options.variants.clock = Clock::business;
  report(dataset, options, runs, "both, business in front");
}

/// One line for the whole catalogue, then, with --each, one a metric.
void run(const Dataset& dataset, int runs, unsigned threads, bool each) {
  ComputeOptions options = default_options(dataset);
  options.threads = threads;
  report(dataset, options, runs, "all");
  if (!each) return;
  for (const MetricRow& row : metric_catalogue()) {
    options.metrics = {std::string(row.id)};
    report(dataset, options, runs, row.id);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view last = argc > 2 ? argv[argc - 1] : "";
  const bool each = last == "--each", clocks = last == "--clocks";
  if (each || clocks) --argc;
  if (argc < 2) {
    fmt::print(stderr, "compute_bench FILE [RUNS [THREADS]] [--each | --clocks]\n");
    return 2;
  }
  try {
    NormaliseOptions options;
    options.inputs.push_back({argv[1], std::nullopt});
    const Normalised data = normalise(options);
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
    const unsigned threads = argc > 3 ? static_cast<unsigned>(std::max(1, std::atoi(argv[3]))) : 1;
    clocks ? run_clocks(data.dataset, runs, threads) : run(data.dataset, runs, threads, each);
  } catch (const Error& error) {
    fmt::print(stderr, "compute_bench: {}\n", error.what());
    return 3;
  }
  return 0;
}

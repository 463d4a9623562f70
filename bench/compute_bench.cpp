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

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double time_once(const Dataset& dataset, const ComputeOptions& options, double& answer) {
  const double begin = cpu_seconds();
  const Snapshot snapshot = compute(dataset, options);
  const double seconds = cpu_seconds() - begin;
  answer = checksum(snapshot);
  return seconds;
}

double median_of(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

/// One line for the whole catalogue, then, with --each, one a metric.
void run(const Dataset& dataset, int runs, bool each) {
  ComputeOptions options = default_options(dataset);
  const auto report = [&](std::string_view name) {
    std::vector<double> seconds;
    double answer = 0;
    for (int i = 0; i < runs; ++i) seconds.push_back(time_once(dataset, options, answer));
    fmt::print("{:<24} {:8.2f} ms cpu (median of {}, fastest {:.2f})  answer {:.17g}\n", name,
               1000 * median_of(seconds), runs, 1000 * *std::min_element(seconds.begin(), seconds.end()), answer);
  };
  report("all");
  if (!each) return;
  for (const MetricRow& row : metric_catalogue()) {
    options.metrics = {std::string(row.id)};
    report(row.id);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "compute_bench FILE [RUNS] [--each]\n");
    return 2;
  }
  try {
    NormaliseOptions options;
    options.inputs.push_back({argv[1], std::nullopt});
    const Normalised data = normalise(options);
    const bool each = std::string_view(argv[argc - 1]) == "--each";
    run(data.dataset, argc > 2 && std::atoi(argv[2]) > 0 ? std::atoi(argv[2]) : 5, each);
  } catch (const Error& error) {
    fmt::print(stderr, "compute_bench: {}\n", error.what());
    return 3;
  }
  return 0;
}

#include "compute/coverage.hpp"

#include <algorithm>

namespace csreport {
namespace {

/// A first ticket a little after midnight is no gap.
constexpr std::chrono::days kSlack{1};

bool starts_inside(Instant first, const Period& period) { return first > period.start + kSlack && first < period.end; }

/// METRICS 0.2: tickets opened before the file begins cannot be in it.
void check_current(const Dataset& data, const ComputeOptions& options, Coverage& coverage) {
  const Period& period = options.current;
  if (period.is_all()) return;  // it begins and ends with the files
  if (data.first_event && *data.first_event >= period.end) {
    coverage.current_has_data = false;
    coverage.warnings.push_back(
        {"outside_data", "The data begins after the period ends: nothing in the files can belong to it."});
  } else if (data.first_event && *data.first_event >= period.start && data.has_tickets) {
    coverage.warnings.push_back(
        {"left_truncated",
         "The file begins inside the period: tickets opened earlier are not in it, so resolution "
         "times read low and the backlog too small."});
  }
  if (data.horizon && *data.horizon < period.start) {
    coverage.current_has_data = false;
    coverage.warnings.push_back(
        {"outside_data", "The data ends before the period begins: nothing in the files can belong to it."});
  } else if (data.horizon && *data.horizon < period.end - kSlack) {
    coverage.gaps.period_incomplete = true;
    coverage.warnings.push_back(
        {"incomplete_period", "The data ends before the period does: its last days are missing."});
  }
}

/// METRICS 4.8: compare like with like.
bool differ_in_length(const Period& a, const Period& b) {
  constexpr double kAlike = 1.15;  // months of 28 and 31 days are alike, a week and a month are not
  const auto length_a = static_cast<double>((a.end - a.start).count());
  const auto length_b = static_cast<double>((b.end - b.start).count());
  return length_a > kAlike * length_b || length_b > kAlike * length_a;
}

void check_previous(const Dataset& data, const ComputeOptions& options, Coverage& coverage) {
  if (!options.previous) return;
  const Period& period = *options.previous;
  if ((data.first_event && *data.first_event >= period.end) || (data.horizon && *data.horizon < period.start)) {
    coverage.previous_has_data = false;
    coverage.warnings.push_back(
        {"previous_outside_data", "The files hold nothing of the period compared with, so there is no comparison."});
    return;
  }
  if (data.first_event && starts_inside(*data.first_event, period)) {
    coverage.gaps.previous_incomplete = true;
    coverage.warnings.push_back(
        {"previous_incomplete", "The data begins inside the period compared with: its counts are too low."});
  }
  if (differ_in_length(options.current, period)) {
    coverage.gaps.unequal_periods = true;
    coverage.warnings.push_back(
        {"unequal_periods", "The two periods differ in length: their counts cannot be compared directly."});
  }
}

}  // namespace

Coverage check_coverage(const Dataset& data, const ComputeOptions& options) {
  Coverage coverage;
  check_current(data, options, coverage);
  check_previous(data, options, coverage);
  const auto covered = std::find_if(options.trend.begin(), options.trend.end(), [&](const Period& period) {
    return data.first_event && *data.first_event <= period.start + kSlack;
  });
  coverage.gaps.trend_covered_from = static_cast<std::size_t>(covered - options.trend.begin());
  return coverage;
}

}  // namespace csreport

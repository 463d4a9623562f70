// Round values for an axis.
#include <algorithm>
#include <array>
#include <cmath>

#include "render/chart.hpp"

namespace csreport {
namespace {

constexpr double kWantedSteps = 4;
constexpr double kMinute = 60, kHour = 3600, kDay = 86400;
constexpr std::array<double, 22> kDurations = {
    1,        2,           5,           10,           15,           30,
    kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
    kHour,    2 * kHour,   4 * kHour,   6 * kHour,    12 * kHour,   kDay,
    2 * kDay, 5 * kDay,    10 * kDay,   30 * kDay};

/// 1, 2 or 5 times a power of ten, at least `least`.
double decimal_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

double step_for(double span, TickUnit unit) {
  const double least = span / kWantedSteps;
  if (unit == TickUnit::seconds) {
    const auto found = std::lower_bound(kDurations.begin(), kDurations.end(), least);
    return found != kDurations.end() ? *found : kDay * decimal_step(least / kDay);
  }
  const double step = decimal_step(least);
  return unit == TickUnit::whole ? std::max(1.0, step) : step;
}

/// A flat series gets a span to stand in.
double smallest_span(double high, TickUnit unit) {
  switch (unit) {
    case TickUnit::share: return 0.02;
    case TickUnit::whole: return 4;
    case TickUnit::seconds: return 4;
    case TickUnit::plain: break;
  }
  return std::max(0.4, std::fabs(high) * 0.01);
}

struct Ends {
  double low;
  double high;
};

/// Room around a flat series, but not below zero or above the whole.
Ends widened(double low, double high, TickUnit unit) {
  const double missing = smallest_span(high, unit) - (high - low);
  if (missing <= 0) return {low, high};
  const double below = low >= 0 ? std::min(low, missing / 2) : missing / 2;
  const double above = unit == TickUnit::share && high <= 1 ? std::min(1 - high, missing - below) : missing - below;
  return {low - below, high + above};
}

}  // namespace

std::vector<double> tick_values(double lowest, double highest, TickUnit unit) {
  const auto [low, high] = widened(lowest, highest, unit);
  const double step = step_for(std::max(high - low, smallest_span(high, unit) / 2), unit);
  const double first = std::floor(low / step + 1e-9);
  double last = std::ceil(high / step - 1e-9);
  if (last <= first) last = first + 1;
  std::vector<double> values;
  for (double at = first; at <= last + 0.5; ++at) values.push_back(at * step);
  return values;
}

}  // namespace csreport

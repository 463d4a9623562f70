#include "compare/means.hpp"

#include <cmath>

#include "csreport/core/distributions.hpp"

namespace csreport {
namespace {

/// The squared standard error of the mean.
double squared_error(const Sample& sample) {
  return sample.standard_deviation * sample.standard_deviation / static_cast<double>(sample.n);
}

}  // namespace

std::optional<Interval> student_interval(const Sample& sample) {
  if (sample.n < 2) return std::nullopt;
  const double half = student_upper_point(0.025, static_cast<double>(sample.n - 1)) * std::sqrt(squared_error(sample));
  return Interval{sample.mean - half, sample.mean + half, 0.95, "student_t"};
}

std::optional<Difference> welch(const Sample& now, const Sample& before) {
  if (now.n < 2 || before.n < 2) return std::nullopt;
  const double difference = now.mean - before.mean;
  const double a = squared_error(now);
  const double b = squared_error(before);
  const double error = std::sqrt(a + b);
  if (error == 0) return Difference{difference, difference, difference == 0 ? 1.0 : 0.0};
  const double degrees =
      (a + b) * (a + b) / (a * a / static_cast<double>(now.n - 1) + b * b / static_cast<double>(before.n - 1));
  const double half = student_upper_point(0.025, degrees) * error;
  return Difference{difference - half, difference + half, student_two_sided(difference / error, degrees)};
}

}  // namespace csreport

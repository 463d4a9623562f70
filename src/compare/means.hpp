#pragma once
// Means of measured values, from their number, mean and standard deviation (with n - 1).

#include <cstdint>
#include <optional>

#include "compare/difference.hpp"
#include "csreport/compare/comparison.hpp"

namespace csreport {

struct Sample {
  std::int64_t n = 0;
  double mean = 0;
  double standard_deviation = 0;
};

/// Student's interval at 95 %: mean +- t(n - 1) s / sqrt(n) (METRICS 4.3). Nothing for fewer than two values.
std::optional<Interval> student_interval(const Sample& sample);

/// Now minus before with Welch's degrees of freedom, which ask for no equal variances (Welch 1947). Nothing for fewer
/// than two values in either; p is 1 or 0 where no value differs from another in its period.
std::optional<Difference> welch(const Sample& now, const Sample& before);

}  // namespace csreport

#pragma once
// Exponential smoothing of one series with gaps: a level, a damped trend and, with a season, one offset for each place
// in it, all moved a little by each error (ETS(A,Ad,A) in the notation of Hyndman et al. 2008).

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace csreport {

/// Oldest first; nothing where a value is missing.
using Observed = std::vector<std::optional<double>>;

/// How much of an error is learnt.
struct SmoothingWeights {
  double level = 0.1;
  double trend = 0;
  double season = 0;
};
/// A trend flattens out: each step keeps so much of the one before (Gardner and McKenzie 1985).
inline constexpr double kDamping = 0.9;

struct Predicted {
  double mean = 0;
  double deviation = 0;  ///< standard deviation of the forecast's error
};

class Smoothing {
 public:
  /// REQUIRES: season >= 1; two whole seasons of `values`, or two values without one.
  Smoothing(std::span<const std::optional<double>> values, std::size_t season, const SmoothingWeights& weights);

  /// Sum of the squared one-step errors, and how many there were, of what came after the first two seasons.
  [[nodiscard]] double squared_errors() const noexcept { return squares_; }
  [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
  /// The next value and those after it.
  [[nodiscard]] std::vector<Predicted> predict(std::size_t steps) const;
  /// Standard deviation of the error of a sum of the next values, each times its weight. The errors of neighbours go
  /// the same way, as each is learnt from: the sum is less certain than the sum of as many independent ones.
  [[nodiscard]] double deviation_of_sum(std::span<const double> weights) const;

 private:
  void begin(std::span<const std::optional<double>> values);
  void learn(const std::optional<double>& value, bool counts);
  [[nodiscard]] std::vector<double> passed_on(std::size_t steps) const;

  SmoothingWeights weights_;
  double level_ = 0;
  double trend_ = 0;
  std::vector<double> seasons_;
  std::size_t place_ = 0;  // of the next value in the season
  double squares_ = 0;
  std::size_t errors_ = 0;
};

/// With the weights of the grid that would have predicted the series best one step ahead.
Smoothing best_smoothing(std::span<const std::optional<double>> values, std::size_t season);

/// How many values come before the first one that may be predicted.
std::size_t fewest_to_learn(std::size_t season);

}  // namespace csreport

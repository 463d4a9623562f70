#include "conclude/smoothing.hpp"

#include <algorithm>
#include <cmath>

namespace csreport {
namespace {

/// Seasons from which the first offsets are made.
constexpr std::size_t kFirstSeasons = 2;

std::optional<double> mean_of(std::span<const std::optional<double>> values) {
  double sum = 0;
  std::size_t n = 0;
  for (const auto& value : values) {
    sum += value.value_or(0);
    n += value ? 1 : 0;
  }
  return n == 0 ? std::nullopt : std::optional(sum / static_cast<double>(n));
}

/// Weights and error variance cost degrees of freedom; what is left is at least one.
double variance_of(double squares, std::size_t errors) {
  constexpr std::size_t kWeights = 3;
  return squares / static_cast<double>(errors > kWeights ? errors - kWeights : 1);
}

}  // namespace

Smoothing::Smoothing(std::span<const std::optional<double>> values, std::size_t season, const SmoothingWeights& weights)
    : weights_(weights), seasons_(season, 0.0) {
  begin(values);
  for (std::size_t i = 0; i < values.size(); ++i) learn(values[i], i >= kFirstSeasons * season);
}

void Smoothing::begin(std::span<const std::optional<double>> values) {
  const std::size_t season = seasons_.size();
  // Without a season a few values more give a first level that is not one value's accident.
  constexpr std::size_t kFirstValues = 4;
  const std::size_t first = std::min(values.size(), std::max(kFirstValues, kFirstSeasons * season));
  level_ = mean_of(values.first(first)).value_or(0);
  if (season == 1) return;
  for (std::size_t place = 0; place < season; ++place) {
    double sum = 0;
    double n = 0;
    for (std::size_t i = place; i < first; i += season) {
      if (!values[i]) continue;
      sum += *values[i] - level_;
      ++n;
    }
    seasons_[place] = n > 0 ? sum / n : 0;
  }
}

void Smoothing::learn(const std::optional<double>& value, bool counts) {
  const double expected_level = level_ + kDamping * trend_;
  trend_ *= kDamping;
  level_ = expected_level;
  double& season = seasons_[place_];
  place_ = (place_ + 1) % seasons_.size();
  if (!value) return;  // what was expected stands
  const double error = *value - expected_level - season;
  level_ += weights_.level * error;
  trend_ += weights_.trend * error;
  season += weights_.season * error;
  if (!counts) return;
  squares_ += error * error;
  ++errors_;
}

std::vector<Predicted> Smoothing::predict(std::size_t steps) const {
  std::vector<Predicted> predicted;
  double level = level_;
  double trend = trend_;
  const double variance = variance_of(squares_, errors_);
  const std::vector<double> shares = passed_on(steps);
  double spread = 1;  // of the step, in variances of one error (Hyndman et al. 2008, table 6.1)
  for (std::size_t step = 1; step <= steps; ++step) {
    trend *= kDamping;
    level += trend;
    predicted.push_back({level + seasons_[(place_ + step - 1) % seasons_.size()], std::sqrt(variance * spread)});
    spread += shares[step - 1] * shares[step - 1];
  }
  return predicted;
}

/// How much of an error reaches the value so many steps later, from 1 on.
std::vector<double> Smoothing::passed_on(std::size_t steps) const {
  std::vector<double> shares;
  double damped_sum = 0;  // phi + phi^2 + ... so far
  double power = 1;
  for (std::size_t step = 1; step <= steps; ++step) {
    power *= kDamping;
    damped_sum += power;
    const bool same_place = step % seasons_.size() == 0 && seasons_.size() > 1;
    shares.push_back(weights_.level + weights_.trend * damped_sum + (same_place ? weights_.season : 0));
  }
  return shares;
}

double Smoothing::deviation_of_sum(std::span<const double> weights) const {
  const std::vector<double> shares = passed_on(weights.size());
  double spread = 0;
  for (std::size_t step = 0; step < weights.size(); ++step) {
    double reach = weights[step];  // of the error of this step, in the sum
    for (std::size_t later = step + 1; later < weights.size(); ++later) {
      reach += weights[later] * shares[later - step - 1];
    }
    spread += reach * reach;
  }
  return std::sqrt(variance_of(squares_, errors_) * spread);
}

Smoothing best_smoothing(std::span<const std::optional<double>> values, std::size_t season) {
  constexpr double kLevels[] = {0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};
  constexpr double kTrendParts[] = {0, 0.1, 0.3};  // of the level's
  constexpr double kSeasons[] = {0, 0.05, 0.1, 0.2};
  std::optional<Smoothing> best;
  for (const double level : kLevels) {
    for (const double part : kTrendParts) {
      for (const double of_season : kSeasons) {
        if (of_season > 0 && (season == 1 || of_season > 1 - level)) continue;
        Smoothing one(values, season, {level, part * level, of_season});
        if (!best || one.squared_errors() < best->squared_errors()) best = std::move(one);
      }
    }
  }
  return *std::move(best);
}

std::size_t fewest_to_learn(std::size_t season) {
  constexpr std::size_t kFewest = 12;
  return std::max(kFewest, (kFirstSeasons + 1) * season);
}

}  // namespace csreport

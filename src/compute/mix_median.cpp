#include "compute/mix_median.hpp"

#include <algorithm>
#include <vector>

namespace csreport {
namespace {

constexpr double kLargePart = 0.05;
constexpr std::size_t kFewestNow = 10;
/// Sums of weights are not exact.
constexpr double kTolerance = 1e-9;

struct Weighted {
  std::span<const double> values;
  double weight = 0;  ///< of one value; all of them weigh 1
};

double share_up_to(const std::vector<Weighted>& groups, double value) {
  double share = 0;
  for (const Weighted& group : groups) {
    const auto end = std::upper_bound(group.values.begin(), group.values.end(), value);
    share += group.weight * static_cast<double>(end - group.values.begin());
  }
  return share;
}

}  // namespace

std::optional<double> mix_adjusted_median(std::span<const double> all, std::span<const MixPart> parts) {
  double before = 0;
  double kept = 0;  // of the groups that still have cases
  for (const MixPart& part : parts) {
    before += static_cast<double>(part.before);
    if (!part.values.empty()) kept += static_cast<double>(part.before);
  }
  if (all.empty() || kept <= 0) return std::nullopt;
  std::vector<Weighted> groups;
  for (const MixPart& part : parts) {
    const auto was = static_cast<double>(part.before);
    if (was >= kLargePart * before && part.values.size() < kFewestNow) return std::nullopt;
    if (!part.values.empty() && was > 0) {
      groups.push_back({part.values, was / kept / static_cast<double>(part.values.size())});
    }
  }
  const auto first_with = [&](double share) {
    return *std::partition_point(all.begin(), all.end() - 1,
                                 [&](double value) { return share_up_to(groups, value) < share; });
  };
  return (first_with(0.5 - kTolerance) + first_with(0.5 + kTolerance)) / 2;
}

}  // namespace csreport
